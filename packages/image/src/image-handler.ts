import { lazily } from "./lazily.ts";
import type { BatchOptions, CallOptions, ImageHandlerOptions } from "./options.ts";
import type { ImageOutcome, PreparedImage } from "./outcome.ts";
import { runCall } from "./prepare/context.ts";
import { validateOptions } from "./validate-options.ts";

/** Hands images in Supabase Storage to models at Replicate. Its functions need no `this`. */
export interface ImageHandler {
  /**
   * The model's input for an image: a URL or a file; `null` where there is none, so that the job goes on with text only.
   * The reason is in the log.
   *
   * @throws the signal's reason when the caller aborts; {@link ImageOptionsError} when it is called with wrong options.
   */
  readonly downloadAndUploadImage: (
    imageUrl: string,
    jobId: string,
    options?: { readonly signal?: AbortSignal | undefined },
  ) => Promise<string | File | null>;
  /**
   * The same, and says how it went or why it did not.
   *
   * @throws the signal's reason when the caller aborts; {@link ImageOptionsError} when it is called with wrong options.
   */
  readonly prepareImage: (imageUrl: string, options: CallOptions) => Promise<ImageOutcome>;
  /**
   * The same for many images: one outcome for each URL, in their order. Objects of one bucket are signed with one
   * request for each 1,000; an object that is named several times is prepared once.
   *
   * @throws the signal's reason when the caller aborts; {@link ImageOptionsError} when it is called with wrong options.
   */
  readonly prepareImages: (imageUrls: readonly string[], options: BatchOptions) => Promise<ImageOutcome[]>;
  /**
   * Prepares an image in the next way, for a model that could not fetch what it was handed.
   *
   * @throws the signal's reason when the caller aborts; {@link ImageOptionsError} when it is called with wrong options.
   */
  readonly reprepare: (outcome: PreparedImage, options: CallOptions) => Promise<ImageOutcome>;
}

/**
 * Makes a handler; connections and clients are opened when they are first needed.
 *
 * @throws {@link ImageOptionsError} that lists every wrong option.
 * @example
 * ```ts
 * import { createImageHandler } from "@vg/image";
 *
 * createImageHandler({ supabase: { url: "abc.supabase.co", serviceRoleKey: "key" } }); // throws supabase.url must be an http or https URL
 * ```
 */
export function createImageHandler(options: ImageHandlerOptions): ImageHandler {
  const settings = validateOptions(options);
  const engine = lazily(async () => (await import("./prepare/prepare-images.ts")).openEngine(settings));
  const prepareImage = (imageUrl: string, rest: CallOptions): Promise<ImageOutcome> =>
    runCall(settings, rest, async (call) => (await engine()).prepareImage(call, imageUrl));
  return Object.freeze({
    prepareImage,
    prepareImages: (imageUrls: readonly string[], rest: BatchOptions) =>
      runCall(settings, rest, async (call) => (await engine()).prepareImages(call, imageUrls, rest.onProgress)),
    reprepare: (outcome: PreparedImage, rest: CallOptions) =>
      runCall(settings, rest, async (call) => (await engine()).reprepare(call, outcome)),
    async downloadAndUploadImage(
      imageUrl: string,
      jobId: string,
      rest: { readonly signal?: AbortSignal | undefined } = {},
    ) {
      const outcome = await prepareImage(imageUrl, { ...rest, jobId });
      return outcome.ok ? outcome.input : null;
    },
  });
}
