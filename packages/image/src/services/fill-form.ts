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
