import { formatValue, remember } from "@vg/internal";
import { CostError, validateOptions } from "../errors.ts";
import { type Cost, costOf, parseDollars } from "../money/cost.ts";
import { add, type Decimal, ZERO } from "../money/decimal.ts";
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

/** A clip or job that was estimated and paid for; a settlement of a budget is one. */
export interface EstimateSample {
  /** Dollars, a cost or a decimal text, at least 0. */
  readonly estimate: Cost | string;
  /** Dollars, a cost or a decimal text, at least 0. */
  readonly actual: Cost | string;
}

/** Options of {@link evaluateEstimates}. */
export interface EvaluateOptions<Sample extends EstimateSample = EstimateSample> {
  /**
   * The largest error that is within, as a fraction of the actual cost.
   *
   * @default "0.20"
   */
  readonly tolerance?: string;
  /**
   * Names the group of a sample, such as its model or its month; each group is judged by itself, too.
   *
   * @default no groups
   */
  readonly groupBy?: (sample: Sample, index: number) => string;
}

/** One sample and its error. */
export interface JudgedSample {
  /** Position of the sample, from 0. */
  readonly index: number;
  readonly estimate: Cost;
  readonly actual: Cost;
  /** `(estimate - actual) / actual`, the nearest number: 0.25 is a quarter too much, -0.25 a quarter too little. */
  readonly error: number;
  /** True if the error is at most the tolerance. */
  readonly within: boolean;
}

/** The figures of some samples. They are decided in integers; the numbers are for showing. */
export interface EvaluationFigures {
  /** The number of samples. */
  readonly count: number;
  /** The number of samples within the tolerance, whose estimates held. */
  readonly within: number;
  /** True if all of them are within the tolerance. */
  readonly holds: boolean;
  /** The mean of the errors: above 0 if estimates are too high on average. */
  readonly bias: number;
  /** The mean of the errors without their signs. */
  readonly meanAbsoluteError: number;
  /** The sample with the largest error, the first of several. */
  readonly worst: JudgedSample;
  /** The estimates of all samples together. */
  readonly estimated: Cost;
  /** The actual costs of all samples together. */
  readonly paid: Cost;
  /** `(estimated - paid) / paid`, the nearest number: the error of the bill, in which large clips weigh more. */
  readonly totalError: number;
}

/** The figures of one group of samples. */
export interface EvaluationGroup extends EvaluationFigures {
  /** The group's name, as `groupBy` gave it. */
  readonly group: string;
}

/** The verdict on estimates. */
export interface Evaluation extends EvaluationFigures {
  readonly tolerance: string;
  /** All samples, in their order. */
  readonly samples: readonly JudgedSample[];
  /** The samples outside the tolerance, in their order. */
  readonly outside: readonly JudgedSample[];
  /** The figures of each group, in the order of their first samples; empty without `groupBy`. */
  readonly groups: readonly EvaluationGroup[];
}

/**
 * Compares estimates with actual costs.
 *
 * A sample that cost 0 has no error if it was estimated at 0, and an infinite one otherwise: release the reservation of a
 * run that cost nothing instead of settling it, and it is no sample.
 *
 * @throws {@link CostError} `INSUFFICIENT_DATA` without samples, `INVALID_AMOUNT` with the sample's `index`,
 * `INVALID_OPTION` if the options, the tolerance or the name of a group are invalid.
 * @example
 * ```ts
 * import { evaluateEstimates } from "@vg/cost";
 *
 * const samples = [
 *   { model: "svd", estimate: "1.20", actual: "1.00" },
 *   { model: "svd", estimate: "0.90", actual: "1.20" },
 *   { model: "veo-3.1-lite", estimate: "0.40", actual: "0.40" },
 * ];
 * const { within, count, holds, worst, paid, groups } = evaluateEstimates(samples, { groupBy: ({ model }) => model });
 * `${within} of ${count} held, you paid ${paid}`; // => '2 of 3 held, you paid 2.60 USD'
 * [holds, worst.index, worst.error]; // => [ false, 1, -0.25 ]
 * groups.map(({ group, bias }) => [group, bias]); // => [ [ 'svd', -0.025 ], [ 'veo-3.1-lite', 0 ] ]
 * ```
 */
export function evaluateEstimates<Sample extends EstimateSample>(
  samples: readonly Sample[],
  options: EvaluateOptions<Sample> = {},
): Evaluation {
  const { tolerance = DEFAULT_TOLERANCE, groupBy } = validateOptions(options);
  const allowed = parseTolerance(tolerance);
  if (groupBy !== undefined && typeof groupBy !== "function") {
    throw invalidOption("groupBy must be a function of a sample", groupBy);
  }
  const groups = new Map<string, Judgement[]>();
  const judgements = Array.from(validateSamples(samples), (sample, index) => {
    const judgement = judge(sample, index, allowed);
    if (groupBy !== undefined) {
      const name = validateGroup(groupBy(sample, index), index);
      remember(groups, name, () => []).push(judgement);
    }
    return judgement;
  });
  const judged = judgements.map(({ sample }) => sample);
  return Object.freeze({
    ...figuresOf(judgements),
    tolerance,
    samples: Object.freeze(judged),
    outside: Object.freeze(judged.filter(({ within }) => !within)),
    groups: Object.freeze(Array.from(groups, ([group, members]) => Object.freeze({ group, ...figuresOf(members) }))),
  });
}

/** A judged sample in exact numbers. */
interface Judgement {
  readonly sample: JudgedSample;
  readonly estimate: Decimal;
  readonly actual: Decimal;
  readonly error: Fraction;
}

function judge(sample: EstimateSample, index: number, allowed: Decimal): Judgement {
  const estimate = parseDollars(sample?.estimate, `samples[${index}].estimate`, index);
  const actual = parseDollars(sample?.actual, `samples[${index}].actual`, index);
  const error = relativeError(estimate, actual);
  const shown = { estimate: costOf(estimate), actual: costOf(actual), error: nearestNumber(error) };
  return { sample: Object.freeze({ index, ...shown, within: isWithin(error, allowed) }), estimate, actual, error };
}

/** Works out the figures of at least one sample. */
function figuresOf(judgements: readonly Judgement[]): EvaluationFigures {
  const errors = judgements.map(({ error }) => error);
  const within = judgements.filter(({ sample }) => sample.within).length;
  const estimated = judgements.map(({ estimate }) => estimate).reduce(add, ZERO);
  const paid = judgements.map(({ actual }) => actual).reduce(add, ZERO);
  return {
    count: judgements.length,
    within,
    holds: within === judgements.length,
    bias: meanOf(errors),
    meanAbsoluteError: meanOf(errors.map(sizeOf)),
    worst: judgements.reduce((worst, next) => (isWorse(next.error, worst.error) ? next : worst)).sample,
    estimated: costOf(estimated),
    paid: costOf(paid),
    totalError: nearestNumber(relativeError(estimated, paid)),
  };
}

function validateSamples<Sample>(samples: readonly Sample[]): readonly Sample[] {
  if (Array.isArray(samples) && samples.length > 0) return samples;
  throw new CostError(
    "INSUFFICIENT_DATA",
    `samples must be at least one { estimate, actual }, not ${formatValue(samples)}`,
  );
}

function validateGroup(name: string, index: number): string {
  if (typeof name === "string") return name;
  throw invalidOption(`groupBy must name the group of samples[${index}] by a text`, name, index);
}

function invalidOption(rule: string, value: unknown, index?: number): CostError {
  return new CostError("INVALID_OPTION", `${rule}, not ${formatValue(value)}`, { index });
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
