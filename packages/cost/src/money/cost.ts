import { formatValue } from "@vg/internal";
import { dinero, type Dinero, type DineroOptions, type DineroSnapshot, toDecimal } from "dinero.js/bigint";
import { USD as DOLLAR } from "dinero.js/bigint/currencies";
import { CostError } from "../errors.ts";
import { type Decimal, formatDecimal, parseDecimal, withFewestDecimals } from "./decimal.ts";

/**
 * An exact number of US dollars, a dinero.js object: every function of dinero.js's bigint form takes it.
 *
 * This package makes costs with as few decimals as they need but at least two. Such a cost, and what dinero.js makes of
 * it, reads `0.265 USD` in a text, and throws a {@link CostError} where a number is asked for: `a < b` would compare texts.
 *
 * @example
 * ```ts
 * import { type Cost, estimateClipCost } from "@vg/cost";
 *
 * const cost: Cost = estimateClipCost(5, "production");
 * `${cost}`; // => '0.265 USD'
 * Number(cost); // throws a cost is not a number; use compareCosts, addCosts or costToJSON
 * ```
 */
export interface Cost extends Dinero<bigint, "USD"> {
  /** Writes the cost as text for logs and messages: all its digits, at least two decimals, and `USD`. */
  toString(): string;
}

/** US dollars, with the code in the type. */
const USD = Object.freeze({ ...DOLLAR, code: "USD" } as const);

/** Makes the cost of a decimal number of dollars. */
export function costOf(dollars: Decimal): Cost {
  const { units, scale } = withFewestDecimals(dollars, 2);
  return costOfUnits(units, scale);
}

/** Makes the cost of `units / 10 ** scale` dollars, in the fewest decimals already, but at least two. */
export function costOfUnits(units: bigint, scale: number): Cost {
  return new DollarCost(units, SCALES[scale] ?? BigInt(scale));
}

const SCALES: readonly bigint[] = Array.from({ length: 32 }, (_, scale) => BigInt(scale));

/** The functions that all dinero.js objects of US dollars share. */
const COMMON = dinero({ amount: 0n, currency: USD });

/**
 * A dinero.js object in a fraction of the memory: `dinero()` gives each object its own functions and currency, which a
 * job of a million clips pays for a million times.
 */
class DollarCost implements Cost {
  readonly amount: bigint;
  readonly scale: bigint;

  constructor(amount: bigint, scale: bigint) {
    this.amount = amount;
    this.scale = scale;
    Object.freeze(this);
  }

  get calculator(): Cost["calculator"] {
    return COMMON.calculator;
  }

  get formatter(): Cost["formatter"] {
    return COMMON.formatter;
  }

  get create(): Cost["create"] {
    return createLike;
  }

  toJSON(): DineroSnapshot<bigint, "USD"> {
    return { amount: this.amount, currency: USD, scale: this.scale };
  }

  toString(): string {
    return formatText(this.amount, this.scale);
  }

  [Symbol.toPrimitive](hint: string): string {
    return toPrimitive(this, hint);
  }
}

/** Makes the result of a dinero.js function on a cost; it is in another currency only if it was converted. */
function createLike<Code extends string>(options: DineroOptions<bigint, Code>): Dinero<bigint, Code> {
  const made = COMMON.create(options);
  const { amount, currency, scale } = made.toJSON();
  if (currency.code !== USD.code || currency.base !== USD.base) return made;
  return Object.freeze({
    ...made,
    create: createLike,
    toString: () => formatText(amount, scale),
    [Symbol.toPrimitive](hint: string): string {
      return toPrimitive(this, hint);
    },
  });
}

function formatText(units: bigint, scale: bigint): string {
  return `${formatDecimal(withFewestDecimals({ units, scale: Number(scale) }, 2))} USD`;
}

function toPrimitive(cost: { toString(): string }, hint: string): string {
  if (hint !== "number") return cost.toString();
  throw new CostError("INVALID_AMOUNT", "a cost is not a number; use compareCosts, addCosts or costToJSON");
}

/**
 * Reads the dollars of a cost, or of a decimal text such as `"12.50"`.
 *
 * @throws {@link CostError} `INVALID_AMOUNT` if it is neither, in another currency, or less than 0.
 */
export function parseDollars(amount: Cost | string, field: string, index?: number): Decimal {
  const dollars = parseAmount(amount, field, index);
  if (dollars.units < 0n) throw invalidAmount(`${field} must be at least 0 dollars`, shownAmount(amount), index);
  return dollars;
}

/**
 * Reads the dollars of a cost, or of a decimal text such as `"12.50"`, which may be less than 0.
 *
 * @throws {@link CostError} `INVALID_AMOUNT` if it is neither, or in another currency.
 */
export function parseAmount(amount: Cost | string, field: string, index?: number): Decimal {
  if (typeof amount !== "string") return parseCost(amount, field, index);
  const dollars = parseDecimal(amount);
  if (dollars !== undefined) return dollars;
  throw invalidAmount(`${field} must be a decimal number of dollars such as "12.50"`, amount, index);
}

/**
 * Reads the dollars of a cost, which may be less than 0.
 *
 * @throws {@link CostError} `INVALID_AMOUNT` if it is not a cost, or in another currency.
 */
export function parseCost(cost: Cost, field: string, index?: number): Decimal {
  const { amount, scale, currency } = partsOf(cost);
  if (typeof amount !== "bigint" || typeof scale !== "bigint" || scale < 0n) {
    throw invalidAmount(`${field} must be a Cost, made by this package or by dinero.js/bigint`, cost, index);
  }
  if (currency?.code !== "USD" || currency.base !== 10n) {
    throw invalidAmount(`${field} must be in USD`, currency?.code, index);
  }
  return { units: amount, scale: Number(scale) };
}

/** The parts of a value that should be a cost; nothing is taken for granted, as no compiler may have checked the caller. */
function partsOf(cost: Partial<Cost> | null | undefined): Partial<DineroSnapshot<bigint>> {
  return (typeof cost?.toJSON === "function" ? cost.toJSON() : undefined) ?? {};
}

function shownAmount(amount: Cost | string): unknown {
  return typeof amount === "string" ? amount : toDecimal(amount);
}

function invalidAmount(rule: string, value: unknown, index: number | undefined): CostError {
  return new CostError("INVALID_AMOUNT", `${rule}, not ${formatValue(value)}`, { index });
}
