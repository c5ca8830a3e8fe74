import * as v from "valibot";
import { must } from "./validation.ts";

/** A whole number, or what else `what` calls it, in a range with both its ends; without `most`, however large. */
export function wholeNumber(
  least: number,
  most: number = Number.MAX_SAFE_INTEGER,
  what = "a whole number",
): v.GenericSchema<number> {
  const end = most === Number.MAX_SAFE_INTEGER ? "up" : `to ${most}`;
  return must(`be ${what} from ${least} ${end}`, v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most)));
}
