import { validateOptions, wrongArgument } from "../errors.ts";
import { MODELS, parseModelName } from "./catalogue.ts";
import type { FrameClips, ModelName, ModelSpec } from "./model.ts";

/** A clip that a model can make. */
export interface ClipDuration {
  /** Its length in seconds. */
  readonly seconds: number;
  /** How many frames to ask for, where the model is asked for frames. */
  readonly frames?: number;
  /** The frame rate to ask for, where the model is asked for frames. */
  readonly fps?: number;
}

/** How the clips are to be made. */
export interface ClipDurationOptions {
  /**
   * Frames per second; only lengths at this rate are given. Models that cannot be told a rate ignore it.
   *
   * @default every rate that the model can play
   */
  readonly fps?: number | undefined;
}

/**
 * Every clip length that a model can really make, the shortest first, each once.
 *
 * @throws {@link ConfigError} when the model is unknown, or cannot play at the frame rate.
 * @example
 * ```ts
 * import { clipDurations } from "@vg/config";
 *
 * clipDurations("veo-3.1-lite").map((clip) => clip.seconds); // => [ 4, 6, 8 ]
 * clipDurations("svd", { fps: 6 }); // => [ { seconds: 2, frames: 14, fps: 6 }, { seconds: 3.5714285714285716, frames: 25, fps: 6 } ]
 * ```
 */
export function clipDurations(model: ModelName, options: ClipDurationOptions = {}): readonly ClipDuration[] {
  const spec = MODELS[parseModelName(model)];
  const { fps } = validateOptions(options);
  if (fps !== undefined && typeof fps !== "number") throw wrongArgument("fps", "a number", fps);
  const { clips } = spec;
  if (clips.kind === "seconds") return Object.freeze(clips.seconds.map((seconds) => Object.freeze({ seconds })));
  const made = ratesFor(spec, clips, fps).flatMap((rate) =>
    clips.frames.map((frames) => Object.freeze({ seconds: frames / (rate + clips.fpsAdded), frames, fps: rate })),
  );
  const ascending = made.toSorted((a, b) => a.seconds - b.seconds || b.frames - a.frames);
  return Object.freeze(ascending.filter((clip, at) => clip.seconds !== ascending[at - 1]?.seconds));
}

function ratesFor(spec: ModelSpec, { fps: range }: FrameClips, fps: number | undefined): readonly number[] {
  const { min, max } = range;
  if (fps === undefined || spec.inputs.fps === undefined) {
    return Array.from({ length: max - min + 1 }, (_, index) => min + index);
  }
  if (Number.isInteger(fps) && fps >= min && fps <= max) return [fps];
  throw wrongArgument("fps", `a whole number from ${min} to ${max} for ${spec.owner}/${spec.name}`, fps);
}

/** How far a wanted length may be from one that can be made: people round to hundredths of a second. */
const ROUNDING = 0.005;

/** The clip that comes nearest to a wanted one. */
export interface NearestClipDuration extends ClipDuration {
  /** Whether it is the wanted one, to the hundredth of a second. */
  readonly possible: boolean;
}

/**
 * Whether a model can make a clip of the wanted length, and the nearest length that it can make; of two that are
 * equally near the shorter one, which costs less.
 *
 * @param seconds - The wanted length, 0 or more.
 * @throws {@link ConfigError} when the model is unknown, cannot play at the frame rate, or the length is no length.
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
  const nearest = clipDurations(model, options).reduce((best, clip) =>
    Math.abs(clip.seconds - seconds) < Math.abs(best.seconds - seconds) ? clip : best,
  );
  return Object.freeze({ ...nearest, possible: Math.abs(nearest.seconds - seconds) <= ROUNDING });
}
