import { type CallOptions, checkCallOptions } from "../call-options.ts";
import type { Clock } from "../http/clock.ts";
import { startDeadline } from "../http/deadline.ts";
import type { Settings } from "../validate-options.ts";

/** What all the work of one call to the handler shares. */
export interface Call {
  readonly jobId: string;
  readonly settings: Settings;
  readonly clock: Clock;
  /** Aborts when the caller does, and when the time of the call is over. */
  readonly signal: AbortSignal;
  /** When the time of the call is over, in milliseconds since the start of 1970. */
  readonly endsAt: number;
  /** Whether the caller gave up. */
  readonly isCancelled: () => boolean;
}

/**
 * Does the work of one call within its time; the work ends by itself once the call's signal aborts.
 *
 * @throws the reason of the caller's signal; {@link ImageOptionsError} for wrong options; and nothing else.
 */
export async function runCall<T>(
  settings: Settings,
  options: CallOptions,
  work: (call: Call) => Promise<T>,
): Promise<T> {
  const { jobId, signal: cancel } = checkCallOptions(options);
  const { clock, totalTimeout } = settings;
  cancel?.throwIfAborted();
  const { signal, close } = startDeadline({ clock, ms: totalTimeout, signal: cancel });
  const isCancelled = (): boolean => cancel?.aborted ?? false;
  try {
    const result = await work({ jobId, settings, clock, signal, endsAt: clock.now() + totalTimeout, isCancelled });
    cancel?.throwIfAborted();
    return result;
  } finally {
    close();
  }
}
