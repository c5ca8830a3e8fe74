import { type Config, ConfigError, type Lengths, type ModelInput, modelInput, type ModelName } from "@vg/config";
import { type CostJSON, costToJSON, estimateClipCost } from "@vg/cost";
import type { Job, JobClip } from "../job/job.ts";
import { sumCosts } from "./budget.ts";
import { IMAGE_TO_COME } from "./draft-clip.ts";
import { SAME_LENGTH } from "./findings.ts";
import type { AskedClip } from "./plan.ts";
import { remember } from "./remember.ts";
import { createWishMerger } from "./wishes.ts";

/** A model that can make a job as it is asked for, and what the job costs on it. */
export interface ModelOffer {
  readonly model: ModelName;
  /** The exact sum of what is made. */
  readonly total: CostJSON;
  /** Seconds of all clips, as they are made. */
  readonly seconds: number;
}

/** The options of {@link comparePrices}. */
export interface ComparePricesOptions {
  readonly config: Config;
  /**
   * The length that a clip gets whose model does not make the one that was asked for.
   *
   * @default "at-least"
   */
  readonly lengths?: Lengths | undefined;
}

/**
 * Compares what a job costs on every model that can make it as it is asked for: with its prompts, images and wishes, and no
 * clip shorter. Models whose price is not known are left out.
 *
 * @returns the offers, the cheapest first.
 * @example
 * ```ts
 * import { loadConfig } from "@vg/config";
 * import { comparePrices, parseJob } from "@vg/plan";
 *
 * const job = parseJob({ jobId: "film", clipPrompts: [{ prompt: "waves", duration: 10, aspectRatio: "9:16" }] });
 * const offers = comparePrices(job, { config: loadConfig({ env: {}, onWarning: () => {} }) });
 * offers.find(({ model }) => model === "kling-v2.5-turbo-pro"); // => { model: 'kling-v2.5-turbo-pro', total: { amount: '0.70', currency: 'USD' }, seconds: 10 }
 * ```
 */
export function comparePrices(job: Job, { config, lengths = "at-least" }: ComparePricesOptions): readonly ModelOffer[] {
  const merge = createWishMerger(job, config);
  const clips = job.clipPrompts.map((clip) => ({ clip, asked: merge(clip).asked }));
  return Object.keys(config.models)
    .flatMap((model) => offerOf(model, clips, { config, lengths }) ?? [])
    .toSorted((a, b) => Number(a.total.amount) - Number(b.total.amount));
}

interface WishedClip {
  readonly clip: JobClip;
  readonly asked: AskedClip;
}

/** Returns what clips cost on a model; `undefined` if it cannot make one of them, or its price is not known. */
function offerOf(
  model: ModelName,
  clips: readonly WishedClip[],
  { config, lengths }: Required<ComparePricesOptions>,
): ModelOffer | undefined {
  const known = new Map<string, MadeClip | undefined>();
  const made: MadeClip[] = [];
  for (const wished of clips) {
    const key = JSON.stringify([
      wished.asked,
      wished.clip.imageUrl !== undefined,
      wished.clip.lastImageUrl !== undefined,
    ]);
    const one = remember(known, key, () => makeOn(model, wished, { config, lengths }));
    if (one === undefined) return undefined;
    made.push(one);
  }
  const seconds = made.reduce((sum, one) => sum + one.seconds, 0);
  return { model, total: costToJSON(sumCosts(made)), seconds: roundSeconds(seconds) };
}

/** A clip that a model makes. */
interface MadeClip {
  readonly seconds: number;
  readonly cost: CostJSON;
}

function makeOn(
  model: ModelName,
  { clip, asked: { model: _model, ...wishes } }: WishedClip,
  { config: { models }, lengths }: Required<ComparePricesOptions>,
): MadeClip | undefined {
  const image = clip.imageUrl === undefined ? undefined : IMAGE_TO_COME;
  const lastImage = clip.lastImageUrl === undefined ? undefined : IMAGE_TO_COME;
  try {
    const made = modelInput(model, { ...wishes, prompt: clip.prompt, image, lastImage }, { models, lengths });
    if (made.rates === undefined || !isAsAsked(made, wishes.duration)) return undefined;
    const { seconds } = made.makes;
    return { seconds, cost: costToJSON(estimateClipCost(seconds, { rates: made.rates })) };
  } catch (error) {
    if (error instanceof ConfigError) return undefined;
    throw error;
  }
}

/** Returns whether a clip is made as it was asked for; a longer one is. */
function isAsAsked({ adjustments, makes }: ModelInput, duration: number): boolean {
  return adjustments.every(({ field }) => field === "duration" && makes.seconds >= duration - SAME_LENGTH);
}

/** Rounds a sum of seconds to what its parts can have, so that it shows no noise. */
export function roundSeconds(seconds: number): number {
  return Number(seconds.toFixed(6));
}
