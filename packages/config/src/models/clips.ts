import { ConfigError, validateOptions, wrongArgument } from "../errors.ts";
import { getModel, type ModelName } from "./catalogue.ts";
import { type ClipDuration, type ClipLength, clipLengths, lengthsAtRate, ROUNDING } from "./lengths.ts";
import type { Models, ModelSpec } from "./model.ts";

/** Clips made of a number of frames, played at a rate. */
export interface FrameClips {
  readonly kind: "frames";
  /** Every number of frames that can be asked for, ascending. */
  readonly frames: readonly number[];
  /** The lowest and the highest whole number of frames per second; the same twice if it is fixed. */
  readonly fps: { readonly min: number; readonly max: number };
  /** The number that the model adds to the frame rate when it writes the file: seconds = frames / (fps + fpsAdded). */
  readonly fpsAdded: number;
}

/** Clips whose length is asked for in seconds, or is always the same. */
export interface SecondClips {
  readonly kind: "seconds";
  /** Every length that can be made, ascending. */
  readonly seconds: readonly number[];
}

/** The options of making the clips. */
export interface ClipDurationOptions {
  /**
   * Frames per second; only lengths at this rate are given. Models that cannot be told a rate ignore it.
   *
   * @default every rate that the model can play
   */
  readonly fps?: number | undefined;
  /**
   * The models to choose from, such as `config.models`.
   *
   * @default MODELS
   */
  readonly models?: Models | undefined;
}

/**
 * Returns every clip length that a model makes, the shortest first, each once.
 *
 * @throws {@link ConfigError} if the model is unknown, or cannot play at the frame rate.
 * @example
 * ```ts
 * import { clipDurations } from "@vg/config";
 *
 * clipDurations("veo-3.1-lite").map((clip) => clip.seconds); // => [ 4, 6, 8 ]
 * clipDurations("svd", { fps: 6 }); // => [ { seconds: 2, frames: 14, fps: 6 }, { seconds: 3.5714285714285716, frames: 25, fps: 6 } ]
 * ```
 */
export function clipDurations(model: ModelName, options: ClipDurationOptions = {}): readonly ClipDuration[] {
  const { fps, models } = validateOptions(options);
  const spec = getModel(model, models);
  if (fps !== undefined && typeof fps !== "number") throw wrongArgument("fps", "a number", fps);
  const { lengths, frames } = clipLengths(spec);
  if (frames === undefined || fps === undefined || frames.rateInput === undefined) {
    return Object.freeze(lengths.map(publicLength));
  }
  const atRate = frames.rates.includes(fps) ? lengthsAtRate(spec, fps) : [];
  if (atRate.length > 0) return Object.freeze(atRate.map(publicLength));
  const { min, max } = rangeOf(frames.rates);
  throw wrongArgument("fps", `a whole number from ${min} to ${max} for ${spec.owner}/${spec.name}`, fps);
}

function publicLength({ seconds, frames, fps }: ClipLength): ClipDuration {
  return Object.freeze({
    seconds,
    ...(frames !== undefined && { frames }),
    ...(frames !== undefined && fps !== undefined && { fps }),
  });
}

/** The clip that comes nearest to a wanted one. */
export interface NearestClipDuration extends ClipDuration {
  /** True if it is the wanted one, to the hundredth of a second. */
  readonly possible: boolean;
}

/**
 * Returns the length nearest to a wanted one that a model makes, and whether it is the wanted one; of two that are
 * equally near the shorter one, which costs less.
 *
 * @param seconds - The wanted length, 0 or more.
 * @throws {@link ConfigError} if the model is unknown, cannot play at the frame rate, or the length is not a length.
 * @example
 * ```ts
 * import { nearestClipDuration } from "@vg/config";
 *
 * nearestClipDuration("veo-3.1-lite", 6); // => { seconds: 6, possible: true }
 * nearestClipDuration("veo-3.1-lite", 5); // => { seconds: 4, possible: false }
 * nearestClipDuration("svd", 8); // => { seconds: 4.166666666666667, frames: 25, fps: 5, possible: false }
 * ```
 */
export function nearestClipDuration(
  model: ModelName,
  seconds: number,
  options: ClipDurationOptions = {},
): NearestClipDuration {
  if (!Number.isFinite(seconds) || seconds < 0) {
    throw wrongArgument("seconds", "a finite number, 0 or more", seconds);
  }
  const [first, ...others] = clipDurations(model, options);
  if (first === undefined) {
    throw new ConfigError([{ variable: "model", message: `must be one whose lengths are known, not ${model}` }]);
  }
  const nearest = others.reduce(
    (best, clip) => (Math.abs(clip.seconds - seconds) < Math.abs(best.seconds - seconds) ? clip : best),
    first,
  );
  return Object.freeze({ ...nearest, possible: Math.abs(nearest.seconds - seconds) <= ROUNDING });
}

/**
 * Returns what clips a model makes: how many frames at which rates, or how many seconds.
 *
 * @example
 * ```ts
 * import { clipsOf, MODELS } from "@vg/config";
 *
 * clipsOf(MODELS["veo-3.1-lite"]); // => { kind: 'seconds', seconds: [ 4, 6, 8 ] }
 * clipsOf(MODELS.svd); // => { kind: 'frames', frames: [ 14, 25 ], fps: { min: 5, max: 30 }, fpsAdded: 1 }
 * ```
 */
export function clipsOf(spec: ModelSpec): FrameClips | SecondClips {
  const { lengths, frames } = clipLengths(spec);
  if (frames === undefined) return { kind: "seconds", seconds: lengths.map(({ seconds }) => seconds) };
  const { counts, rates, fpsAdded } = frames;
  return { kind: "frames", frames: counts.map(({ number }) => number), fps: rangeOf(rates), fpsAdded };
}

function rangeOf(rates: readonly number[]): { readonly min: number; readonly max: number } {
  return { min: Math.min(...rates), max: Math.max(...rates) };
}
