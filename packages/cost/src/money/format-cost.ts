import { formatValue } from "@vg/internal";
import { validateDecimals, validateOptions, CostError, type CostErrorOptions } from "../errors.ts";
import { type Cost, parseCost } from "./cost.ts";
import { formatDecimal } from "./decimal.ts";

/** The rule for the digits that are left out, with the names and meanings of `Intl.NumberFormat`. */
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

/** Options of {@link formatCost}. */
export interface FormatCostOptions {
  /**
   * Digits after the point, from 0 to 100.
   *
   * @default 2
   */
  readonly decimals?: number;
  /**
   * The rule for the digits that are left out.
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
 * Writes a cost as text for people. Nothing else in this package rounds.
 *
 * @throws {@link CostError} `INVALID_AMOUNT` if it is not a cost in US dollars, `INVALID_OPTION` if an option is
 * invalid.
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
  return formatterFor(validateLocale(locale), validateDecimals(decimals), validateRounding(rounding)).format(dollars);
}

/** Formatters by their options: making one takes some fifty times as long as using it. */
const formatters = new Map<string, Intl.NumberFormat>();

/** More than a program uses at a time. */
const MAX_FORMATTERS = 100;

function formatterFor(locale: string, digits: number, roundingMode: Rounding): Intl.NumberFormat {
  const key = `${locale} ${digits} ${roundingMode}`;
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const formatter = new Intl.NumberFormat(locale, {
    style: "currency",
    currency: "USD",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    roundingMode,
    // No sign if all that is shown of an amount below 0 is zeros.
    signDisplay: "negative",
  });
  if (formatters.size >= MAX_FORMATTERS) formatters.clear();
  formatters.set(key, formatter);
  return formatter;
}

/** All roundings; the compiler reports a missing one. */
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

/** An unknown language is refused, too: `Intl` would write in the machine's language instead. */
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
