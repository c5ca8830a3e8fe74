import { readFile } from "node:fs/promises";
import { loadConfig, MODELS } from "@vg/config";
import { type Emulator, startEmulator } from "@vg/emulator";
import { createImageHandler } from "@vg/image";
import { imageUrls, type Job, parseJob, planJob } from "@vg/plan";
import type { ExitCode } from "../errors.ts";
import { packageFile } from "../package-file.ts";
import { watchImages } from "../plan/images.ts";
import { showPlan, type ShowOptions } from "../plan/show-plan.ts";
import { checkWritable } from "../shared/output-file.ts";
import { imageLogging } from "../shared/services.ts";
import type { Terminal } from "../terminal.ts";
import { makeClips } from "./make-clips.ts";
import { renderBill } from "./render-bill.ts";

/** The options of `vg demo`, as the command line gives them. */
export type DemoOptions = Pick<ShowOptions, "json" | "out" | "report">;

/** The budget of the sample job, in dollars. */
const BUDGET = "2.00";

/** The pause before a second attempt; shorter than for real services, which need time. */
const BASE_DELAY_MS = 200;

/** Plans the sample job against local services, makes its clips there, and shows what they cost. */
export async function runDemo(options: DemoOptions, terminal: Terminal): Promise<ExitCode> {
  if (options.out !== undefined) await checkWritable("--out", options.out);
  if (options.report !== undefined) await checkWritable("--report", options.report);
  const emulator = await startEmulator({ models: MODELS, pace: "at-once" });
  try {
    return await showDemo(emulator, options, terminal);
  } finally {
    await emulator.close();
  }
}

async function showDemo(emulator: Emulator, options: DemoOptions, terminal: Terminal): Promise<ExitCode> {
  await stageDemo(emulator);
  terminal.note(
    "A local Supabase Storage and a local Replicate take the place of the real ones: no account, no network. Storage refuses one image once and cannot sign another, and a third does not exist; one prediction fails.",
  );
  const config = loadConfig({ env: emulator.env, require: ["supabase", "replicate"], onWarning: () => {} });
  const job = demoJob(emulator);
  const handler = createImageHandler({
    supabase: config.supabase,
    replicate: emulator.replicate,
    baseDelay: BASE_DELAY_MS,
    ...imageLogging(config, terminal),
  });
  const images = await watchImages(job.jobId, imageUrls(job, { config }), handler, terminal);
  const plan = planJob(job, { config, images, budget: BUDGET });
  const exitCode = await showPlan({ plan, job, config }, options, terminal);
  if (options.json !== true) {
    terminal.show(`\n${renderBill(await makeClips(plan, BUDGET, emulator.replicate, terminal.signal), terminal)}`);
  }
  terminal.note("Plan your own job: `vg plan --help` shows how (in a clone of the repository, `pnpm vg plan --help`).");
  return exitCode;
}

/** Returns the sample job; its images are in the emulator, all but the gulls. */
function demoJob({ supabase }: Pick<Emulator, "supabase">): Job {
  const url = (key: string): string => `${supabase.url}/storage/v1/object/${key}`;
  return parseJob({
    jobId: "harbour-film",
    defaults: { model: "veo-3.1-lite", resolution: "720p" },
    clipPrompts: [
      { prompt: "the harbour at dawn, still water", duration: 4, imageUrl: url("film/harbour.png") },
      { prompt: "a fishing boat leaves", duration: 3, imageUrl: url("film/boat.png") },
      { prompt: "the lighthouse goes out", duration: 6, imageUrl: url("archive/lighthouse.png") },
      {
        prompt: "the fish market opens",
        duration: 5,
        imageUrl: url("drafts/market.png"),
        model: "kling-v2.5-turbo-pro",
      },
      { prompt: "gulls fight over the catch", duration: 4, imageUrl: url("film/gulls.png") },
      { prompt: "waves at night, rain", duration: 7.5, audio: true, model: "seedance-1.5-pro" },
    ],
  });
}

/** Puts the sample job's images into an emulator, the faults that two of them meet, and one prediction that fails. */
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
  emulator.script({ outcome: "fail", error: "the prompt was flagged as sensitive", when: isOfGulls });
}

function isOfGulls({ input }: { readonly input: unknown }): boolean {
  return JSON.stringify(input).includes("gulls");
}
