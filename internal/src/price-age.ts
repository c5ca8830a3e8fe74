const DAY_MS = 86_400_000;

/** Returns the start of the last day of a day, a month or a year, in milliseconds; `undefined` for any other value. */
export function lastDayOf(asOf: unknown): number | undefined {
  const match = typeof asOf === "string" ? /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(asOf) : null;
  if (match === null) return undefined;
  const [year = 0, month = 12, day] = match.slice(1).flatMap((part) => (part === undefined ? [] : Number(part)));
  // Day 0 is the last day of the month before.
  const last = new Date(Date.UTC(year, day === undefined ? month : month - 1, day ?? 0));
  const isReal = last.getUTCMonth() === month - 1 && (day === undefined || last.getUTCDate() === day);
  return isReal ? last.getTime() : undefined;
}

/**
 * Returns the age of a price in whole days, at least 0; a month or a year counts from its end.
 *
 * @param asOf - `2026-10-08`, `2025-11` or `2025`.
 * @returns `undefined` if it is not such a date.
 */
export function priceAgeDays(asOf: unknown, now: Date): number | undefined {
  const read = lastDayOf(asOf);
  return read === undefined ? undefined : Math.max(0, Math.floor((now.getTime() - read) / DAY_MS));
}
