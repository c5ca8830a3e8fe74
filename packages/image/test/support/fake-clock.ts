import type { Clock } from "../../src/http/deadline.ts";

/** A clock that stands still until a test moves it. */
export interface FakeClock extends Clock {
  /** Lets time pass, and calls what becomes due, in its order. */
  advance(ms: number): void;
  /** Lets time pass up to the callback that is due next. */
  advanceToNext(): void;
  /** The number of scheduled callbacks. */
  readonly pending: number;
}

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

interface FakeClockOptions {
  /** Pauses of up to so many milliseconds, or those that are chosen, are over as soon as nothing else is to do. */
  readonly skip?: number | ((ms: number) => boolean);
  /** Milliseconds since the start of 1970; now by default. */
  readonly start?: number;
}

/** Creates a clock. A pause that is skipped takes its time all the same; any other ends only when the clock is moved. */
export function fakeClock({ skip = 0, start = Date.now() }: FakeClockOptions = {}): FakeClock {
  const isSkipped = typeof skip === "number" ? (ms: number): boolean => ms <= skip : skip;
  const timers = new Set<Timer>();
  let now = start;
  const run = (timer: Timer): void => {
    if (!timers.delete(timer)) return;
    now = Math.max(now, timer.at);
    timer.callback();
  };
  return {
    now: () => now,
    schedule(callback, ms) {
      const timer = { at: now + ms, callback };
      timers.add(timer);
      if (isSkipped(ms)) setImmediate(run, timer);
      return () => void timers.delete(timer);
    },
    advance(ms) {
      const end = now + ms;
      const due = [...timers].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at);
      for (const timer of due) run(timer);
      now = end;
    },
    advanceToNext() {
      const [next] = [...timers].toSorted((a, b) => a.at - b.at);
      if (next !== undefined) run(next);
    },
    get pending() {
      return timers.size;
    },
  };
}
