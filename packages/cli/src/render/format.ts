import { type CostJSON, costFromJSON, formatCost } from "@vg/cost";

/** Formats a cost with as few decimals as it needs, and no more than `most`. */
export function formatMoney(cost: CostJSON, most = 100): string {
  return formatCost(costFromJSON(cost), { decimals: Math.min(most, countDecimals([cost])) });
}

/** Returns the number of decimals that show every cost in full, at least two. */
export function countDecimals(costs: readonly CostJSON[]): number {
  return costs.reduce((most, { amount }) => Math.max(most, amount.split(".")[1]?.length ?? 0), 2);
}

/**
 * Formats clips as a person counts them, with ranges: `clips 1-3 and 7`.
 *
 * @param indexes - Positions from 0, ascending.
 */
export function formatClipRanges(indexes: readonly number[]): string {
  const runs: { first: number; last: number }[] = [];
  for (const index of indexes) {
    const run = runs.at(-1);
    if (run !== undefined && run.last === index - 1) run.last = index;
    else runs.push({ first: index, last: index });
  }
  const texts = runs.map(({ first, last }) => (first === last ? `${first + 1}` : `${first + 1}-${last + 1}`));
  const shown = texts.length > 8 ? [...texts.slice(0, 7), `${texts.length - 7} more`] : texts;
  return `${indexes.length === 1 ? "clip" : "clips"} ${new Intl.ListFormat("en").format(shown)}`;
}

const SECONDS = new Intl.NumberFormat("en-US", { maximumFractionDigits: 3 });

/** Formats seconds with at most three decimals. */
export function formatSeconds(seconds: number): string {
  return SECONDS.format(seconds);
}
