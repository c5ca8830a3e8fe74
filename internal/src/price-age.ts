const DAY_MS = 86_400_000;

/**
 * Returns the age of a price in whole days, from the end of the day, month or year when it was read.
 *
 * @param asOf - `2026-10-08`, `2025-11` or `2025`.
 * @returns `undefined` if it is not such a date.
 */
export function priceAgeDays(asOf: string, now: Date): number | undefined {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(asOf) ?? [];
  if (year === undefined) return undefined;
  // Day 0 is the last day of the month before.
  const read =
    day === undefined
      ? Date.UTC(Number(year), Number(month ?? 12), 0)
      : Date.UTC(Number(year), Number(month) - 1, Number(day));
  return Math.max(0, Math.floor((now.getTime() - read) / DAY_MS));
}
