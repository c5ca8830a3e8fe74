import type { CostRates, Environment } from "@vg/config";
import { type ClipPrompts, clipsOf } from "./clip-prompts.ts";
import { clipPricer } from "./clip-pricer.ts";
import { type Cost, costOf } from "../money/cost.ts";
import { add, decimalText, multiply } from "../money/decimal.ts";
import { type EstimateOptions, exactRates, ratesFor } from "./exact-rates.ts";
import { sumDurations } from "./sum-durations.ts";

/** What one clip of a job will cost. */
export interface ClipEstimate {
  /** Position of the clip in the job, from 0. */
  readonly index: number;
  /** Seconds, as given. */
  readonly duration: number;
  readonly cost: Cost;
}

/** What a job will cost, clip by clip; the costs of the clips add up to the total exactly. */
export interface JobEstimate {
  readonly environment: Environment;
  /** The rates that the estimate was made with. */
  readonly rates: CostRates;
  readonly clips: readonly ClipEstimate[];
  /** Seconds of all clips together: the number nearest to their exact sum. */
  readonly totalDuration: number;
  readonly total: Cost;
}

/**
 * What a job will cost, with the exact cost of every clip.
 *
 * @throws {@link CostError} `INVALID_DURATION` with the clip's `index`, `INVALID_JOB`, `UNKNOWN_ENVIRONMENT`,
 * `INVALID_RATES` or `INVALID_OPTION`.
 * @example
 * ```ts
 * import { estimateJob, formatCost } from "@vg/cost";
 *
 * const estimate = estimateJob({ clipPrompts: [{ duration: 6 }, { duration: 4.5 }] }, "production");
 * estimate.totalDuration; // => 10.5
 * estimate.clips.map(({ cost }) => formatCost(cost, { decimals: 4 })); // => [ '$0.2980', '$0.2485' ]
 * formatCost(estimate.total, { decimals: 4 }); // => '$0.5465'
 * ```
 */
export function estimateJob(
  clipPrompts: ClipPrompts,
  environment: Environment,
  options: EstimateOptions = {},
): JobEstimate {
  const rates = ratesFor(environment, options);
  const exact = exactRates(rates);
  const costOfClip = clipPricer(exact);
  const clips: ClipEstimate[] = [];
  for (const clip of clipsOf(clipPrompts)) {
    const index = clips.length;
    const duration = clip?.duration;
    clips.push(Object.freeze({ index, duration, cost: costOfClip(duration, index) }));
  }
  const { count, seconds } = sumDurations(clips);
  const total = add(multiply(exact.baseCost, { units: BigInt(count), scale: 0 }), multiply(exact.perSecond, seconds));
  return Object.freeze({
    environment,
    rates,
    clips: Object.freeze(clips),
    totalDuration: Number(decimalText(seconds)),
    total: costOf(total),
  });
}
