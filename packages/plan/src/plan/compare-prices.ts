import {
  clipDurations,
  type Config,
  ConfigError,
  type CostRates,
  type Lengths,
  type ModelInput,
  modelInput,
  type ModelName,
} from "@vg/config";
import { addCosts, compareCosts, type CostJSON, costToJSON, estimateTotalCost } from "@vg/cost";
import { remember } from "@vg/internal";
import type { Job, JobClip } from "../job/job.ts";
import { IMAGE_TO_COME } from "./draft-clip.ts";
import { isAskedFor, SAME_LENGTH } from "./findings.ts";
import type { AskedClip } from "./plan.ts";
import { createWishMerger, type MergedWishes } from "./wishes.ts";

/** A model that can make a job as it is asked for, and what the job costs on it. */
export interface ModelOffer {
  readonly model: ModelName;
  /** The exact sum of what is made. */
  readonly total: CostJSON;
  /** Seconds of all clips, as they are made. */
  readonly seconds: number;
  /** True if a price counts hardware time, so that the total is that of runs of typical length. */
  readonly isTypical: boolean;
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
 * offers.find(({ model }) => model === "kling-v2.5-turbo-pro"); // => { model: 'kling-v2.5-turbo-pro', total: { amount: '0.70', currency: 'USD' }, seconds: 10, isTypical: false }
 * ```
 */
export function comparePrices(job: Job, { config, lengths = "at-least" }: ComparePricesOptions): readonly ModelOffer[] {
  const shapes = shapesOf(job, config);
  return Object.keys(config.models)
    .flatMap((model) => offerOf(model, shapes, { config, lengths }) ?? [])
    .toSorted((a, b) => compareCosts(a.total.amount, b.total.amount));
}

/** Clips that differ in their texts, seeds and lengths only. */
interface Shape extends MergedWishes {
  /** One of them. */
  readonly clip: JobClip;
  /** The number of clips of each length. */
  readonly lengths: Map<number, number>;
}

function shapesOf(job: Job, config: Config): readonly Shape[] {
  const merge = createWishMerger(job, config);
  const shapes = new Map<string, Shape>();
  for (const clip of job.clipPrompts) {
    const { asked, unset } = merge(clip);
    const { duration, model: _model, seed, negativePrompt, ...others } = asked;
    const given = [seed, negativePrompt, clip.imageUrl, clip.lastImageUrl].map((value) => value !== undefined);
    const key = JSON.stringify([others, given]);
    const shape = remember(shapes, key, () => ({ clip, asked, unset, lengths: new Map() }));
    shape.lengths.set(duration, (shape.lengths.get(duration) ?? 0) + 1);
  }
  return [...shapes.values()];
}

/** Returns what clips cost on a model; `undefined` if it cannot make one of them, or its price is not known. */
function offerOf(
  model: ModelName,
  shapes: readonly Shape[],
  { config, lengths }: Required<ComparePricesOptions>,
): ModelOffer | undefined {
  const ascending = clipDurations(model, { models: config.models }).map((clip) => clip.seconds);
  const made = new Map<CostRates, Map<number, number>>();
  let isTypical = false;
  for (const shape of shapes) {
    // Of lengths between two that the model makes, one stands for all: each of them becomes the same.
    const isRateFree = lengths === "at-least" && shape.asked.fps === undefined;
    const known = new Map<number, ModelInput | undefined>();
    for (const [duration, count] of shape.lengths) {
      const key = isRateFree ? firstFrom(ascending, duration - SAME_LENGTH) : duration;
      const one = remember(known, key, () => makeOn(model, { ...shape.asked, duration }, shape, { config, lengths }));
      if (one?.rates === undefined || one.makes.seconds < duration - SAME_LENGTH) return undefined;
      const counts = remember(made, one.rates, () => new Map<number, number>());
      counts.set(one.makes.seconds, (counts.get(one.makes.seconds) ?? 0) + count);
      isTypical ||= one.price?.kind === "gpu-second";
    }
  }
  return { model, ...sumOf(made), isTypical };
}

/** Returns the position of the first length of at least a number of seconds. */
function firstFrom(ascending: readonly number[], seconds: number): number {
  const at = ascending.findIndex((length) => length >= seconds);
  return at === -1 ? ascending.length : at;
}

/** Returns what a model makes of a clip; `undefined` if it cannot, or not as it is asked for. */
function makeOn(
  model: ModelName,
  asked: AskedClip,
  { clip, unset }: Shape,
  { config: { models }, lengths }: Required<ComparePricesOptions>,
): ModelInput | undefined {
  const { model: _model, ...wishes } = asked;
  const images = {
    image: clip.imageUrl === undefined ? undefined : IMAGE_TO_COME,
    lastImage: clip.lastImageUrl === undefined ? undefined : IMAGE_TO_COME,
  };
  try {
    const wish = { ...unset, ...wishes, prompt: clip.prompt, ...images };
    const made = modelInput(model, wish, { models, lengths });
    const lost = made.adjustments.filter((adjustment) => isAskedFor(adjustment, asked));
    return lost.every(({ field }) => field === "duration") ? made : undefined;
  } catch (error) {
    if (error instanceof ConfigError) return undefined;
    throw error;
  }
}

/** Adds up clips, exactly, by their rates and the number of each length. */
function sumOf(made: ReadonlyMap<CostRates, ReadonlyMap<number, number>>): Pick<ModelOffer, "total" | "seconds"> {
  let total = addCosts();
  let seconds = 0;
  for (const [rates, counts] of made) {
    total = addCosts(total, estimateTotalCost({ clipPrompts: repeated(counts) }, { rates }));
    for (const [length, count] of counts) seconds += length * count;
  }
  return { total: costToJSON(total), seconds: roundSeconds(seconds) };
}

function* repeated(counts: ReadonlyMap<number, number>): Generator<{ readonly duration: number }> {
  for (const [duration, count] of counts) for (let at = 0; at < count; at += 1) yield { duration };
}

/** Rounds a sum of seconds to what its parts can have, so that it shows no noise. */
export function roundSeconds(seconds: number): number {
  return Number(seconds.toFixed(6));
}
