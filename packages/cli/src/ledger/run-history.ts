import { costToJSON } from "@vg/cost";
import type { Ledger, SharedSettlement } from "@vg/ledger";
import { CliError, type ExitCode } from "../errors.ts";
import { formatMoney } from "../render/format.ts";
import { type Column, renderTable } from "../render/table.ts";
import { parseTimeOption } from "../shared/parse-option.ts";
import type { Terminal } from "../terminal.ts";
import { useLedger } from "./use-ledger.ts";

/** The options of `vg ledger history`, as the command line gives them. */
export interface HistoryOptions {
  readonly since?: string;
  readonly jsonl?: boolean;
}

const COLUMNS: readonly Column[] = [
  { head: "settled" },
  { head: "budget" },
  { head: "key" },
  { head: "estimate", align: "right" },
  { head: "actual", align: "right" },
];

/** Lists the settlements of a budget, or of all, the earliest first. */
export async function runHistory(
  budget: string | undefined,
  { since, jsonl = false }: HistoryOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  if (budget === "") throw new CliError("the name of the budget is empty; leave it out for all budgets");
  const options = since === undefined ? {} : { since: parseTimeOption("--since", since) };
  const rows = await useLedger(terminal, async (ledger) => {
    const cells: (readonly string[])[] = [];
    for await (const settlement of settlementsOf(ledger, budget, options)) {
      if (jsonl) terminal.data(JSON.stringify(toRow(settlement)));
      else cells.push(toCells(settlement));
    }
    return cells;
  });
  if (jsonl) return 0;
  if (rows.length === 0) terminal.note("Nothing was settled.");
  else terminal.show(renderTable(COLUMNS, rows, terminal));
  return 0;
}

function settlementsOf(
  ledger: Ledger,
  budget: string | undefined,
  options: { readonly since?: Date },
): AsyncIterable<SharedSettlement> {
  return budget === undefined ? ledger.settlements(options) : ledger.budget(budget).settlements(options);
}

/** Returns a settlement as `vg accuracy` reads it. */
function toRow({ key, at, estimate, actual, duration, details }: SharedSettlement): object {
  return {
    key,
    at,
    estimate: costToJSON(estimate).amount,
    actual: costToJSON(actual).amount,
    ...(duration !== undefined && { duration }),
    details,
  };
}

function toCells({ at, budget, key, estimate, actual, late }: SharedSettlement): readonly string[] {
  const time = at.toISOString().replace(/\.\d+/, "");
  return [
    late ? `${time} late` : time,
    budget,
    key,
    formatMoney(costToJSON(estimate)),
    formatMoney(costToJSON(actual)),
  ];
}
