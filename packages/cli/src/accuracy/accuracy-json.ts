import { type Cost, costToJSON } from "@vg/cost";
import type {
  Accuracy,
  EstimateOrigin,
  FoundRates,
  GroupAccuracy,
  JudgedClip,
  JudgedRates,
  ModelAccuracy,
  MonthAccuracy,
  SetAsideReason,
} from "./accuracy.ts";
import type { Place } from "./rows.ts";

/** The output of `vg accuracy --json`; amounts are decimal texts of dollars, errors are shares, nothing is rounded. */
export interface AccuracyJSON {
  readonly file: string;
  readonly tolerance: string;
  readonly holds: boolean;
  readonly count: number;
  readonly within: number;
  /** The mean of the signed errors. */
  readonly bias: number;
  readonly meanAbsoluteError: number;
  readonly worst: ClipJSON;
  /** All estimates, and all actual costs. */
  readonly estimated: string;
  readonly paid: string;
  /** `(estimated - paid) / paid`. */
  readonly totalError: number;
  /** The number of costs that are the catalogue's own price, so that they prove nothing about it. */
  readonly circular: number;
  /** The rates of all estimates; absent if some were recorded, or made with other rates. */
  readonly judged?: RatesJSON;
  /** The origins of the estimates, those of most clips first. */
  readonly origins: readonly OriginJSON[];
  /** Set if at least two clips of one model were compared, and none of another. */
  readonly newRates?: NewRatesJSON;
  readonly models: readonly ModelJSON[];
  readonly months: readonly MonthJSON[];
  /** Every clip that was compared, in the order of the file. */
  readonly clips: readonly ClipJSON[];
  /** Every row that was not, and why. */
  readonly setAside: readonly SetAsideJSON[];
  /** True if the file is one page of a longer list. */
  readonly hasNextPage: boolean;
}

/** Rates, and where they come from in words. */
interface RatesJSON {
  readonly baseCost: string;
  readonly perSecond: string;
  readonly origin: string;
}

/** The origin of some of the estimates. */
type OriginJSON = { readonly count: number } & ({ readonly origin: "recorded" } | RatesJSON);

/** The judgement of some of the clips. */
interface GroupJSON {
  readonly count: number;
  readonly within: number;
  readonly holds: boolean;
  readonly bias: number;
  readonly estimated: string;
  readonly paid: string;
  readonly totalError: number;
}

interface ModelJSON extends GroupJSON {
  readonly model?: string;
  readonly newRates?: NewRatesJSON;
}

interface MonthJSON extends GroupJSON {
  readonly month: string;
}

/** A clip that was compared. */
interface ClipJSON extends Place {
  readonly id?: string;
  readonly model?: string;
  readonly duration?: number;
  readonly at?: string;
  readonly estimate: string;
  readonly actual: string;
  readonly error: number;
  readonly within: boolean;
}

/** A row that was not compared. */
interface SetAsideJSON extends Place {
  readonly id?: string;
  readonly reason: SetAsideReason;
  readonly why: string;
}

/** The base and rate with the smallest worst error, rounded. */
interface NewRatesJSON {
  readonly baseCost: string;
  readonly perSecond: string;
  /** True if they keep the tolerance on every clip, as rounded. */
  readonly holds: boolean;
  /** True if some base and rate keep it. */
  readonly attainable: boolean;
  readonly worstError: number;
  readonly attainableError: number;
  /** The clips because of which no base and rate does better. */
  readonly binding: readonly ClipJSON[];
}

/** Converts an accuracy to JSON. */
export function accuracyJSON(accuracy: Accuracy): AccuracyJSON {
  const { file, tolerance, holds, clips, withinCount, bias, meanError, worst, origins, models, months } = accuracy;
  const [judged, ...otherOrigins] = origins;
  const [first, ...otherModels] = models;
  return {
    file,
    tolerance,
    holds,
    count: clips.length,
    within: withinCount,
    bias,
    meanAbsoluteError: meanError,
    worst: clipJSON(worst),
    estimated: amountOf(accuracy.estimated),
    paid: amountOf(accuracy.paid),
    totalError: accuracy.totalError,
    circular: accuracy.circularCount,
    ...(judged?.kind === "rates" && otherOrigins.length === 0 ? { judged: ratesJSON(judged) } : {}),
    origins: origins.map(originJSON),
    ...(first === undefined || otherModels.length > 0 ? {} : newRatesOf(first)),
    models: models.map(modelJSON),
    months: months.map(monthJSON),
    clips: clips.map(clipJSON),
    setAside: accuracy.setAside.map(({ place, ...row }) => ({ ...place, ...row })),
    hasNextPage: accuracy.hasNextPage,
  };
}

function ratesJSON({ rates: { baseCost, perSecond }, origin }: JudgedRates): RatesJSON {
  return { baseCost, perSecond, origin };
}

function originJSON(origin: EstimateOrigin): OriginJSON {
  const { count } = origin;
  return origin.kind === "recorded" ? { count, origin: "recorded" } : { count, ...ratesJSON(origin) };
}

function modelJSON(group: ModelAccuracy): ModelJSON {
  return { ...(group.model === undefined ? {} : { model: group.model }), ...groupJSON(group), ...newRatesOf(group) };
}

function monthJSON(group: MonthAccuracy): MonthJSON {
  return { month: group.month, ...groupJSON(group) };
}

function groupJSON({ count, withinCount, holds, bias, estimated, paid, totalError }: GroupAccuracy): GroupJSON {
  return { count, within: withinCount, holds, bias, estimated: amountOf(estimated), paid: amountOf(paid), totalError };
}

function newRatesOf({ fit }: ModelAccuracy): { readonly newRates?: NewRatesJSON } {
  return fit.kind === "too-few" ? {} : { newRates: newRatesJSON(fit) };
}

function newRatesJSON({ kind, rates, worstError, attainableError, binding }: FoundRates): NewRatesJSON {
  return {
    baseCost: rates.baseCost,
    perSecond: rates.perSecond,
    holds: kind === "attainable",
    attainable: kind !== "unattainable",
    worstError,
    attainableError,
    binding: binding.map(clipJSON),
  };
}

function clipJSON({ place, at, estimate, actual, ...clip }: JudgedClip): ClipJSON {
  return {
    ...place,
    ...clip,
    ...(at === undefined ? {} : { at: at.toISOString() }),
    estimate: amountOf(estimate),
    actual: amountOf(actual),
  };
}

function amountOf(cost: Cost): string {
  return costToJSON(cost).amount;
}
