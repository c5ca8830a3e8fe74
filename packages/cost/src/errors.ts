import { formatValue, isObject } from "@vg/internal";

/**
 * The kind of a {@link CostError}, for a program to branch on.
 *
 * - `INVALID_DURATION`: a duration is not a finite number of at least 0.
 * - `INVALID_JOB`: there are no clips to iterate, or an estimate's clips do not add up to its total.
 * - `UNKNOWN_ENVIRONMENT`: an environment is not one of those that `@vg/config` knows.
 * - `INVALID_RATES`: rates or a price are incomplete, negative, not decimal, or not in US dollars.
 * - `INVALID_AMOUNT`: an amount is not an exact number of US dollars, or is negative where it cannot be.
 * - `INVALID_OPTION`: an option is out of its range, or the options are not an object.
 * - `BUDGET_EXCEEDED`: a reservation would pass the budget's limit.
 * - `RESERVATION_CLOSED`: a reservation was settled or released before.
 * - `KEY_REUSED`: a reservation's key is that of another one, of another cost.
 * - `INSUFFICIENT_DATA`: there are too few samples to say anything.
 * - `MISSING_METRIC`: a prediction lacks a measurement that its price is counted in, or is not an object.
 */
export type CostErrorCode =
  | "INVALID_DURATION"
  | "INVALID_JOB"
  | "UNKNOWN_ENVIRONMENT"
  | "INVALID_RATES"
  | "INVALID_AMOUNT"
  | "INVALID_OPTION"
  | "BUDGET_EXCEEDED"
  | "RESERVATION_CLOSED"
  | "KEY_REUSED"
  | "INSUFFICIENT_DATA"
  | "MISSING_METRIC";

/** The facts of a {@link CostError} beside its code and message. */
export interface CostErrorOptions {
  /** Position of the clip or sample at fault, from 0. */
  readonly index?: number | undefined;
  /** The error that led to this one. */
  readonly cause?: unknown;
}

/**
 * The error that this package throws; `code` says what is wrong, the message names the field, its value and what is valid.
 *
 * @example
 * ```ts
 * import { estimateClipCost } from "@vg/cost";
 *
 * estimateClipCost(-1, "production"); // throws CostError: duration must be a finite number of seconds, at least 0, not -1
 * ```
 */
export class CostError extends Error {
  override readonly name: "CostError" | "BudgetExceededError" = "CostError";
  readonly code: CostErrorCode;
  /** Position of the clip or sample at fault, from 0; undefined if there is only one. */
  readonly index: number | undefined;

  constructor(code: CostErrorCode, message: string, options: CostErrorOptions = {}) {
    super(message, "cause" in options ? { cause: options.cause } : undefined);
    this.code = code;
    this.index = options.index;
  }
}

/**
 * Checks that options are an object; anything else must not pass for the defaults.
 *
 * @throws {@link CostError} `INVALID_OPTION` if they are not.
 */
export function validateOptions<T extends object>(options: T): T {
  if (isObject(options)) return options;
  throw new CostError("INVALID_OPTION", `options must be an object, not ${formatValue(options)}`);
}

/**
 * Checks a number of decimals.
 *
 * @throws {@link CostError} `INVALID_OPTION` if it is not an integer from 0 to 100.
 */
export function validateDecimals(decimals: number): number {
  if (Number.isInteger(decimals) && decimals >= 0 && decimals <= 100) return decimals;
  throw new CostError("INVALID_OPTION", `decimals must be an integer from 0 to 100, not ${formatValue(decimals)}`);
}
