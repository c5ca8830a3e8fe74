import { AttemptError } from "../errors.ts";
import { imageFile } from "../media/image-file.ts";
import { type ImageFacts, inspectImage } from "../media/inspect.ts";
import {
  hideToken,
  type ImageFailure,
  type ImageOutcome,
  type ImageStrategy,
  type PreparedImage,
  type StorageObject,
} from "../outcome.ts";
import type { UploadedFile } from "../services/replicate-api.ts";
import type { SignedUrl } from "../services/signed-url.ts";
import { type AttemptLog, type CallContext, createAttemptLog, runAttempts, runQueued, writeLog } from "./context.ts";
import type { Signer } from "./signer.ts";

/** The parts of an outcome that a strategy finds out. */
type Preparation = Pick<PreparedImage, "input" | "expiresAt" | "mediaType" | "width" | "height" | "orientation">;

/** An image whose bytes are here and have been inspected. */
interface LoadedImage {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly facts: ImageFacts;
}

/** The strategies to try for one object. */
interface StrategyOptions {
  readonly strategies: readonly ImageStrategy[];
  readonly sign: Signer;
  /** An earlier failure, which is the outcome if no strategy is left. */
  readonly failure?: AttemptError;
}

/** Failures of the object itself, or of the key to it, so that no other strategy can help. */
const FINAL: ReadonlySet<ImageFailure> = new Set<ImageFailure>([
  "not-found",
  "forbidden",
  "unsafe-path",
  "too-large",
  "unsupported-type",
  "truncated",
  "empty",
]);

/** Tries the strategies one after the other until one works, or until the object itself turns out to be at fault. */
export async function tryStrategies(
  object: StorageObject,
  call: CallContext,
  { strategies, sign, failure }: StrategyOptions,
): Promise<ImageOutcome> {
  const log = createAttemptLog(object, call);
  let last = AttemptError.from(failure);
  // Both strategies that need the bytes share one download, which is logged under the one that asked first.
  let loading: Promise<LoadedImage> | undefined;
  for (const via of strategies) {
    const load = (): Promise<LoadedImage> => (loading ??= loadImage(via, log, call));
    try {
      const isLast = via === strategies.at(-1);
      const preparation = await prepareBy(via, log, call, { sign, load, isLast });
      return hideToken({ ok: true, via, ...preparation, object, steps: Object.freeze([...log.steps]) });
    } catch (error) {
      const { reason, retryable, problem } = AttemptError.from(error);
      // The same call may succeed later if any of the strategies may.
      const isFinal = call.signal.aborted || (FINAL.has(reason) && !retryable);
      last = new AttemptError({ reason, problem, retryable: retryable || (!isFinal && last.retryable) });
      if (isFinal) break;
    }
  }
  return unavailableImage(last, call, log);
}

/** Returns the outcome of an image that could not be prepared, and logs it. */
export function unavailableImage(
  { reason, retryable, problem: message }: AttemptError,
  call: CallContext,
  { object, steps = [] }: Partial<AttemptLog> = {},
): ImageOutcome {
  writeLog(call, "error", "image unavailable", { reason, retryable, problem: message }, object);
  const facts = { reason, message, retryable, ...(object && { object }) };
  return Object.freeze({ ok: false, ...facts, steps: Object.freeze([...steps]) });
}

async function prepareBy(
  via: ImageStrategy,
  log: AttemptLog,
  call: CallContext,
  { sign, load, isLast }: { sign: Signer; load: () => Promise<LoadedImage>; isLast: boolean },
): Promise<Preparation> {
  const { byteQueue } = call.handler;
  switch (via) {
    case "signed-url":
      return prepareSignedUrl(log, call, { sign, isLast });
    case "upload":
      return runQueued(byteQueue, call.signal, async () => prepareUpload(await load(), log, call));
    case "file":
      return runQueued(byteQueue, call.signal, async () => {
        const { bytes, facts } = await load();
        return { input: imageFile(bytes, log.object, facts.mediaType), ...facts };
      });
    default:
      return via satisfies never;
  }
}

/** Longer file names break the containers of some models; a URL cannot be given another. */
const MAX_NAME_LENGTH = 200;

/** Prepares a URL that the model fetches by itself; no byte of the image moves here, except for a probe if one is wanted. */
async function prepareSignedUrl(
  log: AttemptLog,
  call: CallContext,
  { sign, isLast }: { sign: Signer; isLast: boolean },
): Promise<Preparation> {
  const { path } = log.object;
  const isLong = path.length - path.lastIndexOf("/") - 1 > MAX_NAME_LENGTH;
  if (!call.handler.urlsArePublic || (isLong && !isLast)) {
    const problem = isLong ? "The object's file name is too long for the containers of some models" : undefined;
    const error = new AttemptError({ reason: "url-not-public", problem });
    log.add("signed-url", "sign", { attempt: 1, ms: 0, result: { error } });
    throw error;
  }
  const { url, expiresAt } = await signedUrlOf(log, call, sign);
  const facts = call.handler.options.inspect === "probe" ? await probe(url, log, call) : {};
  return { input: url, expiresAt: new Date(expiresAt), ...facts };
}

async function signedUrlOf(log: AttemptLog, call: CallContext, sign: Signer): Promise<SignedUrl> {
  const { signedUrls, options } = call.handler;
  const { object } = log;
  const cached = signedUrls.get(object, options.clock.now());
  if (cached !== undefined) {
    writeLog(call, "info", "signed URL reused", {}, object);
    return cached;
  }
  const signed = await sign(log);
  signedUrls.set(object, signed, options.clock.now());
  return signed;
}

async function probe(url: string, log: AttemptLog, call: CallContext): Promise<ImageFacts> {
  const { byteQueue, signedUrls, storage } = call.handler;
  try {
    return await runQueued(byteQueue, call.signal, () =>
      runAttempts(
        call,
        (signal) => storage.probeObject(url, signal),
        (attempt) => log.add("signed-url", "probe", attempt),
      ),
    );
  } catch (error) {
    signedUrls.delete(log.object);
    throw error;
  }
}

/** Prepares a file that is uploaded to Replicate beforehand. */
async function prepareUpload(image: LoadedImage, log: AttemptLog, call: CallContext): Promise<Preparation> {
  const { url, expiresAt, isRead } = await upload(image, log, call);
  // Replicate has them. Left to the garbage collector, tens of megabytes of such buffers gather.
  if (isRead && call.handler.options.isNodeFetch()) image.bytes.buffer.transfer(0);
  return { input: url, ...image.facts, ...(expiresAt && { expiresAt }) };
}

async function upload({ bytes, facts }: LoadedImage, log: AttemptLog, call: CallContext): Promise<UploadedFile> {
  const { object } = log;
  try {
    return await runAttempts(
      call,
      (signal) => call.handler.replicate.uploadImage({ bytes, object, mediaType: facts.mediaType }, signal),
      (attempt) => log.add("upload", "upload", attempt),
    );
  } catch (error) {
    if (call.signal.aborted) throw error;
    // The image itself is good: the last step says what is wrong at Replicate, not in Storage.
    const { retryable, problem } = AttemptError.from(error);
    throw new AttemptError({
      reason: "upload-failed",
      retryable,
      problem: `Replicate did not take the image: ${problem}`,
    });
  }
}

/** Downloads an image and inspects its bytes. */
async function loadImage(strategy: ImageStrategy, log: AttemptLog, call: CallContext): Promise<LoadedImage> {
  const { options, storage } = call.handler;
  return runAttempts(
    call,
    async (signal) => {
      const bytes = await storage.downloadObject(log.object, signal);
      const facts = inspectImage(bytes, options);
      return { bytes, facts };
    },
    (attempt) => log.add(strategy, "download", attempt),
  );
}
