import type { Emulator } from "@vg/emulator";
import { createHandler } from "../../src/image-handler.ts";
import type { ImageHandler, ImageHandlerOptions, LogLevel, LogMeta } from "../../src/index.ts";
import { fakeClock, type FakeClock } from "./fake-clock.ts";

/** One line that a handler logged. */
export interface LoggedLine extends LogMeta {
  readonly level: LogLevel;
  readonly message: string;
}

/** A handler with what a test can hold on to. */
export interface OpenHandler extends ImageHandler {
  readonly clock: FakeClock;
  readonly lines: LoggedLine[];
}

/** Options of a handler, and its time. */
export interface OpenHandlerOptions extends Partial<ImageHandlerOptions> {
  readonly clock?: FakeClock;
  readonly random?: () => number;
}

/** A handler of the emulator's services, whose pauses take no time and whose lines are kept. */
export function openHandler(
  emulator: Emulator,
  { clock = fakeClock({ skip: 20_000 }), random = (): number => 0, ...options }: OpenHandlerOptions = {},
): OpenHandler {
  const lines: LoggedLine[] = [];
  const keep =
    (level: LogLevel) =>
    (message: string, meta: LogMeta): void =>
      void lines.push({ ...meta, level, message });
  const logger = { debug: keep("debug"), info: keep("info"), warn: keep("warn"), error: keep("error") };
  const { supabase, replicate } = emulator;
  const handler = createHandler({ supabase, replicate, logger, ...options }, { clock, random });
  return { ...handler, clock, lines };
}

/** Resolves as soon as a condition holds, which other work of this process brings about. */
export async function until(condition: () => boolean): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const look = (): void => (condition() ? resolve() : void setImmediate(look));
  look();
  await promise;
}
