import { formatValue } from "@vg/internal";
import { validateDecimals, validateOptions, CostError, type CostErrorOptions } from "../errors.ts";
import { type Cost, parseCost } from "./cost.ts";
import { formatDecimal } from "./decimal.ts";

/** How the digits that are not shown change the last one that is; the names and meanings of `Intl.NumberFormat`. */
export type Rounding =
  | "ceil"
  | "floor"
  | "expand"
  | "trunc"
  | "halfCeil"
  | "halfFloor"
  | "halfExpand"
  | "halfTrunc"
  | "halfEven";

/** How a cost is shown. */
export interface FormatCostOptions {
  /**
   * Digits after the point, from 0 to 100.
   *
   * @default 2
   */
  readonly decimals?: number;
  /**
   * What happens to the digits that are not shown.
   *
   * @default "halfEven"
   */
  readonly rounding?: Rounding;
  /**
   * The language and region whose signs and separators to use, a BCP 47 tag.
   *
   * @default "en-US"
   */
  readonly locale?: string;
}

/**
 * A cost as text for people; the only place in this package that rounds.
 *
 * @throws {@link CostError} `INVALID_AMOUNT` when it is no cost in US dollars, `INVALID_OPTION` that names the option
 * which is none.
 * @example
 * ```ts
 * import { estimateClipCost, formatCost } from "@vg/cost";
 *
 * const cost = estimateClipCost(5, "production");
 * formatCost(cost); // => '$0.26'
 * formatCost(cost, { decimals: 3 }); // => '$0.265'
 * formatCost(cost, { rounding: "ceil", locale: "en-CA" }); // => 'US$0.27'
 * ```
 */
export function formatCost(cost: Cost, options: FormatCostOptions = {}): string {
  const dollars = formatDecimal(parseCost(cost, "cost"));
  const { decimals = 2, rounding = "halfEven", locale = "en-US" } = validateOptions(options);
  const digits = validateDecimals(decimals);
  const format = new Intl.NumberFormat(validateLocale(locale), {
    style: "currency",
    currency: "USD",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    roundingMode: validateRounding(rounding),
  });
  return format.format(dollars);
}

/** Every rounding there is; the compiler misses none. */
const ROUNDINGS: Readonly<Record<Rounding, true>> = {
  ceil: true,
  floor: true,
  expand: true,
  trunc: true,
  halfCeil: true,
  halfFloor: true,
  halfExpand: true,
  halfTrunc: true,
  halfEven: true,
};

function validateRounding(rounding: Rounding): Rounding {
  if (typeof rounding === "string" && Object.hasOwn(ROUNDINGS, rounding)) return rounding;
  throw invalidOption(`rounding must be one of ${Object.keys(ROUNDINGS).join(", ")}`, rounding);
}

/** A language that is not known is refused, too: `Intl` would write in that of the machine instead. */
function validateLocale(locale: string): string {
  const rule = 'locale must be a language tag that Intl.NumberFormat knows, such as "en-US"';
  try {
    if (typeof locale === "string" && Intl.NumberFormat.supportedLocalesOf(locale).length > 0) return locale;
  } catch (cause) {
    throw invalidOption(rule, locale, { cause });
  }
  throw invalidOption(rule, locale);
}

function invalidOption(rule: string, value: unknown, options?: CostErrorOptions): CostError {
  return new CostError("INVALID_OPTION", `${rule}, not ${formatValue(value)}`, options);
}
