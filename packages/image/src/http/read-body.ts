import { AttemptError } from "../errors.ts";

interface ReadBodyOptions {
  /** More bytes than this are refused, as soon as they are announced or have come. */
  readonly maxBytes: number;
  /** Stops after this many bytes and leaves the rest unread. */
  readonly upTo?: number | undefined;
  /** Gives up the body, even if the sender of the request does not listen to it. */
  readonly signal: AbortSignal;
}

/**
 * Reads the body of a response into one buffer, which is allocated once if the length is known.
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
    while (length < upTo) {
      const { done, value } = await reader.read();
      if (done) break;
      if (length + value.length > maxBytes) throw new AttemptError({ reason: "too-large", status });
      const chunk = value.subarray(0, upTo - length);
      if (length + chunk.length > bytes.length) bytes = grow(bytes, length + chunk.length);
      bytes.set(chunk, length);
      length += chunk.length;
    }
    if (length >= upTo) return bytes.subarray(0, length);
  } catch (error) {
    throw error instanceof AttemptError ? error : broken(status);
  } finally {
    // Cancelling a body that is read to its end does nothing.
    await cancel();
    // A listener that stays keeps the stream, its error and its request alive.
    signal.removeEventListener("abort", cancel);
  }
  if (signal.aborted || (announced !== undefined && length < announced)) throw broken(status);
  return bytes.subarray(0, length);
}

/** Gives up a body, so that its connection is free again or closed. */
export async function discardBody(response: Response): Promise<void> {
  await response.body?.cancel().catch(() => {});
}

/** Returns the number of bytes that `Content-Length` announces; `undefined` if they come compressed. */
function announcedLength({ headers }: Response): number | undefined {
  const length = headers.get("content-length");
  if (length === null || !/^\d{1,15}$/.test(length)) return undefined;
  return (headers.get("content-encoding") ?? "identity") === "identity" ? Number(length) : undefined;
}

function broken(status: number): AttemptError {
  return new AttemptError({ reason: "truncated", retryable: true, status });
}

function grow(bytes: Uint8Array, atLeast: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.max(bytes.length * 2, atLeast));
  larger.set(bytes);
  return larger;
}
