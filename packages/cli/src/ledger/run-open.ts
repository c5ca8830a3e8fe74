import { costToJSON } from "@vg/cost";
import { formatValue } from "@vg/internal";
import type { Period } from "@vg/ledger";
import { CliError, type ExitCode } from "../errors.ts";
import { formatMoney } from "../render/format.ts";
import { parseDollarsOption } from "../shared/parse-option.ts";
import type { Terminal } from "../terminal.ts";
import { useLedger } from "./use-ledger.ts";

/** The options of `vg ledger open`, as the command line gives them. */
export interface OpenOptions {
  readonly limit: string;
  readonly parent?: string;
  readonly period?: Period;
  readonly timeZone?: string;
}

/** Opens a budget, or changes the limit of an open one. */
export async function runOpen(name: string, options: OpenOptions, terminal: Terminal): Promise<ExitCode> {
  const { parent, period, timeZone } = options;
  const limit = parseDollarsOption("--limit", options.limit, { example: "25.00" });
  if (name === "") throw new CliError("the name of the budget is empty");
  if (parent === "") throw new CliError("--parent is empty; name an open budget, or leave --parent out");
  if (timeZone !== undefined) validateTimeZone(timeZone);
  if (timeZone !== undefined && period === undefined) throw new CliError("--time-zone needs --period");
  const balance = await useLedger(terminal, async (ledger) => {
    const budget = await ledger.openBudget(name, {
      limit,
      ...(parent !== undefined && { parent }),
      ...(period !== undefined && { period }),
      ...(timeZone !== undefined && { timeZone }),
    });
    return budget.balance();
  });
  const each = balance.period === undefined ? "" : ` a ${balance.period}`;
  const limits = `${formatMoney(costToJSON(balance.limit))}${each}`;
  terminal.show(
    `${balance.name} is open with a limit of ${limits}; ${formatMoney(costToJSON(balance.remaining))} remain`,
  );
  return 0;
}

function validateTimeZone(timeZone: string): void {
  try {
    Intl.DateTimeFormat("en", { timeZone });
  } catch (cause) {
    const rule = "--time-zone must be the name of a time zone such as Europe/Berlin";
    throw new CliError(`${rule}, not ${formatValue(timeZone)}`, { cause });
  }
}
