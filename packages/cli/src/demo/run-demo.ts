import { readFile } from "node:fs/promises";
import { loadConfig } from "@vg/config";
import { costFromJSON } from "@vg/cost";
import { type Emulator, startEmulator } from "@vg/emulator";
import { createImageHandler } from "@vg/image";
import type { ExitCode } from "../errors.ts";
import type { Job } from "../job/job.ts";
import { packageFile } from "../package-file.ts";
import { watchImages } from "../plan/images.ts";
import { planJob } from "../plan/plan-job.ts";
import { type PlanOptions, showPlan } from "../plan/run-plan.ts";
import { checkWritable } from "../shared/output-file.ts";
import { imageLogging } from "../shared/services.ts";
import type { Terminal } from "../terminal.ts";

/** The options of `vg demo`, as the command line gives them. */
export type DemoOptions = Pick<PlanOptions, "json" | "out">;

/** The budget of the sample job. */
const BUDGET = { amount: "0.10", currency: "USD" } as const;

/** The pause before a second attempt; shorter than for real services, which need time. */
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
    "A local Supabase Storage and a local Replicate take the place of the real ones: no account, no network. Storage refuses one image once and cannot sign another, and a third does not exist.",
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
  terminal.note("Plan your own job: `vg plan --help` shows how (in a clone of the repository, `pnpm vg plan --help`).");
  return exitCode;
}

/** Returns the sample job; its images are in the emulator, all but the gulls. */
function demoJob({ supabase }: Pick<Emulator, "supabase">): Job {
  const url = (key: string): string => `${supabase.url}/storage/v1/object/${key}`;
  return {
    jobId: "harbour-film",
    clipPrompts: [
      { prompt: "the harbour at dawn, still water", duration: 2, imageUrl: url("film/harbour.png") },
      { prompt: "a fishing boat leaves", duration: 3.57, imageUrl: url("film/boat.png") },
      { prompt: "the lighthouse goes out", duration: 2, imageUrl: url("archive/lighthouse.png") },
      { prompt: "the fish market opens", duration: 3.5, imageUrl: url("drafts/market.png") },
      { prompt: "gulls fight over the catch", duration: 2, imageUrl: url("film/gulls.png") },
      { prompt: "waves at night, rain", duration: 6.125 },
    ],
  };
}

/** Puts the sample job's images into an emulator, and the faults that two of them meet. */
async function stageDemo(emulator: Emulator): Promise<void> {
  const images = {
    "film/harbour": "harbour",
    "film/boat": "boat",
    "archive/lighthouse": "lighthouse",
    "drafts/market": "market",
  };
  await Promise.all(
    Object.entries(images).map(async ([place, name]) => {
      const [bucket = "", key = ""] = `${place}.png`.split("/");
      const bytes = await readFile(packageFile(`demo/images/${name}.png`));
      emulator.putObject(bucket, key, bytes, { contentType: "image/png" });
    }),
  );
  emulator.fault({ route: "object.sign-batch", bucket: "archive", kind: "status", status: 503 });
  emulator.fault({ route: "object.sign-batch", bucket: "drafts", kind: "empty-json", times: Number.POSITIVE_INFINITY });
}
