import { type Environment, type Price, ratesOf } from "@vg/config";
import {
  calibrateRates,
  type Cost,
  estimateClipCost,
  evaluateEstimates,
  type EvaluationFigures,
  type EvaluationGroup,
} from "@vg/cost";
import { remember } from "@vg/internal";
import type {
  Accuracy,
  EstimateOrigin,
  Fit,
  GroupAccuracy,
  JudgedClip,
  JudgedRates,
  ModelAccuracy,
  MonthAccuracy,
} from "./accuracy.ts";
import type { PaidClip } from "./collect-clips.ts";

/** The way in which clips are judged. */
export interface JudgeOptions {
  readonly environment: Environment;
  /** The rates in force. */
  readonly judged: JudgedRates;
  /** The clips that the rates in force estimate: all, those without a recorded estimate, or those without a price, too. */
  readonly use: "for-all" | "for-unrecorded" | "for-unpriced";
  /** The tolerance as a share, a decimal text such as `"0.20"`. */
  readonly tolerance: string;
  /** Decimals of new rates. */
  readonly decimals: number;
}

/** The judgement of clips. */
export type Judgement = Omit<Accuracy, "file" | "tolerance" | "setAside" | "hasNextPage">;

/** A calibration needs two points to draw a line through. */
const FEWEST_FOR_RATES = 2;

/** Compares the estimates of clips with their costs, exactly, and finds better rates for each model. */
export function judgeClips(paid: readonly [PaidClip, ...PaidClip[]], options: JudgeOptions): Judgement {
  const { tolerance } = options;
  const estimate = createEstimator(options);
  const [first, ...others] = paid;
  const estimated = [estimate(first), ...others.map(estimate)] as const;
  const evaluation = evaluateEstimates(estimated, { tolerance, groupBy: ({ clip }) => modelOf(clip) });
  const months = evaluateEstimates(estimated, { tolerance, groupBy: ({ clip }) => monthOf(clip) }).groups;
  const judge = (one: EstimatedClip, index: number): JudgedClip => judgedClip(one, evaluation.samples[index]);
  const clips = [judge(estimated[0], 0), ...estimated.slice(1).map((one, index) => judge(one, index + 1))] as const;
  const figuresOf = ({ worst, ...figures }: EvaluationFigures): GroupAccuracy => ({
    count: figures.count,
    withinCount: figures.within,
    holds: figures.holds,
    worst: clips[worst.index] ?? clips[0],
    bias: figures.bias,
    estimated: figures.estimated,
    paid: figures.paid,
    totalError: figures.totalError,
  });
  return {
    clips,
    origins: countOrigins(estimated),
    ...figuresOf(evaluation),
    meanError: evaluation.meanAbsoluteError,
    circularCount: estimated.filter(isCircular).length,
    models: evaluation.groups.map((figures) => judgeModel(figures)),
    months: months
      .filter(({ group }) => group !== "")
      .map((figures) => judgeMonth(figures))
      .toSorted((a, b) => (a.month < b.month ? -1 : 1)),
  };

  function judgeModel(figures: EvaluationGroup): ModelAccuracy {
    const members = clips.filter((_clip, index) => modelOf(paid[index]) === figures.group);
    return {
      ...(figures.group === "" ? {} : { model: figures.group }),
      isKnown: paid.some(({ knownModel }) => knownModel === figures.group),
      ...figuresOf(figures),
      clips: members,
      fit: fitClips(members, options),
    };
  }

  function judgeMonth(figures: EvaluationGroup): MonthAccuracy {
    return { month: figures.group, ...figuresOf(figures) };
  }
}

/** A clip, its estimate and where that comes from. */
interface EstimatedClip {
  readonly clip: PaidClip;
  readonly estimate: Cost;
  readonly actual: Cost;
  readonly origin: "recorded" | JudgedRates;
}

/** Creates the function that estimates a clip: as it was recorded, or by its model's price, or by the rates in force. */
function createEstimator({ environment, judged, use }: JudgeOptions): (clip: PaidClip) => EstimatedClip {
  const byPrice = new Map<Price, JudgedRates>();
  const ratesFor = ({ price, knownModel = "" }: PaidClip): JudgedRates => {
    if (use !== "for-unpriced" || price === undefined) return judged;
    return remember(byPrice, price, () => ({
      rates: ratesOf(price),
      origin: `the catalogue's price of ${knownModel}`,
      isCataloguePrice: true,
    }));
  };
  return (clip) => {
    const { actual, duration, recorded } = clip;
    if (recorded !== undefined && (use !== "for-all" || duration === undefined)) {
      return { clip, estimate: recorded, actual, origin: "recorded" };
    }
    const origin = ratesFor(clip);
    return { clip, estimate: estimateClipCost(duration ?? 0, environment, { rates: origin.rates }), actual, origin };
  };
}

/** An actual cost that the catalogue's price gave proves nothing about an estimate by the same price. */
function isCircular({ clip: { isPricedByCatalogue }, origin }: EstimatedClip): boolean {
  return isPricedByCatalogue && origin !== "recorded" && origin.isCataloguePrice === true;
}

function countOrigins(clips: readonly EstimatedClip[]): readonly EstimateOrigin[] {
  const counts = new Map<EstimatedClip["origin"], number>();
  for (const { origin } of clips) counts.set(origin, (counts.get(origin) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a).map(([origin, count]) => originOf(origin, count));
}

function originOf(origin: EstimatedClip["origin"], count: number): EstimateOrigin {
  return origin === "recorded" ? { kind: "recorded", count } : { kind: "rates", ...origin, count };
}

function judgedClip(
  { clip: { place, id, model, duration, at }, estimate, actual }: EstimatedClip,
  { error, within }: Pick<JudgedClip, "error" | "within"> = { error: 0, within: true },
): JudgedClip {
  return {
    place,
    ...(id === undefined ? {} : { id }),
    ...(model === undefined ? {} : { model }),
    ...(duration === undefined ? {} : { duration }),
    ...(at === undefined ? {} : { at }),
    estimate,
    actual,
    error,
    within,
  };
}

function modelOf(clip: PaidClip | undefined): string {
  return clip?.knownModel ?? clip?.model ?? "";
}

function monthOf({ at }: PaidClip): string {
  return at?.toISOString().slice(0, 7) ?? "";
}

function hasDuration(clip: JudgedClip): clip is JudgedClip & { readonly duration: number } {
  return clip.duration !== undefined;
}

function fitClips(judged: readonly JudgedClip[], { tolerance, decimals }: JudgeOptions): Fit {
  const clips = judged.filter(hasDuration);
  if (clips.length < FEWEST_FOR_RATES) return { kind: "too-few", needed: FEWEST_FOR_RATES, count: clips.length };
  const { attainable, attainableError, binding, holds, rates, worstError } = calibrateRates(clips, {
    tolerance,
    decimals,
  });
  const missed = attainable ? "lost-in-rounding" : "unattainable";
  return {
    kind: holds ? "attainable" : missed,
    rates,
    worstError,
    attainableError,
    binding: binding.flatMap((index) => clips[index] ?? []),
  };
}
