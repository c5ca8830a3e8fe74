import { PostgrestClient } from "@supabase/postgrest-js";
import { CostError } from "@vg/cost";
import { createLedger, type Ledger, LedgerError, type LedgerErrorCode } from "@vg/ledger";
import { CliError } from "../errors.ts";
import { createWarningHandler, loadWithOptions } from "../shared/config.ts";
import { readOwnModels } from "../shared/own-models.ts";
import type { Terminal } from "../terminal.ts";

/** Seconds in which a call is repeated while the database cannot be reached; a person waits for it. */
const TIMEOUT = 10;

/**
 * Does something with the ledger in the configuration's Supabase project.
 *
 * @throws {@link CliError} in place of an error of the ledger, with the fix.
 */
export async function useLedger<T>(terminal: Terminal, work: (ledger: Ledger) => Promise<T>): Promise<T> {
  const models = await readOwnModels(terminal);
  const onWarning = createWarningHandler(terminal, ["defaulted"]);
  const config = loadWithOptions({}, { models, require: ["supabase"], onWarning });
  const { url, serviceRoleKey } = config.supabase;
  const headers = { apikey: serviceRoleKey, authorization: `Bearer ${serviceRoleKey}` };
  const supabase = new PostgrestClient(`${url.replace(/\/+$/, "")}/rest/v1`, { headers });
  try {
    return await work(createLedger({ supabase }, { timeout: TIMEOUT }));
  } catch (error) {
    throw explainLedgerError(error);
  }
}

/** Returns the error of the command line for one of the ledger, with the fix; any other error stays as it is. */
export function explainLedgerError(error: unknown): unknown {
  if (error instanceof CostError) return new CliError(error.message, { cause: error });
  if (!(error instanceof LedgerError)) return error;
  const { fix, exitCode } = ENDS[error.code];
  return new CliError(fix === undefined ? error.message : `${error.message}; ${fix}`, { exitCode, cause: error });
}

const ENDS: Readonly<Record<LedgerErrorCode, { readonly fix?: string; readonly exitCode: 1 | 2 }>> = {
  UNKNOWN_BUDGET: { fix: "`vg ledger budgets` lists those that are open, `vg ledger open` opens one", exitCode: 2 },
  UNKNOWN_RESERVATION: { exitCode: 2 },
  BUDGET_CONFLICT: { fix: "`vg ledger budgets` shows how it was opened", exitCode: 2 },
  KEY_REUSED: { exitCode: 2 },
  RESERVATION_CLOSED: { exitCode: 2 },
  LEDGER_MISSING: {
    fix: "`vg ledger migration --out supabase/migrations` writes them, `supabase db push` applies them",
    exitCode: 2,
  },
  LEDGER_FORBIDDEN: {
    fix: "set SUPABASE_SERVICE_ROLE_KEY to this project's service_role key, from the Supabase dashboard under Project Settings, API",
    exitCode: 2,
  },
  LEDGER_UNREACHABLE: { fix: "check SUPABASE_URL, and that the project is not paused", exitCode: 1 },
  LEDGER_FAILED: { exitCode: 1 },
};
