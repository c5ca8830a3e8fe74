import { type Config, ConfigError, type ConfigOverrides, type ConfigWith, loadConfig, MODELS } from "@vg/config";
import { createImageHandler, type ImageHandler } from "@vg/image";
import { CliError } from "../errors.ts";
import { imageLogging, isLogShown } from "../shared/image-logging.ts";
import type { Job } from "../job/job.ts";
import { findReplicate } from "../shared/services.ts";
import { showProgress } from "../render/progress.ts";
import type { Terminal } from "../terminal.ts";
import type { PlannedImage } from "./planned-image.ts";
import { skippedImage } from "./planned-image-of.ts";
import { prepareJobImages } from "./prepare-job-images.ts";

/** How a job's images are come by. */
export interface JobImagesOptions {
  readonly overrides: ConfigOverrides;
  /** Whether they are only named, not prepared. */
  readonly skip: boolean;
  /** How many are moved at once. */
  readonly concurrency: number;
}

/** A job is not cut off while its images still move: so many milliseconds for all, and for each. */
const TIMEOUT_MS = { base: 120_000, perImage: 5000 };

/**
 * What became of the image of each clip that has one, by its URL; none is prepared where the model takes none.
 *
 * @throws {@link CliError} when there are images and no Supabase is configured.
 */
export async function jobImages(
  job: Job,
  { model }: Pick<Config, "model">,
  { overrides, skip, concurrency }: JobImagesOptions,
  terminal: Terminal,
): Promise<ReadonlyMap<string, PlannedImage>> {
  const urls = [...new Set(job.clipPrompts.flatMap(({ imageUrl }) => imageUrl ?? []))];
  if (urls.length === 0 || MODELS[model].image === "none") return new Map();
  if (skip) return new Map(urls.map((url) => [url, skippedImage(url)]));
  const config = loadForImages(overrides);
  const replicate = await findReplicate(config);
  const handler = createImageHandler({
    supabase: config.supabase,
    ...(replicate && { replicate }),
    concurrency,
    totalTimeout: TIMEOUT_MS.base + TIMEOUT_MS.perImage * Math.min(urls.length, 1000),
    ...imageLogging(config, terminal),
  });
  const interactive = terminal.interactive && !isLogShown(config, terminal);
  return watchImages(job.jobId, urls, handler, { ...terminal, interactive });
}

/** Prepares images with a bar that shows how far that is. */
export async function watchImages(
  jobId: string,
  urls: readonly string[],
  handler: Pick<ImageHandler, "prepareImages">,
  terminal: Terminal,
): Promise<ReadonlyMap<string, PlannedImage>> {
  const progress = await showProgress("Preparing images", urls.length, terminal);
  try {
    return await prepareJobImages(urls, { handler, jobId, signal: terminal.signal, onProgress: progress.update });
  } finally {
    progress.stop();
  }
}

function loadForImages(overrides: ConfigOverrides): ConfigWith<"supabase"> {
  try {
    return loadConfig({ overrides, require: ["supabase"], onWarning: () => {} });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new CliError(
      `the job has images, and where they are is not configured:\n${error.message.replaceAll(/^/gm, "  ")}\nSet what is missing, or price the job without its images: --no-images`,
      { cause: error },
    );
  }
}
