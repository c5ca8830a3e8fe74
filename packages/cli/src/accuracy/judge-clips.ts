import type { CostRates, Environment } from "@vg/config";
import { calibrateRates, estimateClipCost, type Evaluation, evaluateEstimates } from "@vg/cost";
import type { Accuracy, Fit, JudgedClip } from "./accuracy.ts";
import type { PaidClip } from "./collect-clips.ts";

/** The way in which clips are judged. */
export interface JudgeOptions {
  readonly environment: Environment;
  /** The rates that the estimates are made with. */
  readonly rates: CostRates;
  /** The tolerance as a share, a decimal text such as `"0.20"`. */
  readonly tolerance: string;
  /** Decimals of new rates. */
  readonly decimals: number;
}

/** The judgement of clips. */
export type Judgement = Pick<Accuracy, "clips" | "holds" | "withinCount" | "worst" | "bias" | "meanError" | "fit">;

/** A calibration needs two points to draw a line through. */
const FEWEST_FOR_RATES = 2;

/** Compares the estimates of clips with their costs, exactly, and finds better rates. */
export function judgeClips(paid: readonly [PaidClip, ...PaidClip[]], options: JudgeOptions): Judgement {
  const { tolerance } = options;
  const judge = (clip: PaidClip): JudgedClip => judgeClip(clip, options);
  const [first, ...others] = paid;
  const clips: readonly [JudgedClip, ...JudgedClip[]] = [judge(first), ...others.map(judge)];
  const evaluation = evaluateEstimates(clips, { tolerance });
  return {
    clips,
    holds: evaluation.holds,
    withinCount: evaluation.within,
    worst: worstOf(clips, evaluation),
    bias: evaluation.bias,
    meanError: evaluation.meanAbsoluteError,
    fit: fitClips(clips, options),
  };
}

function judgeClip(clip: PaidClip, { environment, rates, tolerance }: JudgeOptions): JudgedClip {
  const estimate = estimateClipCost(clip.duration, environment, { rates });
  const { holds, worst } = evaluateEstimates([{ estimate, actual: clip.actual }], { tolerance });
  return { ...clip, estimate, error: worst.error, within: holds };
}

function worstOf(clips: readonly [JudgedClip, ...JudgedClip[]], { worst }: Evaluation): JudgedClip {
  return clips[worst.index] ?? clips[0];
}

function fitClips(clips: readonly JudgedClip[], { tolerance, decimals }: JudgeOptions): Fit {
  if (clips.length < FEWEST_FOR_RATES) return { kind: "too-few", needed: FEWEST_FOR_RATES };
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
