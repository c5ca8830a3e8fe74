import type { Clock } from "../../src/index.ts";

/** A clock that stands still until a test moves it. */
export interface FakeClock extends Clock {
  /** Lets time pass, and calls what becomes due, in its order. */
  advance(ms: number): void;
  /** How many callbacks are scheduled. */
  readonly pending: number;
}

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/**
 * Makes a clock that starts now. Pauses of up to `skip` milliseconds are over as soon as nothing else is to do, and time
 * has passed then; longer ones end only with `advance`.
 */
export function fakeClock({ skip = 0, start = Date.now() }: { skip?: number; start?: number } = {}): FakeClock {
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
      if (ms <= skip) setImmediate(run, timer);
      return () => void timers.delete(timer);
    },
    advance(ms) {
      const end = now + ms;
      const due = [...timers].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at);
      for (const timer of due) run(timer);
      now = end;
    },
    get pending() {
      return timers.size;
    },
  };
}
