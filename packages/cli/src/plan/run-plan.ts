import type { ConfigOverrides, Environment, Lengths, ModelName } from "@vg/config";
import { type Cost, costFromJSON } from "@vg/cost";
import { type ImageOutcomes, type Job, JobError, type Plan, planJob, type PlanJobOptions } from "@vg/plan";
import { CliError, type ExitCode } from "../errors.ts";
import { createWarningHandler, loadWithOptions } from "../shared/config.ts";
import { nameOfInput } from "../shared/input-file.ts";
import { checkWritable } from "../shared/output-file.ts";
import { readOwnModels } from "../shared/own-models.ts";
import { parseDollarsOption, parseIntegerOption } from "../shared/parse-option.ts";
import type { Terminal } from "../terminal.ts";
import { readOtherPlan } from "./compare.ts";
import { prepareJobImages } from "./images.ts";
import { jobRefusal, readJob } from "./read-job.ts";
import { showPlan, type ShowOptions } from "./show-plan.ts";

/** The options of `vg plan`, as the command line gives them. */
export interface PlanOptions extends ShowOptions {
  readonly budget?: string;
  readonly environment?: Environment;
  readonly model?: ModelName;
  readonly lengths: Lengths;
  readonly images: boolean;
  readonly signedUrlTtl: string;
  readonly trustedOrigin?: readonly string[];
  readonly concurrency: string;
  readonly compare?: string;
}

/** Plans the job in a file, shows the plan and, if asked to, writes it. */
export async function runPlan(file: string, options: PlanOptions, terminal: Terminal): Promise<ExitCode> {
  const { environment, model, lengths, out, report, trustedOrigin: trustedOrigins } = options;
  const overrides: ConfigOverrides = { environment, model, trustedOrigins };
  const budget = options.budget === undefined ? undefined : parseBudget(options.budget);
  const concurrency = parseIntegerOption("--concurrency", options.concurrency, { min: 1, max: 1000 });
  const signedUrlTtl = parseIntegerOption("--signed-url-ttl", options.signedUrlTtl, { min: 1, max: 31_536_000 });
  if (options.requireImages === true && !options.images) {
    throw new CliError("--require-images and --no-images contradict each other; leave one of them out");
  }
  if (out !== undefined) await checkWritable("--out", out, file);
  if (report !== undefined) await checkWritable("--report", report, file);
  const models = await readOwnModels(terminal);
  const other = options.compare === undefined ? undefined : await readOtherPlan(options.compare, terminal);
  const job = await readJob(file, terminal);
  const config = loadWithOptions(overrides, {
    models,
    // A plan says of each clip what its price is and how old, and a proxy is for images.
    onWarning: createWarningHandler(terminal, [
      "price-unknown",
      "price-stale",
      "price-by-length",
      ...(options.images ? [] : ["proxy-ignored" as const]),
    ]),
  });

  const skip = !options.images;
  const images = await prepareJobImages(job, config, { overrides, models, skip, concurrency, signedUrlTtl }, terminal);
  const plan = makePlan(nameOfInput(file), job, { config, images, budget, lengths });
  warnOfImages(images, terminal);
  return showPlan({ plan, job, config, other }, options, terminal);
}

function makePlan(name: string, job: Job, options: PlanJobOptions): Plan {
  try {
    return planJob(job, options);
  } catch (error) {
    throw error instanceof JobError ? jobRefusal(name, error) : error;
  }
}

function warnOfImages(images: ImageOutcomes, terminal: Terminal): void {
  if (images.size > 0 && [...images.values()].every(({ ok }) => !ok)) {
    terminal.warn("no image could be prepared; `vg doctor` looks for the cause");
  }
}

/**
 * Parses the most that a job may cost.
 *
 * @throws {@link CliError} if it is not an amount of dollars.
 */
export function parseBudget(text: string): Cost {
  return costFromJSON({ amount: parseDollarsOption("--budget", text, { example: "5.00" }), currency: "USD" });
}
