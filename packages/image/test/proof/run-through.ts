import type { Emulator, FaultKind } from "@vg/emulator";
import { getEventListeners } from "node:events";
import type { ImageHandlerOptions, ImageOutcome, ImageStage } from "../../src/index.ts";
import { fakeClock, type FakeClock } from "../support/fake-clock.ts";
import { type LoggedLine, openHandler } from "../support/open-handler.ts";

/** The steps of a call, and the things that it left behind. */
export interface Run {
  readonly outcome: ImageOutcome;
  /** Each attempt: `stage attempt: result`. */
  readonly steps: readonly string[];
  readonly lines: readonly LoggedLine[];
  /** Its duration by the handler's clock, in milliseconds. */
  readonly ms: number;
  /** Timers of the handler's clock and listeners on the caller's signal that are left. */
  readonly left: { readonly timers: number; readonly listeners: number };
}

const STALLING: ReadonlySet<FaultKind | undefined> = new Set<FaultKind>(["hang", "hang-in-body", "drip"]);

/**
 * Prepares one image. Its pauses take no time; wherever a request stalls, time passes up to the next timer of the handler.
 */
export async function runThrough(
  emulator: Emulator,
  imageUrl: string,
  options: Partial<ImageHandlerOptions> = {},
): Promise<Run> {
  const { attemptTimeout = 30_000, totalTimeout = 120_000 } = options;
  const clock = fakeClock({ skip: (ms) => ms !== attemptTimeout && ms !== totalTimeout });
  const handler = openHandler(emulator, { ...options, clock });
  const { signal } = new AbortController();
  const start = clock.now();
  const preparing = handler.prepareImage(imageUrl, { jobId: "job-1", signal });
  const stop = passTimeOfStalled(emulator, clock);
  const outcome = await preparing.finally(stop);
  await emulator.idle();
  const steps = outcome.steps.map(({ stage, attempt, result }) => `${stage} ${attempt}: ${result}`);
  const left = { timers: clock.pending, listeners: getEventListeners(signal, "abort").length };
  return { outcome, steps, lines: handler.lines, ms: clock.now() - start, left };
}

/** Lets time pass up to the next timer, once for each request that stalls, until it is stopped. */
function passTimeOfStalled(emulator: Emulator, clock: FakeClock): () => void {
  const waitedFor = new Set<number>();
  let turn = setImmediate(look);
  function look(): void {
    const stalled = emulator.requests.find(
      ({ id, fault, outcome }) => outcome === "open" && STALLING.has(fault) && !waitedFor.has(id),
    );
    if (stalled !== undefined) {
      waitedFor.add(stalled.id);
      clock.advanceToNext();
    }
    turn = setImmediate(look);
  }
  return () => clearImmediate(turn);
}

/** Resolves after what is under way in this turn of the event loop. */
export async function nextTurn(): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve));
}

/** The lines of attempts that a stage should leave: the same result `times` over, counted from 1. */
export function attempts(stage: ImageStage, results: readonly string[]): string[] {
  return results.map((result, index) => `${stage} ${index + 1}: ${result}`);
}
