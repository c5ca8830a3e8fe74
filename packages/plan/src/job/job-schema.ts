import * as v from "valibot";
import type { Job, JobClip, Wishes } from "./job.ts";

/**
 * The seconds that a clip of a job can have: from a thousandth, which is shorter than any frame, to a day. Beyond these it
 * is a slip, such as milliseconds taken for seconds, and its cost a number that nobody can read.
 */
const CLIP_SECONDS = { min: 0.001, max: 86_400 } as const;

const FPS = { min: 1, max: 240 } as const;

const ONE_LINE = /^[^\p{Cc}]*$/u;

const text = v.pipe(v.string(), v.check(hasText), v.maxLength(200), v.regex(ONE_LINE));

/** Any text: a URL that Storage does not serve costs its own clip the image, and no other clip anything. */
const imageUrl = v.pipe(v.string(), v.check(hasText));

const WISHES = {
  model: optional(text, "The name of a model, such as veo-3.1-lite."),
  resolution: optional(text, "The size of the picture: 720p, 1280x720, or a word of the model's own."),
  aspectRatio: optional(text, "Width to height, such as 16:9."),
  audio: optional(v.boolean(), "True if the clip is to have sound."),
  seed: optional(
    v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER)),
    "The number that the randomness begins with: the same one makes the same clip again.",
  ),
  negativePrompt: optional(v.string(), "What is not to be seen; an empty text hides the job's default."),
  fps: optional(v.pipe(v.number(), v.integer(), v.minValue(FPS.min), v.maxValue(FPS.max)), "Frames per second."),
};

const CLIP = {
  prompt: v.pipe(v.string(), v.check(hasText), v.description("What is to be seen.")),
  duration: v.pipe(
    v.number(),
    v.minValue(CLIP_SECONDS.min),
    v.maxValue(CLIP_SECONDS.max),
    v.description("The length in seconds."),
  ),
  imageUrl: optional(imageUrl, "The image that the clip begins with, a URL of Supabase Storage."),
  lastImageUrl: optional(imageUrl, "The image that the clip ends with, a URL of Supabase Storage."),
};

const wishesSchema = v.pipe(
  v.strictObject(WISHES),
  v.transform((wishes) => wishesOf(wishes)),
);

const clipSchema = v.pipe(
  v.strictObject({ ...CLIP, ...WISHES }),
  v.transform((clip) => clipOf(clip)),
);

const JOB = {
  $schema: optional(v.string(), "The schema that an editor checks the file with."),
  jobId: v.pipe(text, v.description("The name of the job in logs and plans.")),
  clipPrompts: v.pipe(v.array(clipSchema), v.minLength(1), v.description("The clips of the job.")),
  defaults: optional(wishesSchema, "What every clip is to be like that does not say otherwise."),
};

/** The names of the fields that a job, a clip and their wishes have. */
export const FIELDS: Readonly<Record<"job" | "clip" | "wishes", readonly string[]>> = {
  job: Object.keys(JOB),
  clip: [...Object.keys(CLIP), ...Object.keys(WISHES)],
  wishes: Object.keys(WISHES),
};

/** The shape of a job; its JSON Schema is published as `@vg/plan/job.schema.json`. */
export const jobSchema: v.GenericSchema<unknown, Job> = v.pipe(
  v.strictObject(JOB),
  v.title("A job"),
  v.description("Clips that are made, and paid for, together."),
  v.transform(({ jobId, clipPrompts, defaults }) => ({ jobId, clipPrompts, ...(defaults != null && { defaults }) })),
);

/** A URL of an image as it should be. */
export const EXAMPLE_URL = "https://PROJECT.supabase.co/storage/v1/object/public/BUCKET/harbour.png";

/** The rules of the fields by their names, as they follow a field; `""` is the job, and `clip` a clip of it. */
export const RULES: Readonly<Record<string, string>> = {
  "": 'must be an object with a "jobId" and a list of "clipPrompts"',
  $schema: 'must be a text, such as "job.schema.json"',
  jobId: 'must be a text of 1 to 200 characters on one line that names the job, such as "job-42"',
  clipPrompts: 'must be a list of at least one clip, such as [{ "prompt": "a harbour at dawn", "duration": 5 }]',
  defaults: 'must be an object with wishes for every clip, such as { "model": "veo-3.1-lite" }',
  clip: 'must be an object with a "prompt" and a "duration"',
  prompt: "must be a text that says what is to be seen",
  duration: `must be a number of seconds from ${CLIP_SECONDS.min} to ${CLIP_SECONDS.max}, such as 5`,
  imageUrl: `must be a URL of Supabase Storage, such as ${EXAMPLE_URL} (or be left out: the clip is then made from its prompt alone)`,
  lastImageUrl: `must be a URL of Supabase Storage, such as ${EXAMPLE_URL} (or be left out)`,
  model: 'must be the name of a model, such as "veo-3.1-lite"',
  resolution: 'must be the size of a picture, such as "720p" or "1280x720"',
  aspectRatio: 'must be a width to a height, such as "16:9"',
  audio: "must be true or false",
  seed: `must be a whole number from 0 to ${Number.MAX_SAFE_INTEGER}, such as 42`,
  negativePrompt: "must be a text that says what is not to be seen",
  fps: `must be a whole number of frames per second from ${FPS.min} to ${FPS.max}, such as 24`,
};

/** A field that can be left out, or be null, which means the same. */
function optional<const Schema extends v.GenericSchema>(schema: Schema, meaning: string) {
  return v.pipe(v.nullish(schema), v.description(meaning));
}

function hasText(value: string): boolean {
  return value.trim() !== "";
}

/** Wishes as they are read, some of them null or undefined. */
type ReadWishes = { readonly [W in keyof Wishes]?: Wishes[W] | null | undefined };

interface ReadClip extends ReadWishes {
  readonly prompt: string;
  readonly duration: number;
  readonly imageUrl?: string | null | undefined;
  readonly lastImageUrl?: string | null | undefined;
}

function clipOf({ prompt, duration, imageUrl: first, lastImageUrl: last, ...wishes }: ReadClip): JobClip {
  return {
    prompt,
    duration,
    ...(first != null && { imageUrl: first }),
    ...(last != null && { lastImageUrl: last }),
    ...wishesOf(wishes),
  };
}

function wishesOf({ model, resolution, aspectRatio, audio, seed, negativePrompt, fps }: ReadWishes): Wishes {
  return {
    ...(model != null && { model }),
    ...(resolution != null && { resolution }),
    ...(aspectRatio != null && { aspectRatio }),
    ...(audio != null && { audio }),
    ...(seed != null && { seed }),
    ...(negativePrompt != null && { negativePrompt }),
    ...(fps != null && { fps }),
  };
}
