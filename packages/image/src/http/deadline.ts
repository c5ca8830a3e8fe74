import { AttemptError } from "../errors.ts";

interface DeadlineOptions {
  readonly clock: Clock;
  /** The longest that the work may take, in milliseconds. */
  readonly ms: number;
  /** Ends the work early, with its own reason. */
  readonly signal?: AbortSignal | undefined;
}

/** A signal that aborts in time; `close` has to be called when the work is over, and leaves neither timer nor listener behind. */
export interface Deadline {
  /** Aborts with a {@link AttemptError} `timeout`, or with the outer signal's reason. */
  readonly signal: AbortSignal;
  readonly close: () => void;
}

/**
 * Starts the time of some work.
 *
 * A controller of our own takes the place of `AbortSignal.any` and `AbortSignal.timeout`, which get lost under garbage
 * collection on some versions of Node, and which no fake clock moves.
 */
export function startDeadline({ clock, ms, signal }: DeadlineOptions): Deadline {
  const controller = new AbortController();
  const onAbort = (): void => controller.abort(signal?.reason);
  const onTimeout = (): void => controller.abort(new AttemptError({ reason: "timeout", retryable: true }));
  if (signal?.aborted) onAbort();
  signal?.addEventListener("abort", onAbort, { once: true });
  const cancel = clock.schedule(onTimeout, ms);
  return {
    signal: controller.signal,
    close() {
      cancel();
      signal?.removeEventListener("abort", onAbort);
    },
  };
}

/**
 * Gives work a signal and waits for it no longer than allowed, even if the work ignores its signal.
 *
 * @throws {@link AttemptError} `timeout` when the time is over; the outer signal's reason when that aborts.
 */
export async function withDeadline<T>(options: DeadlineOptions, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const { signal, close } = startDeadline(options);
  const { promise: stopped, reject } = Promise.withResolvers<never>();
  try {
    signal.throwIfAborted();
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    return await Promise.race([work(signal), stopped]);
  } finally {
    close();
  }
}

/** The source of time; a test replaces it and lets time pass as it likes. */
export interface Clock {
  /** Returns the milliseconds since the start of 1970. */
  now(): number;
  /**
   * Calls `callback` once, `ms` milliseconds from now, unless the returned function is called before.
   */
  schedule(callback: () => void, ms: number): () => void;
}

/** Time and chance, which a test replaces. */
export interface TimeSource {
  readonly clock: Clock;
  /** Returns a number from 0 to below 1. */
  readonly random: () => number;
}

/** The time of the machine. */
export const SYSTEM_TIME: TimeSource = Object.freeze({
  clock: Object.freeze({
    now: () => Date.now(),
    schedule: (callback: () => void, ms: number) => {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
  }),
  random: () => Math.random(),
});

/** Waits, and ends at once with the signal's reason when that aborts; leaves neither a timer nor a listener behind. */
export async function wait(ms: number, { clock, signal }: { clock: Clock; signal: AbortSignal }): Promise<void> {
  signal.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const onAbort = (): void => reject(signal.reason);
  signal.addEventListener("abort", onAbort, { once: true });
  const cancel = clock.schedule(resolve, ms);
  try {
    await promise;
  } finally {
    cancel();
    signal.removeEventListener("abort", onAbort);
  }
}
