import { addCosts, checkBudget, type Cost, costFromJSON, type CostJSON, costToJSON } from "@vg/cost";
import { remember } from "@vg/internal";
import type { PlannedBudget } from "./plan.ts";

/** Something that costs: a clip, planned or offered. */
interface Priced {
  readonly cost: CostJSON;
}

/** The number of costs that are added in one call. */
const AT_ONCE = 1000;

/** Returns the exact sum of the costs of clips. */
export function sumCosts(clips: readonly Priced[]): Cost {
  let total = addCosts();
  for (let start = 0; start < clips.length; start += AT_ONCE) {
    total = addCosts(total, ...clips.slice(start, start + AT_ONCE).map(({ cost }) => cost.amount));
  }
  return total;
}

/** Compares the clips of a plan with a limit. */
export function compareWithBudget(clips: readonly Priced[], total: Cost, budget: Cost | string): PlannedBudget {
  const known = new Map<string, Cost>();
  const costOf = ({ cost }: Priced): Cost => remember(known, cost.amount, () => costFromJSON(cost));
  const estimates = clips.map((clip, index) => ({ index, duration: 0, cost: costOf(clip) }));
  const rates = { currency: "USD", baseCost: "0", perSecond: "0" } as const;
  const check = checkBudget({ rates, clips: estimates, totalDuration: 0, total }, budget);
  return {
    withinBudget: check.withinBudget,
    limit: costToJSON(check.limit),
    remaining: costToJSON(check.remaining),
    overrun: costToJSON(check.overrun),
    firstClipOver: check.firstClipOver,
    affordableClips: check.affordableClips,
  };
}
