import type { CostRates } from "@vg/config";
import { formatValue } from "@vg/internal";
import { validateDecimals, validateOptions, CostError } from "../errors.ts";
import { validateDuration } from "../estimate/clips.ts";
import { type Cost, costOf, parseDollars } from "../money/cost.ts";
import {
  add,
  type Decimal,
  decimalOfNumber,
  formatDecimal,
  multiply,
  powerOfTen,
  unitsAt,
  withFewestDecimals,
} from "../money/decimal.ts";
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
import { fitLineOnGrid, fitLine } from "./fit-line.ts";
import { envelopeOf, heightRatio, type Line, type Point, type Points } from "./hull.ts";

/** Options of {@link calibrateRates}. */
export interface CalibrateOptions {
  /**
   * The largest error that is within, as a fraction of the actual cost.
   *
   * @default "0.20"
   */
  readonly tolerance?: string;
  /**
   * Decimals of the base and of the rate in dollars, from 0 to 100.
   *
   * @default 6
   */
  readonly decimals?: number;
}

/** One sample, and its estimate by the rates. */
export interface Residual {
  /** Position of the sample, from 0. */
  readonly index: number;
  /** Seconds, as given. */
  readonly duration: number;
  readonly actual: Cost;
  /** The estimate by the rates. */
  readonly estimate: Cost;
  /** `(estimate - actual) / actual`, the nearest number. */
  readonly error: number;
  /** True if the estimate is within the tolerance. */
  readonly within: boolean;
  /** True if this is one of the samples that keep every base and rate from a smaller worst error. */
  readonly binding: boolean;
}

/** The rates that fit samples best, and how well. Everything is decided in integers; the numbers are for showing. */
export interface Calibration {
  /** The rates, as `estimateClipCost`, `estimateTotalCost` and `estimateJob` take them. */
  readonly rates: CostRates;
  /** The largest error of these rates, as rounded, on any sample, without its sign. */
  readonly worstError: number;
  /** The number of samples within the tolerance with these rates. */
  readonly within: number;
  /** True if all of them are within the tolerance. */
  readonly holds: boolean;
  readonly tolerance: string;
  /** True if some base and rate, with however many decimals, keep the tolerance on these samples. */
  readonly attainable: boolean;
  /** The smallest worst error that any base and rate can have on these samples. */
  readonly attainableError: number;
  /** Positions of the binding samples; if the tolerance is out of reach, the outliers are among them. */
  readonly binding: readonly number[];
  /** One for each sample, in their order; none is left out. */
  readonly residuals: readonly Residual[];
}

/**
 * Finds the base and the rate per second, neither below 0, with the smallest worst relative error on samples of actual
 * costs.
 *
 * The promise of estimates is a maximum, so the maximum is made small; an average would let single samples be far off.
 * The optimum is exact. It is rounded to `decimals`, to the best pair among those whose rate is within 1,000 last digits
 * of it, and judged again as rounded. Samples of one duration only say nothing about a rate: it is 0.
 *
 * @throws {@link CostError} `INSUFFICIENT_DATA` for fewer than two samples; `INVALID_DURATION` or `INVALID_AMOUNT` with
 * the sample's `index`, the latter for 0 dollars, too; `INVALID_OPTION`.
 * @example
 * ```ts
 * import { calibrateRates } from "@vg/cost";
 *
 * const samples = [
 *   { duration: 6, actual: "0.23" },
 *   { duration: 10, actual: "0.56" },
 * ];
 * const { rates, worstError, attainable, holds } = calibrateRates(samples);
 * rates; // => { currency: 'USD', baseCost: '0.00', perSecond: '0.045512' }
 * [worstError.toFixed(4), attainable, holds]; // => [ '0.1873', true, true ]
 * ```
 */
export function calibrateRates(samples: readonly CalibrationSample[], options: CalibrateOptions = {}): Calibration {
  const { tolerance = DEFAULT_TOLERANCE, decimals = 6 } = validateOptions(options);
  const allowed = parseTolerance(tolerance);
  const { readings, points, unit } = parseSamples(samples, validateDecimals(decimals));
  const envelope = envelopeOf(points);
  const optimum = fitLine(envelope);
  const best = fitLineOnGrid(envelope, unit, optimum);
  const baseCost = { units: best.base, scale: decimals };
  const perSecond = { units: best.slope, scale: decimals };
  const judged = readings.map(({ duration, seconds, actual, point }, index) => {
    const estimate = add(baseCost, multiply(perSecond, seconds));
    const error = relativeError(estimate, actual);
    const residual: Residual = Object.freeze({
      index,
      duration,
      actual: costOf(actual),
      estimate: costOf(estimate),
      error: nearestNumber(error),
      within: isWithin(error, allowed),
      binding: compareFractions(errorOf(optimum, point), optimum.worst) === 0,
    });
    return { residual, error: sizeOf(error) };
  });
  const residuals = judged.map(({ residual }) => residual);
  const within = residuals.filter((residual) => residual.within).length;
  return Object.freeze({
    rates: Object.freeze({ currency: "USD", baseCost: rateText(baseCost), perSecond: rateText(perSecond) }),
    worstError: nearestNumber(judged.map(({ error }) => error).reduce(larger)),
    within,
    holds: within === residuals.length,
    tolerance,
    attainable: isWithin(optimum.worst, allowed),
    attainableError: nearestNumber(optimum.worst),
    binding: Object.freeze(residuals.filter(({ binding }) => binding).map(({ index }) => index)),
    residuals: Object.freeze(residuals),
  });
}

/** A line's relative error at a point, without its sign. */
function errorOf(line: Line, point: Point): Fraction {
  const { numerator, denominator } = heightRatio(line, point);
  return sizeOf({ numerator: numerator - denominator, denominator });
}

function larger(a: Fraction, b: Fraction): Fraction {
  return compareFractions(a, b) < 0 ? b : a;
}

function rateText(rate: Decimal): string {
  return formatDecimal(withFewestDecimals(rate, 2));
}

/** A clip of some duration and its actual cost. */
export interface CalibrationSample {
  /** Seconds, a finite number of at least 0; a budget's settlement has it if its reservation was given it. */
  readonly duration?: number | undefined;
  /** Dollars, a cost or a decimal text, more than 0. */
  readonly actual: Cost | string;
}

/** A sample in exact numbers, and as a point in whole units. */
interface Reading {
  readonly duration: number;
  readonly seconds: Decimal;
  readonly actual: Decimal;
  readonly point: Point;
}

/** Samples as the points of one plane: seconds to the right, dollars upwards, both in integers. */
interface Readings {
  readonly readings: readonly Reading[];
  readonly points: Points;
  /** The height of one unit in the last decimal of a base; one unit of a rate is the slope 1. */
  readonly unit: bigint;
}

/**
 * Reads samples, in such units that the last of a rate's `decimals` is one step of slope.
 *
 * A second is `unit` wide and a dollar `unit * 10 ** decimals` high, so a base of B and a rate of R last digits give
 * `B * unit + R * x` at x; the unit is the least power of ten that makes every coordinate whole.
 */
function parseSamples(samples: readonly CalibrationSample[], decimals: number): Readings {
  const checked = Array.from(listOf(samples), (sample, index) => {
    const duration = validateDuration(sample?.duration, `samples[${index}].duration`, index);
    return { duration, seconds: decimalOfNumber(duration), actual: actualOf(sample?.actual, index) };
  });
  const scale = checked.reduce(
    (most, { seconds, actual }) => Math.max(most, seconds.scale, actual.scale - decimals),
    0,
  );
  const readings = checked.map(({ duration, seconds, actual }) => {
    const point = { x: unitsAt(seconds, scale), y: unitsAt(actual, scale + decimals) };
    return { duration, seconds, actual, point };
  });
  const [first, ...others] = readings.map(({ point }) => point);
  if (first === undefined || others.length === 0) throw tooFew(`${readings.length}`);
  return { readings, points: [first, ...others], unit: powerOfTen(scale) };
}

function listOf(samples: readonly CalibrationSample[]): readonly CalibrationSample[] {
  if (Array.isArray(samples)) return samples;
  throw tooFew(formatValue(samples));
}

function actualOf(actual: Cost | string, index: number): Decimal {
  const field = `samples[${index}].actual`;
  const dollars = parseDollars(actual, field, index);
  if (dollars.units > 0n) return dollars;
  throw new CostError(
    "INVALID_AMOUNT",
    `${field} must be more than 0 dollars, as errors are relative to it; leave out a run that cost nothing`,
    { index },
  );
}

function tooFew(shown: string): CostError {
  return new CostError("INSUFFICIENT_DATA", `samples must be at least two { duration, actual }, not ${shown}`);
}
