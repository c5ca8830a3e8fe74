import { randomUUID } from "node:crypto";
import * as v from "valibot";
import { AttemptError } from "../errors.ts";
import { httpFailure, request } from "../http/request.ts";
import { imageFile } from "../media/image-file.ts";
import type { ImageMediaType, StorageObject } from "../outcome.ts";
import type { ValidatedOptions } from "../validate-options.ts";
import { askClient } from "./client-request.ts";

/** The requests to Replicate. */
export interface ReplicateApi {
  /**
   * Uploads the bytes of an object.
   *
   * The client makes the form around a placeholder: with the bytes in it, it would hold them three times.
   *
   * To repeat it is harmless even if its fate is unknown: a file that was taken twice is private, costs nothing, and is
   * deleted after a day.
   *
   * @throws {@link AttemptError}
   */
  uploadImage(image: UploadSource, signal: AbortSignal): Promise<UploadedFile>;
}

/** The bytes to upload, with what gives the file its name and type. */
interface UploadSource {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly object: StorageObject;
  readonly mediaType: ImageMediaType;
}

/** A file at Replicate, which only predictions of the same account can read. */
export interface UploadedFile {
  readonly url: string;
  /** When it is deleted, if Replicate says so. */
  readonly expiresAt: Date | undefined;
  /** True if all bytes were taken before the answer came, so that nobody reads them any more. */
  readonly isRead: boolean;
}

/** Takes the place of an image's bytes in the client's form. */
const PLACEHOLDER = randomUUID();

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

/** Adapts Replicate's client, which is loaded with the first upload and made for each request. */
export function createReplicateApi(options: ValidatedOptions): ReplicateApi {
  const { baseUrl, token } = options.replicate;
  const rules = { ...options, server: baseUrl, maxBytes: MAX_ANSWER_BYTES, failureOf: uploadFailure };
  return {
    async uploadImage({ bytes, object, mediaType }, signal) {
      const { default: Replicate } = await import("replicate");
      const file = imageFile(PLACEHOLDER, object, mediaType);
      let isRead = false;
      const { result, answer } = await askClient({
        send: async (url, init) => {
          const filled = await fillForm(init, { placeholder: PLACEHOLDER, bytes, onRead: () => (isRead = true) });
          return request(url, filled, { ...rules, signal });
        },
        ask: (fetch) => new Replicate({ auth: token, baseUrl, fetch }).files.create(file),
      });
      const created = v.safeParse(CreatedFile, result);
      if (!created.success) throw new AttemptError({ reason: "bad-response", status: answer.status });
      const { urls, expires_at: expires } = created.output;
      return { url: urls.get, expiresAt: typeof expires === "string" ? new Date(expires) : undefined, isRead };
    },
  };
}

const PROBLEMS: ReadonlyMap<number, string> = new Map([
  [401, "it refused the token; check replicate.token"],
  [402, "the account has no credit left, or no way to pay"],
  [403, "the token may not upload files; check replicate.token"],
  [404, "there is no such route; check replicate.baseUrl"],
  [413, "the file is larger than Replicate takes"],
]);

function uploadFailure({ status }: { status: number }): AttemptError {
  return httpFailure(status, { problem: PROBLEMS.get(status) });
}

/** The bytes that take the place of a form's placeholder. */
interface Filling {
  /** A text that is in the form once, as the content of a file. */
  readonly placeholder: string;
  readonly bytes: Uint8Array;
  /** Called when the whole form has been read. */
  readonly onRead: () => void;
}

/**
 * Encodes the form of a request with `bytes` in place of a placeholder, as a stream that hands them over as they are: a
 * form with a file in it copies the bytes of that file twice.
 *
 * @throws TypeError if the request has no form with the placeholder in it.
 */
export async function fillForm(init: RequestInit, { placeholder, bytes, onRead }: Filling): Promise<RequestInit> {
  if (!(init.body instanceof FormData)) throw new TypeError("The request has no form.");
  const encoded = new Response(init.body);
  const form = Buffer.from(await encoded.arrayBuffer());
  const at = form.indexOf(placeholder);
  if (at === -1) throw new TypeError("The form has no placeholder.");
  const headers = new Headers(init.headers);
  headers.set("content-type", encoded.headers.get("content-type") ?? "");
  headers.set("content-length", String(form.length - placeholder.length + bytes.length));

  function* parts(): Generator<Uint8Array, void> {
    yield form.subarray(0, at);
    yield bytes;
    yield form.subarray(at + placeholder.length);
    onRead();
  }
  return { ...init, headers, body: ReadableStream.from(parts()), duplex: "half" };
}
