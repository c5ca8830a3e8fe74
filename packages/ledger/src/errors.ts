/**
 * The kind of failure, for a program to branch on.
 *
 * - `UNKNOWN_BUDGET`: nobody has opened a budget of this name.
 * - `UNKNOWN_RESERVATION`: there is no reservation of this key; it was never made, or was pruned.
 * - `BUDGET_CONFLICT`: the budget is open with another parent, period or time zone.
 * - `KEY_REUSED`: the key is that of a reservation of another amount or budget.
 * - `RESERVATION_CLOSED`: the reservation was settled, was released or has expired before.
 * - `LEDGER_MISSING`: the database has no ledger, or one that is older than this client.
 * - `LEDGER_FORBIDDEN`: the database refuses the key or the role.
 * - `LEDGER_UNREACHABLE`: the database did not answer in time; whether it acted is unknown, and the same call by the same
 *   key is safe.
 * - `LEDGER_FAILED`: the database answered with an error, or `verify` found a mismatch.
 */
export type LedgerErrorCode =
  | "UNKNOWN_BUDGET"
  | "UNKNOWN_RESERVATION"
  | "BUDGET_CONFLICT"
  | "KEY_REUSED"
  | "RESERVATION_CLOSED"
  | "LEDGER_MISSING"
  | "LEDGER_FORBIDDEN"
  | "LEDGER_UNREACHABLE"
  | "LEDGER_FAILED";

/** The facts of a {@link LedgerError} besides its code and message. */
export interface LedgerErrorOptions {
  /** The name of the budget. */
  readonly budget?: string | undefined;
  /** The key of the reservation. */
  readonly key?: string | undefined;
  /** The error that led to this one. */
  readonly cause?: unknown;
}

/**
 * Everything that this package throws besides the errors of `@vg/cost`, which it throws for wrong arguments and for a
 * budget that is exceeded.
 *
 * @example
 * ```ts
 * import { LedgerError } from "@vg/ledger";
 *
 * const error = new LedgerError("UNKNOWN_BUDGET", "budget must be open", { budget: "films" });
 * [error.code, error.budget, error.key]; // => [ 'UNKNOWN_BUDGET', 'films', undefined ]
 * ```
 */
export class LedgerError extends Error {
  override readonly name = "LedgerError";
  readonly code: LedgerErrorCode;
  /** The name of the budget, where the call has one. */
  readonly budget: string | undefined;
  /** The key of the reservation, or of the first of several, where the call has one; also one that was made for it. */
  readonly key: string | undefined;

  constructor(code: LedgerErrorCode, message: string, options: LedgerErrorOptions = {}) {
    super(message, "cause" in options ? { cause: options.cause } : undefined);
    this.code = code;
    this.budget = options.budget;
    this.key = options.key;
  }
}
