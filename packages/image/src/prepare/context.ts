import { createHash } from "node:crypto";
import PQueue from "p-queue";
import { AttemptError } from "../errors.ts";
import { type Clock, startDeadline } from "../http/deadline.ts";
import type { AttemptReport } from "../http/retry.ts";
import type { Logger, LogMeta } from "../logger.ts";
import type { CallOptions } from "../options.ts";
import {
  type ImageStage,
  type ImageStrategy,
  objectId,
  type PreparedImage,
  type Step,
  type StorageObject,
} from "../outcome.ts";
import { isPublicHost } from "../public-host.ts";
import { type Clients, createClients } from "../services/clients.ts";
import { createSignedUrlCache, type SignedUrlCache } from "../services/signed-url.ts";
import { validateCallOptions, type ValidatedOptions } from "../validate-options.ts";
import type { Signer } from "./signer.ts";

/** What all calls to one handler share. */
export interface HandlerContext {
  readonly settings: ValidatedOptions;
  readonly clients: Clients;
  readonly cache: SignedUrlCache;
  /** Lets only so many images at once move bytes. */
  readonly byteQueue: PQueue;
  /** Lets only so many signing requests at once run. */
  readonly signQueue: PQueue;
  /** Whether whoever runs the model can fetch a URL of this Supabase. */
  readonly urlsArePublic: boolean;
}

/** Makes what the calls of a handler share. */
export function createHandlerContext(settings: ValidatedOptions): HandlerContext {
  const { supabase, replicate, concurrency } = settings;
  return {
    settings,
    clients: createClients(settings),
    cache: createSignedUrlCache(settings.signedUrlTtl),
    byteQueue: new PQueue({ concurrency }),
    signQueue: new PQueue({ concurrency }),
    urlsArePublic: isPublicHost(supabase.url) || !isPublicHost(replicate.baseUrl),
  };
}

/** What all the work of one call to the handler shares. */
export interface Call {
  readonly jobId: string;
  readonly settings: ValidatedOptions;
  readonly clock: Clock;
  /** Aborts when the caller does, and when the time of the call is over. */
  readonly signal: AbortSignal;
  /** When the time of the call is over, in milliseconds since the start of 1970. */
  readonly endsAt: number;
  /** Whether the caller gave up. */
  readonly isCancelled: () => boolean;
}

/**
 * Does the work of one call within its time; the work ends by itself once the call's signal aborts.
 *
 * @throws the reason of the caller's signal; {@link ImageOptionsError} for wrong options; and nothing else.
 */
export async function runCall<T>(
  settings: ValidatedOptions,
  options: CallOptions,
  work: (call: Call) => Promise<T>,
): Promise<T> {
  const { jobId, signal: cancel } = validateCallOptions(options);
  const { clock, totalTimeout } = settings;
  cancel?.throwIfAborted();
  const { signal, close } = startDeadline({ clock, ms: totalTimeout, signal: cancel });
  const isCancelled = (): boolean => cancel?.aborted ?? false;
  try {
    const result = await work({ jobId, settings, clock, signal, endsAt: clock.now() + totalTimeout, isCancelled });
    cancel?.throwIfAborted();
    return result;
  } finally {
    close();
  }
}

/** What happened to one image on its way: its steps, each also a line in the log. */
export interface AttemptLog {
  readonly object: StorageObject;
  readonly steps: readonly Step[];
  /** Logs what is no attempt. */
  mention(message: string): void;
  /** Notes the attempts of one stage; a value that is a failure is the failure of this image alone. */
  note(strategy: ImageStrategy, stage: ImageStage, report: AttemptReport<unknown>): void;
}

/** Starts the journal of an object. */
export function createAttemptLog(
  object: StorageObject,
  { jobId, logger }: { jobId: string; logger: Logger },
): AttemptLog {
  const steps: Step[] = [];
  const about = { jobId, ...loggedObject(object) };
  return {
    object,
    steps,
    mention: (message) => logger.info(message, about),
    note(strategy, stage, { attempt, ms, result }) {
      const end = "failure" in result ? result.failure : result.value;
      const { reason = "ok", status, code } = end instanceof AttemptError ? end : {};
      const step: Step = { strategy, stage, attempt, ms, result: reason, ...(status !== undefined && { status }) };
      const meta: LogMeta = { ...about, ...step, ...(code !== undefined && { code }) };
      steps.push(Object.freeze(step));
      if (reason === "ok") logger.info("image step", meta);
      else logger.warn("image step", meta);
    },
  };
}

/** An object as the log shows it: of its key only a short hash. */
export function loggedObject(object: StorageObject): { bucket: string; pathHash: string } {
  const pathHash = createHash("sha256").update(objectId(object)).digest("hex").slice(0, 12);
  return { bucket: object.bucket, pathHash };
}

/** One image of one call, and all that is needed to prepare it. */
export interface ImageTask {
  readonly journal: AttemptLog;
  readonly call: Call;
  readonly workshop: HandlerContext;
  readonly sign: Signer;
}

/** What a strategy finds out about an image it has prepared. */
export type Preparation = Pick<PreparedImage, "input" | "expiresAt" | "mediaType" | "width" | "height">;

/**
 * Waits for a place in a queue and then does the work; an aborted signal ends the waiting.
 *
 * Work that has begun ends by itself, as it listens to the same signal: what it has to tell is waited for.
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
