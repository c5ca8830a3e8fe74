import { randomUUID } from "node:crypto";
import * as v from "valibot";
import { askClient } from "./client-fetch.ts";
import { FailedAttempt } from "../failed-attempt.ts";
import { fillForm } from "./fill-form.ts";
import { httpFailure } from "../http/http-failure.ts";
import { imageFile } from "../media/image-file.ts";
import type { LoadedImage } from "../prepare/load-image.ts";
import { sendRequest } from "../http/request.ts";
import type { StorageObject } from "../storage-object.ts";
import type { Workshop } from "../prepare/context.ts";

/** A file at Replicate, which only predictions of the same account can read. */
export interface UploadedFile {
  readonly url: string;
  /** When it is deleted, where Replicate says so. */
  readonly expiresAt: Date | undefined;
  /** Whether the image's bytes were all taken before the answer came, so that nobody reads them any more. */
  readonly isRead: boolean;
}

/** Stands in for an image's bytes in the form that the client makes. */
const STAND_IN = randomUUID();

const MAX_ANSWER_BYTES = 1_000_000;

const CreatedFile = v.object({
  urls: v.object({ get: v.pipe(v.string(), v.regex(/^https?:\/\//), v.url()) }),
  expires_at: v.nullish(
    v.pipe(
      v.string(),
      v.check((text) => !Number.isNaN(Date.parse(text))),
    ),
  ),
});

/**
 * Uploads an image to Replicate.
 *
 * The client makes the form and never sees the bytes: it would copy them.
 *
 * To repeat it is harmless even where its fate is unknown: a file that was taken twice is private, costs nothing, and is
 * deleted after a day.
 *
 * @throws {@link FailedAttempt}
 */
export async function uploadImage(
  { bytes, facts }: LoadedImage,
  object: StorageObject,
  { signal, workshop: { settings, clients } }: { signal: AbortSignal; workshop: Workshop },
): Promise<UploadedFile> {
  const server = settings.replicate.baseUrl;
  const rules = { settings, server, signal, maxBytes: MAX_ANSWER_BYTES, failureOf: uploadFailure };
  const replicate = await clients.replicate();
  let isRead = false;
  const { result, answer } = await askClient(
    async (url, init) => {
      const filled = await fillForm(init, { standIn: STAND_IN, bytes, onRead: () => (isRead = true) });
      return sendRequest(url, filled, rules);
    },
    () => replicate.files.create(imageFile(STAND_IN, object, facts)),
  );
  const created = v.safeParse(CreatedFile, result);
  if (!created.success) throw new FailedAttempt({ reason: "bad-response", status: answer.status });
  const { urls, expires_at: expires } = created.output;
  return { url: urls.get, expiresAt: typeof expires === "string" ? new Date(expires) : undefined, isRead };
}

function uploadFailure({ status }: { status: number }): FailedAttempt {
  return httpFailure(status);
}
