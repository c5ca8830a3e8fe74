import { priceAgeDays } from "@vg/internal";
import { validateOptions, wrongArgument } from "../errors.ts";
import type { CostRates } from "../rates.ts";
import type { Price } from "./model.ts";

/** The age of a price. */
export interface PriceAge {
  /** Whole days since the price was read, at least 0; a month or a year counts from its end. */
  readonly days: number;
  /** True if it should be read again. */
  readonly stale: boolean;
}

/** The age from which a price is stale. */
export interface PriceAgeOptions {
  /**
   * The number of days after which a price is stale, at least 0.
   *
   * @default 90
   */
  readonly staleAfterDays?: number | undefined;
}

/**
 * Returns how old a price is, and whether it should be read again.
 *
 * @param price - A price, or rates that have the day when they were read.
 * @throws {@link ConfigError} if the price has no day, or the day, the time or the number of days is wrong.
 * @example
 * ```ts
 * import { MODELS, priceAge } from "@vg/config";
 *
 * const [price] = MODELS["veo-3.1-lite"].prices;
 * priceAge(price, new Date("2026-11-08T12:00:00Z")); // => { days: 31, stale: false }
 * priceAge({ asOf: "2026-10-08" }, new Date("2027-01-07T00:00:00Z")); // => { days: 91, stale: true }
 * ```
 */
export function priceAge(
  price: Pick<Price, "asOf"> | Pick<CostRates, "asOf"> | undefined,
  now: Date = new Date(),
  options: PriceAgeOptions = {},
): PriceAge {
  const { asOf } = validateOptions<{ readonly asOf?: unknown }>(price ?? {}, "price");
  const { staleAfterDays = STALE_AFTER_DAYS } = validateOptions(options);
  if (!(now instanceof Date) || Number.isNaN(now.getTime())) throw wrongArgument("now", "a valid Date", now);
  if (!isDays(staleAfterDays)) throw wrongArgument("staleAfterDays", "a number of days of at least 0", staleAfterDays);
  const days = priceAgeDays(asOf, now);
  if (days === undefined) throw wrongArgument("price.asOf", "a day, a month or a year such as 2026-10-08", asOf);
  return Object.freeze({ days, stale: days > staleAfterDays });
}

/** The number of days after which a price is stale by default. */
const STALE_AFTER_DAYS = 90;

/** Returns whether a value is a number of days. */
export function isDays(value: unknown): value is number {
  return typeof value === "number" && value >= 0;
}
