import { type CostRates, type Environment, ENVIRONMENTS, getCostRates } from "@vg/config/rates";
import { formatValue, isObject } from "@vg/internal";
import { validateOptions, CostError } from "../errors.ts";
import { type Decimal, parseDecimal } from "../money/decimal.ts";

/** Options of an estimate. */
export interface EstimateOptions {
  /**
   * The rates to estimate with, such as a model's from `getModelRates` or your own from `calibrateRates`.
   *
   * @default the environment's, `getCostRates(environment)`
   */
  readonly rates?: CostRates;
}

/** Rates as numbers to calculate with. */
export interface ExactRates {
  readonly baseCost: Decimal;
  readonly perSecond: Decimal;
}

/** The rates of the options, or else of the environment, which has to be a known one in both cases. */
export function validateRates(environment: Environment, options: EstimateOptions): CostRates {
  if (!ENVIRONMENTS.includes(environment)) {
    throw new CostError(
      "UNKNOWN_ENVIRONMENT",
      `environment must be one of ${ENVIRONMENTS.join(", ")}, not ${formatValue(environment)}`,
    );
  }
  const { rates = getCostRates(environment) } = validateOptions(options);
  if (isObject(rates)) return Object.freeze({ ...rates });
  throw new CostError("INVALID_RATES", `rates must be { currency, baseCost, perSecond }, not ${formatValue(rates)}`);
}

/** Reads rates as exact numbers. */
export function parseRates(rates: CostRates): ExactRates {
  if (rates.currency !== "USD") {
    throw new CostError("INVALID_RATES", `rates.currency must be "USD", not ${formatValue(rates.currency)}`);
  }
  return {
    baseCost: parseRate(rates.baseCost, "rates.baseCost"),
    perSecond: parseRate(rates.perSecond, "rates.perSecond"),
  };
}

/** Reads a price in dollars, a decimal text of at least 0. */
export function parseRate(text: string, field: string): Decimal {
  const rate = typeof text === "string" ? parseDecimal(text) : undefined;
  if (rate !== undefined && rate.units >= 0n && !text.startsWith("-")) return rate;
  throw new CostError(
    "INVALID_RATES",
    `${field} must be a decimal text of at least 0 such as "0.033", not ${formatValue(text)}`,
  );
}
