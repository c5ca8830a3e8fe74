import type { Call } from "./call.ts";
import { FailedAttempt } from "./failed-attempt.ts";
import type { ImageOutcome, PreparedImage } from "./image-outcome.ts";
import { prepareObject } from "./prepare-object.ts";
import { isSafeObject } from "./safe-object.ts";
import { createSigner } from "./signer.ts";
import { unavailable } from "./unavailable.ts";
import type { Workshop } from "./workshop.ts";

/** Prepares an object with the strategies that come after the one that did not do. */
export async function reprepareObject(
  { via, object }: Pick<PreparedImage, "via" | "object">,
  { call, workshop }: { call: Call; workshop: Workshop },
): Promise<ImageOutcome> {
  // The outcome may have been stored and read back, so that its object is checked like any other.
  if (!isSafeObject(object)) return unavailable(new FailedAttempt({ reason: "unsafe-path" }), { call });
  workshop.cache.delete(object);
  const { strategies } = call.settings;
  const further = strategies.slice(strategies.indexOf(via) + 1);
  const failure = new FailedAttempt({ reason: via === "signed-url" ? "url-not-public" : "upload-failed" });
  return prepareObject(object, { strategies: further, failure, call, workshop, sign: createSigner(call, workshop) });
}
