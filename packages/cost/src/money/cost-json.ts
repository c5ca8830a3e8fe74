import { formatValue, isObject } from "@vg/internal";
import { CostError } from "../errors.ts";
import { type Cost, costOf, parseCost } from "./cost.ts";
import { formatDecimal, parseDecimal, withFewestDecimals } from "./decimal.ts";

/** A cost as JSON. `JSON.stringify` cannot write a {@link Cost} itself, whose numbers are bigints. */
export interface CostJSON {
  /** Dollars, all of them: a plain decimal such as `"0.298"`, never rounded. */
  readonly amount: string;
  readonly currency: "USD";
}

/**
 * Writes a cost as JSON, exactly.
 *
 * @throws {@link CostError} `INVALID_AMOUNT` if it is not a cost in US dollars.
 * @example
 * ```ts
 * import { costToJSON, estimateClipCost } from "@vg/cost";
 *
 * costToJSON(estimateClipCost(5, "production")); // => { amount: '0.265', currency: 'USD' }
 * ```
 */
export function costToJSON(cost: Cost): CostJSON {
  return { amount: formatDecimal(withFewestDecimals(parseCost(cost, "cost"), 2)), currency: "USD" };
}

/**
 * Reads what {@link costToJSON} wrote and nothing else: no number, no exponent, no other currency and no further field,
 * which could change the amount's meaning as `scale` does.
 *
 * @throws {@link CostError} `INVALID_AMOUNT` that says which field is wrong.
 * @example
 * ```ts
 * import { costFromJSON, formatCost } from "@vg/cost";
 *
 * formatCost(costFromJSON({ amount: "12.5", currency: "USD" })); // => '$12.50'
 * costFromJSON({ amount: 12.5, currency: "USD" }); // throws cost.amount must be a plain decimal text such as "0.298", not 12.5
 * ```
 */
export function costFromJSON(json: unknown): Cost {
  if (!isObject(json)) {
    throw invalid("cost must be an object { amount, currency }", json);
  }
  const { amount, currency, ...others }: { amount?: unknown; currency?: unknown } = json;
  const [other] = Object.keys(others);
  if (other !== undefined) throw invalid("cost must have no field besides amount and currency", other);
  if (currency !== "USD") throw invalid('cost.currency must be "USD"', currency);
  const dollars = typeof amount === "string" ? parseDecimal(amount) : undefined;
  if (dollars === undefined) throw invalid('cost.amount must be a plain decimal text such as "0.298"', amount);
  return costOf(dollars);
}

function invalid(rule: string, value: unknown): CostError {
  return new CostError("INVALID_AMOUNT", `${rule}, not ${formatValue(value)}`);
}
