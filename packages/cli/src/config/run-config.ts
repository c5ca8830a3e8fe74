import { type Config, type ConfigEntry, describeConfig } from "@vg/config";
import type { ExitCode } from "../errors.ts";
import { renderTable } from "../render/table.ts";
import { createWarningHandler, loadWithOptions } from "../shared/config.ts";
import { readOwnModels } from "../shared/own-models.ts";
import type { Terminal } from "../terminal.ts";

/** The options of `vg config`, as the command line gives them. */
export interface ConfigOptions {
  readonly json?: boolean;
}

/** Shows the configuration with the origin of every value; secrets are redacted. */
export async function runConfig({ json = false }: ConfigOptions, terminal: Terminal): Promise<ExitCode> {
  const models = await readOwnModels(terminal);
  const config = loadWithOptions({}, { models, onWarning: createWarningHandler(terminal, ["defaulted"]) });
  if (json) {
    terminal.show(JSON.stringify(config, undefined, 2));
    return 0;
  }
  const entries = describeConfig(config).filter(({ variable, value }) => variable !== undefined || value !== undefined);
  const rows = entries.map((entry) => [entry.path, formatEntry(entry), formatOrigin(entry, config)]);
  terminal.show(renderTable([{ head: "setting" }, { head: "value" }, { head: "from" }], rows, terminal));
  return 0;
}

/** The unit of each value that has one. */
const UNITS: Readonly<Record<string, string>> = {
  "rates.baseCost": " dollars a clip",
  "rates.perSecond": " dollars a second",
  "settings.maxDuration": " s",
};

function formatEntry({ path, value }: ConfigEntry): string {
  return value === undefined ? "-" : `${value}${UNITS[path] ?? ""}`;
}

function formatOrigin({ path, variable, newVariable, origin }: ConfigEntry, config: Config): string {
  const variables = [newVariable, variable].filter((name) => name !== undefined).join(" or ");
  const change = variables === "" ? "" : `; ${variables} changes it`;
  if (origin === "environment") return variables;
  if (path.startsWith("rates.")) return `${formatRatesOrigin(config)}${change}`;
  if (path.startsWith("modelVersions.")) return `the catalogue${change}`;
  return origin === "default" ? `default${change}` : `not set${change}`;
}

function formatRatesOrigin({ origins, model, models, environment }: Config): string {
  const isModelPrice = origins.model !== "default" && (models[model]?.prices.length ?? 0) > 0;
  return isModelPrice ? `the price of ${model}` : `the formula of ${environment}`;
}
