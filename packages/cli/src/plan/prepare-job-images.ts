import type { ImageHandler, ImageOutcome } from "@vg/image";
import { type PlannedImage } from "./planned-image.ts";
import { plannedImageOf } from "./planned-image-of.ts";

/** Storage signs this many paths in one request. */
const AT_ONCE = 1000;

/** How the images of a job are prepared. */
export interface PrepareJobImagesOptions {
  readonly handler: Pick<ImageHandler, "prepareImages">;
  readonly jobId: string;
  readonly signal: AbortSignal;
  /** Is told how many different images are done. */
  readonly onProgress: (done: number) => void;
}

/**
 * Prepares each different image once, and gives back what became of it by its URL.
 *
 * A thousand are prepared at a time and only what a plan holds of them is kept, so that the bytes of images that go with
 * the prediction never pile up.
 */
export async function prepareJobImages(
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
