import asyncRetry from "async-retry";
import { AttemptError } from "../errors.ts";
import type { Call } from "../prepare/context.ts";
import { wait, withDeadline } from "./deadline.ts";

/** How one attempt ended: with a value or a failure. */
export interface AttemptReport<T> {
  /** Counts from 1. */
  readonly attempt: number;
  /** How long it took, in milliseconds. */
  readonly ms: number;
  readonly result: AttemptResult<T>;
}

type AttemptResult<T> = { readonly value: T } | { readonly failure: AttemptError };

/**
 * Does work until it succeeds, fails for good, or has failed as often as the call allows; waits between the attempts.
 *
 * async-retry counts the attempts and nothing else: it knows neither `Retry-After` nor signals, so that the waiting is
 * done inside the attempt, and a failure for good is returned through it instead of thrown.
 *
 * @throws {@link AttemptError} the last one.
 */
export async function retry<T>(
  call: Call,
  work: (signal: AbortSignal) => Promise<T>,
  report: (report: AttemptReport<T>) => void,
): Promise<T> {
  const { attempts } = call.settings;
  let pause = 0;
  const result = await asyncRetry<AttemptResult<T>>(
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
    (error: unknown) => ({ failure: AttemptError.from(error) }),
  );
  return { ms: clock.now() - start, result };
}

interface RetryDelayOptions {
  /** The first pause, in milliseconds; each further one is twice as long. */
  readonly baseDelay: number;
  /** The longest pause that a server may ask for, in milliseconds. */
  readonly maxRetryAfter: number;
  /** What the server asked for, in milliseconds. */
  readonly retryAfter: number | undefined;
  /** A number from 0 to below 1. */
  readonly random: () => number;
}

/**
 * How long to wait after a failed attempt (the first is 1), in milliseconds: what the server asked for, else the doubled
 * pause shortened by up to a half at random, so that many callers do not come back at once.
 */
export function retryDelay(
  attempt: number,
  { baseDelay, maxRetryAfter, retryAfter, random }: RetryDelayOptions,
): number {
  if (retryAfter !== undefined) return Math.min(retryAfter, maxRetryAfter);
  return baseDelay * 2 ** (attempt - 1) * (1 - random() / 2);
}

/** A `Retry-After` header as milliseconds from `now`: whole seconds or an HTTP date; `undefined` for anything else. */
export function parseRetryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1000;
  const date = /^[A-Z][a-z]{2}, /.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
