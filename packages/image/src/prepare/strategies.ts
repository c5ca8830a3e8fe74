import { AttemptError } from "../errors.ts";
import { retry } from "../http/retry.ts";
import { type ImageFacts, imageFile, inspectImage } from "../media/inspect.ts";
import {
  hideToken,
  type ImageFailure,
  type ImageOutcome,
  type ImageStrategy,
  type Step,
  type StorageObject,
  type UnavailableImage,
} from "../outcome.ts";
import { type UploadedFile, uploadImage } from "../services/replicate-api.ts";
import type { SignedUrl } from "../services/signed-url.ts";
import { downloadObject, probeObject } from "../services/storage-api.ts";
import { type Call, type ImageTask, loggedObject, createAttemptLog, type Preparation, runQueued } from "./context.ts";

/** What is the matter with the object itself, or with the key to it, so that no other strategy can help. */
const FINAL: ReadonlySet<ImageFailure> = new Set<ImageFailure>([
  "not-found",
  "forbidden",
  "unsafe-path",
  "too-large",
  "unsupported-type",
  "truncated",
  "empty",
]);

type Prepare = (via: ImageStrategy) => Promise<Preparation>;

/** What is tried for an object, and with what. */
interface Plan extends Omit<ImageTask, "journal"> {
  readonly strategies: readonly ImageStrategy[];
  /** What failed before, which is the outcome where no strategy is left. */
  readonly failure?: AttemptError;
}

/** Tries the strategies one after the other until one works, or until the object itself turns out to be the trouble. */
export async function prepareObject(
  object: StorageObject,
  { strategies, failure, ...means }: Plan,
): Promise<ImageOutcome> {
  const { jobId, settings } = means.call;
  const task = { ...means, journal: createAttemptLog(object, { jobId, logger: settings.logger }) };
  return tryStrategies(strategies, task, { prepare: preparer(task), failure: AttemptError.from(failure) });
}

async function tryStrategies(
  [via, ...further]: readonly ImageStrategy[],
  task: ImageTask,
  { prepare, failure }: { prepare: Prepare; failure: AttemptError },
): Promise<ImageOutcome> {
  const { call, journal } = task;
  const { object, steps } = journal;
  if (via === undefined) return unavailableImage(failure, { call, object, steps });
  try {
    return hideToken({ ok: true, via, ...(await prepare(via)), object, steps: Object.freeze([...steps]) });
  } catch (error) {
    const own = AttemptError.from(error);
    const isFinal = call.signal.aborted || (FINAL.has(own.reason) && !own.retryable);
    if (isFinal) return unavailableImage(own, { call, object, steps });
    // The same call may succeed later where any of the ways may.
    const { reason, retryable } = own;
    const soFar = new AttemptError({ reason, retryable: retryable || failure.retryable });
    return tryStrategies(further, task, { prepare, failure: soFar });
  }
}

function preparer(task: ImageTask): Prepare {
  const { byteQueue } = task.workshop;
  const { signal } = task.call;
  // Both strategies that need the bytes share one download, which is noted under the one that asked first.
  let loading: Promise<LoadedImage> | undefined;
  const load = (via: ImageStrategy): Promise<LoadedImage> => (loading ??= loadImage(via, task));
  return (via) => {
    switch (via) {
      case "signed-url":
        return prepareSignedUrl(task);
      case "upload":
        return runQueued(byteQueue, signal, () => prepareUpload(task, () => load(via)));
      case "file":
        return runQueued(byteQueue, signal, async () => {
          const { bytes, facts } = await load(via);
          return { input: imageFile(bytes, task.journal.object, facts), ...facts };
        });
      default:
        return via satisfies never;
    }
  };
}

interface WhatWasTried {
  readonly call: Call;
  readonly object?: StorageObject;
  readonly steps?: readonly Step[];
}

/** The outcome of an image that could not be prepared, with its line in the log. */
export function unavailableImage(
  { reason, retryable }: AttemptError,
  { call, object, steps = [] }: WhatWasTried,
): UnavailableImage {
  const about = { jobId: call.jobId, ...(object && loggedObject(object)) };
  if (!call.isCancelled()) call.settings.logger.error("image unavailable", { ...about, reason, retryable });
  return Object.freeze({ ok: false, reason, retryable, ...(object && { object }), steps: Object.freeze([...steps]) });
}

/**
 * Hands over a URL that the model fetches by itself; no byte of the image moves here, except for a probe where one is wanted.
 *
 * @throws {@link AttemptError}
 */
async function prepareSignedUrl(task: ImageTask): Promise<Preparation> {
  const { journal, call, workshop } = task;
  if (!workshop.urlsArePublic) {
    const failure = new AttemptError({ reason: "url-not-public" });
    journal.note("signed-url", "sign", { attempt: 1, ms: 0, result: { failure } });
    throw failure;
  }
  const { url, expiresAt } = await signedUrl(task);
  const facts = call.settings.inspect === "probe" ? await probe(url, task) : {};
  return { input: url, expiresAt: new Date(expiresAt), ...facts };
}

async function signedUrl({ journal, call, workshop: { cache }, sign }: ImageTask): Promise<SignedUrl> {
  const { object } = journal;
  const cached = cache.get(object, call.clock.now());
  if (cached !== undefined) {
    journal.mention("signed URL reused");
    return cached;
  }
  const signed = await sign(journal);
  cache.set(object, signed, call.clock.now());
  return signed;
}

async function probe(url: string, { journal, call, workshop }: ImageTask): Promise<ImageFacts> {
  const look = (): Promise<ImageFacts> =>
    retry(
      call,
      (signal) => probeObject(url, signal, workshop),
      (report) => journal.note("signed-url", "probe", report),
    );
  try {
    return await runQueued(workshop.byteQueue, call.signal, look);
  } catch (error) {
    workshop.cache.delete(journal.object);
    throw error;
  }
}

/**
 * Hands over a file that is uploaded to Replicate beforehand.
 *
 * @throws {@link AttemptError}
 */
export async function prepareUpload(task: ImageTask, load: () => Promise<LoadedImage>): Promise<Preparation> {
  const image = await load();
  const { url, expiresAt, isRead } = await upload(image, task);
  // Replicate has them. Left to the garbage collector, tens of megabytes of such buffers gather.
  if (isRead && task.call.settings.isNodeFetch()) image.bytes.buffer.transfer(0);
  return { input: url, ...image.facts, ...(expiresAt && { expiresAt }) };
}

async function upload(image: LoadedImage, { journal, call, workshop }: ImageTask): Promise<UploadedFile> {
  try {
    return await retry(
      call,
      (signal) => uploadImage(image, journal.object, { signal, workshop }),
      (report) => journal.note("upload", "upload", report),
    );
  } catch (error) {
    if (call.signal.aborted) throw error;
    // The image itself is good: what the last step says is the matter with Replicate, not with Storage.
    throw new AttemptError({ reason: "upload-failed", retryable: AttemptError.from(error).retryable });
  }
}

/** An image whose bytes are here and have been looked at. */
export interface LoadedImage {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly facts: Required<ImageFacts>;
}

/**
 * Downloads an image and looks at its bytes.
 *
 * @throws {@link AttemptError}
 */
async function loadImage(strategy: ImageStrategy, { journal, call, workshop }: ImageTask): Promise<LoadedImage> {
  return retry(
    call,
    async (signal) => {
      const bytes = await downloadObject(journal.object, signal, workshop);
      return { bytes, facts: inspectImage(bytes, call.settings) };
    },
    (report) => journal.note(strategy, "download", report),
  );
}
