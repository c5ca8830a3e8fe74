import type { Environment } from "@vg/config";
import { type ClipPrompts, clipsOf } from "./clip-prompts.ts";
import { type Cost, costOf } from "../money/cost.ts";
import { add, multiply } from "../money/decimal.ts";
import { type EstimateOptions, exactRates, ratesFor } from "./exact-rates.ts";
import { sumDurations } from "./sum-durations.ts";

/**
 * What all clips of a job will cost together, exactly; no clips cost 0.
 *
 * The clips are gone through once and none is kept, so a generator of any length needs no more memory than an array of one.
 *
 * @throws {@link CostError} `INVALID_DURATION` with the clip's `index`, `INVALID_JOB`, `UNKNOWN_ENVIRONMENT`,
 * `INVALID_RATES` or `INVALID_OPTION`.
 * @example
 * ```ts
 * import { costToJSON, estimateTotalCost } from "@vg/cost";
 *
 * const total = estimateTotalCost({ clipPrompts: [{ duration: 6 }, { duration: 4.5 }] }, "production");
 * costToJSON(total); // => { amount: '0.5465', currency: 'USD' }
 * ```
 */
export function estimateTotalCost(
  clipPrompts: ClipPrompts,
  environment: Environment,
  options: EstimateOptions = {},
): Cost {
  const { baseCost, perSecond } = exactRates(ratesFor(environment, options));
  const { count, seconds } = sumDurations(clipsOf(clipPrompts));
  return costOf(add(multiply(baseCost, { units: BigInt(count), scale: 0 }), multiply(perSecond, seconds)));
}
