import type { StorageObject } from "@vg/image";
import * as v from "valibot";
import type { PlannedImage } from "./planned-image.ts";

const object: v.GenericSchema<StorageObject> = v.strictObject({
  bucket: v.string(),
  path: v.pipe(v.string(), v.description("The object's key, decoded.")),
});

const attempts = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(0),
  v.description("Attempts in all; 0 where none was needed."),
);
const facts = {
  mediaType: v.exactOptional(v.pipe(v.string(), v.description("Told from the bytes, where they were looked at."))),
  width: v.exactOptional(v.pipe(v.number(), v.description("Pixels."))),
  height: v.exactOptional(v.pipe(v.number(), v.description("Pixels."))),
};
const imageUrl = v.pipe(v.string(), v.url());

/** The shape of what a clip's model gets as its image; `via` tells which. */
export const plannedImageSchema: v.GenericSchema<PlannedImage> = v.variant("via", [
  v.pipe(
    v.strictObject({
      via: v.picklist(["signed-url", "upload"]),
      input: v.pipe(v.string(), v.url(), v.description("Goes into the prediction's input as it stands; a secret.")),
      object,
      attempts,
      expiresAt: v.exactOptional(v.pipe(v.string(), v.isoTimestamp(), v.description("When the URL stops to work."))),
      ...facts,
    }),
    v.description("A URL that the model fetches; an uploaded one works in the same account's predictions only."),
  ),
  v.pipe(
    v.strictObject({
      via: v.literal("file"),
      imageUrl,
      object,
      attempts,
      name: v.string(),
      bytes: v.pipe(v.number(), v.integer(), v.minValue(0), v.description("Size in bytes.")),
      ...facts,
    }),
    v.description(
      "Bytes that have to go with the prediction itself. JSON holds none: right before the prediction, call prepareImage(imageUrl, { jobId }) of @vg/image and pass the File that it gives.",
    ),
  ),
  v.pipe(
    v.strictObject({ via: v.literal("not-prepared"), imageUrl, object }),
    v.description(
      "Nobody has looked at it (--no-images): call prepareImage(imageUrl, { jobId }) of @vg/image before the prediction.",
    ),
  ),
  v.pipe(
    v.strictObject({
      via: v.literal("none"),
      reason: v.picklist([
        "no-image",
        "not-taken",
        "invalid-url",
        "untrusted-origin",
        "unsafe-path",
        "not-found",
        "forbidden",
        "rate-limited",
        "server-error",
        "network",
        "timeout",
        "redirect",
        "bad-response",
        "too-large",
        "unsupported-type",
        "truncated",
        "empty",
        "url-not-public",
        "upload-failed",
      ]),
      retryable: v.pipe(v.boolean(), v.description("Whether planning again may succeed.")),
      attempts,
      object: v.exactOptional(object),
    }),
    v.description("No image: the clip is made from its prompt alone. reason says why."),
  ),
]);
