import { remember } from "@vg/internal";
import { fieldOf } from "./fields.ts";
import type { ModelField, ModelSpec, ModelValue } from "./model.ts";

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

/** The greatest distance of a wanted length from one that can be made: people round to hundredths of a second. */
export const ROUNDING = 0.005;

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
  return remember(known, spec, findLengths);
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
