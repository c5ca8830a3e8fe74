import { type CostJSON, costFromJSON, formatCost } from "@vg/cost";

/** How many decimals show every cost in full, at least two. */
export function mostDecimals(costs: readonly CostJSON[]): number {
  return costs.reduce((most, { amount }) => Math.max(most, amount.split(".")[1]?.length ?? 0), 2);
}

/** A cost with as few decimals as it needs, and no more than `most`. */
export function money(cost: CostJSON, most = 100): string {
  return formatCost(costFromJSON(cost), { decimals: Math.min(most, mostDecimals([cost])) });
}
