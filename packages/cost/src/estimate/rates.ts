import { type CostRates, type Environment, ENVIRONMENTS, getCostRates } from "@vg/config/rates";
import { formatValue, isObject } from "@vg/internal";
import { CostError, validateOptions } from "../errors.ts";
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

/** Options of an estimate without an environment. */
export interface RatesOptions {
  /** The rates to estimate with, such as a model's from `getModelRates` or your own from `calibrateRates`. */
  readonly rates: CostRates;
}

/** An environment, rates, or both: rates win over those of an environment, and need none. */
export type RatesSource =
  | readonly [environment: Environment, options?: EstimateOptions]
  | readonly [environment: undefined, options: RatesOptions]
  | readonly [options: RatesOptions];

/** The rates to estimate with, and the environment if one was given. */
interface ChosenRates {
  readonly environment: Environment | undefined;
  readonly rates: CostRates;
}

/** Rates as numbers to calculate with. */
export interface ExactRates {
  readonly baseCost: Decimal;
  readonly perSecond: Decimal;
}

/** Chooses the given rates, or else those of the environment, which has to be a known one in both cases. */
export function chooseRates(source: RatesSource): ChosenRates {
  const { environment, options } = splitSource(source);
  if (environment !== undefined || validateOptions(options).rates === undefined) validateEnvironment(environment);
  const { rates = getCostRates(environment) } = validateOptions(options);
  if (isObject(rates)) return { environment, rates: Object.freeze({ ...rates }) };
  throw new CostError("INVALID_RATES", `rates must be { currency, baseCost, perSecond }, not ${formatValue(rates)}`);
}

function splitSource([first, second = {}]: RatesSource): {
  readonly environment: Environment | undefined;
  readonly options: EstimateOptions;
} {
  const isOptions = typeof first === "object" && first !== null && "rates" in first;
  return isOptions ? { environment: undefined, options: first } : { environment: first, options: second };
}

function validateEnvironment(environment: Environment | undefined): void {
  if (environment !== undefined && ENVIRONMENTS.includes(environment)) return;
  const names = ENVIRONMENTS.join(", ");
  const fix = environment === undefined ? "; it may be left out if rates are given" : "";
  throw new CostError(
    "UNKNOWN_ENVIRONMENT",
    `environment must be one of ${names}, not ${formatValue(environment)}${fix}`,
  );
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
