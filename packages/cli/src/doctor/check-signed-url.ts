import type { StorageClient } from "@supabase/storage-js";
import { isPublicHost } from "@vg/image";
import type { Check } from "./check.ts";
import { type Reach, unreachedReason } from "./probe.ts";

/** What a signature is tried on. */
export interface SignedUrlOptions {
  readonly name: string;
  readonly url: string;
  readonly storage: StorageClient;
  readonly buckets: readonly string[];
  readonly reach: Reach;
  /** Whether Replicate is on this machine too, as the emulator's is. */
  readonly replicateIsLocal: boolean;
}

/** Buckets that are looked into for an object. */
const MOST_BUCKETS = 10;
/** Seconds that the tried URL works. */
const TTL = 60;

/** Whether Replicate could fetch what Supabase signs: tries it where that can be told from here. */
export async function checkSignedUrl({
  name,
  url,
  storage,
  buckets,
  reach,
  replicateIsLocal,
}: SignedUrlOptions): Promise<Check> {
  if (!isPublicHost(url) && !replicateIsLocal) {
    return {
      name,
      status: "warning",
      message: `${new URL(url).host} is an address of this machine or network, so Replicate cannot fetch what it signs; images are uploaded, or go with the prediction`,
      fix: "use a project that can be reached from the internet, or a tunnel to this one",
    };
  }
  const object = await findObject(storage, buckets);
  if (object === undefined) {
    return { name, status: "skipped", message: "there is no object to try one on; upload an image to any bucket" };
  }
  const { data } = await storage.from(object.bucket).createSignedUrls([object.key], TTL);
  const signed = data?.[0]?.signedUrl;
  if (signed == null || signed === "") {
    return {
      name,
      status: "problem",
      message: `${url} signs nothing, though it shows its objects`,
      fix: "check the key and the Storage policies",
    };
  }
  return fetched(name, signed, reach);
}

async function findObject(
  storage: StorageClient,
  buckets: readonly string[],
): Promise<{ readonly bucket: string; readonly key: string } | undefined> {
  for await (const { bucket, data } of listings(storage, buckets)) {
    const file = data?.find((entry) => entry.id !== null && /^[\w.-]+$/.test(entry.name));
    if (file !== undefined) return { bucket, key: file.name };
  }
  return undefined;
}

/** One bucket after the other, because the first object is enough. */
async function* listings(
  storage: StorageClient,
  buckets: readonly string[],
): AsyncGenerator<{ readonly bucket: string; readonly data: readonly { id: string | null; name: string }[] | null }> {
  for (const bucket of buckets.slice(0, MOST_BUCKETS)) {
    yield storage
      .from(bucket)
      .list("", { limit: 100 })
      .then(({ data }) => ({ bucket, data }));
  }
}

/** Fetches the URL as Replicate would: with no key but the one in it. */
async function fetched(name: string, signed: string, { fetch }: Reach): Promise<Check> {
  try {
    const { status, body } = await fetch(signed, { headers: { range: "bytes=0-0" } });
    await body?.cancel();
    if (status === 200 || status === 206 || status === 416) {
      return { name, status: "ok", message: "one was made, and fetched without the key" };
    }
    return {
      name,
      status: "problem",
      message: `one was made, but fetching it answers with status ${status}`,
      fix: "look at what stands in front of Supabase: a proxy, a firewall or an access rule",
    };
  } catch (error) {
    const reason = unreachedReason(error) ?? "the answer makes no sense";
    return {
      name,
      status: "problem",
      message: `one was made, but cannot be fetched: ${reason}`,
      fix: "check that SUPABASE_URL is the address that the internet knows",
    };
  }
}
