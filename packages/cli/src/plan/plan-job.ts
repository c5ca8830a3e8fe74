import { chooseModel, type Config, getModel, inputNeed, type ModelName } from "@vg/config";
import { type Cost, costToJSON, type JobEstimate } from "@vg/cost";
import type { Job, JobClip } from "../job/job.ts";
import { priceAgeDays } from "@vg/internal";
import type { Plan, PlannedClip, PlannedImage, PlannedModel, PlannedPrice } from "./plan.ts";
import { type ClipRates, estimateClips, plannedBudget, ratesByModel } from "./pricing.ts";
import { clipWarner } from "./warnings.ts";

/** What a plan is made from besides the job. */
export interface PlanJobOptions {
  readonly config: Config;
  /** What became of the image of each clip that has one, by its URL. */
  readonly images: ReadonlyMap<string, PlannedImage>;
  /** The most that the job may cost. */
  readonly budget?: Cost | undefined;
  readonly now: Date;
}

/** Puts a plan together: each clip gets a model that can run on what there is, its price and its warnings. */
export function planJob(job: Job, { config, images, budget, now }: PlanJobOptions): Plan {
  const ratesOf = ratesByModel(config);
  const warningsOf = clipWarner(config);
  const drafts = job.clipPrompts.map((clip) => {
    const image = imageOf(clip, config.model, images);
    const name = chooseModel({ image: image.via !== "none", preferred: config.model });
    return { clip, image, name, duration: clip.duration, rates: ratesOf(name) };
  });
  const estimate = estimateClips(drafts, config.environment);
  const clips = drafts.map(({ clip, image, name, rates }, index): PlannedClip => ({
    index,
    prompt: clip.prompt,
    duration: clip.duration,
    model: plannedModel(name, config),
    settings: config.settings,
    cost: costToJSON(costAt(estimate, index)),
    image,
    warnings: warningsOf({ clip, image, name, rates }),
  }));
  return {
    format: "vg-plan/1",
    jobId: job.jobId,
    createdAt: now.toISOString(),
    environment: config.environment,
    prices: pricesOf(
      drafts.map(({ rates }) => rates),
      now,
    ),
    totalDuration: estimate.totalDuration,
    total: costToJSON(estimate.total),
    ...(budget !== undefined && { budget: plannedBudget(estimate, budget, clips) }),
    clips,
  };
}

function imageOf({ imageUrl }: JobClip, preferred: ModelName, images: ReadonlyMap<string, PlannedImage>): PlannedImage {
  const none = { via: "none", retryable: false, attempts: 0 } as const;
  if (imageUrl === undefined) return { ...none, reason: "no-image" };
  if (inputNeed(getModel(preferred), "image") === "none") return { ...none, reason: "not-taken" };
  const image = images.get(imageUrl);
  if (image === undefined) throw new RangeError("There is a clip whose image nobody has looked for.");
  return image;
}

function plannedModel(name: ModelName, { modelVersions }: Config): PlannedModel {
  const reference = modelVersions[name] ?? name;
  return { name, reference, resolved: /:[0-9a-f]{64}$/.test(reference) };
}

function costAt({ clips }: JobEstimate, index: number): Cost {
  const clip = clips[index];
  if (clip === undefined) throw new RangeError(`The estimate has no clip ${index}.`);
  return clip.cost;
}

function pricesOf(used: readonly ClipRates[], now: Date): PlannedPrice[] {
  return [...new Set(used)].map((one) => plannedPrice(one, used.filter((other) => other === one).length, now));
}

function plannedPrice({ rates, from, model }: ClipRates, clips: number, now: Date): PlannedPrice {
  const ageDays = rates.asOf === undefined ? undefined : priceAgeDays(rates.asOf, now);
  return { ...rates, from, ...(model && { model }), ...(ageDays !== undefined && { ageDays }), clips };
}
