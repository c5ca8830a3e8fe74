import { basename } from "node:path";
import { type Config, type Environment, getModel, type ModelName, type Models, type Price } from "@vg/config";
import { formatList, formatValue } from "@vg/internal";
import { CliError, type ExitCode } from "../errors.ts";
import { version } from "../package-file.ts";
import { createWarningHandler, loadWithOptions } from "../shared/config.ts";
import { nameOfInput, readInput } from "../shared/input-file.ts";
import { checkWritable, writeAtomic } from "../shared/output-file.ts";
import { readOwnModels } from "../shared/own-models.ts";
import { parseDollarsOption, parseIntegerOption, parseShareOption } from "../shared/parse-option.ts";
import type { Terminal } from "../terminal.ts";
import { accuracyJSON } from "./accuracy-json.ts";
import type { Accuracy } from "./accuracy.ts";
import { collectClips, type CollectedClips, type PaidClip } from "./collect-clips.ts";
import { judgeClips, type JudgeOptions } from "./judge-clips.ts";
import { measuredModels } from "./measured-models.ts";
import { type ActualsFormat, parseActuals } from "./parse-actuals.ts";
import { formatSetAside, renderAccuracy } from "./render-accuracy.ts";
import { createRowError } from "./rows.ts";

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
  readonly writeModels?: string;
  readonly json?: boolean;
  readonly strict?: boolean;
}

/** Judges estimates by the actual costs in a file, shows the verdict and, if asked to, writes the report. */
export async function runAccuracy(file: string, options: AccuracyOptions, terminal: Terminal): Promise<ExitCode> {
  const worst = parseIntegerOption("--worst", options.worst, { min: 0, max: 1_000_000 });
  const settings = {
    tolerance: parseShareOption("--tolerance", options.tolerance, "0.20 for ±20 %"),
    decimals: parseIntegerOption("--decimals", options.decimals, { min: 0, max: 12 }),
  };
  const price = options.price === undefined ? undefined : parsePrice(options.price);
  const models = await readOwnModels(terminal);
  const config = configOf(options, models, terminal);
  const { report, writeModels } = options;
  if (report !== undefined) await checkWritable("--report", report, file);
  if (writeModels !== undefined) await checkWritable("--write-models", writeModels, file);

  const name = nameOfInput(file);
  const text = await readInput(file, terminal);
  const source = await parseActuals({ file, name, text }, options.format);
  const model = config.origins.model === "default" ? undefined : config.model;
  const collected = collectClips(source.rows, { models: config.models, model, price });
  if (collected.problems.length > 0) {
    throw createRowError(
      name,
      collected.problems.map(({ place, ...problem }) => ({
        ...problem,
        ...(place && { place: source.locate(place) }),
      })),
    );
  }

  const accuracy: Accuracy = {
    ...judgeClips(requireClips(name, collected), {
      ...settings,
      environment: config.environment,
      ...judgedRates(config),
    }),
    file: name,
    tolerance: settings.tolerance,
    setAside: collected.setAside,
    hasNextPage: source.hasNextPage,
  };
  // What cannot be shown is not written either.
  const shown =
    options.json === true
      ? JSON.stringify(accuracyJSON(accuracy), undefined, 2)
      : await renderAccuracy(accuracy, worst, terminal);
  if (report !== undefined) await writeReport(report, accuracy, terminal);
  if (writeModels !== undefined) await writeMeasuredModels(writeModels, accuracy, config.models, terminal);
  if (options.json === true) terminal.data(shown);
  else terminal.show(shown);
  return options.strict === true && !accuracy.holds ? 1 : 0;
}

function configOf(
  { environment, model, ...options }: AccuracyOptions,
  models: Models | undefined,
  terminal: Terminal,
): Config {
  return loadWithOptions(
    { environment, model, rates: parseRates(options) },
    {
      models,
      // The verdict names the rates that it judges, and depends on no version and no network.
      onWarning: createWarningHandler(terminal, [
        "proxy-ignored",
        ...(terminal.verbose ? [] : (["partial-version", "price-unknown", "price-by-length"] as const)),
      ]),
    },
  );
}

function requireClips(
  file: string,
  { clips: [first, ...others], setAside }: CollectedClips,
): readonly [PaidClip, ...PaidClip[]] {
  if (first !== undefined) return [first, ...others];
  throw new CliError(
    setAside.length === 0
      ? `${file} contains no rows; \`vg accuracy --help\` shows what it can contain`
      : `${file} contains no clip to compare.\n${formatSetAside(setAside, 0)}`,
  );
}

async function writeReport(file: string, accuracy: Accuracy, terminal: Terminal): Promise<void> {
  const { renderReport } = await import("./report/report.ts");
  // A report is passed on: the folder of the file is private.
  const shared = { ...accuracy, file: basename(accuracy.file) };
  await writeAtomic(file, await renderReport(shared, { version: version(), madeAt: new Date() }));
  terminal.note(`Wrote ${file}.`);
}

async function writeMeasuredModels(file: string, accuracy: Accuracy, known: Models, terminal: Terminal): Promise<void> {
  const models = measuredModels(accuracy, known, new Date());
  const names = Object.keys(models);
  if (names.length === 0) {
    terminal.note(`Nothing to write to ${file}: no known model has better rates than those in use.`);
    return;
  }
  await writeAtomic(file, `${JSON.stringify(models, undefined, 2)}\n`);
  terminal.note(`Wrote ${file} with the measured rates of ${formatList(names, "and")}; --models ${file} uses them.`);
}

/**
 * Parses the price of an option: `gpu-second=0.0014`, `output-second=0.07` or `clip=0.50`.
 *
 * @throws {@link CliError} if it is another text.
 */
function parsePrice(text: string): Price {
  const [, kind, amount = ""] = /^([a-z-]+)=\$?((?:0|[1-9]\d*)(?:\.\d+)?)$/.exec(text) ?? [];
  const facts = { asOf: "as given", source: "--price" };
  if (kind === "gpu-second") {
    return { kind, perSecond: amount, hardware: "as given", typicalRunSeconds: "0", ...facts };
  }
  if (kind === "output-second") return { kind, perSecond: amount, ...facts };
  if (kind === "clip") return { kind, perClip: amount, ...facts };
  throw new CliError(
    `--price must say how runs are billed, in dollars: gpu-second=0.0014, output-second=0.07 or clip=0.50, not ${formatValue(text)}`,
  );
}

/**
 * Parses the rates of two options; `undefined` if neither is given.
 *
 * @throws {@link CliError} if only one is given, or one is not an amount of dollars that the configuration takes.
 */
function parseRates({
  baseCost,
  costPerSecond,
}: AccuracyOptions): { readonly baseCost: string; readonly perSecond: string } | undefined {
  if (baseCost === undefined && costPerSecond === undefined) return undefined;
  if (baseCost !== undefined && costPerSecond !== undefined) {
    return {
      baseCost: parseDollarsOption("--base-cost", baseCost, { example: "0.02", decimals: 12 }),
      perSecond: parseDollarsOption("--cost-per-second", costPerSecond, { example: "0.07", decimals: 12 }),
    };
  }
  const missing = baseCost === undefined ? "--base-cost" : "--cost-per-second";
  throw new CliError(`${missing} is missing; rates are a pair, give --base-cost and --cost-per-second`);
}

/** Returns the rates of a configuration, and the clips whose estimates they make. */
function judgedRates({ rates, origins, model, models, environment }: Config): Pick<JudgeOptions, "judged" | "use"> {
  const rateOrigin = origins["rates.baseCost"];
  if (rateOrigin === "override") {
    return { judged: { rates, origin: "the rates given as --base-cost and --cost-per-second" }, use: "for-all" };
  }
  if (rateOrigin === "environment") {
    return { judged: { rates, origin: "the rates of VG_BASE_COST and VG_COST_PER_SECOND" }, use: "for-unrecorded" };
  }
  const use = "for-unpriced";
  if (origins.model === "default") return { judged: { rates, origin: `the rates of ${environment}` }, use };
  if (getModel(model, models).prices.length > 0) {
    return { judged: { rates, origin: `the catalogue's price of ${model}`, isCataloguePrice: true }, use };
  }
  return { judged: { rates, origin: `the rates of ${environment}, because the price of ${model} is not known` }, use };
}
