import * as v from "valibot";
import { AttemptError, ImageOptionsError } from "../errors.ts";
import { callSafely } from "../logger.ts";
import type { BatchOptions, ImageProgress } from "../options.ts";
import { type ImageOutcome, objectId, type PreparedImage } from "../outcome.ts";
import { createLocator, isSafeObject, type Locator } from "../services/locate-image.ts";
import type { ValidatedOptions } from "../validate-options.ts";
import { type Call, createHandlerContext, type HandlerContext } from "./context.ts";
import { createSigner } from "./signer.ts";
import { prepareObject, unavailableImage } from "./strategies.ts";

/** Prepares one image of a call. */
type PrepareImage = (imageUrl: string) => Promise<ImageOutcome>;

interface Means {
  readonly call: Call;
  readonly workshop: HandlerContext;
  readonly locate: Locator;
}

/** Makes what prepares the images of one call; each object only once, however often and under whatever URLs it is named. */
export function imagePreparer({ call, workshop, locate }: Means): PrepareImage {
  const sign = createSigner(call, workshop);
  const started = new Map<string, Promise<ImageOutcome>>();
  return async (imageUrl) => {
    const object = locate(imageUrl);
    if (object instanceof AttemptError) return unavailableImage(object, { call });
    const id = objectId(object);
    const { strategies } = call.settings;
    const outcome = started.get(id) ?? prepareObject(object, { strategies, call, workshop, sign });
    started.set(id, outcome);
    return outcome;
  };
}

/**
 * Prepares images side by side.
 *
 * @throws {@link ImageOptionsError} when there is no list of URLs.
 */
export async function prepareImages(
  imageUrls: readonly string[],
  onProgress: BatchOptions["onProgress"],
  means: Means,
): Promise<ImageOutcome[]> {
  if (!Array.isArray(imageUrls)) throw new ImageOptionsError([{ option: "imageUrls", message: "must be a list" }]);
  const { call } = means;
  const prepare = imagePreparer(means);
  const total = imageUrls.length;
  let done = 0;
  return Promise.all(
    imageUrls.map(async (imageUrl, index) => {
      const outcome = await prepare(imageUrl);
      done += 1;
      if (!call.isCancelled()) reportProgress(onProgress, { done, total, index, outcome }, call);
      return outcome;
    }),
  );
}

/** A progress display that breaks does not take the batch with it. */
function reportProgress(
  onProgress: BatchOptions["onProgress"],
  progress: ImageProgress,
  { jobId, settings }: Call,
): void {
  callSafely(
    () => onProgress?.(Object.freeze(progress)),
    () => settings.logger.warn("onProgress threw an error", { jobId }),
  );
}

/** What does the work of a handler; it is loaded with the first call, so that importing the package costs little. */
export interface Engine {
  prepareImage(call: Call, imageUrl: string): Promise<ImageOutcome>;
  prepareImages(
    call: Call,
    imageUrls: readonly string[],
    onProgress: BatchOptions["onProgress"],
  ): Promise<ImageOutcome[]>;
  reprepare(call: Call, outcome: PreparedImage): Promise<ImageOutcome>;
}

/** Makes the engine of one handler, with its cache, queues and clients. */
export function openEngine(settings: ValidatedOptions): Engine {
  const workshop = createHandlerContext(settings);
  const locate = createLocator(settings);
  return {
    prepareImage: (call, imageUrl) => imagePreparer({ call, workshop, locate })(imageUrl),
    prepareImages: (call, imageUrls, onProgress) => prepareImages(imageUrls, onProgress, { call, workshop, locate }),
    reprepare: (call, outcome) => reprepareObject(outcome, { call, workshop }),
  };
}

/** The part of an outcome that counts; the outcome may have been stored and read back. */
const Outcome = v.object({
  via: v.picklist(["signed-url", "upload", "file"]),
  object: v.object({ bucket: v.string(), path: v.string() }),
});

/**
 * Prepares an object with the strategies that come after the one that did not do.
 *
 * @throws {@link ImageOptionsError} when it is handed anything but the outcome of a prepared image.
 */
export async function reprepareObject(
  outcome: PreparedImage,
  { call, workshop }: { call: Call; workshop: HandlerContext },
): Promise<ImageOutcome> {
  if (!v.is(Outcome, outcome))
    throw new ImageOptionsError([{ option: "outcome", message: "must be what a handler gave with ok: true" }]);
  const { via, object } = outcome;
  if (!isSafeObject(object)) return unavailableImage(new AttemptError({ reason: "unsafe-path" }), { call });
  workshop.cache.delete(object);
  const { strategies } = call.settings;
  const further = strategies.slice(strategies.indexOf(via) + 1);
  const failure = new AttemptError({ reason: via === "signed-url" ? "url-not-public" : "upload-failed" });
  return prepareObject(object, { strategies: further, failure, call, workshop, sign: createSigner(call, workshop) });
}
