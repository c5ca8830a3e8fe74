import { getModel } from "@vg/config";
import {
  actualCost,
  addCosts,
  type Budget,
  type Cost,
  costFromJSON,
  createBudget,
  evaluateEstimates,
  type Evaluation,
  type MeteredPrediction,
} from "@vg/cost";
import { type Plan, type PlannedClip, predictionRequest } from "@vg/plan";
import Replicate from "replicate";

/** A clip that was tried to make. */
export interface MadeClip {
  readonly clip: PlannedClip;
  readonly prediction: MeteredPrediction;
  /** The cost by what was billed. */
  readonly paid: Cost;
}

/** The clips of a plan that were tried, and what they cost. */
export interface Bill {
  readonly made: readonly MadeClip[];
  readonly planned: Cost;
  readonly paid: Cost;
  readonly budget: Budget;
  /** The judgement of the estimates of the clips that cost something. */
  readonly evaluation: Evaluation;
}

/** Makes the clips of a plan, one after the other: each is reserved first, and settled by what was billed. */
export async function makeClips(
  plan: Plan,
  limit: string,
  { token: auth, baseUrl }: { readonly token: string; readonly baseUrl: string },
  signal: AbortSignal,
): Promise<Bill> {
  const replicate = new Replicate({ auth, baseUrl, useFileOutput: false });
  const budget = createBudget(limit);
  const made: MadeClip[] = [];
  for (const clip of plan.clips) {
    signal.throwIfAborted();
    made.push(await makeClip(clip, budget, replicate));
  }
  return {
    made,
    planned: addCosts(...made.map(({ clip }) => costFromJSON(clip.cost))),
    paid: addCosts(...made.map(({ paid }) => paid)),
    budget,
    evaluation: evaluateEstimates(budget.settlements()),
  };
}

async function makeClip(clip: PlannedClip, budget: Budget, replicate: Replicate): Promise<MadeClip> {
  const { makes, cost, model } = clip;
  const reservation = budget.reserve(costFromJSON(cost), {
    duration: makes.seconds,
    details: { model: model.name },
  });
  const prediction = await replicate.predictions.create({ ...predictionRequest(clip), wait: true });
  const paid = actualCost(prediction, getModel(model.name));
  // A failed run says nothing about an estimate.
  if (prediction.status === "succeeded") reservation.settle(paid);
  else reservation.release();
  return { clip, prediction, paid };
}
