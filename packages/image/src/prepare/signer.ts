import DataLoader from "dataloader";
import type { AttemptError } from "../errors.ts";
import type { SignedUrl } from "../services/signed-url.ts";
import { MAX_SIGNED_AT_ONCE } from "../services/storage-api.ts";
import { type AttemptLog, type CallContext, runAttempts, runQueued } from "./context.ts";

/**
 * Signs the object of a log and adds each attempt there.
 *
 * @throws {@link AttemptError}
 */
export type Signer = (log: AttemptLog) => Promise<SignedUrl>;

/** Creates the signer of one call: what is asked for at the same time goes out as one request per bucket and 1,000 objects. */
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
    (logs) => runQueued(call.handler.signQueue, call.signal, () => signBatch(bucket, logs, call)),
    { maxBatchSize: MAX_SIGNED_AT_ONCE, cache: false },
  );
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
