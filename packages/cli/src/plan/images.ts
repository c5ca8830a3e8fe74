import { type Config, ConfigError, type ConfigOverrides, type ConfigWith, getModel, inputNeed } from "@vg/config";
import {
  createImageHandler,
  type ImageHandler,
  type ImageOutcome,
  parseSupabaseUrl,
  type PreparedImage,
  type Step,
} from "@vg/image";
import { redact } from "@vg/internal";
import { CliError } from "../errors.ts";
import type { Job } from "../job/job.ts";
import { showProgress } from "../render/progress.ts";
import { loadWithOptions } from "../shared/config.ts";
import { findReplicate, imageLogging, isLogShown } from "../shared/services.ts";
import type { Terminal } from "../terminal.ts";
import type { PlannedImage, SkippedImage } from "./plan.ts";

/** The way in which a job's images are prepared. */
export interface JobImagesOptions {
  readonly overrides: ConfigOverrides;
  /** True if they are only named, not prepared. */
  readonly skip: boolean;
  /** The number of images that are moved at once. */
  readonly concurrency: number;
}

/** The milliseconds that the images of a job may take: for all, and for each. */
const TIMEOUT_MS = { base: 120_000, perImage: 5000 };

/**
 * Prepares the image of each clip that has one, and returns the results by URL; none is prepared if the model takes none.
 *
 * @throws {@link CliError} if there are images and no Supabase is configured, or no Replicate that goes with it.
 */
export async function jobImages(
  job: Job,
  { model }: Pick<Config, "model">,
  { overrides, skip, concurrency }: JobImagesOptions,
  terminal: Terminal,
): Promise<ReadonlyMap<string, PlannedImage>> {
  const urls = [...new Set(job.clipPrompts.flatMap(({ imageUrl }) => imageUrl ?? []))];
  if (urls.length === 0 || inputNeed(getModel(model), "image") === "none") return new Map();
  if (skip) return new Map(urls.map((url) => [url, skippedImage(url)]));
  const config = loadForImages(overrides);
  const replicate = await findReplicate(config, terminal.signal);
  const handler = createImageHandler({
    supabase: config.supabase,
    ...(replicate && { replicate }),
    trustedOrigins: config.trustedOrigins,
    concurrency,
    totalTimeout: TIMEOUT_MS.base + TIMEOUT_MS.perImage * Math.min(urls.length, 1000),
    ...imageLogging(config, terminal),
  });
  const interactive = terminal.interactive && !isLogShown(config, terminal);
  return watchImages(job.jobId, urls, handler, { ...terminal, interactive });
}

/** Prepares images and shows a progress bar. */
export async function watchImages(
  jobId: string,
  urls: readonly string[],
  handler: Pick<ImageHandler, "prepareImages">,
  terminal: Terminal,
): Promise<ReadonlyMap<string, PlannedImage>> {
  const progress = await showProgress("Preparing images", urls.length, terminal);
  try {
    return await prepareJobImages(urls, {
      handler,
      jobId: redact(jobId),
      signal: terminal.signal,
      onProgress: progress.update,
    });
  } finally {
    progress.stop();
  }
}

function loadForImages(overrides: ConfigOverrides): ConfigWith<"supabase"> {
  try {
    return loadWithOptions(overrides, { require: ["supabase"], onWarning: () => {} });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new CliError(
      `the job has images, and Supabase is not configured:\n${error.message.replaceAll(/^/gm, "  ")}\nSet what is missing, or price the job without its images: --no-images`,
      { cause: error },
    );
  }
}

/** Storage signs this many paths in one request. */
const AT_ONCE = 1000;

/** The way in which the images of a job are prepared. */
interface PrepareJobImagesOptions {
  readonly handler: Pick<ImageHandler, "prepareImages">;
  readonly jobId: string;
  readonly signal: AbortSignal;
  /** Called with the number of different images that are done. */
  readonly onProgress: (done: number) => void;
}

/**
 * Prepares each different image once, and returns the results by URL.
 *
 * A thousand are prepared at a time and only what a plan contains of them is kept, so that the bytes of images that go with
 * the prediction never pile up.
 */
async function prepareJobImages(
  imageUrls: readonly string[],
  { handler, jobId, signal, onProgress }: PrepareJobImagesOptions,
): Promise<ReadonlyMap<string, PlannedImage>> {
  const distinct = [...new Set(imageUrls)];
  const images = new Map<string, PlannedImage>();
  for await (const { urls, outcomes } of batches()) {
    for (const [at, outcome] of outcomes.entries()) {
      const url = urls[at];
      if (url !== undefined) images.set(url, plannedImageOf(url, outcome));
    }
  }
  return images;

  /** One after the other: the next batch's bytes have no room before this one's are gone. */
  async function* batches(): AsyncGenerator<{ urls: readonly string[]; outcomes: readonly ImageOutcome[] }> {
    for (let start = 0; start < distinct.length; start += AT_ONCE) {
      const urls = distinct.slice(start, start + AT_ONCE);
      yield handler
        .prepareImages(urls, { jobId, signal, onProgress: ({ done }) => onProgress(start + done) })
        .then((outcomes) => ({ urls, outcomes }));
    }
  }
}

/** Returns what a plan keeps of an image's outcome: all but the bytes. */
function plannedImageOf(imageUrl: string, outcome: ImageOutcome): PlannedImage {
  if (!outcome.ok) {
    const { reason, retryable, object } = outcome;
    return { via: "none", reason, retryable, attempts: failures(outcome.steps), ...(object && { object }) };
  }
  const { input, object, expiresAt } = outcome;
  const attempts = failures(outcome.steps) + 1;
  if (typeof input !== "string") {
    return { via: "file", imageUrl, object, name: input.name, bytes: input.size, attempts, ...factsOf(outcome) };
  }
  const via = outcome.via === "upload" ? "upload" : "signed-url";
  return {
    via,
    input,
    object,
    attempts,
    ...(expiresAt && { expiresAt: expiresAt.toISOString() }),
    ...factsOf(outcome),
  };
}

/** Returns a plan's entry of an image that was not prepared. */
function skippedImage(imageUrl: string): SkippedImage {
  return { via: "not-prepared", imageUrl, object: parseSupabaseUrl(imageUrl) };
}

function failures(steps: readonly Step[]): number {
  return steps.filter(({ result }) => result !== "ok").length;
}

function factsOf({ mediaType, width, height }: PreparedImage): Pick<PreparedImage, "mediaType" | "width" | "height"> {
  return {
    ...(mediaType && { mediaType }),
    ...(width !== undefined && { width }),
    ...(height !== undefined && { height }),
  };
}
