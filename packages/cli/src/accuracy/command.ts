import { ENVIRONMENTS } from "@vg/config";
import { Option } from "commander";
import { modelOption } from "../shared/model-option.ts";
import type { DeclareCommand } from "../terminal.ts";
import type { AccuracyOptions } from "./run-accuracy.ts";

const HELP = `
The file can contain:
  .jsonl   predictions as the Replicate API returns them, one a line
  .json    an array of them, or a page of the API's list: { "results": [...] }
  .csv     rows of duration and cost under a header: duration,cost (seconds, dollars), and optionally id and model
           A column (or field) estimate holds what was estimated, at the time: 2026-11-26T10:00:00Z.
  Rows of duration and cost can be in .jsonl and .json, too: { "duration": 5, "cost": "0.35", "estimate": "0.33" }
  The history of a ledger is such a file: vg ledger history --jsonl | vg accuracy -

A recorded estimate is judged as it is. Any other clip is estimated by the catalogue's price of its own model, see
\`vg models\`, or else by the rates of the environment. The cost of a prediction without one is its metrics times the
catalogue's price of its model, which proves nothing about that price: add costs from the bill. If the catalogue has no
price, as for svd, say how your runs are billed: --price gpu-second=0.0014, output-second=0.07 or clip=0.50.
Rows that cannot be compared, such as failed predictions, are counted and listed with the reason.

Examples:
  vg accuracy actuals.csv                                   judge the estimates of this environment
  vg accuracy predictions.jsonl --model kling-v2.5-turbo-pro    judge the clips of one model only
  vg accuracy bill.csv --write-models models.json           write the measured rates of each model, for --models
  vg accuracy svd.jsonl --model svd --price gpu-second=0.0014   find the rates of a model without a price
  vg accuracy actuals.csv --base-cost 0.02 --cost-per-second 0.07   try rates before using them
  vg accuracy actuals.csv --report report.html              write a page with plots, to open in a browser
  vg accuracy actuals.csv --strict                          exit code 1 if the promise is broken, for CI
  fetch-predictions | vg accuracy - --json | jq .newRates

Exit codes: 0 judged, with any verdict; 1 failed, or with --strict a broken promise; 2 wrong usage, file or
configuration, or nothing to compare.`;

/** Declares `vg accuracy`. */
export const declareAccuracy: DeclareCommand = (program, host) => {
  program
    .command("accuracy")
    .summary("compare estimates with the real costs of clips, and find better rates")
    .description("Check that estimates are within ±20 % of the real costs of clips, and find the rates that are.")
    .argument("<actuals>", "the file of actual costs, or - for stdin")
    .addOption(
      new Option("--format <format>", "the format of the file (default: by its name)").choices([
        "jsonl",
        "json",
        "csv",
      ]),
    )
    .addOption(
      new Option("--environment <name>", "the environment whose rates are judged (default: $ENVIRONMENT)").choices(
        ENVIRONMENTS,
      ),
    )
    .addOption(modelOption("judge this model's price and clips only (default: $VG_MODEL)"))
    .option("--base-cost <dollars>", "judge these rates for every clip: dollars a clip (default: $VG_BASE_COST)")
    .option("--cost-per-second <dollars>", "and dollars a second of clip (default: $VG_COST_PER_SECOND)")
    .option("--price <kind=dollars>", "the price of the runs (default: the catalogue's price of each model)")
    .option("--tolerance <share>", "the greatest error of an estimate, as a share of the actual cost", "0.20")
    .option("--decimals <number>", "decimals of new rates, 0 to 12", "6")
    .option("--worst <number>", "the number of clips to list", "10")
    .option("--write-models <models.json>", "write the models with their measured rates to a file, for --models")
    .option("--report <report.html>", "also write a page with plots to a file, atomically")
    .option("--json", "print everything as JSON")
    .option("--strict", "end with exit code 1 if an estimate is off by more")
    .addHelpText("after", HELP)
    .action(async (file: string, options: AccuracyOptions, command) => {
      await host.run(command, async (terminal) => {
        const { runAccuracy } = await import("./run-accuracy.ts");
        return runAccuracy(file, options, terminal);
      });
    });
};
