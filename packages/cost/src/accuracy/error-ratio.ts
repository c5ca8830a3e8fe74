/** `numerator / denominator`, exactly; a denominator of 0 stands for infinity, in the direction of the numerator. */
export interface Fraction {
  readonly numerator: bigint;
  /** At least 0. */
  readonly denominator: bigint;
}

/** Less than 0, 0 or more than 0 as `a` is less than, equal to or more than `b`. */
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
 * It depends on the fraction's value alone and not on how it is written, so the same fact always shows as the same number.
 */
export function nearestNumber({ numerator, denominator }: Fraction): number {
  if (numerator < 0n) return -nearestNumber({ numerator: -numerator, denominator });
  if (denominator === 0n) return Number.POSITIVE_INFINITY;
  // A quotient of at least 60 bits, whose last bit says whether anything was left over, rounds like the fraction itself.
  const shift = 64 + bitsOf(denominator) - bitsOf(numerator);
  const dividend = shift > 0 ? numerator << BigInt(shift) : numerator;
  const divisor = shift < 0 ? denominator << BigInt(-shift) : denominator;
  const quotient = dividend / divisor;
  const sticky = quotient * divisor === dividend ? quotient : quotient | 1n;
  // In two steps, as one power of two may be beyond the doubles where the result is not.
  const half = Math.trunc(shift / 2);
  return Number(sticky) / 2 ** half / 2 ** (shift - half);
}

export function signOf(value: bigint): number {
  if (value === 0n) return 0;
  return value < 0n ? -1 : 1;
}

/** How many bits a number of at least 0 has, rounded up to a multiple of four. */
function bitsOf(value: bigint): number {
  return value.toString(16).length * 4;
}
