import { CostError } from "./cost-error.ts";
import { type Cost, signedDollarsOf } from "./cost.ts";
import { decimalText } from "./decimal.ts";
import { showValue } from "./show-value.ts";

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
 * @throws {@link CostError} `INVALID_AMOUNT` when it is no cost in US dollars, `INVALID_OPTION` when an option is out of range.
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
  const dollars = decimalText(signedDollarsOf(cost, "cost"));
  const format = formatter(options);
  return isNumeric(dollars) ? format.format(dollars) : dollars;
}

/** Always so for a decimal's text; this only tells the compiler. */
function isNumeric(text: string): text is `${number}` {
  return /^-?[0-9]+(\.[0-9]+)?$/.test(text);
}

function formatter({ decimals = 2, rounding = "halfEven", locale = "en-US" }: FormatCostOptions): Intl.NumberFormat {
  try {
    return new Intl.NumberFormat(locale, {
      style: "currency",
      currency: "USD",
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
      roundingMode: rounding,
    });
  } catch (error) {
    throw new CostError(
      "INVALID_OPTION",
      `decimals must be 0 to 100, rounding a mode and locale a language tag of Intl.NumberFormat, not ${[decimals, rounding, locale].map(showValue).join(", ")}`,
      { cause: error },
    );
  }
}
