import * as v from "valibot";

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
