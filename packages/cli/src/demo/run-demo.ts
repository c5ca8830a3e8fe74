import { loadConfig } from "@vg/config";
import { costFromJSON } from "@vg/cost";
import { type Emulator, startEmulator } from "@vg/emulator";
import { createImageHandler } from "@vg/image";
import type { ExitCode } from "../exit-code.ts";
import { imageLogging } from "../shared/image-logging.ts";
import { watchImages } from "../plan/images.ts";
import { planJob } from "../plan/plan-job.ts";
import type { PlanOptions } from "../plan/plan-options.ts";
import { showPlan } from "../plan/run-plan.ts";
import type { Terminal } from "../terminal.ts";
import { checkWritable } from "../shared/output-file.ts";
import { demoJob, stageDemo } from "./demo-job.ts";

/** The options of `vg demo`, as the command line gives them. */
export type DemoOptions = Pick<PlanOptions, "json" | "out">;

/** What the sample job may cost. */
const BUDGET = { amount: "0.10", currency: "USD" } as const;

/** The pause before a second attempt; shorter than for real services, which need the rest. */
const BASE_DELAY_MS = 200;

/** Plans the sample job against local services. */
export async function runDemo(options: DemoOptions, terminal: Terminal): Promise<ExitCode> {
  if (options.out !== undefined) await checkWritable("--out", options.out);
  const emulator = await startEmulator();
  try {
    return await planDemo(emulator, options, terminal);
  } finally {
    await emulator.close();
  }
}

async function planDemo(emulator: Emulator, options: DemoOptions, terminal: Terminal): Promise<ExitCode> {
  await stageDemo(emulator);
  terminal.note(
    "A local Supabase Storage and a local Replicate stand in for the real ones: no account, no network. Storage refuses one image once and cannot sign another, and a third does not exist.",
  );
  const job = demoJob(emulator);
  const { url, serviceRoleKey } = emulator.supabase;
  const supabase = { url, serviceRoleKey };
  const { replicate } = emulator;
  const config = loadConfig({
    env: {},
    overrides: {
      environment: "development",
      settings: { fps: 6, maxDuration: 8 },
      supabase,
      replicate: { token: replicate.token },
    },
    require: ["supabase", "replicate"],
    onWarning: () => {},
  });
  const handler = createImageHandler({
    supabase,
    replicate,
    baseDelay: BASE_DELAY_MS,
    ...imageLogging(config, terminal),
  });
  const urls = job.clipPrompts.flatMap(({ imageUrl }) => imageUrl ?? []);
  const images = await watchImages(job.jobId, urls, handler, terminal);
  const plan = planJob(job, { config, images, budget: costFromJSON(BUDGET), now: new Date() });
  const exitCode = await showPlan(plan, options, terminal);
  terminal.note(
    "Plan a job of your own: `vg plan --help` shows how (in a clone of the repository, `pnpm vg plan --help`).",
  );
  return exitCode;
}
