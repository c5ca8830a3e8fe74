import { formatValue } from "@vg/internal";
import { dinero, type Dinero, type DineroSnapshot, toDecimal } from "dinero.js/bigint";
import { USD as DOLLAR } from "dinero.js/bigint/currencies";
import { CostError } from "../errors.ts";
import { type Decimal, parseDecimal, withFewestDecimals } from "./decimal.ts";

/**
 * An exact number of US dollars, with as few decimals as it needs but at least two; every function of dinero.js's
 * bigint form takes it.
 */
export type Cost = Dinero<bigint, "USD">;

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
class DollarCost implements Dinero<bigint, "USD"> {
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
    return COMMON.create;
  }

  toJSON(): DineroSnapshot<bigint, "USD"> {
    return { amount: this.amount, currency: USD, scale: this.scale };
  }
}

/**
 * Reads the dollars of a cost, or of a decimal text such as `"12.50"`.
 *
 * @throws {@link CostError} `INVALID_AMOUNT` if it is neither, in another currency, or less than 0.
 */
export function parseDollars(amount: Cost | string, field: string, index?: number): Decimal {
  const dollars = typeof amount === "string" ? parseDecimal(amount) : parseCost(amount, field, index);
  if (dollars === undefined) {
    throw invalidAmount(`${field} must be a decimal number of dollars such as "12.50"`, amount, index);
  }
  if (dollars.units < 0n) throw invalidAmount(`${field} must be at least 0 dollars`, shownAmount(amount), index);
  return dollars;
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
