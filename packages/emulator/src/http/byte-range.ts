import type { FastifyReply, FastifyRequest } from "fastify";

/** A range of bytes; `end` is not in it. */
interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Reads a `Range` header of one range; a header with another unit is ignored.
 *
 * @returns `unsatisfiable` if the object has no such range, or several ranges are wanted.
 */
export function readRange(header: string | undefined, size: number): ByteRange | "unsatisfiable" | undefined {
  if (header === undefined || !header.startsWith("bytes=")) return undefined;
  const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)$/.exec(header) ?? [];
  if (first === "" && last === "") return "unsatisfiable";
  const start = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === "" || last === "" ? size : Math.min(size, Number(last) + 1);
  return start >= end ? "unsatisfiable" : { start, end };
}

/** Sends bytes, or the range of them that is wanted. */
export function sendBytes(request: FastifyRequest, reply: FastifyReply, bytes: Uint8Array, type: string): FastifyReply {
  const range = readRange(request.headers.range, bytes.length);
  reply.header("accept-ranges", "bytes");
  if (range === "unsatisfiable") return reply.code(416).header("content-range", `bytes */${bytes.length}`).send();
  const { start, end } = range ?? { start: 0, end: bytes.length };
  if (range !== undefined) reply.code(206).header("content-range", `bytes ${start}-${end - 1}/${bytes.length}`);
  reply.type(type).header("content-length", end - start);
  return reply.send(request.method === "HEAD" ? undefined : bytes.subarray(start, end));
}
