import { Readable } from "node:stream";
import type { FastifyReply } from "fastify";
import type { CutFault, DripFault, Fault, HangInBodyFault, WrongLengthFault } from "./fault.ts";
import { assertNever } from "../assert-never.ts";
import { nextTurn, waitUntilClosed, waitWhileOpen } from "./wait.ts";

/** A fault in the body of an answer that is otherwise right. */
export type BodyFault = HangInBodyFault | CutFault | DripFault | WrongLengthFault;

/** Tells the faults in the body from all others. */
export function bendsBody(fault: Fault): fault is BodyFault {
  return (
    fault.kind === "hang-in-body" || fault.kind === "cut" || fault.kind === "drip" || fault.kind === "wrong-length"
  );
}

/** The body as the fault has it; sets the Content-Length of `reply`. */
export function bendBody(fault: BodyFault, reply: FastifyReply, payload: unknown): unknown {
  const body = chunksOf(payload);
  const length = Number(reply.getHeader("content-length") ?? body.length ?? 0);
  const isHead = reply.request.method === "HEAD";
  switch (fault.kind) {
    case "wrong-length": {
      const told = Math.max(0, length + fault.by);
      reply.header("content-length", told).header("connection", "close");
      return isHead ? payload : Readable.from(lie(told, length, reply, body.chunks));
    }
    case "cut":
    case "hang-in-body": {
      if (isHead) return payload;
      const { after = Math.floor(length / 2) } = fault;
      // Something has to be missing, or the client could not see that the body did not come to its end.
      reply.header("content-length", Math.max(length, after + 1));
      return Readable.from(stop(fault, after, reply, body.chunks));
    }
    case "drip":
      if (isHead) return payload;
      reply.header("content-length", length);
      return Readable.from(drip(fault, reply, body.chunks));
    default:
      return assertNever(fault);
  }
}

// What a timer can wait.
const LONGEST_WAIT = 2 ** 31 - 1;

type Chunks = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

function chunksOf(payload: unknown): { chunks: Chunks; length?: number } {
  if (payload instanceof Readable) return { chunks: payload };
  const bytes = Buffer.from(typeof payload === "string" || Buffer.isBuffer(payload) ? payload : "");
  return { chunks: [bytes], length: bytes.length };
}

async function* lie(told: number, length: number, reply: FastifyReply, chunks: Chunks): AsyncGenerator<Uint8Array> {
  // Also where no byte of body follows that would take them along.
  reply.raw.flushHeaders();
  yield* firstBytes(chunks, told);
  if (told > length) await closeConnection(reply);
}

async function* stop(
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
  for await (const drop of drops(chunks, size)) {
    if (reply.raw.destroyed) return;
    yield drop;
    await waitWhileOpen(Math.min((size / bytesPerSecond) * 1000, LONGEST_WAIT), reply.raw);
  }
}

async function* drops(chunks: Chunks, size: number): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += size) yield chunk.subarray(at, at + size);
  }
}

async function closeConnection(reply: FastifyReply): Promise<void> {
  await nextTurn();
  reply.raw.socket?.destroySoon();
  await waitUntilClosed(reply.raw);
}
