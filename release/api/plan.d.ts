/** One thing that is wrong with a job. */
interface JobIssue {
  /** The field: `clipPrompts[2].duration`; empty for the job as a whole. */
  readonly path: string;
  /** The rule, the value and the fix, as they follow the field's name; never a secret's value. */
  readonly message: string;
  readonly code: JobIssueCode;
}
/**
 * The kind of an issue:
 *
 * - `missing`: a field that has to be there is not
 * - `invalid`: a field has a value that it cannot have
 * - `unknown-field`: a field that a job does not have
 * - `repeated-field`: a field that is there more than once, which only the text of a job shows
 */
type JobIssueCode = "missing" | "invalid" | "unknown-field" | "repeated-field";
/**
 * Everything that is wrong with a job, all at once, in a message made for a person: one line an issue, of which it shows
 * the first twenty.
 *
 * @example
 * ```ts
 * import { JobError } from "@vg/plan";
 *
 * const path = "clipPrompts[0].seed";
 * new JobError([{ path, message: "must be a whole number", code: "invalid" }]).message; // => 'clipPrompts[0].seed (clip 1) must be a whole number'
 * ```
 */
declare class JobError extends Error {
  override readonly name = "JobError";
  readonly issues: readonly JobIssue[];
  constructor(issues: readonly JobIssue[]);
}
/** A list of clips that are made, and paid for, together. */
interface Job {
  /** The name of the job in logs and plans: 1 to 200 characters on one line. */
  readonly jobId: string;
  /** At least one clip. */
  readonly clipPrompts: readonly JobClip[];
  /** What every clip is to be like that does not say otherwise. */
  readonly defaults?: Wishes;
}
/** One clip of a job, as it is asked for. */
interface JobClip extends Wishes {
  /** What is to be seen. */
  readonly prompt: string;
  /** Seconds, from 0.001 to 86,400. */
  readonly duration: number;
  /** The image that the clip begins with, a URL of Supabase Storage; without it the clip is made from its prompt alone. */
  readonly imageUrl?: string;
  /** The image that the clip ends with, a URL of Supabase Storage. */
  readonly lastImageUrl?: string;
}
/** What a clip is to be like. What is left out is up to the job's defaults, then to the configuration, then to the model. */
interface Wishes {
  /** The name of a model, such as `veo-3.1-lite`. */
  readonly model?: string;
  /** The size of the picture: `720p`, `1280x720`, or a word of the model's own. */
  readonly resolution?: string;
  /** Width to height, such as `16:9`. */
  readonly aspectRatio?: string;
  /** True if the clip is to have sound. */
  readonly audio?: boolean;
  /** The number that the randomness begins with, a whole number of at least 0: the same one makes the same clip again. */
  readonly seed?: number;
  /** What is not to be seen; an empty text is no wish, and hides the job's default. */
  readonly negativePrompt?: string;
  /** Frames per second, a whole number from 1 to 240. */
  readonly fps?: number;
}
/**
 * Reads a job from parsed JSON; a field that is null is left out.
 *
 * @throws {@link JobError} with everything that is wrong: fields that are missing, invalid or not a job's.
 * @example
 * ```ts
 * import { parseJob } from "@vg/plan";
 *
 * const job = parseJob({ jobId: "film", clipPrompts: [{ prompt: "waves at night", duration: 5, audio: true }] });
 * job.clipPrompts; // => [ { prompt: 'waves at night', duration: 5, audio: true } ]
 * parseJob({ jobId: "film", clipPrompts: [{ prompt: "waves", lenght: 5, duration: 5 }] }); // throws clipPrompts[0].lenght (clip 1) is not a field
 * ```
 */
declare function parseJob(value: unknown): Job;
export { type Job, type JobClip, JobError, type JobIssue, type JobIssueCode, type Wishes, parseJob };
