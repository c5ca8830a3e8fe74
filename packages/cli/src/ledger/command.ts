import { Option } from "commander";
import type { DeclareCommand } from "../terminal.ts";
import type { BudgetsOptions } from "./run-budgets.ts";
import type { HistoryOptions } from "./run-history.ts";
import type { MigrationOptions } from "./run-migration.ts";
import type { OpenOptions } from "./run-open.ts";

const HELP = `
The ledger is in your Supabase project, at SUPABASE_URL, and is reached with SUPABASE_SERVICE_ROLE_KEY alone: there is no
option for a database's URL, which would have a password in it. Programs use it through @vg/ledger.

Examples:
  vg ledger migration --out supabase/migrations    the tables and functions; then: supabase db push
  vg ledger open studio --limit 500.00 --period month --time-zone Europe/Berlin
  vg ledger open film-1 --limit 25.00 --parent studio
  vg ledger budgets                                limits, and what is spent and reserved
  vg ledger history film-1 --since 2026-11-01      what was estimated and what was paid
  vg ledger history --jsonl | vg accuracy -        judge the recorded estimates
  vg ledger check                                  exit code 1 if a balance is not the sum of its reservations

Exit codes: 0 done; 1 failed, or a balance is wrong; 2 wrong usage or configuration, or no such budget.`;

/** Declares `vg ledger` and the commands in it. */
export const declareLedger: DeclareCommand = (program, host) => {
  const ledger = program
    .command("ledger")
    .summary("budgets that workers share: open them, see them, and what was paid")
    .description("See and change the budgets that workers share through Supabase, and the record of what was paid.")
    .helpCommand(false)
    .addHelpText("after", HELP);

  ledger
    .command("migration")
    .summary("print the SQL that makes the ledger")
    .description("Print the SQL that makes the ledger in a database; it may be applied again.")
    .option("--out <folder>", "write numbered files for supabase/migrations instead; what is there already stays")
    .action(async (options: MigrationOptions, command) => {
      await host.run(command, async (terminal) => {
        const { runMigration } = await import("./run-migration.ts");
        return runMigration(options, terminal, new Date());
      });
    });

  ledger
    .command("budgets")
    .summary("list the budgets with what is spent, reserved and left")
    .description("List the budgets in the periods in force: limit, spent, reserved and remaining.")
    .option("--json", "print them as JSON instead of a table")
    .action(async (options: BudgetsOptions, command) => {
      await host.run(command, async (terminal) => {
        const { runBudgets } = await import("./run-budgets.ts");
        return runBudgets(options, terminal);
      });
    });

  ledger
    .command("open")
    .summary("open a budget, or change the limit of an open one")
    .description("Open a budget, or change the limit of an open one; a changed limit holds at once.")
    .argument("<name>", "the name of the budget, 1 to 200 characters")
    .requiredOption("--limit <dollars>", "the limit, of each period if there is one")
    .option("--parent <name>", "an open budget in which everything in this one counts as well")
    .addOption(new Option("--period <period>", "the limit starts afresh each").choices(["day", "week", "month"]))
    .option("--time-zone <zone>", "the time zone of the period, such as Europe/Berlin (default: UTC)")
    .action(async (name: string, options: OpenOptions, command) => {
      await host.run(command, async (terminal) => {
        const { runOpen } = await import("./run-open.ts");
        return runOpen(name, options, terminal);
      });
    });

  ledger
    .command("check")
    .summary("prove that every balance is the sum of its reservations")
    .description("Check that every balance is the sum of its reservations; exit code 1, and each that is not, if not.")
    .action(async (_options, command) => {
      await host.run(command, async (terminal) => {
        const { runCheck } = await import("./run-check.ts");
        return runCheck(terminal);
      });
    });

  ledger
    .command("expire")
    .summary("let go the reservations that are due")
    .description("Let every reservation expire that is due, and print their keys.")
    .action(async (_options, command) => {
      await host.run(command, async (terminal) => {
        const { runExpire } = await import("./run-expire.ts");
        return runExpire(terminal);
      });
    });

  ledger
    .command("history")
    .summary("list what was estimated and what was paid")
    .description("List the settlements of a budget and those below it, or of all: estimate and actual cost.")
    .argument("[budget]", "the name of the budget (default: all)")
    .option("--since <time>", "only those since a day or time, such as 2026-11-01 or 2026-11-01T08:00:00Z")
    .option("--jsonl", "print a line of JSON each, as `vg accuracy -` reads them")
    .action(async (budget: string | undefined, options: HistoryOptions, command) => {
      await host.run(command, async (terminal) => {
        const { runHistory } = await import("./run-history.ts");
        return runHistory(budget, options, terminal);
      });
    });
};
