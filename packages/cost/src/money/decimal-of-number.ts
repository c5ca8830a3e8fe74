import { type Decimal, powerOfTen } from "./decimal.ts";

/**
 * The decimal that the shortest text of a finite number shows: 0.1 is exactly one tenth here, as in Python's
 * `Decimal(str(x))`, and not the binary fraction next to it.
 */
export function decimalOfNumber(value: number): Decimal {
  const millionths = exactMillionths(value);
  return Number.isNaN(millionths) ? decimalOfText(String(value)) : { units: BigInt(millionths), scale: 6 };
}

/**
 * A number in millionths, where its shortest text has at most six decimals and at most fifteen digits in all;
 * NaN for the rest.
 *
 * At most fifteen digits name a double unambiguously, so when `millionths / 1e6` rounds to the value, the value's
 * shortest text is that quotient and nothing shorter or nearer.
 */
export function exactMillionths(value: number): number {
  const millionths = Math.round(value * 1e6);
  return millionths / 1e6 === value && Math.abs(millionths) < 1e15 ? millionths : Number.NaN;
}

/** The decimal of a number's shortest text, `12.5`, `5e-324` or `1.5e+21`. */
function decimalOfText(text: string): Decimal {
  const exponentAt = text.indexOf("e");
  const mantissa = exponentAt === -1 ? text : text.slice(0, exponentAt);
  const exponent = exponentAt === -1 ? 0 : Number(text.slice(exponentAt + 1));
  const point = mantissa.indexOf(".");
  if (point === -1) return shifted(BigInt(mantissa), -exponent);
  return shifted(BigInt(mantissa.slice(0, point) + mantissa.slice(point + 1)), mantissa.length - point - 1 - exponent);
}

function shifted(units: bigint, scale: number): Decimal {
  return scale >= 0 ? { units, scale } : { units: units * powerOfTen(-scale), scale: 0 };
}
