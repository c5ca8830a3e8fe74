import { StorageClient } from "@supabase/storage-js";
import type { SupabaseConfig } from "@vg/config";
import { isPublicHost } from "@vg/image";
import * as v from "valibot";
import { type Check, type Probe, formatNetworkError } from "./probe.ts";

const NAME = "Supabase";
const SIGNED_NAME = "signed URLs";
const KEY_FIX =
  "set SUPABASE_SERVICE_ROLE_KEY to this project's service_role key, from the Supabase dashboard under Project Settings, API";
const URL_FIX = "check SUPABASE_URL: it is https://PROJECT.supabase.co, with nothing after it";

/** Lists the buckets of Supabase Storage, which needs a key that works, then tries a signature on one of its objects. */
export async function checkSupabase(
  { url, serviceRoleKey }: SupabaseConfig,
  probe: Probe,
  options: { readonly replicateIsLocal: boolean },
): Promise<Check[]> {
  const headers = { apikey: serviceRoleKey, authorization: `Bearer ${serviceRoleKey}` };
  const storage = new StorageClient(`${url.replace(/\/+$/, "")}/storage/v1`, headers, probe.fetch);
  const { data: buckets, error } = await storage.listBuckets();
  if (error !== null) return [failed(error, url), skipped("Supabase has to be reached first")];
  const number = `${buckets.length} ${buckets.length === 1 ? "bucket" : "buckets"}`;
  const ok: Check = { name: NAME, status: "ok", message: `${url} is reached, the key works; ${number}` };
  const names = buckets.map(({ name }) => name);
  return [ok, await checkSignedUrl({ name: SIGNED_NAME, url, storage, buckets: names, probe, ...options })];
}

function skipped(message: string): Check {
  return { name: SIGNED_NAME, status: "skipped", message };
}

function problem(message: string, fix: string): Check {
  return { name: NAME, status: "problem", message, fix };
}

const withStatus = v.object({ status: v.number() });

/** Returns the check of a failed request; the client's error is not shown, as it may contain the request with its key. */
function failed(error: unknown, url: string): Check {
  const reason = formatNetworkError(error);
  if (reason !== undefined) {
    return problem(`${url} cannot be reached: ${reason}`, `${URL_FIX}; \`vg plan --no-images\` does without Supabase`);
  }
  const status = v.is(withStatus, error) ? error.status : undefined;
  if (status === undefined || status === 404 || (status >= 300 && status < 400)) {
    return problem(`${url} answers, but not as Supabase Storage does`, URL_FIX);
  }
  if (status < 500) return problem(`${url} refuses the key`, KEY_FIX);
  if (status === 540) return problem(`${url} is paused`, "restore the project in the Supabase dashboard");
  return problem(`${url} answers with status ${status}`, "try again; if it stays so, see status.supabase.com");
}

/** The place where a signature is tried. */
interface SignedUrlOptions {
  readonly name: string;
  readonly url: string;
  readonly storage: StorageClient;
  readonly buckets: readonly string[];
  readonly probe: Probe;
  /** True if Replicate is on this machine too, as the emulator's is. */
  readonly replicateIsLocal: boolean;
}

/** The number of buckets that are searched for an object. */
const MOST_BUCKETS = 10;
/** The lifetime of the tried URL in seconds. */
const TTL = 60;

/** Checks that Replicate could fetch a URL that Supabase signs, as far as that can be seen from here. */
async function checkSignedUrl({
  name,
  url,
  storage,
  buckets,
  probe,
  replicateIsLocal,
}: SignedUrlOptions): Promise<Check> {
  if (!isPublicHost(url) && !replicateIsLocal) {
    return {
      name,
      status: "warning",
      message: `${new URL(url).host} is an address of this machine or network, so Replicate cannot fetch the URLs that it signs; images are uploaded or passed as files`,
      fix: "use a project that can be reached from the internet, or a tunnel to this one",
    };
  }
  const object = await findObject(storage, buckets);
  if (object === undefined) {
    return { name, status: "skipped", message: "there is no object to sign; upload an image to any bucket" };
  }
  const { data } = await storage.from(object.bucket).createSignedUrls([object.key], TTL);
  const signed = data?.[0]?.signedUrl;
  if (signed == null || signed === "") {
    return {
      name,
      status: "problem",
      message: `${url} signs nothing, although it lists its objects`,
      fix: "check the key and the Storage policies",
    };
  }
  return fetched(name, signed, probe);
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

/** One bucket after the other, as the first object is enough. */
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

/** Fetches the URL as Replicate would: with no key but its own token. */
async function fetched(name: string, signed: string, { fetch }: Probe): Promise<Check> {
  try {
    const { status, body } = await fetch(signed, { headers: { range: "bytes=0-0" } });
    await body?.cancel();
    if (status === 200 || status === 206 || status === 416) {
      return { name, status: "ok", message: "one was made, and fetched without the key" };
    }
    return {
      name,
      status: "problem",
      message: `one was made, but fetching it gives status ${status}`,
      fix: "check what is in front of Supabase: a proxy, a firewall or an access rule",
    };
  } catch (error) {
    const reason = formatNetworkError(error) ?? "the answer makes no sense";
    return {
      name,
      status: "problem",
      message: `one was made, but cannot be fetched: ${reason}`,
      fix: "check that SUPABASE_URL is the public address",
    };
  }
}
