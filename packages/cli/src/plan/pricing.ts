import {
  type Config,
  type CostRates,
  type Environment,
  getCostRates,
  getModel,
  getModelRates,
  type ModelName,
} from "@vg/config";
import {
  checkBudget,
  type ClipEstimate,
  type Cost,
  costFromJSON,
  type CostJSON,
  costToJSON,
  estimateJob,
  type JobEstimate,
} from "@vg/cost";
import { add, lessThanOrEqual, toDecimal } from "dinero.js/bigint";
import { remember } from "@vg/internal";
import type { PlannedBudget, PlannedClip, PlannedPrice } from "./plan.ts";

/** The rates that price a model's clips. */
export interface ClipRates {
  readonly rates: CostRates;
  readonly from: PlannedPrice["from"];
  /** The model whose price it is, where it is one's. */
  readonly model?: ModelName;
  /** Whether the model's own price was wanted and is not known. */
  readonly priceUnknown: boolean;
}

/**
 * What prices each model's clips: rates that somebody set price them all; where somebody chose a model, each model has its
 * own price from the catalogue; else the environment's formula prices them all.
 *
 * The same model gets the same object each time.
 */
export function ratesByModel(config: Config): (model: ModelName) => ClipRates {
  const known = new Map<ModelName, ClipRates>();
  const formula: ClipRates = { rates: getCostRates(config.environment), from: "environment", priceUnknown: false };
  const set: ClipRates | undefined = isSet(config, "rates.baseCost")
    ? { rates: config.rates, from: "settings", priceUnknown: false }
    : undefined;
  const unpriced: ClipRates = { ...formula, priceUnknown: true };
  return (model) => {
    if (set !== undefined) return set;
    if (!isSet(config, "model")) return formula;
    return remember(known, model, () => catalogueRates(config, model) ?? unpriced);
  };
}

function isSet({ origins }: Config, path: "model" | "rates.baseCost"): boolean {
  return origins[path] === "environment" || origins[path] === "override";
}

function catalogueRates({ settings }: Config, model: ModelName): ClipRates | undefined {
  if (getModel(model).prices.length === 0) return undefined;
  const rates = getModelRates(model, { resolution: settings.resolution });
  return { rates, from: "catalogue", model, priceUnknown: false };
}

/** A clip and the rates that price it. */
export interface PricedClip {
  /** Seconds. */
  readonly duration: number;
  readonly rates: ClipRates;
}

const NOTHING = costFromJSON({ amount: "0", currency: "USD" });

/**
 * What a job will cost whose clips may have different rates; exact like `estimateJob`, which it is for each group of clips
 * with the same rates.
 *
 * Its `rates` are those of the first clip.
 */
export function estimateClips(clips: readonly PricedClip[], environment: Environment): JobEstimate {
  const groups = [...Map.groupBy(clips.entries(), ([, { rates }]) => rates)].map(([{ rates }, members]) => {
    const clipPrompts = members.map(([, clip]) => clip);
    return { members, estimate: estimateJob({ clipPrompts }, environment, { rates }) };
  });
  const whole = estimateJob({ clipPrompts: clips }, environment);
  const priced = groups.flatMap(({ members, estimate }) =>
    estimate.clips.map(({ duration, cost }, at): ClipEstimate => ({ index: members[at]?.[0] ?? at, duration, cost })),
  );
  const total = groups.map(({ estimate }) => estimate.total).reduce((sum, cost) => add(sum, cost), NOTHING);
  return {
    ...whole,
    rates: groups[0]?.estimate.rates ?? whole.rates,
    clips: priced.toSorted((a, b) => a.index - b.index),
    total: costFromJSON({ amount: toDecimal(total), currency: "USD" }),
  };
}

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
