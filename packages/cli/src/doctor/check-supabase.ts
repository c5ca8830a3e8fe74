import type { SupabaseConfig } from "@vg/config";
import { StorageClient } from "@supabase/storage-js";
import * as v from "valibot";
import type { Check } from "./check.ts";
import { checkSignedUrl } from "./check-signed-url.ts";
import { type Reach, unreachedReason } from "./probe.ts";
import { keyProblem } from "./supabase-key.ts";

const NAME = "Supabase";
const SIGNED_NAME = "signed URLs";
const KEY_FIX =
  "set SUPABASE_SERVICE_ROLE_KEY to this project's service_role key; it stands in the Supabase dashboard under Project Settings, API";
const URL_FIX = "check SUPABASE_URL: it is https://PROJECT.supabase.co, with nothing behind it";

/** Asks Supabase Storage for its buckets, which needs a key that works, then tries a signature on one of its objects. */
export async function checkSupabase(
  { url, serviceRoleKey }: SupabaseConfig,
  reach: Reach,
  options: { readonly replicateIsLocal: boolean },
): Promise<Check[]> {
  const wrongKey = keyProblem(serviceRoleKey);
  if (wrongKey !== undefined) return [problem(wrongKey, KEY_FIX), skipped("the key cannot sign")];
  const headers = { apikey: serviceRoleKey, authorization: `Bearer ${serviceRoleKey}` };
  const storage = new StorageClient(`${url.replace(/\/+$/, "")}/storage/v1`, headers, reach.fetch);
  const { data: buckets, error } = await storage.listBuckets();
  if (error !== null) return [failed(error, url), skipped("Supabase has to be reached first")];
  const number = `${buckets.length} ${buckets.length === 1 ? "bucket" : "buckets"}`;
  const ok: Check = { name: NAME, status: "ok", message: `${url} is reached, the key works; ${number}` };
  const names = buckets.map(({ name }) => name);
  return [ok, await checkSignedUrl({ name: SIGNED_NAME, url, storage, buckets: names, reach, ...options })];
}

function skipped(message: string): Check {
  return { name: SIGNED_NAME, status: "skipped", message };
}

function problem(message: string, fix: string): Check {
  return { name: NAME, status: "problem", message, fix };
}

const withStatus = v.object({ status: v.number() });

/** What a failed request means; the client's error is not shown, it may hold the request with its key. */
function failed(error: unknown, url: string): Check {
  const reason = unreachedReason(error);
  if (reason !== undefined) {
    return problem(`${url} cannot be reached: ${reason}`, `${URL_FIX}; \`vg plan --no-images\` does without Supabase`);
  }
  const status = v.is(withStatus, error) ? error.status : undefined;
  if (status === undefined || status === 404 || (status >= 300 && status < 400)) {
    return problem(`${url} answers, but not as Supabase Storage does`, URL_FIX);
  }
  if (status < 500) return problem(`${url} refuses the key`, KEY_FIX);
  if (status === 540) return problem(`${url} is paused`, "restore the project in the Supabase dashboard");
  return problem(`${url} answers with status ${status}`, "try again; if it stays, look at status.supabase.com");
}
