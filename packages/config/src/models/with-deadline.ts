/** How long work may take, and who may stop it. */
interface DeadlineOptions {
  /** Milliseconds until the work is given up. */
  readonly timeout: number;
  readonly signal?: AbortSignal | undefined;
  /** The error of work that took too long. */
  readonly late: () => Error;
}

/**
 * Runs work that gets a signal, and settles at the latest when the time is over or the caller aborts, also where the
 * work does not listen to its signal.
 */
export async function withDeadline<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { timeout, signal, late }: DeadlineOptions,
): Promise<T> {
  signal?.throwIfAborted();
  const controller = new AbortController();
  const { promise: stopped, reject } = Promise.withResolvers<never>();
  const stop = (reason: unknown): void => {
    reject(reason);
    controller.abort(reason);
  };
  const timer = setTimeout(() => stop(late()), timeout);
  const onAbort = (): void => stop(signal?.reason);
  signal?.addEventListener("abort", onAbort, { once: true });
  try {
    return await Promise.race([work(controller.signal), stopped]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", onAbort);
  }
}
