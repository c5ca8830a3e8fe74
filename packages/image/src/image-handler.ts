import { startDeadline, SYSTEM_TIME, type TimeSource } from "./http/deadline.ts";
import type { BatchOptions, CallOptions, ImageHandlerOptions } from "./options.ts";
import type { ImageOutcome, PreparedImage } from "./outcome.ts";
import type { Call } from "./prepare/context.ts";
import type { ImagePreparer } from "./prepare/prepare-images.ts";
import { validateCallOptions, validateOptions } from "./validate-options.ts";

/** Hands images in Supabase Storage to models at Replicate. Its functions need no `this`. */
export interface ImageHandler {
  /**
   * Returns the model's input for an image: a URL or a file; `null` if there is none, so that the job goes on with text only.
   * The reason is in the log.
   *
   * @throws the signal's reason if the caller aborts; {@link ImageOptionsError} if it is called with wrong options.
   */
  readonly downloadAndUploadImage: (
    imageUrl: string,
    jobId: string,
    options?: { readonly signal?: AbortSignal | undefined },
  ) => Promise<string | File | null>;
  /**
   * Prepares an image: returns the model's input with how it came about, or the reason why there is none.
   *
   * @throws the signal's reason if the caller aborts; {@link ImageOptionsError} if it is called with wrong options.
   */
  readonly prepareImage: (imageUrl: string, options: CallOptions) => Promise<ImageOutcome>;
  /**
   * Prepares many images: returns one outcome for each URL, in their order. Objects of one bucket are signed with one
   * request for each 1,000 and each megabyte; an object that is named several times is prepared once.
   *
   * @throws the signal's reason if the caller aborts; {@link ImageOptionsError} if it is called with wrong options.
   */
  readonly prepareImages: (imageUrls: readonly string[], options: BatchOptions) => Promise<ImageOutcome[]>;
  /**
   * Prepares an image with the next strategy, for a model that could not fetch its input.
   *
   * @throws the signal's reason if the caller aborts; {@link ImageOptionsError} if it is called with wrong options.
   */
  readonly reprepare: (outcome: PreparedImage, options: CallOptions) => Promise<ImageOutcome>;
}

/**
 * Creates a handler; connections and clients are opened when they are first needed.
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
  return createHandler(options, SYSTEM_TIME);
}

/** Creates a handler whose time and chance come from elsewhere, for tests. */
export function createHandler(options: ImageHandlerOptions, time: TimeSource): ImageHandler {
  const validated = validateOptions(options, time);
  let preparer: Promise<ImagePreparer> | undefined;
  // Loaded with the first call, so that importing the package costs little.
  const loadPreparer = async (): Promise<ImagePreparer> =>
    (await import("./prepare/prepare-images.ts")).createImagePreparer(validated);

  /** Does the work of one call within its time; the work ends by itself once the call's signal aborts. */
  async function runCall<T>(
    callOptions: CallOptions,
    work: (preparer: ImagePreparer, call: Call) => Promise<T>,
  ): Promise<T> {
    const { jobId, signal: cancel } = validateCallOptions(callOptions);
    cancel?.throwIfAborted();
    const { clock, totalTimeout } = validated;
    const { signal, close } = startDeadline({ clock, ms: totalTimeout, signal: cancel });
    const isCancelled = (): boolean => cancel?.aborted ?? false;
    const call = { jobId, signal, endsAt: clock.now() + totalTimeout, isCancelled };
    try {
      const result = await work(await (preparer ??= loadPreparer()), call);
      cancel?.throwIfAborted();
      return result;
    } finally {
      close();
    }
  }

  const prepareImage = (imageUrl: string, rest: CallOptions): Promise<ImageOutcome> =>
    runCall(rest, (own, call) => own.prepareImage(call, imageUrl));
  return Object.freeze({
    prepareImage,
    prepareImages: (imageUrls: readonly string[], rest: BatchOptions) =>
      runCall(rest, (own, call) => own.prepareImages(call, imageUrls, rest.onProgress)),
    reprepare: (outcome: PreparedImage, rest: CallOptions) =>
      runCall(rest, (own, call) => own.reprepare(call, outcome)),
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
