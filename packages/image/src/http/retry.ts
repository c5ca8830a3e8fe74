import asyncRetry from "async-retry";
import { AttemptError } from "../errors.ts";
import { type Clock, wait, withDeadline } from "./deadline.ts";

/** One attempt and its end: a value or an error. */
export interface Attempt<T> {
  /** Counts from 1. */
  readonly attempt: number;
  /** Its duration in milliseconds, without the waiting before it. */
  readonly ms: number;
  readonly result: { readonly value: T } | { readonly error: AttemptError };
}

interface RetryOptions<T> extends Omit<RetryDelayOptions, "retryAfter"> {
  /** The most attempts, the first one included. */
  readonly attempts: number;
  /** The longest that one attempt may take, in milliseconds. */
  readonly attemptTimeout: number;
  readonly clock: Clock;
  /** Ends an attempt or a pause at once. */
  readonly signal: AbortSignal;
  /** The time after which no further attempt starts, in milliseconds since the start of 1970. */
  readonly endsAt: number;
  /** Called after each attempt. */
  readonly onAttempt: (attempt: Attempt<T>) => void;
}

/**
 * Repeats work until it succeeds, fails for good, or has failed as often as is allowed; waits between the attempts.
 *
 * async-retry counts the attempts and does nothing else: it knows neither `Retry-After` nor signals. So the pause is part
 * of the attempt that follows it, and a failure for good is returned through it, not thrown.
 *
 * @throws {@link AttemptError} the last one.
 */
export async function retry<T>(work: (signal: AbortSignal) => Promise<T>, options: RetryOptions<T>): Promise<T> {
  const { attempts, clock, endsAt, onAttempt } = options;
  let pause = 0;
  const end = await asyncRetry(
    async (_bail, attempt) => {
      if (pause > 0) await wait(pause, options).catch(() => {});
      const { ms, result } = await tryOnce(work, options);
      onAttempt({ attempt, ms, result });
      if ("value" in result || attempt === attempts) return result;
      pause = retryDelay(attempt, { ...options, retryAfter: result.error.retryAfter });
      if (!result.error.retryable || clock.now() + pause >= endsAt) return result;
      throw result.error;
    },
    { retries: attempts - 1, minTimeout: 0, maxTimeout: 0, factor: 1, randomize: false },
  );
  if ("error" in end) throw end.error;
  return end.value;
}

async function tryOnce<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { attemptTimeout: ms, clock, signal }: RetryOptions<T>,
): Promise<Pick<Attempt<T>, "ms" | "result">> {
  const start = clock.now();
  const result = await withDeadline({ clock, ms, signal }, work).then(
    (value) => ({ value }),
    (error: unknown) => ({ error: AttemptError.from(error) }),
  );
  return { ms: clock.now() - start, result };
}

interface RetryDelayOptions {
  /** The first pause, in milliseconds; each further one is twice as long. */
  readonly baseDelay: number;
  /** The longest pause that a server may ask for, in milliseconds. */
  readonly maxRetryAfter: number;
  /** The wait that the server asked for, in milliseconds. */
  readonly retryAfter: number | undefined;
  /** A number from 0 to below 1. */
  readonly random: () => number;
}

/**
 * Returns the pause after a failed attempt (the first is 1), in milliseconds: what the server asked for, else the doubled
 * pause shortened by up to a half at random, so that many callers do not come back at once.
 */
export function retryDelay(
  attempt: number,
  { baseDelay, maxRetryAfter, retryAfter, random }: RetryDelayOptions,
): number {
  if (retryAfter !== undefined) return Math.min(retryAfter, maxRetryAfter);
  return baseDelay * 2 ** (attempt - 1) * (1 - random() / 2);
}

/** Reads a `Retry-After` header as milliseconds from `now`: whole seconds or an HTTP date; `undefined` for anything else. */
export function parseRetryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1000;
  const date = /^[A-Z][a-z]{2}, /.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** As in `{"retry_after": 30}`; the number may be in quotes. */
const FIELD = /"retry[_-]?after(_ms)?"\s*:\s*"?(\d{1,9}(?:\.\d{1,9})?)"?\s*[,}]/i;

/** As in "Your rate limit resets in ~30s". */
const SENTENCE = /\b(?:resets?|retry|again|wait|available)\s{1,4}(?:(?:in|after|for)\s{1,4})?~?(?=\d)/i;

/** One part of a duration, as in `1m30s` or `2 minutes`; a bare number counts seconds. */
const PART = /(\d{1,9}(?:\.\d{1,9})?)\s{0,4}(?:(ms|milli)|(m)|(h))?[a-z]*[\s,]{0,4}/iy;

/** Finds the wait that a refusal's body asks for, in milliseconds; `undefined` if it asks for none. */
export function findRetryAfter(body: string): number | undefined {
  const [, inMs, count] = FIELD.exec(body) ?? [];
  if (count !== undefined) return Number(count) * (inMs === undefined ? 1000 : 1);
  const start = SENTENCE.exec(body);
  return start === null ? undefined : readDuration(body.slice(start.index + start[0].length, start.index + 100));
}

function readDuration(text: string): number {
  let total = 0;
  const part = new RegExp(PART);
  for (let found = part.exec(text); found !== null; found = part.exec(text)) {
    const [, count, ms, minutes, hours] = found;
    total += Number(count) * (ms ? 1 : minutes ? 60_000 : hours ? 3_600_000 : 1000);
  }
  return total;
}
