import { type Config, getModel, type Lengths, type ModelInput, type ModelName } from "@vg/config";
import { type Cost, costFromJSON, costToJSON, formatCost } from "@vg/cost";
import { priceAgeDays, remember } from "@vg/internal";
import { JobError, type JobIssue, PLAN_FORMAT } from "../errors.ts";
import type { Job } from "../job/job.ts";
import { compareWithBudget, sumCosts } from "./budget.ts";
import { comparePrices, type ModelOffer, roundSeconds } from "./compare-prices.ts";
import { type ClipDraft, createDrafter } from "./draft-clip.ts";
import { findWarnings } from "./findings.ts";
import type { ImageOutcomes } from "./images.ts";
import type { Plan, PlannedClip, PlannedModel, PlannedPrice, PlanWarning } from "./plan.ts";
import { type ClipRates, createPricing } from "./pricing.ts";
import { createWarningWriter } from "./warnings.ts";

/** The options of {@link planJob}. */
export interface PlanJobOptions {
  readonly config: Config;
  /**
   * The outcomes of preparing the images, by their URLs; an image that is not here is still to be prepared.
   *
   * @default no images
   */
  readonly images?: ImageOutcomes | undefined;
  /** The most that the job may cost, dollars of at least 0. */
  readonly budget?: string | Cost | undefined;
  /**
   * The length that a clip gets whose model does not make the one that was asked for: the shortest that is not shorter, and
   * the longest there is if there is none (`at-least`); the nearest (`nearest`); none, which is an error (`exact`).
   *
   * @default "at-least"
   */
  readonly lengths?: Lengths | undefined;
  /**
   * The time now.
   *
   * @default new Date()
   */
  readonly now?: Date | undefined;
}

/**
 * Plans a job: what is sent for each clip, what the model makes of it, and what that costs, exactly.
 *
 * Cost, total and budget are of what is made. Every wish that is not kept is a warning; one without which a model cannot make
 * the clip is an error.
 *
 * @throws {@link JobError} with every clip that cannot be made, and `CostError` if the budget is not an amount.
 * @example
 * ```ts
 * import { loadConfig } from "@vg/config";
 * import { parseJob, planJob } from "@vg/plan";
 *
 * const config = loadConfig({ env: { VG_MODEL: "kling-v2.5-turbo-pro" }, onWarning: () => {} });
 * const job = parseJob({ jobId: "film", clipPrompts: [{ prompt: "waves", duration: 2 }, { prompt: "gulls", duration: 7 }] });
 * const { clips, total, budget, warnings } = planJob(job, { config, budget: "0.50" });
 * clips.map(({ asked, makes }) => [asked.duration, makes.seconds]); // => [ [ 2, 5 ], [ 7, 10 ] ]
 * total.amount; // => '1.05'
 * budget?.affordableClips; // => 1
 * warnings[0]?.message; // => 'kling-v2.5-turbo-pro makes clips of 5 or 10 s: 2 s becomes 5 s, 7 s becomes 10 s'
 * ```
 */
export function planJob(
  job: Job,
  { config, images = new Map(), budget, lengths = "at-least", now = new Date() }: PlanJobOptions,
): Plan {
  const draft = createDrafter(job, { config, images, lengths });
  const pricing = createPricing(config);
  const referenceOf = modelReferences(config);
  const writer = createWarningWriter(config.environment);
  const prices = new Map<ClipRates, { readonly position: number; clips: number }>();
  const issues: JobIssue[] = [];
  const clips = job.clipPrompts.flatMap((clip, index) => {
    const drafted = draft(clip, index);
    if ("made" in drafted) return [planClip(drafted, index)];
    issues.push(...drafted);
    return [];
  });
  if (issues.length > 0) throw new JobError(issues);
  const total = sumCosts(clips);
  return {
    format: PLAN_FORMAT,
    jobId: job.jobId,
    createdAt: now.toISOString(),
    environment: config.environment,
    lengths,
    prices: Array.from(prices, ([rates, { clips: count }]) => plannedPrice(rates, count, now)),
    seconds: {
      asked: roundSeconds(clips.reduce((sum, { asked }) => sum + asked.duration, 0)),
      made: roundSeconds(clips.reduce((sum, { makes }) => sum + makes.seconds, 0)),
    },
    total: costToJSON(total),
    ...(budget === undefined ? {} : { budget: compareWithBudget(clips, total, budget) }),
    warnings: withAlternative(writer.all(), job, { config, lengths }),
    clips,
  };

  function planClip(drafted: ClipDraft, index: number): PlannedClip {
    const { asked, clip, name, preferred, made, input, imageInputs, image, lastImage } = drafted;
    const rates = pricing.ratesFor(name, made);
    const price = remember(prices, rates, () => ({ position: prices.size, clips: 0 }));
    price.clips += 1;
    const isPriceKnown = rates.from !== "environment";
    const findings = findWarnings({ asked, model: name, preferred, made, image, lastImage, isPriceKnown }, config);
    return {
      index,
      prompt: clip.prompt,
      asked,
      model: referenceOf(name, made),
      run: made.run,
      input,
      imageInputs,
      makes: made.makes,
      price: price.position,
      cost: pricing.costOf(rates, made.makes.seconds),
      image,
      ...(clip.lastImageUrl === undefined ? {} : { lastImage }),
      warnings: writer.write(findings, index),
    };
  }
}

const FULL_ID = /^[0-9a-f]{64}$/;

function modelReferences({ models }: Config): (name: ModelName, made: ModelInput) => PlannedModel {
  const known = new Map<ModelName, PlannedModel>();
  return (name, { run }) =>
    remember(known, name, () => {
      if ("model" in run) return Object.freeze({ name, reference: run.model, resolved: true });
      const { owner, name: own } = getModel(name, models);
      return Object.freeze({ name, reference: `${owner}/${own}:${run.version}`, resolved: FULL_ID.test(run.version) });
    });
}

function plannedPrice({ rates, from, model, kind }: ClipRates, clips: number, now: Date): PlannedPrice {
  const ageDays = rates.asOf === undefined ? undefined : priceAgeDays(rates.asOf, now);
  return {
    ...rates,
    from,
    ...(model !== undefined && { model }),
    ...(kind !== undefined && { kind }),
    ...(ageDays !== undefined && { ageDays }),
    clips,
  };
}

/** Adds the cheapest model for the job to the warnings about prices that are not known. */
function withAlternative(
  warnings: readonly PlanWarning[],
  job: Job,
  options: { readonly config: Config; readonly lengths: Lengths },
): readonly PlanWarning[] {
  if (!warnings.some(({ code }) => code === "price-unknown")) return warnings;
  const [cheapest] = comparePrices(job, options);
  return cheapest === undefined ? warnings : warnings.map((warning) => addAlternative(warning, cheapest));
}

function addAlternative(warning: PlanWarning, { model, total, isTypical }: ModelOffer): PlanWarning {
  if (warning.code !== "price-unknown") return warning;
  const cost = `${isTypical ? "about " : ""}${formatCost(costFromJSON(total))}`;
  const message = `${warning.message}; of the models with a price, ${model} makes the whole job as asked for the least, ${cost}`;
  return { ...warning, message, alternative: { model, total } };
}
