import { redact } from "@vg/internal";
import { createHash } from "node:crypto";
import PQueue from "p-queue";
import { AttemptError } from "../errors.ts";
import { type Attempt, retry } from "../http/retry.ts";
import type { LogMeta } from "../logger.ts";
import { type ImageStage, type ImageStrategy, objectId, type Step, type StorageObject } from "../outcome.ts";
import { isPublicHost } from "../public-host.ts";
import { createLocator, type Locator } from "../services/locate-image.ts";
import { createReplicateApi, type ReplicateApi } from "../services/replicate-api.ts";
import { createSignedUrlCache, type SignedUrlCache } from "../services/signed-url.ts";
import { createStorageApi, type StorageApi } from "../services/storage-api.ts";
import type { ValidatedOptions } from "../validate-options.ts";

/** The state that all calls to one handler share. */
export interface HandlerContext {
  readonly options: ValidatedOptions;
  readonly locate: Locator;
  readonly storage: StorageApi;
  readonly replicate: ReplicateApi;
  readonly signedUrls: SignedUrlCache;
  /** Limits how many images at once move bytes. */
  readonly byteQueue: PQueue;
  /** Limits how many signing requests run at once. */
  readonly signQueue: PQueue;
  /** True if Replicate can fetch a URL of this Supabase. */
  readonly urlsArePublic: boolean;
}

/** Creates the state of a handler. */
export function createHandlerContext(options: ValidatedOptions): HandlerContext {
  const { supabase, replicate, concurrency } = options;
  return {
    options,
    locate: createLocator(options),
    storage: createStorageApi(options),
    replicate: createReplicateApi(options),
    signedUrls: createSignedUrlCache(options.signedUrlTtl),
    byteQueue: new PQueue({ concurrency }),
    signQueue: new PQueue({ concurrency }),
    urlsArePublic: isPublicHost(supabase.url) || !isPublicHost(replicate.baseUrl),
  };
}

/** The facts of one call to a handler. */
export interface Call {
  readonly jobId: string;
  /** Aborts when the caller does, and when the time of the call is over. */
  readonly signal: AbortSignal;
  /** When the time of the call is over, in milliseconds since the start of 1970. */
  readonly endsAt: number;
  /** Returns whether the caller gave up: then nothing is logged or reported any more. */
  readonly isCancelled: () => boolean;
}

/** The state that all images of one call share. */
export interface CallContext extends Call {
  readonly handler: HandlerContext;
}

/** The attempts made for one image, each also a line in the log. */
export interface AttemptLog {
  readonly object: StorageObject;
  readonly steps: readonly Step[];
  /** Adds an attempt; a value that is an error is the failure of this image alone. */
  add(strategy: ImageStrategy, stage: ImageStage, attempt: Attempt<unknown>): void;
}

/** Creates the empty log of an object. */
export function createAttemptLog(object: StorageObject, call: CallContext): AttemptLog {
  const steps: Step[] = [];
  return {
    object,
    steps,
    add(strategy, stage, { attempt, ms, result }) {
      const end = "error" in result ? result.error : result.value;
      const { reason = "ok", status, code } = end instanceof AttemptError ? end : {};
      const step: Step = { strategy, stage, attempt, ms, result: reason, ...(status !== undefined && { status }) };
      steps.push(Object.freeze(step));
      const level = reason === "ok" ? "info" : "warn";
      writeLog(call, level, "image step", { ...step, ...(code !== undefined && { code }) }, object);
    },
  };
}

/** Writes a line with the job's id; an object is shown by its bucket and a short hash of its key, and no token at all. */
export function writeLog(
  { handler, jobId, isCancelled }: CallContext,
  level: "info" | "warn" | "error",
  message: string,
  meta: LogMeta = {},
  object?: StorageObject,
): void {
  if (isCancelled()) return;
  handler.options.logger[level](message, { jobId: redact(jobId), ...(object && describeObject(object)), ...meta });
}

function describeObject(object: StorageObject): LogMeta {
  const pathHash = createHash("sha256").update(objectId(object)).digest("hex").slice(0, 12);
  return { bucket: redact(object.bucket), pathHash };
}

/**
 * Makes the attempts that the options and the time of the call allow.
 *
 * @throws {@link AttemptError} the last one.
 */
export async function runAttempts<T>(
  { handler, signal, endsAt }: CallContext,
  work: (signal: AbortSignal) => Promise<T>,
  onAttempt: (attempt: Attempt<T>) => void,
): Promise<T> {
  return retry(work, { ...handler.options, signal, endsAt, onAttempt });
}

/**
 * Waits for a place in a queue and then does the work; an aborted signal ends the waiting.
 *
 * Work that has begun ends by itself, since it listens to the same signal; its result is waited for.
 */
export async function runQueued<T>(queue: PQueue, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  let begun: Promise<T> | undefined;
  try {
    return await queue.add(() => (begun = work()), { signal });
  } catch (error) {
    if (begun === undefined) throw error;
    return begun;
  }
}
