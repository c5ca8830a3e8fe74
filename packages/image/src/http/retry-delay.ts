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
