import { costToJSON } from "@vg/cost";
import type { SharedBalance } from "@vg/ledger";
import type { ExitCode } from "../errors.ts";
import { formatMoney } from "../render/format.ts";
import { type Column, renderTable } from "../render/table.ts";
import type { Terminal } from "../terminal.ts";
import { useLedger } from "./use-ledger.ts";

/** The options of `vg ledger budgets`, as the command line gives them. */
export interface BudgetsOptions {
  readonly json?: boolean;
}

const COLUMNS: readonly Column[] = [
  { head: "budget" },
  { head: "limit", align: "right" },
  { head: "spent", align: "right" },
  { head: "reserved", align: "right" },
  { head: "remaining", align: "right" },
  { head: "period" },
  { head: "parent" },
];

/** Lists the budgets in the periods in force. */
export async function runBudgets({ json = false }: BudgetsOptions, terminal: Terminal): Promise<ExitCode> {
  const balances = await useLedger(terminal, (ledger) => ledger.balances());
  if (json) {
    terminal.data(JSON.stringify(balances.map(toJson), undefined, 2));
    return 0;
  }
  if (balances.length === 0) terminal.note("No budget is open; `vg ledger open NAME --limit 25.00` opens one.");
  else terminal.show(renderTable(COLUMNS, balances.map(toCells), terminal));
  return 0;
}

function toJson({ limit, spent, reserved, remaining, ...facts }: SharedBalance): object {
  return {
    ...facts,
    limit: costToJSON(limit),
    spent: costToJSON(spent),
    reserved: costToJSON(reserved),
    remaining: costToJSON(remaining),
  };
}

function toCells(balance: SharedBalance): readonly string[] {
  const { name, limit, spent, reserved, remaining, period, timeZone = "UTC", parent = "-" } = balance;
  const amounts = [limit, spent, reserved, remaining].map((cost) => formatMoney(costToJSON(cost)));
  return [name, ...amounts, period === undefined ? "-" : `${period}, ${timeZone}`, parent];
}
