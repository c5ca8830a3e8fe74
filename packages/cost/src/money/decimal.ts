/** An exact decimal number, `units / 10 ** scale`. */
export interface Decimal {
  readonly units: bigint;
  /** Decimals of `units`, an integer of at least 0. */
  readonly scale: number;
}

export const ZERO: Decimal = { units: 0n, scale: 0 };

/** Reads a plain decimal text such as `"-12.30"`; undefined for every other form, exponents included. */
export function parseDecimal(text: string): Decimal | undefined {
  const [, sign = "", whole, fraction = ""] = /^(-?)(0|[1-9][0-9]*)(?:\.([0-9]+))?$/.exec(text) ?? [];
  if (whole === undefined) return undefined;
  return { units: BigInt(`${sign}${whole}${fraction}`), scale: fraction.length };
}

/** Writes a decimal as plain text with all its decimals, trailing zeros included. */
export function formatDecimal(decimal: Decimal): `${number}`;
export function formatDecimal({ units, scale }: Decimal): string {
  if (scale === 0) return String(units);
  const sign = units < 0n ? "-" : "";
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, "0");
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

export function add(a: Decimal, b: Decimal): Decimal {
  if (a.scale === b.scale) return { units: a.units + b.units, scale: a.scale };
  const scale = Math.max(a.scale, b.scale);
  return { units: unitsAt(a, scale) + unitsAt(b, scale), scale };
}

export function subtract(a: Decimal, b: Decimal): Decimal {
  return add(a, { units: -b.units, scale: b.scale });
}

export function multiply(a: Decimal, b: Decimal): Decimal {
  return { units: a.units * b.units, scale: a.scale + b.scale };
}

/** Compares two decimals: -1, 0 or 1 as `a` is less than, equal to or more than `b`. */
export function compare(a: Decimal, b: Decimal): -1 | 0 | 1 {
  const { units } = subtract(a, b);
  if (units === 0n) return 0;
  return units < 0n ? -1 : 1;
}

/** The units of a decimal at a scale that is at least its own. */
export function unitsAt(decimal: Decimal, scale: number): bigint {
  return decimal.scale === scale ? decimal.units : decimal.units * powerOfTen(scale - decimal.scale);
}

/** The same number with as few decimals as it needs, but at least `fewest`. */
export function withFewestDecimals(decimal: Decimal, fewest: number): Decimal {
  let { units, scale } = decimal;
  if (scale < fewest) return { units: unitsAt(decimal, fewest), scale: fewest };
  if (units === 0n) return { units, scale: fewest };
  // Zeros go in halving steps, as a number may end in hundreds of them; most end in none or a few.
  for (let step = units % 10n === 0n ? scale - fewest : 0; step >= 1; step = Math.floor(step / 2)) {
    const power = powerOfTen(step);
    while (scale - step >= fewest && units % power === 0n) {
      units /= power;
      scale -= step;
    }
  }
  return { units, scale };
}

/** `10 ** exponent` for an integer exponent of at least 0. */
export function powerOfTen(exponent: number): bigint {
  return POWERS_OF_TEN[exponent] ?? 10n ** BigInt(exponent);
}

const POWERS_OF_TEN: readonly bigint[] = Array.from({ length: 32 }, (_, exponent) => 10n ** BigInt(exponent));

/**
 * Turns a finite number into the decimal that its shortest text shows: 0.1 is exactly one tenth, as in Python's
 * `Decimal(str(x))`, not the binary fraction next to it.
 */
export function decimalOfNumber(value: number): Decimal {
  const millionths = exactMillionths(value);
  return Number.isNaN(millionths) ? decimalOfText(String(value)) : { units: BigInt(millionths), scale: 6 };
}

/**
 * Turns a number into millionths if its shortest text has at most six decimals and at most fifteen digits in all, and
 * into NaN otherwise.
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
