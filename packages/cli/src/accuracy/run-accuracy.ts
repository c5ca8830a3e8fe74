import { basename } from "node:path";
import { type Config, loadConfig } from "@vg/config";
import { CliError } from "../errors.ts";
import { configWarnings } from "../shared/config-warnings.ts";
import type { ExitCode } from "../exit-code.ts";
import { nameOfInput, readInput } from "../shared/input-file.ts";
import type { Terminal } from "../terminal.ts";
import { version } from "../package-file.ts";
import { checkWritable, writeWhole } from "../shared/output-file.ts";
import { accuracyJSON } from "./accuracy-json.ts";
import {
  type AccuracyOptions,
  parseDecimals,
  parsePrice,
  parseRates,
  parseTolerance,
  parseWorst,
} from "./accuracy-options.ts";
import type { Accuracy } from "./accuracy.ts";
import { collectClips, type CollectedClips, type PaidClip } from "./collect-clips.ts";
import { judgeClips } from "./judge-clips.ts";
import { judgedRates } from "./judged-rates.ts";
import { readActuals } from "./read-actuals.ts";
import { notCompared, renderAccuracy } from "./render-accuracy.ts";
import { problemsError } from "./row-problem.ts";

/** Judges estimates by the actual costs in a file, shows the verdict and writes the report where one is asked for. */
export async function runAccuracy(file: string, options: AccuracyOptions, terminal: Terminal): Promise<ExitCode> {
  const worst = parseWorst(options.worst);
  const settings = { tolerance: parseTolerance(options.tolerance), decimals: parseDecimals(options.decimals) };
  const price = options.price === undefined ? undefined : parsePrice(options.price);
  const config = configOf(options, terminal);
  const { report } = options;
  if (report !== undefined) await checkWritable("--report", report, file);

  const name = nameOfInput(file);
  const text = await readInput(file, terminal);
  const source = await readActuals({ file, name, text }, options.format);
  const model = config.origins.model === "default" ? undefined : config.model;
  const collected = collectClips(source.rows, { model, price });
  if (collected.problems.length > 0) {
    throw problemsError(
      name,
      collected.problems.map(({ place, ...problem }) => ({
        ...problem,
        ...(place && { place: source.locate(place) }),
      })),
    );
  }

  const judged = judgedRates(config);
  const accuracy: Accuracy = {
    ...judgeClips(atLeastOne(name, collected), { ...settings, environment: config.environment, rates: judged.rates }),
    file: name,
    tolerance: settings.tolerance,
    judged,
    setAside: collected.setAside,
    hasNextPage: source.hasNextPage,
  };
  // What cannot be shown is not written either.
  const shown =
    options.json === true
      ? JSON.stringify(accuracyJSON(accuracy), undefined, 2)
      : await renderAccuracy(accuracy, worst, terminal);
  if (report !== undefined) await writeReport(report, accuracy, terminal);
  terminal.data(shown);
  return options.strict === true && !accuracy.holds ? 1 : 0;
}

function configOf({ environment, model, ...options }: AccuracyOptions, terminal: Terminal): Config {
  return loadConfig({
    overrides: {
      environment,
      model,
      rates: parseRates(options),
    },
    // The verdict says whose rates it judges, and no version has to do with it.
    onWarning: configWarnings(terminal, terminal.verbose ? [] : ["defaulted", "partial-version", "price-unknown"]),
  });
}

function atLeastOne(
  file: string,
  { clips: [first, ...others], setAside }: CollectedClips,
): readonly [PaidClip, ...PaidClip[]] {
  if (first !== undefined) return [first, ...others];
  throw new CliError(
    setAside.length === 0
      ? `${file} holds no rows; \`vg accuracy --help\` shows what may stand in it`
      : `${file} holds no clip to compare.\n${notCompared(setAside, 0)}`,
  );
}

async function writeReport(file: string, accuracy: Accuracy, terminal: Terminal): Promise<void> {
  const { renderReport } = await import("./report/report.ts");
  // A report is passed on: where the file lay is nobody else's business.
  const shared = { ...accuracy, file: basename(accuracy.file) };
  await writeWhole(file, await renderReport(shared, { version: version(), madeAt: new Date() }));
  terminal.note(`Wrote ${file}.`);
}
