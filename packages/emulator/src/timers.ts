import type { Writable } from "node:stream";

// Read once, so that fake timers of a test, which are the client's, do not stop the server.
const { setTimeout, clearTimeout, setImmediate } = globalThis;

/** The longest wait of a timer, in milliseconds. */
export const LONGEST_TIMER: number = 2 ** 31 - 1;

/** A timer of real time. */
export type Timer = ReturnType<typeof globalThis.setTimeout>;

/** Calls `run` after `ms` milliseconds of real time; does not keep the process alive. */
export function setTimer(run: () => void, ms: number): Timer {
  return setTimeout(run, ms).unref();
}

/** Stops a timer, if there is one. */
export function clearTimer(timer: Timer | undefined): void {
  clearTimeout(timer);
}

/** Resolves after `ms` milliseconds of real time, or at once when `stream` closes. */
export async function waitWhileOpen(ms: number, stream: Writable): Promise<void> {
  if (stream.closed || stream.destroyed) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(done, ms);
    stream.once("close", done);
    function done(): void {
      clearTimeout(timer);
      stream.removeListener("close", done);
      resolve();
    }
  });
}

/** Resolves when `stream` closes. */
export async function waitUntilClosed(stream: Writable): Promise<void> {
  if (stream.closed || stream.destroyed) return;
  await new Promise<void>((resolve) => stream.once("close", () => resolve()));
}

/** Resolves in the next turn of the event loop. */
export async function nextTurn(): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve));
}
