import type { ExitCode } from "../errors.ts";
import type { Terminal } from "../terminal.ts";
import { useLedger } from "./use-ledger.ts";

/** Lets the reservations that are due expire, and prints their keys, one a line. */
export async function runExpire(terminal: Terminal): Promise<ExitCode> {
  const keys = await useLedger(terminal, (ledger) => ledger.expire());
  for (const key of keys) terminal.data(key);
  if (keys.length === 0) terminal.note("No reservation is due.");
  return 0;
}
