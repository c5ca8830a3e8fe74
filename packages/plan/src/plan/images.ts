import { type Config, inputNeed } from "@vg/config";
import type { Job } from "../job/job.ts";
import { parseStorageUrl, type StorageObject } from "../job/storage-url.ts";
import type { PlannedImage } from "./plan.ts";
import { wishedModel } from "./wishes.ts";

/** The outcome of preparing an image, such as `prepareImages` of `@vg/image` returns. */
export type ImageOutcomeLike = PreparedImageLike | UnavailableImageLike;

/** An image that a model can take. */
export interface PreparedImageLike {
  readonly ok: true;
  readonly via: "signed-url" | "upload" | "file";
  /** A URL, or a file; of a file a plan keeps the name and the size, so its bytes need not be here. */
  readonly input: string | { readonly name: string; readonly size: number };
  readonly object: StorageObject;
  /** The time when `input` stops working, if it does. */
  readonly expiresAt?: Date;
  readonly mediaType?: string;
  /** Pixels. */
  readonly width?: number;
  /** Pixels. */
  readonly height?: number;
  readonly steps?: readonly StepLike[];
}

/** An image that could not be prepared, and why. */
export interface UnavailableImageLike {
  readonly ok: false;
  readonly reason: string;
  /** True if preparing it again may succeed. */
  readonly retryable: boolean;
  readonly object?: StorageObject;
  readonly steps?: readonly StepLike[];
}

/** One attempt. */
interface StepLike {
  readonly result: string;
}

/**
 * Returns the URLs of the images that the clips of a job need, each once: not those of models that take none.
 *
 * @example
 * ```ts
 * import { loadConfig } from "@vg/config";
 * import { imageUrls, parseJob } from "@vg/plan";
 *
 * const imageUrl = "https://abc.supabase.co/storage/v1/object/film/boat.png";
 * const clip = { prompt: "a boat", duration: 4, imageUrl };
 * const job = parseJob({ jobId: "film", clipPrompts: [clip, clip, { ...clip, model: "cogvideox-t2v" }] });
 * imageUrls(job, { config: loadConfig({ env: {}, onWarning: () => {} }) }); // => [ 'https://abc.supabase.co/storage/v1/object/film/boat.png' ]
 * ```
 */
export function imageUrls(job: Job, { config }: { readonly config: Pick<Config, "model" | "models"> }): string[] {
  const urls = new Set<string>();
  for (const clip of job.clipPrompts) {
    const name = wishedModel(clip, job.defaults) ?? config.model;
    const spec = Object.hasOwn(config.models, name) ? config.models[name] : undefined;
    if (spec === undefined) continue;
    if (clip.imageUrl !== undefined && inputNeed(spec, "image") !== "none") urls.add(clip.imageUrl);
    if (clip.lastImageUrl !== undefined && inputNeed(spec, "lastImage") !== "none") urls.add(clip.lastImageUrl);
  }
  return [...urls];
}

/** The outcomes of a job's images, by their URLs. */
export type ImageOutcomes = ReadonlyMap<string, ImageOutcomeLike>;

/**
 * Returns what a plan keeps of an image, frozen: everything but the bytes. A URL that Storage does not serve is an image
 * that is not there, whether somebody has tried to prepare it or not.
 */
export function plannedImage(imageUrl: string | undefined, outcomes: ImageOutcomes, isTaken: boolean): PlannedImage {
  if (imageUrl === undefined) return NO_IMAGE;
  if (!isTaken) return NOT_TAKEN;
  const outcome = outcomes.get(imageUrl);
  if (outcome === undefined) {
    const parsed = parseStorageUrl(imageUrl);
    return "problem" in parsed
      ? Object.freeze({ via: "none", ...parsed, retryable: false, attempts: 0 })
      : Object.freeze({ via: "not-prepared", imageUrl, object: parsed });
  }
  const { object, steps = [] } = outcome;
  const failures = steps.filter(({ result }) => result !== "ok").length;
  if (!outcome.ok) {
    const { reason, retryable } = outcome;
    const parsed = parseStorageUrl(imageUrl);
    return {
      via: "none",
      reason,
      ...("problem" in parsed && parsed.reason === reason && { problem: parsed.problem }),
      retryable,
      attempts: failures,
      ...(object && { object: plainObject(object) }),
    };
  }
  const { input, via, expiresAt, mediaType, width, height } = outcome;
  const facts = {
    imageUrl,
    object: plainObject(outcome.object),
    attempts: failures + 1,
    ...(mediaType !== undefined && { mediaType }),
    ...(width !== undefined && { width }),
    ...(height !== undefined && { height }),
  };
  if (typeof input !== "string") return { via: "file", name: input.name, bytes: input.size, ...facts };
  const isUpload = via === "upload";
  return {
    via: isUpload ? "upload" : "signed-url",
    input,
    ...facts,
    ...(expiresAt && { expiresAt: expiresAt.toISOString() }),
  };
}

const NO_IMAGE: PlannedImage = Object.freeze({ via: "none", reason: "no-image", retryable: false, attempts: 0 });
/** The image of a clip whose model takes none. */
export const NOT_TAKEN: PlannedImage = Object.freeze({
  via: "none",
  reason: "not-taken",
  retryable: false,
  attempts: 0,
});

function plainObject({ bucket, path }: StorageObject): StorageObject {
  return { bucket, path };
}

/**
 * Returns the reason why a clip has no image in words: `image not found` for `not-found`.
 *
 * @param reason - The `reason` of a planned image whose `via` is `none`.
 * @example
 * ```ts
 * import { formatImageReason } from "@vg/plan";
 *
 * formatImageReason("timeout"); // => 'no answer in time'
 * ```
 */
export function formatImageReason(reason: string): string {
  return Object.hasOwn(WORDS, reason) ? (WORDS[reason] ?? reason) : reason.replaceAll("-", " ");
}

const WORDS: Readonly<Record<string, string>> = {
  "no-image": "no image",
  "not-taken": "the model takes no image",
  "invalid-url": "no Supabase Storage URL",
  "untrusted-origin": "its image is on another server than SUPABASE_URL",
  "unsafe-path": "no legal object key",
  "not-found": "image not found",
  forbidden: "access refused",
  "rate-limited": "too many requests",
  "server-error": "server error",
  network: "server not reached",
  timeout: "no answer in time",
  redirect: "redirected",
  "bad-response": "unintelligible answer",
  "too-large": "image too large",
  "unsupported-type": "no supported image type",
  truncated: "image cut off",
  empty: "image is empty",
  "url-not-public": "URL not public",
  "upload-failed": "upload failed",
};
