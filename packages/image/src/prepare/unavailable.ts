import type { Call } from "./call.ts";
import type { FailedAttempt } from "../failed-attempt.ts";
import type { Step, UnavailableImage } from "../outcome.ts";
import { loggedObject } from "./journal.ts";
import type { StorageObject } from "../storage-object.ts";

interface WhatWasTried {
  readonly call: Call;
  readonly object?: StorageObject;
  readonly steps?: readonly Step[];
}

/** The outcome of an image that could not be prepared, with its line in the log. */
export function unavailable(
  { reason, retryable }: FailedAttempt,
  { call, object, steps = [] }: WhatWasTried,
): UnavailableImage {
  const about = { jobId: call.jobId, ...(object && loggedObject(object)) };
  if (!call.isCancelled()) call.settings.logger.error("image unavailable", { ...about, reason, retryable });
  return Object.freeze({ ok: false, reason, retryable, ...(object && { object }), steps: Object.freeze([...steps]) });
}
