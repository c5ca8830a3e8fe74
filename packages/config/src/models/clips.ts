import { validateOptions, wrongArgument } from "../errors.ts";
import { getModel, type ModelName } from "./catalogue.ts";
import { fieldOf } from "./fields.ts";
import type { ModelField, Models, ModelSpec, ModelValue } from "./model.ts";

/** Clips made of a number of frames, played at a rate. */
export interface FrameClips {
  readonly kind: "frames";
  /** Every number of frames that can be asked for, ascending. */
  readonly frames: readonly number[];
  /** The lowest and the highest whole number of frames per second; the same twice if it is fixed. */
  readonly fps: { readonly min: number; readonly max: number };
  /** What the model adds to the frame rate when it writes the file: seconds = frames / (fps + fpsAdded). */
  readonly fpsAdded: number;
}

/** Clips whose length is asked for in seconds, or is always the same. */
export interface SecondClips {
  readonly kind: "seconds";
  /** Every length that can be made, ascending. */
  readonly seconds: readonly number[];
}

/** A clip that a model can make. */
export interface ClipDuration {
  /** Its length in seconds. */
  readonly seconds: number;
  /** The number of frames to ask for, if the model is asked for frames. */
  readonly frames?: number;
  /** The frame rate to ask for, if the model is asked for frames. */
  readonly fps?: number;
}

/** A length that a model makes, with the values of its inputs that make it. */
export interface ClipLength extends ClipDuration {
  /** The value of the input `duration` or `frames`; absent if the model has neither. */
  readonly asked?: ModelValue;
}

/** How the clips are to be made. */
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

/** How far a wanted length may be from one that can be made: people round to hundredths of a second. */
export const ROUNDING = 0.005;

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
  const nearest = clipDurations(model, options).reduce((best, clip) =>
    Math.abs(clip.seconds - seconds) < Math.abs(best.seconds - seconds) ? clip : best,
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

/** The frames and rates of a model that is asked for frames. */
interface FrameTable {
  readonly counts: readonly NumberedValue[];
  readonly rates: readonly number[];
  /** The rate that the model plays at if nobody sets one. */
  readonly usualRate: number;
  /** The input that sets the rate. */
  readonly rateInput: string | undefined;
  readonly fpsAdded: number;
}

/** Every length that a model makes, ascending, each once. */
export interface ClipLengths {
  readonly lengths: readonly ClipLength[];
  readonly frames?: FrameTable;
}

const known = new WeakMap<ModelSpec, ClipLengths>();

/** Returns every length that a model makes; worked out once for each model. */
export function clipLengths(spec: ModelSpec): ClipLengths {
  const remembered = known.get(spec);
  if (remembered !== undefined) return remembered;
  const lengths = findLengths(spec);
  known.set(spec, lengths);
  return lengths;
}

/** Returns the lengths that a model makes at one frame rate, ascending. */
export function lengthsAtRate(spec: ModelSpec, fps: number): readonly ClipLength[] {
  const { frames } = clipLengths(spec);
  return frames === undefined ? [] : frames.counts.map((count) => frameLength(count, fps, frames.fpsAdded));
}

function findLengths(spec: ModelSpec): ClipLengths {
  const { clips = {} } = spec;
  const duration = fieldOf(spec, "duration");
  if (duration !== undefined) return { lengths: secondLengths(spec, duration.field) };
  const table = frameTable(spec);
  if (table === undefined) return { lengths: (clips.seconds ?? []).map((seconds) => ({ seconds })) };
  const made = table.rates.flatMap((fps) => table.counts.map((count) => frameLength(count, fps, table.fpsAdded)));
  const ascending = made.toSorted((a, b) => a.seconds - b.seconds || worse(a, table) - worse(b, table));
  return { lengths: ascending.filter((clip, at) => clip.seconds !== ascending[at - 1]?.seconds), frames: table };
}

/**
 * Ranks ways to make one length: of a few fixed numbers of frames more are better; of any number of frames those at the
 * rate that the model usually plays at, because its motion is made for it.
 */
function worse({ fps = 0, frames = 0 }: ClipLength, { counts, usualRate }: FrameTable): number {
  const fixed = counts.length < 10;
  return fixed ? -frames : Math.abs(fps - usualRate);
}

function secondLengths({ clips = {} }: ModelSpec, field: ModelField): readonly ClipLength[] {
  const { seconds: wanted, rounding } = clips;
  const asked = numbersOf(field, 1, LONGEST_UNBOUNDED).filter(
    ({ number }) => number > 0 && (wanted === undefined || wanted.includes(number)),
  );
  return asked.map(({ number, value }) => {
    if (rounding === undefined) return { seconds: number, asked: value };
    const { fps, step, added } = rounding;
    return { seconds: (Math.ceil((number * fps - added) / step) * step + added) / fps, asked: value };
  });
}

function frameTable(spec: ModelSpec): FrameTable | undefined {
  const { clips = {} } = spec;
  const frames = fieldOf(spec, "frames");
  const rate = fieldOf(spec, "fps");
  const usualRate = rate === undefined ? clips.fps : (numberIn(rate.field.default) ?? clips.fps);
  const rates =
    rate === undefined ? [clips.fps ?? 0] : numbersOf(rate.field, 1, FASTEST_UNBOUNDED).map(({ number }) => number);
  if (frames === undefined || rates.every((fps) => fps === 0)) return undefined;
  const { frames: wanted } = clips;
  const bounded = frames.field.enum !== undefined || frames.field.maximum !== undefined;
  const counts = bounded
    ? numbersOf(frames.field, 1, 0).filter(({ number }) => wanted === undefined || wanted.includes(number))
    : (wanted ?? [numberIn(frames.field.default) ?? 0]).map((number) => ({ number, value: number }));
  return {
    counts: counts.filter(({ number }) => number > 0),
    rates,
    usualRate: usualRate ?? rates[0] ?? 0,
    rateInput: rate?.name,
    fpsAdded: clips.fpsAdded ?? 0,
  };
}

function frameLength({ number, value }: NumberedValue, fps: number, fpsAdded: number): ClipLength {
  return { seconds: number / (fps + fpsAdded), frames: number, fps, asked: value };
}

/** The longest length in seconds of a model whose schema does not bound it. */
const LONGEST_UNBOUNDED = 60;
/** The highest frame rate of a model whose schema does not bound it. */
const FASTEST_UNBOUNDED = 60;

/** A value of an input, and the number that it is or begins with: 25 of `25_frames_with_svd_xt`. */
interface NumberedValue {
  readonly number: number;
  readonly value: ModelValue;
}

/** Returns the numbers that an input takes, ascending: those it lists, or the whole ones in its range. */
export function numbersOf(field: ModelField, lowest: number, highest: number): readonly NumberedValue[] {
  if (field.enum !== undefined) {
    return field.enum
      .flatMap((value) => {
        const number = numberIn(value);
        return number === undefined ? [] : { number, value };
      })
      .toSorted((a, b) => a.number - b.number);
  }
  const { minimum = lowest, maximum = highest } = field;
  const first = Math.ceil(minimum);
  const count = Math.max(0, Math.floor(maximum) - first + 1);
  return Array.from({ length: Math.min(count, 10_000) }, (_, index) => ({
    number: first + index,
    value: first + index,
  }));
}

function numberIn(value: unknown): number | undefined {
  const number = typeof value === "string" ? Number.parseFloat(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

function rangeOf(rates: readonly number[]): { readonly min: number; readonly max: number } {
  return { min: Math.min(...rates), max: Math.max(...rates) };
}
