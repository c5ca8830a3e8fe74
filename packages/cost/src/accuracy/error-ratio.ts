import { formatValue } from "@vg/internal";
import { CostError } from "../errors.ts";
import { compare, type Decimal, multiply, parseDecimal, unitsAt } from "../money/decimal.ts";

/**
 * The error of an estimate as a fraction of the actual cost; below 0 if the estimate is too low.
 *
 * If the actual cost is 0, an estimate of 0 has no error, and any other an infinite one.
 */
export function relativeError(estimate: Decimal, actual: Decimal): Fraction {
  const scale = Math.max(estimate.scale, actual.scale);
  const denominator = unitsAt(actual, scale);
  const numerator = unitsAt(estimate, scale) - denominator;
  return numerator === 0n ? { numerator, denominator: 1n } : { numerator, denominator };
}

/** Returns whether an error is at most the tolerance, in either direction. */
export function isWithin(error: Fraction, tolerance: Decimal): boolean {
  const { numerator, denominator } = sizeOf(error);
  const allowed = multiply(tolerance, { units: denominator, scale: 0 });
  return compare({ units: numerator, scale: 0 }, allowed) <= 0;
}

/** The specification's promise: estimates are within 20 % of actual costs. */
export const DEFAULT_TOLERANCE = "0.20";

/**
 * Reads a tolerance, a fraction of the actual cost.
 *
 * @throws {@link CostError} `INVALID_OPTION` if it is not a plain decimal text of at least 0.
 */
export function parseTolerance(text: string): Decimal {
  const tolerance = typeof text === "string" ? parseDecimal(text) : undefined;
  if (tolerance !== undefined && tolerance.units >= 0n) return tolerance;
  throw new CostError(
    "INVALID_OPTION",
    `tolerance must be a decimal text of at least 0 such as "${DEFAULT_TOLERANCE}" for 20 %, not ${formatValue(text)}`,
  );
}

/** `numerator / denominator`, exactly; a denominator of 0 means infinity, with the sign of the numerator. */
export interface Fraction {
  readonly numerator: bigint;
  /** At least 0. */
  readonly denominator: bigint;
}

/** Compares two fractions: less than 0, 0 or more than 0 as `a` is less than, equal to or more than `b`. */
export function compareFractions(a: Fraction, b: Fraction): number {
  return signOf(a.numerator * b.denominator - b.numerator * a.denominator);
}

/** The fraction without its sign. */
export function sizeOf({ numerator, denominator }: Fraction): Fraction {
  return { numerator: numerator < 0n ? -numerator : numerator, denominator };
}

/**
 * The double nearest to a fraction, half to even.
 *
 * It depends on the fraction's value alone, not on how it is written: equal fractions give equal numbers.
 */
export function nearestNumber({ numerator, denominator }: Fraction): number {
  // Subtracted, as the number next to a tiny fraction below 0 is 0 and not -0.
  if (numerator < 0n) return 0 - nearestNumber({ numerator: -numerator, denominator });
  if (denominator === 0n) return Number.POSITIVE_INFINITY;
  // A quotient of at least 60 bits, whose last bit says whether anything was left over, rounds like the fraction itself.
  const shift = 64 + bitsOf(denominator) - bitsOf(numerator);
  const dividend = shift > 0 ? numerator << BigInt(shift) : numerator;
  const divisor = shift < 0 ? denominator << BigInt(-shift) : denominator;
  const quotient = dividend / divisor;
  const sticky = quotient * divisor === dividend ? quotient : quotient | 1n;
  // In two steps, as one power of two may be out of a double's range though the result is not.
  const half = Math.trunc(shift / 2);
  return Number(sticky) / 2 ** half / 2 ** (shift - half);
}

export function signOf(value: bigint): number {
  if (value === 0n) return 0;
  return value < 0n ? -1 : 1;
}

/** The number of bits of an integer of at least 0, rounded up to a multiple of four. */
function bitsOf(value: bigint): number {
  return value.toString(16).length * 4;
}
