import { formatValue } from "@vg/internal";
import { validateOptions, CostError } from "../errors.ts";
import { type Cost, costOf, parseDollars } from "../money/cost.ts";
import {
  compareFractions,
  DEFAULT_TOLERANCE,
  type Fraction,
  isWithin,
  nearestNumber,
  parseTolerance,
  relativeError,
  sizeOf,
} from "./error-ratio.ts";

/** A clip or job that was estimated and paid for. */
export interface EstimateSample {
  /** Dollars, a cost or a decimal text, at least 0. */
  readonly estimate: Cost | string;
  /** Dollars, a cost or a decimal text, at least 0. */
  readonly actual: Cost | string;
}

/** Options of {@link evaluateEstimates}. */
export interface EvaluateOptions {
  /**
   * The largest error that is within, as a fraction of the actual cost.
   *
   * @default "0.20"
   */
  readonly tolerance?: string;
}

/** One sample and its error. */
export interface JudgedSample {
  /** Position of the sample, from 0. */
  readonly index: number;
  readonly estimate: Cost;
  readonly actual: Cost;
  /** `(estimate - actual) / actual`, the nearest number: 0.25 is a quarter too much, -0.25 a quarter too little. */
  readonly error: number;
}

/** The verdict on estimates. It is decided in integers; the numbers are for showing. */
export interface Evaluation {
  /** The number of samples. */
  readonly count: number;
  /** The number of samples within the tolerance. */
  readonly within: number;
  /** True if all of them are within the tolerance. */
  readonly holds: boolean;
  readonly tolerance: string;
  /** The mean of the errors: above 0 if estimates are too high on average. */
  readonly bias: number;
  /** The mean of the errors without their signs. */
  readonly meanAbsoluteError: number;
  /** The sample with the largest error, the first of several. */
  readonly worst: JudgedSample;
  /** The samples outside the tolerance, in their order. */
  readonly outside: readonly JudgedSample[];
}

/**
 * Compares estimates with actual costs.
 *
 * A sample that cost 0 has no error if it was estimated at 0, and an infinite one otherwise.
 *
 * @throws {@link CostError} `INSUFFICIENT_DATA` without samples, `INVALID_AMOUNT` with the sample's `index`,
 * `INVALID_OPTION` if the options or the tolerance are invalid.
 * @example
 * ```ts
 * import { evaluateEstimates } from "@vg/cost";
 *
 * const samples = [
 *   { estimate: "1.20", actual: "1.00" },
 *   { estimate: "0.90", actual: "1.20" },
 * ];
 * const { within, holds, worst } = evaluateEstimates(samples, { tolerance: "0.20" });
 * [within, holds, worst.index, worst.error]; // => [ 1, false, 1, -0.25 ]
 * ```
 */
export function evaluateEstimates(samples: readonly EstimateSample[], options: EvaluateOptions = {}): Evaluation {
  const { tolerance = DEFAULT_TOLERANCE } = validateOptions(options);
  const allowed = parseTolerance(tolerance);
  const judged = Array.from(checked(samples), (sample, index) => {
    const estimate = parseDollars(sample?.estimate, `samples[${index}].estimate`, index);
    const actual = parseDollars(sample?.actual, `samples[${index}].actual`, index);
    const error = relativeError(estimate, actual);
    const shown = { index, estimate: costOf(estimate), actual: costOf(actual), error: nearestNumber(error) };
    return { sample: Object.freeze(shown), error, within: isWithin(error, allowed) };
  });
  const errors = judged.map(({ error }) => error);
  const outside = judged.filter(({ within }) => !within).map(({ sample }) => sample);
  return Object.freeze({
    count: judged.length,
    within: judged.length - outside.length,
    holds: outside.length === 0,
    tolerance,
    bias: meanOf(errors),
    meanAbsoluteError: meanOf(errors.map(sizeOf)),
    worst: judged.reduce((worst, next) => (isWorse(next.error, worst.error) ? next : worst)).sample,
    outside: Object.freeze(outside),
  });
}

function checked(samples: readonly EstimateSample[]): readonly EstimateSample[] {
  if (Array.isArray(samples) && samples.length > 0) return samples;
  throw new CostError(
    "INSUFFICIENT_DATA",
    `samples must be at least one { estimate, actual }, not ${formatValue(samples)}`,
  );
}

function isWorse(one: Fraction, other: Fraction): boolean {
  return compareFractions(sizeOf(one), sizeOf(other)) > 0;
}

/** The mean, of errors in units of 1e-30: the same in any order, and finer than a number can show. */
function meanOf(errors: readonly Fraction[]): number {
  let sum = 0n;
  for (const { numerator, denominator } of errors) {
    if (denominator === 0n) return Number.POSITIVE_INFINITY;
    sum += (numerator * MEAN_UNITS) / denominator;
  }
  return nearestNumber({ numerator: sum, denominator: MEAN_UNITS * BigInt(errors.length) });
}

const MEAN_UNITS = 10n ** 30n;
