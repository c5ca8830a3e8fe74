import type { Call } from "./call.ts";
import type { ImageOutcome, PreparedImage } from "../outcome.ts";
import { createLocator } from "../services/locate-image.ts";
import type { BatchOptions } from "../batch-options.ts";
import { imagePreparer, prepareImages } from "./prepare-images.ts";
import { reprepareObject } from "./reprepare-object.ts";
import type { Settings } from "../validate-options.ts";
import { openWorkshop } from "./context.ts";

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
export function openEngine(settings: Settings): Engine {
  const workshop = openWorkshop(settings);
  const locate = createLocator(settings);
  return {
    prepareImage: (call, imageUrl) => imagePreparer({ call, workshop, locate })(imageUrl),
    prepareImages: (call, imageUrls, onProgress) => prepareImages(imageUrls, onProgress, { call, workshop, locate }),
    reprepare: (call, outcome) => reprepareObject(outcome, { call, workshop }),
  };
}
