import { type Config, getModel, type Lengths, type ModelSpec } from "@vg/config";
import { type Cost, costToJSON } from "@vg/cost";
import { JobError, type JobIssue, PLAN_FORMAT } from "../errors.ts";
import type { Job } from "../job/job.ts";
import { compareWithBudget, sumCosts } from "./budget.ts";
import { comparePrices, roundSeconds } from "./compare-prices.ts";
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
  const drafts = draftClips(job, createDrafter(job, { config, images, lengths }));
  const pricing = createPricing(config);
  const writer = createWarningWriter(config.environment);
  const prices = new Map<ClipRates, { readonly position: number; clips: number }>();
  const findings = drafts.map(({ name, ...draft }) => {
    const { from } = pricing.ratesFor(name, draft.made);
    return findWarnings({ ...draft, model: name, isPriceKnown: from !== "environment" }, config);
  });
  const clips = drafts.map((draft, index) => planClip(draft, index));
  const total = sumCosts(clips);
  return {
    format: PLAN_FORMAT,
    jobId: job.jobId,
    createdAt: now.toISOString(),
    environment: config.environment,
    lengths,
    prices: Array.from(prices, ([rates, { clips: count }]) => plannedPrice(rates, count)),
    seconds: {
      asked: roundSeconds(clips.reduce((sum, { asked }) => sum + asked.duration, 0)),
      made: roundSeconds(clips.reduce((sum, { makes }) => sum + makes.seconds, 0)),
    },
    total: costToJSON(total),
    ...(budget === undefined ? {} : { budget: compareWithBudget(clips, total, budget) }),
    warnings: withAlternative(writer.ofAll(findings), job, { config, lengths }),
    clips,
  };

  function planClip(draft: ClipDraft, index: number): PlannedClip {
    const { asked, clip, made, input, imageInputs, image, lastImage } = draft;
    const rates = pricing.ratesFor(draft.name, made);
    const price = prices.get(rates) ?? { position: prices.size, clips: 0 };
    price.clips += 1;
    prices.set(rates, price);
    return {
      index,
      prompt: clip.prompt,
      asked,
      model: plannedModel(draft, getModel(draft.name, config.models)),
      run: made.run,
      input,
      imageInputs,
      makes: made.makes,
      price: price.position,
      cost: pricing.costOf(rates, made.makes.seconds),
      image,
      ...(clip.lastImageUrl === undefined ? {} : { lastImage }),
      warnings: writer.ofClip(findings[index] ?? []),
    };
  }
}

function draftClips(job: Job, draft: ReturnType<typeof createDrafter>): readonly ClipDraft[] {
  const drafts: ClipDraft[] = [];
  const issues: JobIssue[] = [];
  for (const [index, clip] of job.clipPrompts.entries()) {
    const drafted = draft(clip, index);
    if ("made" in drafted) drafts.push(drafted);
    else issues.push(...drafted);
  }
  if (issues.length > 0) throw new JobError(issues);
  return drafts;
}

const FULL_ID = /^[0-9a-f]{64}$/;

function plannedModel({ name, made: { run } }: ClipDraft, spec: ModelSpec): PlannedModel {
  if ("model" in run) return { name, reference: run.model, resolved: true };
  return { name, reference: `${spec.owner}/${spec.name}:${run.version}`, resolved: FULL_ID.test(run.version) };
}

function plannedPrice({ rates, from, model, kind }: ClipRates, clips: number): PlannedPrice {
  return { ...rates, from, ...(model === undefined ? {} : { model }), ...(kind === undefined ? {} : { kind }), clips };
}

/** Adds the cheapest model for the job to the warnings about prices that are not known. */
function withAlternative(
  warnings: readonly PlanWarning[],
  job: Job,
  options: { readonly config: Config; readonly lengths: Lengths },
): readonly PlanWarning[] {
  if (!warnings.some(({ code }) => code === "price-unknown")) return warnings;
  const [cheapest] = comparePrices(job, options);
  if (cheapest === undefined) return warnings;
  const { model, total } = cheapest;
  return warnings.map((warning) => offer(warning, { model, total }));
}

function offer(warning: PlanWarning, alternative: NonNullable<PlanWarning["alternative"]>): PlanWarning {
  return warning.code === "price-unknown" ? { ...warning, alternative } : warning;
}
