import type { CostRates, Environment } from "@vg/config";
import { type Cost, costOf, costOfUnits } from "../money/cost.ts";
import { add, formatDecimal, exactMillionths, multiply, unitsAt } from "../money/decimal.ts";
import { type ClipPrompts, parseClips, parseSeconds, sumDurations } from "./clips.ts";
import { chooseRates, type ExactRates, parseRates, type RatesSource } from "./rates.ts";

/**
 * Estimates one clip: `baseCost + perSecond * duration`, exactly.
 *
 * @param duration Seconds, a finite number of at least 0, taken as the decimal that its shortest text shows.
 * @param source An environment, or `{ rates }`, or both.
 * @throws {@link CostError} `INVALID_DURATION`, `UNKNOWN_ENVIRONMENT`, `INVALID_RATES` or `INVALID_OPTION`.
 * @example
 * ```ts
 * import { costToJSON, estimateClipCost } from "@vg/cost";
 *
 * costToJSON(estimateClipCost(6, "production")); // => { amount: '0.298', currency: 'USD' }
 *
 * const rates = { currency: "USD", baseCost: "0", perSecond: "0.07" } as const;
 * costToJSON(estimateClipCost(6, { rates })); // => { amount: '0.42', currency: 'USD' }
 * estimateClipCost(6, "prod"); // throws environment must be one of production, staging, development, not "prod"
 * ```
 */
export function estimateClipCost(duration: number, ...source: RatesSource): Cost {
  const { baseCost, perSecond } = parseRates(chooseRates(source).rates);
  return costOf(add(baseCost, multiply(perSecond, parseSeconds(duration, "duration"))));
}

/**
 * Estimates all clips of a job together, exactly; no clips cost 0.
 *
 * It iterates once and keeps no clip, so a generator of any length takes no more memory than an array of one.
 *
 * @param source An environment, or `{ rates }`, or both.
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
export function estimateTotalCost(clipPrompts: ClipPrompts, ...source: RatesSource): Cost {
  const { baseCost, perSecond } = parseRates(chooseRates(source).rates);
  const { count, seconds } = sumDurations(parseClips(clipPrompts));
  return costOf(add(multiply(baseCost, { units: BigInt(count), scale: 0 }), multiply(perSecond, seconds)));
}

/** The estimate of one clip of a job. */
export interface ClipEstimate {
  /** Position of the clip in the job, from 0. */
  readonly index: number;
  /** Seconds, as given. */
  readonly duration: number;
  readonly cost: Cost;
}

/** The estimate of a job, clip by clip; the costs of the clips add up to the total exactly. */
export interface JobEstimate {
  /** The environment that the estimate was made for; absent if only rates were given. */
  readonly environment?: Environment;
  /** The rates that the estimate was made with. */
  readonly rates: CostRates;
  readonly clips: readonly ClipEstimate[];
  /** Seconds of all clips together: the number nearest to their exact sum. */
  readonly totalDuration: number;
  readonly total: Cost;
}

/**
 * Estimates a job, with the exact cost of every clip.
 *
 * @param source An environment, or `{ rates }`, or both.
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
export function estimateJob(clipPrompts: ClipPrompts, ...source: RatesSource): JobEstimate {
  const { environment, rates } = chooseRates(source);
  const exact = parseRates(rates);
  const costOfClip = clipPricer(exact);
  const clips: ClipEstimate[] = [];
  for (const clip of parseClips(clipPrompts)) {
    const index = clips.length;
    const duration = clip?.duration;
    clips.push(Object.freeze({ index, duration, cost: costOfClip(duration, index) }));
  }
  const { count, seconds } = sumDurations(clips);
  const total = add(multiply(exact.baseCost, { units: BigInt(count), scale: 0 }), multiply(exact.perSecond, seconds));
  return Object.freeze({
    ...(environment !== undefined && { environment }),
    rates,
    clips: Object.freeze(clips),
    totalDuration: Number(formatDecimal(seconds)),
    total: costOf(total),
  });
}

/** Prices one clip of a job after the other, exactly. */
type ClipPricer = (duration: number, index: number) => Cost;

/**
 * Creates the pricer of some rates. Nearly every clip's price is a safe integer at the rates' own scale, and needs no
 * bigint; the others are priced as decimals.
 */
function clipPricer({ baseCost, perSecond }: ExactRates): ClipPricer {
  const scale = Math.max(baseCost.scale, perSecond.scale + 6);
  const base = Number(unitsAt(baseCost, scale));
  const perMillionth = Number(unitsAt({ units: perSecond.units, scale: perSecond.scale + 6 }, scale));
  return (duration, index) => {
    const millionths = typeof duration === "number" ? exactMillionths(duration) : Number.NaN;
    // A price is at least as large as its parts, so a safe price was made of safe integers; NaN is not safe.
    const units = base + perMillionth * millionths;
    if (millionths >= 0 && units <= Number.MAX_SAFE_INTEGER) return costOfSafeUnits(units, scale);
    const seconds = parseSeconds(duration, `clipPrompts[${index}].duration`, index);
    return costOf(add(baseCost, multiply(perSecond, seconds)));
  };
}

function costOfSafeUnits(units: number, scale: number): Cost {
  if (units === 0) return costOfUnits(0n, 2);
  let fewest = units;
  let decimals = scale;
  while (decimals > 2 && fewest % 10 === 0) {
    fewest /= 10;
    decimals -= 1;
  }
  return costOfUnits(BigInt(fewest), decimals);
}
