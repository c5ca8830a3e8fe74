import { formatValue, isObject } from "@vg/internal";
import { CostError } from "./errors.ts";

/**
 * Options as they were given.
 *
 * @throws {@link CostError} `INVALID_OPTION` for what is no object: it holds none, and must not pass for the defaults.
 */
export function checkedOptions<T extends object>(options: T): T {
  if (isObject(options)) return options;
  throw new CostError("INVALID_OPTION", `options must be an object, not ${formatValue(options)}`);
}

/**
 * A number of decimals.
 *
 * @throws {@link CostError} `INVALID_OPTION` for everything but an integer from 0 to 100.
 */
export function checkedDecimals(decimals: number): number {
  if (Number.isInteger(decimals) && decimals >= 0 && decimals <= 100) return decimals;
  throw new CostError("INVALID_OPTION", `decimals must be an integer from 0 to 100, not ${formatValue(decimals)}`);
}
