import { FailedAttempt } from "../failed-attempt.ts";
import { type ImageFacts, inspectStart } from "../media/inspect.ts";
import { sendRequest } from "../http/request.ts";
import { storageFailure } from "./storage-failure.ts";
import type { Workshop } from "../prepare/context.ts";

/** Enough for the size of nearly every image, a camera's thumbnails and colour profiles included. */
const PROBE_BYTES = 65_536;

/**
 * Fetches the first bytes of a signed URL, as the model will, and looks at them.
 *
 * @throws {@link FailedAttempt}
 */
export async function probeObject(url: string, signal: AbortSignal, { settings }: Workshop): Promise<ImageFacts> {
  const { supabase, maxBytes, maxPixels } = settings;
  const limits = { maxBytes: Number.POSITIVE_INFINITY, upTo: PROBE_BYTES };
  const rules = { settings, server: supabase.url, signal, ...limits, failureOf: probeFailure };
  const { headers, bytes, status } = await sendRequest(
    url,
    { headers: { range: `bytes=0-${PROBE_BYTES - 1}` } },
    rules,
  );
  if (bytes.length === 0) throw new FailedAttempt({ reason: "empty", status });
  if (totalLength(headers, bytes.length) > maxBytes) throw new FailedAttempt({ reason: "too-large", status });
  return inspectStart(bytes, { maxPixels });
}

/** A token that is refused right after it was signed says nothing about the key: another strategy may work. */
function probeFailure(answer: { status: number; body: string }): FailedAttempt {
  const failure = storageFailure(answer);
  if (failure.reason !== "forbidden") return failure;
  const { status, code } = failure;
  return new FailedAttempt({ reason: "bad-response", status, code });
}

/** The length of the whole object: from the range's answer, or from the answer of a server that ignores ranges. */
function totalLength(headers: Headers, read: number): number {
  const [, total] = /^bytes \d+-\d+\/(\d+)$/.exec(headers.get("content-range") ?? "") ?? [];
  return Number(total ?? headers.get("content-length") ?? read);
}
