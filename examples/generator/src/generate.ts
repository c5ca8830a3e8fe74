import { setTimeout } from "node:timers/promises";
import { type ConfigWith, getModel } from "@vg/config";
import { actualCost, type AnyBudget, type Cost, compareCosts, costFromJSON } from "@vg/cost";
import { createImageHandler, type ImageHandler, type ImageOutcome } from "@vg/image";
import { imageUrls, type Job, type PlannedClip, planJob, predictionRequest } from "@vg/plan";
import Replicate, { type Prediction } from "replicate";

/** The outcome of a clip: how its prediction ended, or why there was none. */
export interface MadeClip {
  readonly clip: PlannedClip;
  readonly outcome: string;
  readonly output?: unknown;
  readonly error?: Error;
  /** The amount that was billed; absent if that is not known, and then the budget counts what was reserved. */
  readonly paid?: Cost;
}

/** The configuration, the budget and the signal of a job. */
export interface Context {
  readonly config: ConfigWith<"supabase" | "replicate">;
  readonly budget: AnyBudget;
  /** Cancels the predictions that run, and starts no other. */
  readonly signal: AbortSignal;
}

interface Run extends Context {
  readonly job: Job;
  readonly images: ImageHandler;
  readonly outcomes: ReadonlyMap<string, ImageOutcome>;
  readonly replicate: Replicate;
}

/** Prepares the images of a job, plans it, and makes its clips as planned, each within the budget. */
export async function generate(job: Job, context: Context): Promise<readonly MadeClip[]> {
  const { config, signal } = context;
  const images = createImageHandler(config);
  const urls = imageUrls(job, { config });
  const prepared = await images.prepareImages(urls, { jobId: job.jobId, signal });
  const outcomes = new Map(prepared.map((outcome, at) => [urls[at] ?? "", outcome]));
  const plan = planJob(job, { config, images: outcomes });
  const { token: auth, baseUrl } = config.replicate;
  const replicate = new Replicate({ auth, ...(baseUrl !== undefined && { baseUrl }), useFileOutput: false });
  const run: Run = { ...context, job, images, outcomes, replicate };
  // One clip's error is what became of it, and leaves the others alone.
  return Promise.all(
    plan.clips.map((clip) => makeClip(clip, run).catch((error: Error) => ({ clip, outcome: "not made", error }))),
  );
}

/** Reserves a clip's cost, makes it, and settles by what was billed. */
async function makeClip(clip: PlannedClip, run: Run): Promise<MadeClip> {
  run.signal.throwIfAborted();
  const reservation = await run.budget.reserve(costFromJSON(clip.cost), {
    key: `${run.job.jobId}/${clip.index}`,
    duration: clip.makes.seconds,
    details: { model: clip.model.name },
  });
  let paid: Cost | undefined; // as long as it is unknown, the reserved amount counts, never nothing
  try {
    const prediction = await predictWithImage(clip, run);
    const made = { clip, outcome: prediction.status, output: prediction.output };
    try {
      return { ...made, paid: (paid = actualCost(prediction, getModel(clip.model.name, run.config.models))) };
    } catch {
      return made;
    }
  } finally {
    if (paid !== undefined && compareCosts(paid, "0") === 0) await reservation.release();
    else await reservation.settle(paid);
  }
}

/** Makes a clip. If that fails, its image goes to the model another way, once: most often it could not be fetched. */
async function predictWithImage(clip: PlannedClip, run: Run): Promise<Prediction> {
  const { images, job, outcomes, signal } = run;
  const image = outcomes.get(job.clipPrompts[clip.index]?.imageUrl ?? "");
  const file = image?.ok === true && image.via === "file" ? image.input : undefined;
  const prediction = await predict(predictionRequest(clip, file), run);
  if (prediction.status !== "failed" || image?.ok !== true || signal.aborted) return prediction;
  const again = await images.reprepare(image, { jobId: job.jobId, signal });
  return again.ok ? predict(predictionRequest(clip, again.input), run) : prediction;
}

/** Starts a prediction and waits for its end; an abort cancels it, and what it has used until then is paid. */
async function predict(request: ReturnType<typeof predictionRequest>, { replicate, signal }: Run): Promise<Prediction> {
  let prediction = await replicate.predictions.create(request);
  while (prediction.status === "starting" || prediction.status === "processing") {
    if (signal.aborted) await replicate.predictions.cancel(prediction.id);
    else await setTimeout(500, undefined, { signal }).catch(() => {});
    prediction = await replicate.predictions.get(prediction.id);
  }
  return prediction;
}
