import * as v from "valibot";
import { askClient } from "./client-fetch.ts";
import { FailedAttempt } from "../failed-attempt.ts";
import { sendRequest } from "../http/request.ts";
import { checkSignedUrl, type SignedUrl } from "./signed-url.ts";
import { storageFailure } from "./storage-failure.ts";
import type { Workshop } from "../prepare/context.ts";

/** The most objects that one request may sign. */
export const MAX_SIGNED_AT_ONCE = 1000;

/** Room for a thousand URLs with keys of the greatest length. */
const MAX_ANSWER_BYTES = 8_000_000;

const SignedPaths = v.array(
  v.object({ error: v.nullish(v.string()), path: v.string(), signedURL: v.nullish(v.string()) }),
);

/**
 * Signs up to 1,000 objects of one bucket in one request; each has its own result, in the order of the objects.
 *
 * The keys travel in the body of the request, which is the only way that is right for every legal key and that no key
 * can turn into another route.
 *
 * @throws {@link FailedAttempt} when the whole request failed.
 */
export async function signObjects(
  { bucket, paths }: { bucket: string; paths: readonly string[] },
  signal: AbortSignal,
  { settings, clients }: Workshop,
): Promise<(SignedUrl | FailedAttempt)[]> {
  const server = settings.supabase.url;
  const rules = { settings, server, signal, maxBytes: MAX_ANSWER_BYTES, failureOf: signFailure };
  const storage = await clients.storage();
  const { result, answer } = await askClient(
    (url, init) => sendRequest(url, init, rules),
    () => storage.from(encodeURIComponent(bucket)).createSignedUrls([...paths], settings.signedUrlTtl),
  );
  const { status } = answer;
  const badResponse = (): FailedAttempt => new FailedAttempt({ reason: "bad-response", status });
  const parsed = v.safeParse(SignedPaths, result.data);
  const signed = parsed.success ? parsed.output : [];
  if (signed.length !== paths.length) throw badResponse();
  return paths.map((path, index) => {
    const own = signed[index];
    if (own?.path !== path) return badResponse();
    // The server says in one sentence that the object is missing or that the key may not see it.
    if (typeof own.signedURL !== "string") return new FailedAttempt({ reason: "not-found", status });
    const now = settings.clock.now();
    return checkSignedUrl(own.signedURL, { object: { bucket, path }, server, now }) ?? badResponse();
  });
}

/** What is said about a whole batch says nothing about the objects in it: their bytes may still be had. */
function signFailure(answer: { status: number; body: string }): FailedAttempt {
  const failure = storageFailure(answer);
  const { status, code, reason } = failure;
  if (reason !== "too-large" && reason !== "not-found") return failure;
  return new FailedAttempt({ reason: "bad-response", status, code });
}
