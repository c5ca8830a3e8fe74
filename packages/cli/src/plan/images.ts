import { type Config, ConfigError, type ConfigOverrides, type ConfigWith, type Models } from "@vg/config";
import { createImageHandler, type ImageHandler, type ImageOutcome } from "@vg/image";
import { redact } from "@vg/internal";
import { type ImageOutcomeLike, type ImageOutcomes, imageUrls, type Job } from "@vg/plan";
import { CliError } from "../errors.ts";
import { showProgress } from "../render/progress.ts";
import { loadWithOptions } from "../shared/config.ts";
import { findReplicate, imageLogging, isLogShown } from "../shared/services.ts";
import type { Terminal } from "../terminal.ts";

/** The way in which a job's images are prepared. */
export interface JobImagesOptions {
  readonly overrides: ConfigOverrides;
  readonly models: Models | undefined;
  /** True if they are only named, not prepared. */
  readonly skip: boolean;
  /** The number of images that are moved at once. */
  readonly concurrency: number;
  /** Seconds for which signed URLs work. */
  readonly signedUrlTtl: number;
}

/** The milliseconds that the images of a job may take: for all, and for each. */
const TIMEOUT_MS = { base: 120_000, perImage: 5000 };

/**
 * Prepares the images that the clips of a job need, and returns the outcomes by their URLs.
 *
 * @throws {@link CliError} if there are images and no Supabase is configured, or no Replicate that goes with it.
 */
export async function prepareJobImages(
  job: Job,
  config: Config,
  { overrides, models, skip, concurrency, signedUrlTtl }: JobImagesOptions,
  terminal: Terminal,
): Promise<ImageOutcomes> {
  const urls = skip ? [] : imageUrls(job, { config });
  if (urls.length === 0) return new Map();
  const configured = loadForImages(overrides, models);
  const replicate = await findReplicate(configured, terminal.signal);
  const handler = createImageHandler({
    supabase: configured.supabase,
    ...(replicate && { replicate }),
    trustedOrigins: configured.trustedOrigins,
    concurrency,
    signedUrlTtl,
    totalTimeout: TIMEOUT_MS.base + TIMEOUT_MS.perImage * Math.min(urls.length, 1000),
    ...imageLogging(configured, terminal),
  });
  const interactive = terminal.interactive && !isLogShown(configured, terminal);
  return watchImages(job.jobId, urls, handler, { ...terminal, interactive });
}

/** Prepares images and shows a progress bar. */
export async function watchImages(
  jobId: string,
  urls: readonly string[],
  handler: Pick<ImageHandler, "prepareImages">,
  terminal: Terminal,
): Promise<ImageOutcomes> {
  const progress = await showProgress("Preparing images", urls.length, terminal);
  try {
    return await prepareInBatches(urls, {
      handler,
      jobId: redact(jobId),
      signal: terminal.signal,
      onProgress: progress.update,
    });
  } finally {
    progress.stop();
  }
}

function loadForImages(overrides: ConfigOverrides, models: Models | undefined): ConfigWith<"supabase"> {
  try {
    return loadWithOptions(overrides, { models, require: ["supabase"], onWarning: () => {} });
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

interface BatchOptions {
  readonly handler: Pick<ImageHandler, "prepareImages">;
  readonly jobId: string;
  readonly signal: AbortSignal;
  /** Called with the number of images that are done. */
  readonly onProgress: (done: number) => void;
}

/**
 * Prepares images a thousand at a time. What a plan does not keep of them is dropped, so that the bytes of images that go
 * with the prediction never pile up.
 */
async function prepareInBatches(
  urls: readonly string[],
  { handler, jobId, signal, onProgress }: BatchOptions,
): Promise<ImageOutcomes> {
  const images = new Map<string, ImageOutcomeLike>();
  for (let start = 0; start < urls.length; start += AT_ONCE) {
    const batch = urls.slice(start, start + AT_ONCE);
    const report = ({ done }: { readonly done: number }): void => onProgress(start + done);
    const outcomes = await handler.prepareImages(batch, { jobId, signal, onProgress: report });
    for (const [at, outcome] of outcomes.entries()) images.set(batch[at] ?? "", withoutBytes(outcome));
  }
  return images;
}

/** Returns an outcome without the bytes of its file. */
function withoutBytes(outcome: ImageOutcome): ImageOutcomeLike {
  if (!outcome.ok || typeof outcome.input === "string") return outcome;
  const { name, size } = outcome.input;
  return { ...outcome, input: { name, size } };
}
