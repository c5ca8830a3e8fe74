import { formatValue } from "@vg/internal";
import * as v from "valibot";
import { AttemptError, ImageOptionsError } from "../errors.ts";
import { callSafely } from "../logger.ts";
import type { BatchOptions, ImageProgress } from "../options.ts";
import { type ImageOutcome, objectId, type PreparedImage } from "../outcome.ts";
import { unsafeObject } from "../services/locate-image.ts";
import type { ValidatedOptions } from "../validate-options.ts";
import { type Call, type CallContext, createHandlerContext, writeLog } from "./context.ts";
import { createSigner } from "./signer.ts";
import { tryStrategies, unavailableImage } from "./strategies.ts";

/** Prepares the images of a handler's calls. */
export interface ImagePreparer {
  prepareImage(call: Call, imageUrl: string): Promise<ImageOutcome>;
  prepareImages(
    call: Call,
    imageUrls: readonly string[],
    onProgress: BatchOptions["onProgress"],
  ): Promise<ImageOutcome[]>;
  reprepare(call: Call, outcome: PreparedImage): Promise<ImageOutcome>;
}

/** Creates the preparer of one handler, with its cache and queues. */
export function createImagePreparer(options: ValidatedOptions): ImagePreparer {
  const handler = createHandlerContext(options);
  return {
    prepareImage: async (call, imageUrl) => prepareEach({ ...call, handler })(imageUrl),
    prepareImages: async (call, imageUrls, onProgress) => prepareAll(imageUrls, onProgress, { ...call, handler }),
    reprepare: async (call, outcome) => reprepare(outcome, { ...call, handler }),
  };
}

/** Prepares images side by side. */
async function prepareAll(
  imageUrls: readonly string[],
  onProgress: BatchOptions["onProgress"],
  call: CallContext,
): Promise<ImageOutcome[]> {
  if (!Array.isArray(imageUrls)) {
    const message = `must be a list, not ${formatValue(imageUrls)}`;
    throw new ImageOptionsError([{ option: "imageUrls", message }]);
  }
  const prepare = prepareEach(call);
  const total = imageUrls.length;
  let done = 0;
  return Promise.all(
    imageUrls.map(async (imageUrl, index) => {
      const outcome = await prepare(imageUrl);
      done += 1;
      reportProgress(onProgress, { done, total, index, outcome }, call);
      return outcome;
    }),
  );
}

/** Returns a function that prepares each object of a call once, however often and under whatever URLs it is named. */
function prepareEach(call: CallContext): (imageUrl: string) => Promise<ImageOutcome> {
  const { locate, options } = call.handler;
  const sign = createSigner(call);
  const started = new Map<string, Promise<ImageOutcome>>();
  return async (imageUrl) => {
    const object = locate(imageUrl);
    if (object instanceof AttemptError) return unavailableImage(object, call);
    const id = objectId(object);
    const outcome = started.get(id) ?? tryStrategies(object, call, { strategies: options.strategies, sign });
    started.set(id, outcome);
    return outcome;
  };
}

/** A progress display that throws does not fail the batch. */
function reportProgress(onProgress: BatchOptions["onProgress"], progress: ImageProgress, call: CallContext): void {
  if (call.isCancelled()) return;
  callSafely(
    () => onProgress?.(Object.freeze(progress)),
    () => writeLog(call, "warn", "onProgress threw an error"),
  );
}

/** The part of an outcome that counts; the outcome may have been stored and read back. */
const Outcome = v.object({
  via: v.picklist(["signed-url", "upload", "file"]),
  object: v.object({ bucket: v.string(), path: v.string() }),
});

/** Prepares an object with the strategies that come after the one that did not help. */
async function reprepare(outcome: PreparedImage, call: CallContext): Promise<ImageOutcome> {
  if (!v.is(Outcome, outcome))
    throw new ImageOptionsError([{ option: "outcome", message: "must be what a handler returned with ok: true" }]);
  const { via, object } = outcome;
  const unsafe = unsafeObject(object);
  if (unsafe !== undefined) return unavailableImage(unsafe, call);
  const { options, signedUrls } = call.handler;
  signedUrls.delete(object);
  const strategies = options.strategies.slice(options.strategies.indexOf(via) + 1);
  const failure = new AttemptError({ reason: via === "signed-url" ? "url-not-public" : "upload-failed" });
  return tryStrategies(object, call, { strategies, failure, sign: createSigner(call) });
}
