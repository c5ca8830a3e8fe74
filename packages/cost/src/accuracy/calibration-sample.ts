import { formatValue } from "@vg/internal";
import type { Point, Points } from "./convex-hull.ts";
import { CostError } from "../errors.ts";
import { type Cost, dollarsOf } from "../money/cost.ts";
import { type Decimal, powerOfTen, unitsAt } from "../money/decimal.ts";
import { secondsOf } from "../estimate/duration.ts";

/** What a clip of some duration did cost. */
export interface CalibrationSample {
  /** Seconds, a finite number of at least 0. */
  readonly duration: number;
  /** Dollars, a cost or a decimal text, more than 0. */
  readonly actual: Cost | string;
}

/** A sample as exact numbers, and as a point in whole units. */
interface Reading {
  readonly duration: number;
  readonly seconds: Decimal;
  readonly actual: Decimal;
  readonly point: Point;
}

/** Samples as the points of one plane: seconds to the right, dollars upwards, both in integers. */
export interface Readings {
  readonly readings: readonly Reading[];
  readonly points: Points;
  /** How high one unit in the last decimal of a base is; one of a rate is the slope 1. */
  readonly unit: bigint;
}

/**
 * Samples read and checked, in such units that a rate's last of `decimals` is one step of slope.
 *
 * A second is `unit` wide and a dollar `unit * 10 ** decimals` high, so a base of B and a rate of R last digits give
 * `B * unit + R * x` at x; the unit is the least power of ten that makes every coordinate whole.
 */
export function readSamples(samples: readonly CalibrationSample[], decimals: number): Readings {
  const checked = Array.from(listOf(samples), (sample, index) => ({
    duration: sample?.duration,
    seconds: secondsOf(sample?.duration, `samples[${index}].duration`, index),
    actual: actualOf(sample?.actual, index),
  }));
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
  const dollars = dollarsOf(actual, field, index);
  if (dollars.units > 0n) return dollars;
  throw new CostError("INVALID_AMOUNT", `${field} must be more than 0 dollars, as errors are relative to it`, {
    index,
  });
}

function tooFew(shown: string): CostError {
  return new CostError("INSUFFICIENT_DATA", `samples must be at least two { duration, actual }, not ${shown}`);
}
