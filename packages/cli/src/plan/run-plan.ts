import { type ConfigOverrides, type Environment, type ModelName } from "@vg/config";
import { type Cost, costFromJSON } from "@vg/cost";
import type { ExitCode } from "../errors.ts";
import { readJob } from "../job/read-job.ts";
import { createWarningHandler, loadWithOptions } from "../shared/config.ts";
import { checkWritable, writeAtomic } from "../shared/output-file.ts";
import { parseDollarsOption, parseIntegerOption } from "../shared/parse-option.ts";
import type { Terminal } from "../terminal.ts";
import { jobImages } from "./images.ts";
import { planJob } from "./plan-job.ts";
import type { Plan } from "./plan.ts";
import { renderPlan } from "./render-plan.ts";

/** The options of `vg plan`, as the command line gives them. */
export interface PlanOptions {
  readonly budget?: string;
  readonly environment?: Environment;
  readonly model?: ModelName;
  readonly json?: boolean;
  readonly images: boolean;
  readonly trustedOrigin?: readonly string[];
  readonly concurrency: string;
  readonly out?: string;
}

/** Plans the job in a file, shows the plan and, if asked to, writes it. */
export async function runPlan(file: string, options: PlanOptions, terminal: Terminal): Promise<ExitCode> {
  const { environment, model, out, trustedOrigin: trustedOrigins } = options;
  const overrides: ConfigOverrides = { environment, model, trustedOrigins };
  const budget = options.budget === undefined ? undefined : parseBudget(options.budget);
  const concurrency = parseIntegerOption("--concurrency", options.concurrency, { min: 1, max: 1000 });
  if (out !== undefined) await checkWritable("--out", out, file);
  const job = await readJob(file, terminal);
  const config = loadWithOptions(overrides, {
    // A plan says of each clip whose price is not known, and a proxy is for images.
    onWarning: createWarningHandler(terminal, ["price-unknown", ...(options.images ? [] : ["proxy-ignored" as const])]),
  });

  const images = await jobImages(job, config, { overrides, skip: !options.images, concurrency }, terminal);
  const plan = planJob(job, { config, images, budget, now: new Date() });
  if (images.size > 0 && [...images.values()].every(({ via }) => via === "none")) {
    terminal.warn("no image could be prepared; `vg doctor` looks for the cause");
  }
  return showPlan(plan, options, terminal);
}

/** Shows a plan, writes it if asked to, and returns whether it keeps to its budget as the exit code. */
export async function showPlan(
  plan: Plan,
  { json = false, out }: Pick<PlanOptions, "json" | "out">,
  terminal: Terminal,
): Promise<ExitCode> {
  const text = json || out !== undefined ? JSON.stringify(plan, undefined, 2) : "";
  // What cannot be shown is not written either.
  const shown = json ? text : renderPlan(plan, terminal);
  if (out !== undefined) {
    await writeAtomic(out, `${text}\n`);
    const hasSignedUrls = plan.clips.some(({ image }) => image.via === "signed-url");
    terminal.note(`Wrote ${out}; only you can read it${hasSignedUrls ? ", as it contains signed URLs" : ""}.`);
  }
  if (json) terminal.data(text);
  else terminal.show(shown);
  return plan.budget?.withinBudget === false ? 3 : 0;
}

/**
 * Parses the most that a job may cost.
 *
 * @throws {@link CliError} if it is not an amount of dollars.
 */
export function parseBudget(text: string): Cost {
  return costFromJSON({ amount: parseDollarsOption("--budget", text, { example: "5.00" }), currency: "USD" });
}
