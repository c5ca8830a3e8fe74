import type { IncomingHttpHeaders } from "node:http";
import type { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";
import { BodyError } from "./body-error.ts";
import { isForm, receiveForm } from "./receive-form.ts";

/** Makes every body of a scope bytes, or a form where it is one; what is larger than `maxBytes` is read and dropped. */
export function receiveBodies(app: FastifyInstance, maxBytes: number): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", async (request: { headers: IncomingHttpHeaders }, payload: Readable) => {
    const { "content-type": contentType, "content-length": length } = request.headers;
    return isForm(contentType)
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

function chunks(payload: Readable): AsyncIterable<Buffer> {
  return payload;
}
