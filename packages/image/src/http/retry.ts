import retry from "async-retry";
import type { Call } from "../prepare/call.ts";
import { FailedAttempt } from "../failed-attempt.ts";
import { retryDelay } from "./retry-delay.ts";
import { wait } from "./wait.ts";
import { withDeadline } from "./deadline.ts";

/** How one attempt ended: with a value or a failure. */
export interface AttemptReport<T> {
  /** Counts from 1. */
  readonly attempt: number;
  /** How long it took, in milliseconds. */
  readonly ms: number;
  readonly result: AttemptResult<T>;
}

type AttemptResult<T> = { readonly value: T } | { readonly failure: FailedAttempt };

/**
 * Does work until it succeeds, fails for good, or has failed as often as the call allows; waits between the attempts.
 *
 * async-retry counts the attempts and nothing else: it knows neither `Retry-After` nor signals, so that the waiting is
 * done inside the attempt, and a failure for good is returned through it instead of thrown.
 *
 * @throws {@link FailedAttempt} the last one.
 */
export async function runAttempts<T>(
  call: Call,
  work: (signal: AbortSignal) => Promise<T>,
  report: (report: AttemptReport<T>) => void,
): Promise<T> {
  const { attempts } = call.settings;
  let pause = 0;
  const result = await retry<AttemptResult<T>>(
    async (_bail, attempt) => {
      if (pause > 0) await wait(pause, call).catch(() => {});
      const tried = await tryOnce(call, work);
      if (!call.isCancelled()) report({ attempt, ...tried });
      if (!("failure" in tried.result) || attempt === attempts) return tried.result;
      pause = retryDelay(attempt, { ...call.settings, retryAfter: tried.result.failure.retryAfter });
      if (!tried.result.failure.retryable || call.clock.now() + pause >= call.endsAt) return tried.result;
      throw tried.result.failure;
    },
    { retries: attempts - 1, minTimeout: 0, maxTimeout: 0, factor: 1, randomize: false },
  );
  if ("failure" in result) throw result.failure;
  return result.value;
}

async function tryOnce<T>(
  { clock, signal, settings: { attemptTimeout } }: Call,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<{ ms: number; result: AttemptResult<T> }> {
  const start = clock.now();
  const result = await withDeadline({ clock, ms: attemptTimeout, signal }, work).then(
    (value) => ({ value }),
    (error: unknown) => ({ failure: FailedAttempt.from(error) }),
  );
  return { ms: clock.now() - start, result };
}
