import { compare, type Decimal, multiply, unitsAt } from "../money/decimal.ts";
import { type Fraction, sizeOf } from "./error-ratio.ts";

/**
 * How far an estimate is from an actual cost, as a fraction of the actual cost; below 0 where the estimate is too low.
 *
 * Nothing estimated for something free is no error; something estimated for it is an infinite one.
 */
export function relativeError(estimate: Decimal, actual: Decimal): Fraction {
  const scale = Math.max(estimate.scale, actual.scale);
  const denominator = unitsAt(actual, scale);
  const numerator = unitsAt(estimate, scale) - denominator;
  return numerator === 0n ? { numerator, denominator: 1n } : { numerator, denominator };
}

/** Whether an error is at most the tolerance, in either direction. */
export function isWithin(error: Fraction, tolerance: Decimal): boolean {
  const { numerator, denominator } = sizeOf(error);
  const allowed = multiply(tolerance, { units: denominator, scale: 0 });
  return compare({ units: numerator, scale: 0 }, allowed) <= 0;
}
