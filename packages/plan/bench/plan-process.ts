import { loadConfig } from "@vg/config";
import { type Job, planJob } from "@vg/plan";

/** Plans 100,000 clips on the model that the argument names, and prints how long that took and its peak memory. */

const [, , model] = process.argv;
const config = loadConfig({ env: model === "" ? {} : { VG_MODEL: model }, onWarning: () => {} });
const clipPrompts = Array.from({ length: 100_000 }, (_, at) => ({
  prompt: `the boat, seen for the ${at}th time`,
  duration: 1 + (at % 3000) / 1000,
  imageUrl: `https://abc.supabase.co/storage/v1/object/images/${at % 2000}.png`,
  seed: at,
}));
const job: Job = { jobId: "bench", clipPrompts };
const start = performance.now();
const { clips } = planJob(job, { config, budget: "5000" });
const seconds = (performance.now() - start) / 1000;
if (clips.length !== clipPrompts.length) throw new Error("Not every clip was planned.");
console.log(JSON.stringify({ seconds, megabytes: process.resourceUsage().maxRSS / 1000 }));
