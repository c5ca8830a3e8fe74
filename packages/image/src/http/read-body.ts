import { AttemptError } from "../errors.ts";

interface ReadBodyOptions {
  /** More bytes than this are refused, as soon as they are announced or have come. */
  readonly maxBytes: number;
  /** Stops after this many bytes and leaves the rest unread. */
  readonly upTo?: number | undefined;
  /** Gives up the body, even where whoever made the request does not listen to it. */
  readonly signal: AbortSignal;
}

/**
 * The body of a response in one buffer, which is allocated once where the length is known.
 *
 * @throws {@link AttemptError} `too-large`, or `truncated` when the body breaks off; the body is cancelled then.
 */
export async function readBody(response: Response, options: ReadBodyOptions): Promise<Uint8Array<ArrayBuffer>> {
  const { maxBytes, upTo = Number.POSITIVE_INFINITY, signal } = options;
  const { status, body } = response;
  const announced = announcedLength(response);
  if (announced !== undefined && announced > maxBytes) {
    await discardBody(response);
    throw new AttemptError({ reason: "too-large", status });
  }
  if (body === null) return new Uint8Array(0);
  let bytes = new Uint8Array(Math.min(announced ?? 65_536, upTo));
  let length = 0;
  const reader = body.getReader();
  const cancel = (): Promise<void> => reader.cancel().catch(() => {});
  signal.addEventListener("abort", cancel, { once: true });
  try {
    for await (const value of chunksOf(reader, cancel)) {
      if (length + value.length > maxBytes) throw new AttemptError({ reason: "too-large", status });
      const chunk = value.subarray(0, upTo - length);
      if (length + chunk.length > bytes.length) bytes = grown(bytes, length + chunk.length);
      bytes.set(chunk, length);
      length += chunk.length;
      if (length >= upTo) return bytes.subarray(0, length);
    }
  } catch (error) {
    throw error instanceof AttemptError ? error : broken(status);
  } finally {
    // Left there, it keeps the stream, its error and its request, which then is never let go.
    signal.removeEventListener("abort", cancel);
  }
  if (signal.aborted || (announced !== undefined && length < announced)) throw broken(status);
  return bytes.subarray(0, length);
}

/** The chunks of a body, which is cancelled when the loop over them is left early. */
function chunksOf(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  cancel: () => Promise<void>,
): AsyncIterable<Uint8Array> {
  return {
    [Symbol.asyncIterator]: () => ({
      next: () => reader.read(),
      return: async () => {
        await cancel();
        return { done: true, value: undefined };
      },
    }),
  };
}

/** Gives up a body, so that its connection is free again or closed. */
export async function discardBody(response: Response): Promise<void> {
  await response.body?.cancel().catch(() => {});
}

/** What `Content-Length` says about the bytes that will be read, which it does not where they come compressed. */
function announcedLength({ headers }: Response): number | undefined {
  const length = headers.get("content-length");
  if (length === null || !/^\d{1,15}$/.test(length)) return undefined;
  return (headers.get("content-encoding") ?? "identity") === "identity" ? Number(length) : undefined;
}

function broken(status: number): AttemptError {
  return new AttemptError({ reason: "truncated", retryable: true, status });
}

function grown(bytes: Uint8Array, atLeast: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.max(bytes.length * 2, atLeast));
  larger.set(bytes);
  return larger;
}
