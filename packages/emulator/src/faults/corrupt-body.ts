import { assertNever } from "@vg/internal";
import { Readable } from "node:stream";
import type { FastifyReply } from "fastify";
import type { CutFault, DripFault, Fault, HangInBodyFault, WrongLengthFault } from "./fault.ts";
import { LONGEST_TIMER, nextTurn, waitUntilClosed, waitWhileOpen } from "../timers.ts";

/** A fault that changes only the body of a response. */
export type BodyFault = HangInBodyFault | CutFault | DripFault | WrongLengthFault;

/** Returns whether a fault changes only the body. */
export function corruptsBody(fault: Fault): fault is BodyFault {
  return (
    fault.kind === "hang-in-body" || fault.kind === "cut" || fault.kind === "drip" || fault.kind === "wrong-length"
  );
}

/** Returns the body that the fault makes of `payload`; sets the Content-Length of `reply`. */
export function corruptBody(fault: BodyFault, reply: FastifyReply, payload: unknown): unknown {
  const body = chunksOf(payload);
  const length = Number(reply.getHeader("content-length") ?? body.length ?? 0);
  const isHead = reply.request.method === "HEAD";
  switch (fault.kind) {
    case "wrong-length": {
      const claimed = Math.max(0, length + fault.by);
      reply.header("content-length", claimed).header("connection", "close");
      return isHead ? payload : Readable.from(sendClaimed(claimed, length, reply, body.chunks));
    }
    case "cut":
    case "hang-in-body": {
      if (isHead) return payload;
      const { after = Math.floor(length / 2) } = fault;
      // Something has to be missing, so that the client sees that the body is not complete.
      reply.header("content-length", Math.max(length, after + 1));
      return Readable.from(sendUntil(fault, after, reply, body.chunks));
    }
    case "drip":
      if (isHead) return payload;
      reply.header("content-length", length);
      return Readable.from(drip(fault, reply, body.chunks));
    default:
      return assertNever(fault);
  }
}

type Chunks = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

function chunksOf(payload: unknown): { chunks: Chunks; length?: number } {
  if (payload instanceof Readable) return { chunks: payload };
  const bytes = Buffer.from(typeof payload === "string" || Buffer.isBuffer(payload) ? payload : "");
  return { chunks: [bytes], length: bytes.length };
}

async function* sendClaimed(
  claimed: number,
  length: number,
  reply: FastifyReply,
  chunks: Chunks,
): AsyncGenerator<Uint8Array> {
  // Needed if no byte of body follows.
  reply.raw.flushHeaders();
  yield* firstBytes(chunks, claimed);
  if (claimed > length) await closeConnection(reply);
}

async function* sendUntil(
  fault: HangInBodyFault | CutFault,
  after: number,
  reply: FastifyReply,
  chunks: Chunks,
): AsyncGenerator<Uint8Array> {
  reply.raw.flushHeaders();
  yield* firstBytes(chunks, after);
  await (fault.kind === "cut" ? closeConnection(reply) : waitUntilClosed(reply.raw));
}

async function* firstBytes(chunks: Chunks, count: number): AsyncGenerator<Uint8Array> {
  let left = count;
  for await (const chunk of chunks) {
    if (left > 0) yield chunk.subarray(0, left);
    left -= chunk.length;
    if (left <= 0) return;
  }
}

async function* drip(fault: DripFault, reply: FastifyReply, chunks: Chunks): AsyncGenerator<Uint8Array> {
  const { bytesPerSecond = 5 } = fault;
  const size = Math.max(1, Math.round(bytesPerSecond / 50));
  for await (const part of parts(chunks, size)) {
    if (reply.raw.destroyed) return;
    yield part;
    await waitWhileOpen(Math.min((size / bytesPerSecond) * 1000, LONGEST_TIMER), reply.raw);
  }
}

async function* parts(chunks: Chunks, size: number): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += size) yield chunk.subarray(at, at + size);
  }
}

async function closeConnection(reply: FastifyReply): Promise<void> {
  await nextTurn();
  reply.raw.socket?.destroySoon();
  await waitUntilClosed(reply.raw);
}
