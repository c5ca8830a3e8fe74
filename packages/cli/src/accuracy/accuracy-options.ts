import type { Environment, ModelName, Price } from "@vg/config";
import { CostError, evaluateEstimates } from "@vg/cost";
import { CliError } from "../errors.ts";
import { parseWhole } from "../shared/parse-option.ts";
import type { ActualsFormat } from "./read-actuals.ts";

/** The options of `vg accuracy`, as the command line gives them. */
export interface AccuracyOptions {
  readonly format?: ActualsFormat;
  readonly environment?: Environment;
  readonly model?: ModelName;
  readonly baseCost?: string;
  readonly costPerSecond?: string;
  readonly price?: string;
  readonly tolerance: string;
  readonly decimals: string;
  readonly worst: string;
  readonly report?: string;
  readonly json?: boolean;
  readonly strict?: boolean;
}

/**
 * A tolerance from the text of an option.
 *
 * @throws {@link CliError} when it is no share.
 */
export function parseTolerance(text: string): string {
  try {
    evaluateEstimates([{ estimate: "1", actual: "1" }], { tolerance: text });
  } catch (error) {
    if (!(error instanceof CostError)) throw error;
    throw notAShare(text);
  }
  if (Number(text) > 1) throw notAShare(text);
  return text;
}

/**
 * How runs are billed, from the text of an option: `gpu-second=0.0014`, `output-second=0.07` or `clip=0.50`.
 *
 * @throws {@link CliError} when it is none of them.
 */
export function parsePrice(text: string): Price {
  const [, kind, amount = ""] = /^([a-z-]+)=\$?((?:0|[1-9]\d*)(?:\.\d+)?)$/.exec(text) ?? [];
  const facts = { asOf: "as given", source: "--price" };
  if (kind === "gpu-second") {
    return { kind, perSecond: amount, hardware: "as given", typicalRunSeconds: "0", ...facts };
  }
  if (kind === "output-second") return { kind, perSecond: amount, ...facts };
  if (kind === "clip") return { kind, perClip: amount, ...facts };
  throw new CliError(
    `--price must say how runs are billed, in dollars: gpu-second=0.0014, output-second=0.07 or clip=0.50, not ${JSON.stringify(text)}`,
  );
}

/**
 * Rates from the texts of two options, or `undefined` where neither is given.
 *
 * @throws {@link CliError} when only one is given, or one is no amount of dollars that the configuration takes.
 */
export function parseRates({
  baseCost,
  costPerSecond,
}: AccuracyOptions): { readonly baseCost: string; readonly perSecond: string } | undefined {
  if (baseCost === undefined && costPerSecond === undefined) return undefined;
  if (baseCost !== undefined && costPerSecond !== undefined) {
    return {
      baseCost: parseDollars("--base-cost", baseCost, "0.02"),
      perSecond: parseDollars("--cost-per-second", costPerSecond, "0.07"),
    };
  }
  const missing = baseCost === undefined ? "--base-cost" : "--cost-per-second";
  throw new CliError(`${missing} is missing; rates are a pair, give --base-cost and --cost-per-second`);
}

/**
 * Decimals of new rates from the text of an option; the configuration takes no more than 12.
 *
 * @throws {@link CliError} when it is no whole number from 0 to 12.
 */
export function parseDecimals(text: string): number {
  return parseWhole("--decimals", text, { min: 0, max: 12 });
}

/**
 * How many clips the table shows, from the text of an option.
 *
 * @throws {@link CliError} when it is no whole number.
 */
export function parseWorst(text: string): number {
  return parseWhole("--worst", text, { min: 0, max: 1_000_000 });
}

function parseDollars(option: string, text: string, example: string): string {
  const [, amount] = /^\$?(\d+(?:\.\d{1,12})?)$/.exec(text) ?? [];
  if (amount !== undefined) return amount;
  throw new CliError(
    `${option} must be an amount of dollars with at most 12 decimals, such as ${example}, not ${JSON.stringify(text)}`,
  );
}

function notAShare(text: string): CliError {
  return new CliError(`--tolerance must be a share from 0 to 1, such as 0.20 for ±20 %, not ${JSON.stringify(text)}`);
}
