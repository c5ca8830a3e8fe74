import type { Environment } from "@vg/config";
import { type Cost, costOf } from "../money/cost.ts";
import { add, multiply } from "../money/decimal.ts";
import { secondsOf } from "./duration.ts";
import { type EstimateOptions, exactRates, ratesFor } from "./exact-rates.ts";

/**
 * What one clip will cost: `baseCost + perSecond * duration`, exactly.
 *
 * @param duration Seconds, a finite number of at least 0, taken as the decimal that its shortest text shows.
 * @throws {@link CostError} `INVALID_DURATION`, `UNKNOWN_ENVIRONMENT`, `INVALID_RATES` or `INVALID_OPTION`.
 * @example
 * ```ts
 * import { costToJSON, estimateClipCost } from "@vg/cost";
 *
 * costToJSON(estimateClipCost(6, "production")); // => { amount: '0.298', currency: 'USD' }
 * estimateClipCost(6, "prod"); // throws environment must be one of production, staging, development, not "prod"
 * ```
 */
export function estimateClipCost(duration: number, environment: Environment, options: EstimateOptions = {}): Cost {
  const { baseCost, perSecond } = exactRates(ratesFor(environment, options));
  return costOf(add(baseCost, multiply(perSecond, secondsOf(duration, "duration"))));
}
