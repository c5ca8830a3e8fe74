import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { PGlite } from "@electric-sql/pglite";
import { loadConfig, MODELS } from "@vg/config";
import { addCosts, type AnyBudget, costFromJSON, createBudget, evaluateEstimates, formatCost } from "@vg/cost";
import { startEmulator } from "@vg/emulator";
import { createLedger, migrations } from "@vg/ledger";
import { parseJob } from "@vg/plan";
import { generate } from "./generate.ts";

/** Makes `job.json` against local services, and returns the lines of the bill: `[--ledger] [--budget 2.00]`. */
export async function runExample(args: string[], signal: AbortSignal): Promise<readonly string[]> {
  const { ledger, budget: limit } = parseArgs({
    args,
    options: { ledger: { type: "boolean", default: false }, budget: { type: "string", default: "2.00" } },
  }).values;
  await using emulator = await startEmulator({ models: MODELS });
  await emulator.addFolder(new URL("../images", import.meta.url).pathname);
  emulator.fault({ route: "object.signed", key: "boat.png", kind: "status", status: 503 }); // for the model
  const env = { ...emulator.env, LOG_LEVEL: "error" };
  const config = loadConfig({ env, require: ["supabase", "replicate"], onWarning: () => {} });
  const text = await readFile(new URL("../job.json", import.meta.url), "utf8");
  const job = parseJob(JSON.parse(text.replaceAll("SUPABASE_URL", config.supabase.url)));
  const budget: AnyBudget = ledger ? await openLedger(limit) : createBudget(limit);
  const made = await generate(job, { config, budget, signal });
  const { spent, reserved, limit: most } = await budget.balance();
  const settlements = [];
  for await (const settlement of budget.settlements()) settlements.push(settlement);
  const { within, count } = settlements.length === 0 ? { within: 0, count: 0 } : evaluateEstimates(settlements);
  return [
    ...made.map(({ clip: { index, prompt, model, cost: planned }, outcome, paid, error }) => {
      const costs = [costFromJSON(planned), paid].map((cost) => (cost ? formatCost(cost) : "-").padStart(8));
      const row = `${index + 1}  ${prompt.padEnd(24)}${model.name.padEnd(14)}${outcome.padEnd(11)}${costs.join("")}`;
      return error === undefined ? row : `${row}  ${error.message}`;
    }),
    `planned ${formatCost(addCosts(...made.map(({ clip }) => costFromJSON(clip.cost))))}, paid ${formatCost(addCosts(...made.flatMap((clip) => clip.paid ?? [])))}`,
    `spent ${formatCost(spent)} of ${formatCost(most)}, ${formatCost(reserved)} still reserved`,
    `${within} of ${count} estimates held`,
  ];
}

async function openLedger(limit: string): Promise<AnyBudget> {
  const postgres = await PGlite.create();
  for (const { sql } of migrations()) await postgres.exec(sql);
  return createLedger({ postgres }).openBudget("example", { limit });
}
