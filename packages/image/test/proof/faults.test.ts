import { startEmulator } from "@vg/emulator";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ImageFailure, ImageStage } from "../../src/index.ts";
import { SAMPLES } from "../support/sample-images.ts";
import { FAULT_KINDS, FAULTS, type KnownFault, type Meaning, STAGE_NAMES, STAGES } from "./fault-table.ts";
import { attempts, nextTurn, type Run, runThrough } from "./run-through.ts";
import { leakedSecrets } from "./secrets.ts";

interface Cell {
  readonly stage: ImageStage;
  readonly fault: KnownFault;
  readonly name: string;
  readonly meaning: Meaning;
}

const CELLS: readonly Cell[] = STAGE_NAMES.flatMap((stage) =>
  FAULTS.flatMap((fault) => {
    const meaning = fault.meanings[stage];
    return meaning === undefined ? [] : [{ stage, fault, name: fault.name, meaning }];
  }),
);
const FAILING = CELLS.flatMap(({ meaning, ...cell }) => (meaning === "harmless" ? [] : [{ ...cell, ...meaning }]));
const HARMLESS = CELLS.filter(({ meaning }) => meaning === "harmless");

/** Failures of the object itself or of the key to it: no other strategy can help. */
const FINAL: ReadonlySet<ImageFailure> = new Set<ImageFailure>([
  "not-found",
  "forbidden",
  "too-large",
  "unsupported-type",
  "empty",
]);
const TOTAL_TIMEOUT = 120_000;
const ATTEMPT_TIMEOUT = 30_000;

// A server like the real one, which the first answer of each emulator shows.
const emulator = await startEmulator();
const [[, , bytes] = ["", "", new Uint8Array()]] = SAMPLES;
emulator.putObject("images", "folder/cat 1.png", bytes, { contentType: "image/png" });
const signedUrl = await emulator.signedUrl("images", "folder/cat 1.png");
const imageUrl = `${signedUrl}&apikey=${emulator.supabase.anonKey}`;
const { serviceRoleKey, anonKey } = emulator.supabase;
const secrets = {
  "service key": serviceRoleKey,
  "anon key": anonKey,
  "token in the URL": signedUrl.slice(signedUrl.indexOf("=") + 1),
  "Replicate token": emulator.replicate.token,
};
const unhandled: unknown[] = [];
const keepUnhandled = (reason: unknown): void => void unhandled.push(reason);

beforeEach(() => {
  emulator.clearRequests();
  process.on("unhandledRejection", keepUnhandled);
});
afterEach(() => {
  emulator.clearFaults();
  process.off("unhandledRejection", keepUnhandled);
});
afterAll(() => emulator.close());

test("the table has at least 120 cells, and every kind of fault", () => {
  expect(CELLS.length).toBeGreaterThanOrEqual(120);
  expect(new Set(FAULTS.map(({ rule }) => rule.kind))).toEqual(new Set(Object.keys(FAULT_KINDS)));
});

describe("a fault that stays", () => {
  test.each(FAILING)("$stage, $name: $reason, retried: $retried", async ({ stage, fault, reason, retried }) => {
    const { route, strategy } = STAGES[stage];
    emulator.fault({ ...fault.rule, route, times: Number.POSITIVE_INFINITY });
    const run = await runThrough(emulator, imageUrl, { strategies: [strategy], inspect: "probe" });

    expect(run.outcome).toMatchObject({
      ok: false,
      reason: stage === "upload" ? "upload-failed" : reason,
      retryable: retried,
    });
    expect(stepsOf(run, stage)).toEqual(attempts(stage, Array(retried ? 3 : 1).fill(reason)));
    expect(run.ms).toBe(retried ? timeOf(fault, 3) : timeOf(fault, 1));
    await expectNothingLeft(run);
  });
});

describe("a fault that passes", () => {
  test.each(FAILING.filter(({ retried }) => retried))("$stage, $name: once", async ({ stage, fault, reason }) => {
    const { route, strategy } = STAGES[stage];
    emulator.fault({ ...fault.rule, route });
    const run = await runThrough(emulator, imageUrl, { strategies: [strategy], inspect: "probe" });

    expect(run.outcome).toMatchObject({ ok: true, via: strategy, mediaType: "image/png" });
    expect(stepsOf(run, stage)).toEqual(attempts(stage, [reason, "ok"]));
    expect(run.ms).toBe(timeOf(fault, 2) - (fault.stalls ? ATTEMPT_TIMEOUT : 0));
    await expectNothingLeft(run);
  });

  test.each(HARMLESS)("$stage, $name: does no harm", async ({ stage, fault }) => {
    const { route, strategy } = STAGES[stage];
    const ordered = emulator.fault({ ...fault.rule, route, times: Number.POSITIVE_INFINITY });
    const run = await runThrough(emulator, imageUrl, { strategies: [strategy], inspect: "probe" });

    expect(run.outcome).toMatchObject({ ok: true, via: strategy });
    expect(stepsOf(run, stage)).toEqual(attempts(stage, ["ok"]));
    expect([ordered.hits, run.ms]).toEqual([1, 0]);
    await expectNothingLeft(run);
  });
});

test("a token that only looks right is found out by a probe, and the image goes by its bytes", async () => {
  emulator.fault({ kind: "wrong-token", token: "forged", route: "object.sign-batch", times: Number.POSITIVE_INFINITY });
  const run = await runThrough(emulator, imageUrl, { inspect: "probe" });

  expect(run.outcome).toMatchObject({ ok: true, via: "upload" });
  expect(run.steps).toEqual(["sign 1: ok", "probe 1: bad-response", "download 1: ok", "upload 1: ok"]);
  await expectNothingLeft(run);
});

describe("with the other ways open", () => {
  test.each(FAILING)(
    "$stage, $name: $reason ends it or the next way is taken",
    async ({ stage, fault, reason, retried }) => {
      emulator.fault({ ...fault.rule, route: STAGES[stage].route, times: Number.POSITIVE_INFINITY });
      const overBytes = stage === "download" || stage === "upload";
      const run = await runThrough(emulator, imageUrl, {
        inspect: "probe",
        ...(overBytes && { strategies: ["upload", "file"] as const }),
      });
      const isFinal = stage === "download" || (stage !== "upload" && FINAL.has(reason));

      expect(run.outcome).toMatchObject(
        isFinal ? { ok: false, reason, retryable: retried } : { ok: true, via: stage === "upload" ? "file" : "upload" },
      );
      expect(stepsOf(run, stage)).toEqual(attempts(stage, Array(retried ? 3 : 1).fill(reason)));
      expect(run.ms).toBeLessThanOrEqual(TOTAL_TIMEOUT);
      await expectNothingLeft(run);
    },
  );
});

test("the table left no connection open but those that can be used again", async () => {
  expect(await emulator.connections()).toBeLessThanOrEqual(4);
});

/** The attempts at a stage alone. */
function stepsOf({ steps }: Run, stage: ImageStage): string[] {
  return steps.filter((step) => step.startsWith(`${stage} `));
}

/** Returns the duration of attempts that all end in a fault, in milliseconds: the stalled ones their whole time, and pauses of 2 and 4 s. */
function timeOf({ stalls, pause }: KnownFault, count: number): number {
  const pauses = [2000, 4000].slice(0, count - 1).map((doubled) => pause ?? doubled);
  return pauses.reduce((sum, ms) => sum + ms, 0) + (stalls ? count * ATTEMPT_TIMEOUT : 0);
}

async function expectNothingLeft({ outcome, lines, left }: Run): Promise<void> {
  await nextTurn();
  expect(unhandled).toEqual([]);
  expect(left).toEqual({ timers: 0, listeners: 0 });
  expect(leakedSecrets({ ...secrets, ...inputSecret(outcome.ok ? outcome.input : "") }, [outcome, ...lines])).toEqual(
    [],
  );
  expect(lines.every(({ jobId }) => jobId === "job-1")).toBe(true);
  expect(JSON.stringify(lines)).not.toContain("cat 1");
}

/** The token that a prepared URL carries, which may be read there by name and nowhere else. */
function inputSecret(input: string | File): Record<string, string> {
  const [, token] = typeof input === "string" ? input.split("?token=") : [];
  return token === undefined ? {} : { "token of the prepared URL": token };
}
