import { checkBudget, type Cost, costFromJSON, type CostJSON, costToJSON, type JobEstimate } from "@vg/cost";
import { add, lessThanOrEqual } from "dinero.js/bigint";
import type { PlannedBudget, PlannedClip } from "./plan.ts";

/** A job beside its budget: as it was asked for, and at the lengths that its models make. */
export function plannedBudget(estimate: JobEstimate, budget: Cost, clips: readonly PlannedClip[]): PlannedBudget {
  const { withinBudget, limit, remaining, overrun, firstClipOver, affordableClips } = checkBudget(estimate, budget);
  return {
    withinBudget,
    limit: costToJSON(limit),
    remaining: costToJSON(remaining),
    overrun: costToJSON(overrun),
    firstClipOver,
    affordableClips,
    ...atNearestLengths(clips, limit),
  };
}

/** What the job costs where each clip has the nearest length that its model makes; nothing where all have such a one. */
function atNearestLengths(clips: readonly PlannedClip[], limit: Cost): Pick<PlannedBudget, "atNearestLengths"> {
  if (!clips.some(nearestCost)) return {};
  const costs = clips.map((clip) => costFromJSON(nearestCost(clip) ?? clip.cost));
  const total = costs.reduce((sum, cost) => add(sum, cost));
  return { atNearestLengths: { total: costToJSON(total), withinBudget: lessThanOrEqual(total, limit) } };
}

/** What a clip costs at the nearest length, where its model does not make its own. */
function nearestCost({ warnings }: PlannedClip): CostJSON | undefined {
  return warnings.find(({ code }) => code === "duration-impossible")?.nearestCost;
}
