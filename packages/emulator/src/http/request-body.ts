import type { IncomingHttpHeaders } from "node:http";
import type { Readable } from "node:stream";
import { Busboy } from "@fastify/busboy";
import type { FastifyInstance } from "fastify";

/** A file in a form. */
export interface FormFile {
  readonly name: string;
  /** As its part said it; `text/plain`, the default of forms, if it said nothing. */
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** A multipart form as it was received. */
export class ReceivedForm {
  readonly fields: Map<string, string> = new Map();
  readonly files: Map<string, FormFile> = new Map();
}

/** The body of a request is malformed or too large. */
export class BodyError extends Error {
  override readonly name = "BodyError";
  readonly reason: "malformed" | "too-large";

  constructor(reason: BodyError["reason"], options?: ErrorOptions) {
    super(`The body is ${reason}.`, options);
    this.reason = reason;
  }
}

/** Parses JSON as Fastify does, but takes a request that has the content type of JSON and no body. */
export function addJsonParser(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser("error", "error");
  app.removeContentTypeParser("application/json");
  app.addContentTypeParser<string>("application/json", { parseAs: "string" }, (request, body, done) => {
    if (body === "") done(null);
    else void parse(request, body, done);
  });
}

/**
 * Parses every body in a scope as a form, if it is one, or as bytes. A body over `maxBytes` is read to its end, dropped and
 * refused.
 */
export function addBodyParser(app: FastifyInstance, maxBytes: number): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", async (request: { headers: IncomingHttpHeaders }, payload: Readable) => {
    const { "content-type": contentType, "content-length": length } = request.headers;
    return isForm(contentType)
      ? readForm(payload, contentType, maxBytes)
      : readBytes(payload, length === undefined ? undefined : Number(length), maxBytes);
  });
}

function isForm(contentType: string | undefined): contentType is string {
  return contentType !== undefined && /^\s*multipart\/form-data\s*(;|$)/i.test(contentType);
}

async function readForm(payload: Readable, contentType: string, maxBytes: number): Promise<ReceivedForm> {
  const form = new ReceivedForm();
  await new Promise<void>((resolve, reject) => {
    const rejectMalformed = (cause: unknown): void => reject(new BodyError("malformed", { cause }));
    let fits = true;
    try {
      const parser = new Busboy({ headers: { "content-type": contentType }, limits: { fileSize: maxBytes } });
      parser.on("field", (name, value) => form.fields.set(name, value));
      parser.on("file", (field, stream, name, _encoding, type) => {
        const chunks: Buffer[] = [];
        stream.on("limit", () => {
          fits = false;
        });
        stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        stream.on("end", () => form.files.set(field, { name, contentType: type, bytes: concat(chunks) }));
        stream.on("error", rejectMalformed);
      });
      parser.once("finish", () => (fits ? resolve() : reject(new BodyError("too-large"))));
      parser.once("error", rejectMalformed);
      payload.once("error", rejectMalformed);
      payload.pipe(parser);
    } catch (error) {
      rejectMalformed(error);
    }
  });
  return form;
}

/** Not a `Buffer`, which would share its memory with others. */
function concat(chunks: readonly Buffer[]): Uint8Array {
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

async function readBytes(payload: Readable, length: number | undefined, maxBytes: number): Promise<Buffer> {
  // One allocation if the length is known: an object of 50 MB is in memory once, not twice.
  const whole = Buffer.allocUnsafeSlow(length === undefined ? 0 : Math.min(length, maxBytes));
  const chunks: Buffer[] = [];
  let received = 0;
  for await (const chunk of chunksOf(payload)) {
    if (length === undefined && received <= maxBytes) chunks.push(chunk);
    else chunk.copy(whole, received);
    received += chunk.length;
  }
  if (received > maxBytes) throw new BodyError("too-large");
  return length === undefined ? Buffer.concat(chunks) : whole;
}

function chunksOf(payload: Readable): AsyncIterable<Buffer> {
  return payload;
}
