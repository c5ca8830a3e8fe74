import type { IncomingHttpHeaders } from "node:http";
import type { Readable } from "node:stream";
import { Busboy } from "@fastify/busboy";
import type { FastifyInstance } from "fastify";

/** A file in a form. */
export interface FormFile {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** A multipart form as it was received. */
export class ReceivedForm {
  readonly fields: Map<string, string> = new Map();
  readonly files: Map<string, FormFile> = new Map();
}

/** A body that could not be taken. */
export class BodyError extends Error {
  override readonly name = "BodyError";
  readonly reason: "malformed" | "too-large";

  constructor(reason: BodyError["reason"], options?: ErrorOptions) {
    super(`The body is ${reason}.`, options);
    this.reason = reason;
  }
}

/** Makes every body of a scope bytes, or a form where it is one; what is larger than `maxBytes` is read and dropped. */
export function receiveBodies(app: FastifyInstance, maxBytes: number): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", async (request: { headers: IncomingHttpHeaders }, payload: Readable) => {
    const { "content-type": contentType, "content-length": length } = request.headers;
    return contentType?.startsWith("multipart/form-data") === true
      ? receiveForm(payload, contentType, maxBytes)
      : receiveBytes(payload, length === undefined ? undefined : Number(length), maxBytes);
  });
}

async function receiveBytes(payload: Readable, length: number | undefined, maxBytes: number): Promise<Buffer> {
  // One allocation where the length is known: an object of 50 MB is in memory once, not twice.
  const whole = Buffer.allocUnsafeSlow(length === undefined ? 0 : Math.min(length, maxBytes));
  const pieces: Buffer[] = [];
  let received = 0;
  for await (const piece of chunks(payload)) {
    if (length === undefined && received <= maxBytes) pieces.push(piece);
    else piece.copy(whole, received);
    received += piece.length;
  }
  if (received > maxBytes) throw new BodyError("too-large");
  return length === undefined ? Buffer.concat(pieces) : whole;
}

async function receiveForm(payload: Readable, contentType: string, maxBytes: number): Promise<ReceivedForm> {
  const form = new ReceivedForm();
  await new Promise<void>((resolve, reject) => {
    const malformed = (cause: unknown): void => reject(new BodyError("malformed", { cause }));
    let fits = true;
    try {
      const parser = new Busboy({ headers: { "content-type": contentType }, limits: { fileSize: maxBytes } });
      parser.on("field", (name, value) => form.fields.set(name, value));
      parser.on("file", (field, stream, name, _encoding, type) => {
        const pieces: Buffer[] = [];
        stream.on("limit", () => {
          fits = false;
        });
        stream.on("data", (piece: Buffer) => pieces.push(piece));
        stream.on("end", () => form.files.set(field, { name, contentType: type, bytes: joined(pieces) }));
        stream.on("error", malformed);
      });
      parser.once("finish", () => (fits ? resolve() : reject(new BodyError("too-large"))));
      parser.once("error", malformed);
      payload.once("error", malformed);
      payload.pipe(parser);
    } catch (error) {
      malformed(error);
    }
  });
  return form;
}

function joined(pieces: readonly Buffer[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

function chunks(payload: Readable): AsyncIterable<Buffer> {
  return payload;
}
