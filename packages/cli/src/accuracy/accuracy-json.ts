import { type Cost, costToJSON } from "@vg/cost";
import type { Accuracy, FoundRates, JudgedClip, SetAsideReason } from "./accuracy.ts";
import type { Place } from "./rows.ts";

/** What `vg accuracy --json` prints; amounts are decimal texts of dollars, errors are shares, nothing is rounded. */
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
  readonly judged: { readonly baseCost: string; readonly perSecond: string; readonly origin: string };
  /** Set where at least two clips were compared. */
  readonly newRates?: NewRatesJSON;
  /** Every clip that was compared, in the order of the file. */
  readonly clips: readonly ClipJSON[];
  /** Every row that was not, and why. */
  readonly setAside: readonly SetAsideJSON[];
  /** Whether the file is one page of a longer list. */
  readonly hasNextPage: boolean;
}

/** A clip that was compared. */
interface ClipJSON extends Place {
  readonly id?: string;
  readonly model?: string;
  readonly duration: number;
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
  /** Whether they keep the tolerance on every clip, as rounded. */
  readonly holds: boolean;
  /** Whether any base and rate whatever keeps it. */
  readonly attainable: boolean;
  readonly worstError: number;
  readonly attainableError: number;
  /** The clips that keep every base and rate from doing better. */
  readonly binding: readonly ClipJSON[];
}

/** An accuracy as JSON. */
export function accuracyJSON(accuracy: Accuracy): AccuracyJSON {
  const { file, tolerance, holds, clips, withinCount, bias, meanError, worst, judged, fit } = accuracy;
  const { baseCost, perSecond } = judged.rates;
  return {
    file,
    tolerance,
    holds,
    count: clips.length,
    within: withinCount,
    bias,
    meanAbsoluteError: meanError,
    worst: clipJSON(worst),
    judged: { baseCost, perSecond, origin: judged.origin },
    ...(fit.kind === "too-few" ? {} : { newRates: newRatesJSON(fit) }),
    clips: clips.map(clipJSON),
    setAside: accuracy.setAside.map(({ place, ...row }) => ({ ...place, ...row })),
    hasNextPage: accuracy.hasNextPage,
  };
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

function clipJSON({ place, estimate, actual, ...clip }: JudgedClip): ClipJSON {
  return { ...place, ...clip, estimate: dollars(estimate), actual: dollars(actual) };
}

function dollars(cost: Cost): string {
  return costToJSON(cost).amount;
}
