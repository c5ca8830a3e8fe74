import DataLoader from "dataloader";
import type { AttemptError } from "../errors.ts";
import { retry } from "../http/retry.ts";
import type { SignedUrl } from "../services/signed-url.ts";
import { MAX_SIGNED_AT_ONCE, signObjects } from "../services/storage-api.ts";
import { type Call, type AttemptLog, runQueued, type HandlerContext } from "./context.ts";

/**
 * Signs the object of a journal and notes each attempt there.
 *
 * @throws {@link AttemptError}
 */
export type Signer = (journal: AttemptLog) => Promise<SignedUrl>;

/** Makes the signer of one call: what is asked for at the same time goes out as one request per bucket and 1,000 objects. */
export function createSigner(call: Call, workshop: HandlerContext): Signer {
  const loaders = new Map<string, DataLoader<AttemptLog, SignedUrl>>();
  return async (journal) => {
    const { bucket } = journal.object;
    const loader = loaders.get(bucket) ?? createLoader(bucket, call, workshop);
    loaders.set(bucket, loader);
    return loader.load(journal);
  };
}

function createLoader(bucket: string, call: Call, workshop: HandlerContext): DataLoader<AttemptLog, SignedUrl> {
  return new DataLoader<AttemptLog, SignedUrl>(
    (journals) => runQueued(workshop.signQueue, call.signal, () => signBatch(bucket, journals, call, workshop)),
    { maxBatchSize: MAX_SIGNED_AT_ONCE, cache: false },
  );
}

async function signBatch(
  bucket: string,
  journals: readonly AttemptLog[],
  call: Call,
  workshop: HandlerContext,
): Promise<(SignedUrl | AttemptError)[]> {
  const paths = journals.map(({ object }) => object.path);
  return retry(
    call,
    (signal) => signObjects({ bucket, paths }, signal, workshop),
    ({ result, ...report }) => {
      for (const [index, journal] of journals.entries()) {
        const own = "failure" in result ? result : { value: result.value[index] };
        journal.note("signed-url", "sign", { ...report, result: own });
      }
    },
  );
}
