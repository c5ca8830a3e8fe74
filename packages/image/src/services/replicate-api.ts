import { randomUUID } from "node:crypto";
import * as v from "valibot";
import { AttemptError } from "../errors.ts";
import { httpFailure, request } from "../http/request.ts";
import { imageFile } from "../media/inspect.ts";
import type { StorageObject } from "../outcome.ts";
import type { HandlerContext } from "../prepare/context.ts";
import type { LoadedImage } from "../prepare/strategies.ts";
import { askClient } from "./client-fetch.ts";

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
 * @throws {@link AttemptError}
 */
export async function uploadImage(
  { bytes, facts }: LoadedImage,
  object: StorageObject,
  { signal, workshop: { settings, clients } }: { signal: AbortSignal; workshop: HandlerContext },
): Promise<UploadedFile> {
  const server = settings.replicate.baseUrl;
  const rules = { settings, server, signal, maxBytes: MAX_ANSWER_BYTES, failureOf: uploadFailure };
  const replicate = await clients.replicate();
  let isRead = false;
  const { result, answer } = await askClient(
    async (url, init) => {
      const filled = await fillForm(init, { standIn: STAND_IN, bytes, onRead: () => (isRead = true) });
      return request(url, filled, rules);
    },
    () => replicate.files.create(imageFile(STAND_IN, object, facts)),
  );
  const created = v.safeParse(CreatedFile, result);
  if (!created.success) throw new AttemptError({ reason: "bad-response", status: answer.status });
  const { urls, expires_at: expires } = created.output;
  return { url: urls.get, expiresAt: typeof expires === "string" ? new Date(expires) : undefined, isRead };
}

function uploadFailure({ status }: { status: number }): AttemptError {
  return httpFailure(status);
}

/** What a form gets in the place of its stand-in. */
interface Filling {
  /** A text that is in the form once, as the content of a file. */
  readonly standIn: string;
  readonly bytes: Uint8Array;
  /** Called when the whole form has been read. */
  readonly onRead: () => void;
}

/**
 * Encodes the form of a request with `bytes` in the place of a stand-in, as a stream that hands them over as they are: a
 * form with a file in it copies the bytes of that file twice.
 *
 * @throws TypeError where the request has no form with the stand-in in it.
 */
export async function fillForm(init: RequestInit, { standIn, bytes, onRead }: Filling): Promise<RequestInit> {
  if (!(init.body instanceof FormData)) throw new TypeError("The request has no form.");
  const encoded = new Response(init.body);
  const form = Buffer.from(await encoded.arrayBuffer());
  const at = form.indexOf(standIn);
  if (at === -1) throw new TypeError("The form has no stand-in.");
  const headers = new Headers(init.headers);
  headers.set("content-type", encoded.headers.get("content-type") ?? "");
  headers.set("content-length", String(form.length - standIn.length + bytes.length));

  function* parts(): Generator<Uint8Array, void> {
    yield form.subarray(0, at);
    yield bytes;
    yield form.subarray(at + standIn.length);
    onRead();
  }
  return { ...init, headers, body: ReadableStream.from(parts()), duplex: "half" };
}
