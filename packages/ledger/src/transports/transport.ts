import { LedgerError, type LedgerErrorCode } from "../errors.ts";

/** The functions of the ledger in the database, without their prefix `vg_ledger_`. */
export type LedgerFunction =
  | "open_budget"
  | "reserve"
  | "settle"
  | "release"
  | "expire"
  | "balances"
  | "settlements"
  | "verify"
  | "prune";

/** Carries one request to a function of the ledger and brings back its answer. */
export interface Transport {
  /**
   * @throws {@link LedgerError} `LEDGER_UNREACHABLE` if sending again may help; `LEDGER_MISSING`, `LEDGER_FORBIDDEN` or
   * `LEDGER_FAILED` if not.
   */
  send(name: LedgerFunction, request: object, signal: AbortSignal): Promise<unknown>;
}

/** Makes the error of a request that failed on its way or in the database. */
export function sendError(code: SendErrorCode, reason: string, cause: unknown): LedgerError {
  return new LedgerError(code, `${FIXES[code]}: ${reason}`, { cause });
}

type SendErrorCode = Extract<LedgerErrorCode, `LEDGER_${string}`>;

const FIXES: Readonly<Record<SendErrorCode, string>> = {
  LEDGER_MISSING: "the database has no ledger, apply the migrations of @vg/ledger",
  LEDGER_FORBIDDEN: "the database refuses this key or role, use that of service_role or of the ledger's owner",
  LEDGER_UNREACHABLE: "the database did not answer",
  LEDGER_FAILED: "the database failed",
};

/**
 * Returns what an SQLSTATE means for the request that got it.
 *
 * A call that was rolled back because of another connection, of a limit in time or of the server's end may be sent again.
 */
export function codeOfSqlState(state: string): SendErrorCode {
  if (/^(08|53|57)/.test(state) || ["40001", "40P01", "55P03", "25006"].includes(state)) return "LEDGER_UNREACHABLE";
  if (state.startsWith("28") || state === "42501") return "LEDGER_FORBIDDEN";
  if (["3F000", "42883", "42P01"].includes(state)) return "LEDGER_MISSING";
  return "LEDGER_FAILED";
}

/** Returns whether a text is an SQLSTATE, and no code of a client or of PostgREST. */
export function isSqlState(code: unknown): code is string {
  return typeof code === "string" && /^[0-9A-Z]{5}$/.test(code) && /\d/.test(code);
}
