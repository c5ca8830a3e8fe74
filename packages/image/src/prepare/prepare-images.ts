import type { BatchOptions, ImageProgress } from "../batch-options.ts";
import type { Call } from "./call.ts";
import { FailedAttempt } from "../failed-attempt.ts";
import { ImageOptionsError } from "../image-options-error.ts";
import type { ImageOutcome } from "../outcome.ts";
import { forgive } from "../forgive.ts";
import type { Locator } from "../services/locate-image.ts";
import { prepareObject } from "./strategies.ts";
import { createSigner } from "./signer.ts";
import { objectId } from "../storage-object.ts";
import { unavailable } from "./unavailable.ts";
import type { Workshop } from "./context.ts";

/** Prepares one image of a call. */
type PrepareImage = (imageUrl: string) => Promise<ImageOutcome>;

interface Means {
  readonly call: Call;
  readonly workshop: Workshop;
  readonly locate: Locator;
}

/** Makes what prepares the images of one call; each object only once, however often and under whatever URLs it is named. */
export function imagePreparer({ call, workshop, locate }: Means): PrepareImage {
  const sign = createSigner(call, workshop);
  const started = new Map<string, Promise<ImageOutcome>>();
  return async (imageUrl) => {
    const object = locate(imageUrl);
    if (object instanceof FailedAttempt) return unavailable(object, { call });
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
      if (!call.isCancelled()) tell(onProgress, { done, total, index, outcome }, call);
      return outcome;
    }),
  );
}

/** A progress display that breaks does not take the batch with it. */
function tell(onProgress: BatchOptions["onProgress"], progress: ImageProgress, { jobId, settings }: Call): void {
  forgive(
    () => onProgress?.(Object.freeze(progress)),
    () => settings.logger.warn("onProgress threw an error", { jobId }),
  );
}
