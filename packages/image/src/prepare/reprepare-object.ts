import * as v from "valibot";
import type { Call } from "./call.ts";
import { FailedAttempt } from "../failed-attempt.ts";
import { ImageOptionsError } from "../image-options-error.ts";
import type { ImageOutcome, PreparedImage } from "../outcome.ts";
import { prepareObject } from "./strategies.ts";
import { isSafeObject } from "../services/safe-object.ts";
import { createSigner } from "./signer.ts";
import { unavailable } from "./unavailable.ts";
import type { Workshop } from "./context.ts";

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
  { call, workshop }: { call: Call; workshop: Workshop },
): Promise<ImageOutcome> {
  if (!v.is(Outcome, outcome))
    throw new ImageOptionsError([{ option: "outcome", message: "must be what a handler gave with ok: true" }]);
  const { via, object } = outcome;
  if (!isSafeObject(object)) return unavailable(new FailedAttempt({ reason: "unsafe-path" }), { call });
  workshop.cache.delete(object);
  const { strategies } = call.settings;
  const further = strategies.slice(strategies.indexOf(via) + 1);
  const failure = new FailedAttempt({ reason: via === "signed-url" ? "url-not-public" : "upload-failed" });
  return prepareObject(object, { strategies: further, failure, call, workshop, sign: createSigner(call, workshop) });
}
