import { type Cost, costOf, costOfUnits } from "../money/cost.ts";
import { add, multiply, unitsAt } from "../money/decimal.ts";
import { exactMillionths } from "../money/decimal-of-number.ts";
import { secondsOf } from "./duration.ts";
import type { ExactRates } from "./exact-rates.ts";

/** Gives the exact cost of one clip of a job after the other. */
export type ClipPricer = (duration: number, index: number) => Cost;

/**
 * A pricer for rates: clips whose price is a safe integer at the rates' own scale, nearly every clip there is, are priced
 * without a bigint, the others as decimals.
 */
export function clipPricer({ baseCost, perSecond }: ExactRates): ClipPricer {
  const scale = Math.max(baseCost.scale, perSecond.scale + 6);
  const base = Number(unitsAt(baseCost, scale));
  const perMillionth = Number(unitsAt({ units: perSecond.units, scale: perSecond.scale + 6 }, scale));
  return (duration, index) => {
    const millionths = typeof duration === "number" ? exactMillionths(duration) : Number.NaN;
    // Neither rate is above a price they are part of, so what is safe here was made of safe integers; NaN is not.
    const units = base + perMillionth * millionths;
    if (millionths >= 0 && units <= Number.MAX_SAFE_INTEGER) return costOfSafeUnits(units, scale);
    const seconds = secondsOf(duration, `clipPrompts[${index}].duration`, index);
    return costOf(add(baseCost, multiply(perSecond, seconds)));
  };
}

function costOfSafeUnits(units: number, scale: number): Cost {
  if (units === 0) return costOfUnits(0n, 2);
  let fewest = units;
  let decimals = scale;
  while (decimals > 2 && fewest % 10 === 0) {
    fewest /= 10;
    decimals -= 1;
  }
  return costOfUnits(BigInt(fewest), decimals);
}
