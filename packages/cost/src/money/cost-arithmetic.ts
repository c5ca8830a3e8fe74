import { type Cost, costOf, parseAmount } from "./cost.ts";
import { add, compare, ZERO } from "./decimal.ts";

/**
 * Adds up costs, exactly; no costs are 0 dollars.
 *
 * @param costs Dollars, costs or decimal texts; they may be less than 0, as a budget's `remaining` may.
 * @throws {@link CostError} `INVALID_AMOUNT` with the `index` of the argument that is not an amount.
 * @example
 * ```ts
 * import { addCosts, estimateClipCost } from "@vg/cost";
 *
 * const total = addCosts(estimateClipCost(5, "production"), "0.50");
 * `${total}`; // => '0.765 USD'
 * ```
 */
export function addCosts(...costs: readonly (Cost | string)[]): Cost {
  let total = ZERO;
  for (const [index, cost] of costs.entries()) total = add(total, parseAmount(cost, `costs[${index}]`, index));
  return costOf(total);
}

/**
 * Compares two costs exactly, as a comparator of `toSorted` does.
 *
 * @param a Dollars, a cost or a decimal text; it may be less than 0.
 * @param b Likewise.
 * @returns -1, 0 or 1 as `a` is less than, equal to or more than `b`.
 * @throws {@link CostError} `INVALID_AMOUNT` if one of them is not an amount.
 * @example
 * ```ts
 * import { compareCosts, estimateClipCost } from "@vg/cost";
 *
 * compareCosts(estimateClipCost(5, "production"), "0.30"); // => -1
 * compareCosts("0.5", "0.50"); // => 0
 * ["9.50", "10.00", "0.05"].toSorted(compareCosts); // => [ '0.05', '9.50', '10.00' ]
 * ```
 */
export function compareCosts(a: Cost | string, b: Cost | string): -1 | 0 | 1 {
  return compare(parseAmount(a, "a"), parseAmount(b, "b"));
}
