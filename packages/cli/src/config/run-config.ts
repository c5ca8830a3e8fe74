import { type Config, type ConfigEntry, describeConfig, loadConfig } from "@vg/config";
import type { ExitCode } from "../errors.ts";
import { ratesByModel } from "../plan/pricing.ts";
import { renderTable } from "../render/table.ts";
import { createWarningHandler } from "../shared/config.ts";
import type { Terminal } from "../terminal.ts";

/** The options of `vg config`, as the command line gives them. */
export interface ConfigOptions {
  readonly json?: boolean;
}

/** Shows the configuration with the origin of every value; secrets are redacted. */
export async function runConfig({ json = false }: ConfigOptions, terminal: Terminal): Promise<ExitCode> {
  const config = loadConfig({ onWarning: createWarningHandler(terminal, ["defaulted"]) });
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

function formatOrigin({ path, variable, origin }: ConfigEntry, config: Config): string {
  const change = variable === undefined ? "" : `; ${variable} changes it`;
  if (origin === "environment") return variable ?? origin;
  if (path.startsWith("rates.")) return `${formatRatesOrigin(config)}${change}`;
  if (path.startsWith("modelVersions.")) return `the catalogue${change}`;
  return origin === "default" ? `default${change}` : `not set${change}`;
}

function formatRatesOrigin(config: Config): string {
  const { from, model } = ratesByModel(config)(config.model);
  return from === "catalogue" ? `the price of ${model}` : `the formula of ${config.environment}`;
}
