import { askClient } from "./client-fetch.ts";
import { FailedAttempt } from "../failed-attempt.ts";
import { sendRequest } from "../http/request.ts";
import { storageFailure } from "./storage-failure.ts";
import { encodeObject, type StorageObject } from "../storage-object.ts";
import type { Workshop } from "../prepare/context.ts";

/**
 * All bytes of an object.
 *
 * The client builds the request and never sees the bytes. It goes by the route `authenticated`: it
 * tells a refused key from a missing object, and no bucket's name collides with it.
 *
 * @throws {@link FailedAttempt}
 */
export async function downloadObject(
  object: StorageObject,
  signal: AbortSignal,
  { settings, clients }: Workshop,
): Promise<Uint8Array<ArrayBuffer>> {
  const { supabase, maxBytes } = settings;
  const rules = { settings, server: supabase.url, signal, maxBytes, failureOf: storageFailure };
  const storage = await clients.storage();
  const { bucket, path } = encodeObject(object);
  const { answer } = await askClient(
    (url, init) => sendRequest(url, init, rules),
    () => storage.from(`authenticated/${bucket}`).download(path),
    { hideBytes: true },
  );
  if (answer.bytes.length === 0) throw new FailedAttempt({ reason: "empty", status: answer.status });
  return answer.bytes;
}
