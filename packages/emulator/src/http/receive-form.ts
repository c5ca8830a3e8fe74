import type { Readable } from "node:stream";
import { Busboy } from "@fastify/busboy";
import { BodyError } from "./body-error.ts";
import { ReceivedForm } from "./received-form.ts";

/** Tells whether a content type is that of a form; like all content types, in any case. */
export function isForm(contentType: string | undefined): contentType is string {
  return contentType !== undefined && /^\s*multipart\/form-data\s*(;|$)/i.test(contentType);
}

/**
 * Reads a form, files of at most `maxBytes` each.
 *
 * @throws {@link BodyError} when it is no form, or a file is larger.
 */
export async function receiveForm(payload: Readable, contentType: string, maxBytes: number): Promise<ReceivedForm> {
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
