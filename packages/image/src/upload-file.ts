import * as v from "valibot";
import { askClient } from "./client-fetch.ts";
import { FailedAttempt } from "./failed-attempt.ts";
import { httpFailure } from "./http-failure.ts";
import { sendRequest } from "./send-request.ts";
import type { Workshop } from "./workshop.ts";

/** A file at Replicate, which only predictions of the same account can read. */
export interface UploadedFile {
  readonly url: string;
  /** When it is deleted, where Replicate says so. */
  readonly expiresAt: Date | undefined;
}

const MAX_ANSWER_BYTES = 1_000_000;

const Answer = v.object({
  urls: v.object({ get: v.pipe(v.string(), v.regex(/^https?:\/\//), v.url()) }),
  expires_at: v.nullish(
    v.pipe(
      v.string(),
      v.check((text) => !Number.isNaN(Date.parse(text))),
    ),
  ),
});

/**
 * Uploads a file to Replicate.
 *
 * To repeat it is harmless even where its fate is unknown: a file that was taken twice is private, costs nothing, and is
 * deleted after a day.
 *
 * @throws {@link FailedAttempt}
 */
export async function uploadFile(
  file: File,
  signal: AbortSignal,
  { settings, clients }: Workshop,
): Promise<UploadedFile> {
  const server = settings.replicate.baseUrl;
  const rules = { settings, server, signal, maxBytes: MAX_ANSWER_BYTES, failureOf: uploadFailure };
  const replicate = await clients.replicate();
  const created = await askClient(
    async (url, init) => new Response((await sendRequest(url, init, rules)).bytes),
    () => replicate.files.create(file),
  );
  const answer = v.safeParse(Answer, created);
  if (!answer.success) throw new FailedAttempt({ reason: "bad-response", status: 201 });
  const { urls, expires_at: expires } = answer.output;
  return { url: urls.get, expiresAt: typeof expires === "string" ? new Date(expires) : undefined };
}

function uploadFailure({ status }: { status: number }): FailedAttempt {
  return httpFailure(status);
}
