import { askClient } from "./client-fetch.ts";
import { FailedAttempt } from "./failed-attempt.ts";
import { sendRequest } from "./send-request.ts";
import { storageFailure } from "./storage-failure.ts";
import { encodeObject, type StorageObject } from "./storage-object.ts";
import type { Workshop } from "./workshop.ts";

/**
 * All bytes of an object.
 *
 * The client builds the request and never sees the bytes, which it would copy. It goes by the route `authenticated`: it
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
  let bytes = new Uint8Array(0);
  await askClient(
    async (url, init) => {
      ({ bytes } = await sendRequest(url, init, rules));
      return new Response(null);
    },
    () => storage.from(`authenticated/${bucket}`).download(path),
  );
  if (bytes.length === 0) throw new FailedAttempt({ reason: "empty", status: 200 });
  return bytes;
}
