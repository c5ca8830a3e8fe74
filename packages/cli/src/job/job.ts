import * as v from "valibot";

/** A list of clips that are made, and paid for, together. */
export interface Job {
  /** Names the job in logs and plans. */
  readonly jobId: string;
  /** At least one clip. */
  readonly clipPrompts: readonly JobClip[];
}

/** One clip of a job, as it was asked for. */
export interface JobClip {
  /** What is to be seen. */
  readonly prompt: string;
  /** Seconds, from 0.001 to 86,400. */
  readonly duration: number;
  /** A URL of Supabase Storage; without one the clip is made from its prompt alone. */
  readonly imageUrl?: string;
}

/**
 * Seconds that a clip of a job can have: from a thousandth, which is shorter than any frame, to a day. Beyond these it is a
 * slip, such as milliseconds taken for seconds, and its cost a number that nobody can read.
 */
export const CLIP_LENGTH = { min: 0.001, max: 86_400 } as const;

/** The seconds of a clip as a job or a plan holds them. */
export const clipLengthSchema: v.GenericSchema<number> = v.pipe(
  v.number(),
  v.minValue(CLIP_LENGTH.min),
  v.maxValue(CLIP_LENGTH.max),
);
