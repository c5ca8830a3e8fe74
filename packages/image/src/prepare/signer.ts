import DataLoader from "dataloader";
import { AttemptError } from "../errors.ts";
import type { SignedUrl } from "../services/signed-url.ts";
import { MAX_PATH_BYTES, MAX_SIGNED_AT_ONCE } from "../services/storage-api.ts";
import { type AttemptLog, type CallContext, runAttempts, runQueued } from "./context.ts";

/**
 * Signs the object of a log and adds each attempt there.
 *
 * @throws {@link AttemptError}
 */
export type Signer = (log: AttemptLog) => Promise<SignedUrl>;

/**
 * Creates the signer of one call: what is asked for at the same time goes out as one request per bucket, 1,000 objects and
 * megabyte.
 */
export function createSigner(call: CallContext): Signer {
  const loaders = new Map<string, DataLoader<AttemptLog, SignedUrl>>();
  return async (log) => {
    const { bucket } = log.object;
    const loader = loaders.get(bucket) ?? createLoader(bucket, call);
    loaders.set(bucket, loader);
    return loader.load(log);
  };
}

function createLoader(bucket: string, call: CallContext): DataLoader<AttemptLog, SignedUrl> {
  return new DataLoader<AttemptLog, SignedUrl>(
    async (logs) => {
      const results = await Promise.all(
        splitBatch(logs).map((batch) =>
          runQueued(call.handler.signQueue, call.signal, () => signBatch(bucket, batch, call)).catch((error: unknown) =>
            batch.map(() => AttemptError.from(error)),
          ),
        ),
      );
      return results.flat();
    },
    { maxBatchSize: MAX_SIGNED_AT_ONCE, cache: false },
  );
}

/** Splits the objects of a bucket so that the JSON of each request stays below what Storage reads. */
function splitBatch(logs: readonly AttemptLog[]): AttemptLog[][] {
  const batches: AttemptLog[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const log of logs) {
    const own = Buffer.byteLength(JSON.stringify(log.object.path)) + 1;
    if (bytes + own > MAX_PATH_BYTES) {
      batches.push([]);
      bytes = 0;
    }
    batches.at(-1)?.push(log);
    bytes += own;
  }
  return batches;
}

async function signBatch(
  bucket: string,
  logs: readonly AttemptLog[],
  call: CallContext,
): Promise<(SignedUrl | AttemptError)[]> {
  const paths = logs.map(({ object }) => object.path);
  return runAttempts(
    call,
    (signal) => call.handler.storage.signObjects({ bucket, paths }, signal),
    ({ result, ...attempt }) => {
      for (const [index, log] of logs.entries()) {
        const own = "error" in result ? result : { value: result.value[index] };
        log.add("signed-url", "sign", { ...attempt, result: own });
      }
    },
  );
}
