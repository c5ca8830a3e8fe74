import type { ExitCode } from "../errors.ts";
import type { Terminal } from "../terminal.ts";
import { useLedger } from "./use-ledger.ts";

/**
 * Checks that every balance is the sum of its reservations.
 *
 * @throws {@link CliError} with exit code 1 that names each balance that is not.
 */
export async function runCheck(terminal: Terminal): Promise<ExitCode> {
  await useLedger(terminal, (ledger) => ledger.verify());
  terminal.show("ok: every balance is the sum of its reservations");
  return 0;
}
