import { Readable } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";
import { fitsHeader } from "../validation.ts";
import type { StoredObject } from "./object-store.ts";
import { invalidHeaderChar, invalidRange } from "./storage-errors.ts";

/** Answers with an object's bytes: whole, a range of them, or not at all where the client has them already. */
export function sendObject(
  request: FastifyRequest<{ Querystring: { download?: string } }>,
  reply: FastifyReply,
  object: StoredObject,
  expires?: Date,
): FastifyReply {
  const { content } = object;
  const cacheControl = headerText("cache-control", object.cacheControl);
  const contentType = headerText("content-type", servedType(object.contentType));
  const isNew = !isKnown(request, object);
  const range = isNew ? readRange(request.headers.range, content.size) : undefined;

  reply.header("accept-ranges", "bytes").header("etag", content.etag);
  reply.header("last-modified", object.updatedAt.toUTCString());
  if (expires === undefined) reply.header("cache-control", cacheControl);
  else reply.header("expires", expires.toUTCString());
  if (!isNew) return reply.code(304).send();

  const { start, end } = range ?? { start: 0, end: content.size };
  if (range !== undefined) reply.code(206).header("content-range", `bytes ${start}-${end - 1}/${content.size}`);
  reply.header("content-type", contentType).header("content-length", end - start);
  const { download } = request.query;
  if (download !== undefined) reply.header("content-disposition", disposition(download));
  return reply.send(request.method === "HEAD" ? undefined : Readable.from(content.read(start, end)));
}

function servedType(stored: string): string {
  return /text\/html/i.test(stored) ? "text/plain" : stored;
}

/** What an uploader said goes out as it is, unless no header could hold it. */
function headerText(name: string, value: string): string {
  if (!fitsHeader(value)) throw invalidHeaderChar(name, value);
  return value;
}

function isKnown(request: FastifyRequest, { content, updatedAt }: StoredObject): boolean {
  const { "if-none-match": tags, "if-modified-since": since } = request.headers;
  if (tags !== undefined) return tags.split(",").some((tag) => tag.trim() === content.etag || tag.trim() === "*");
  return since !== undefined && Math.floor(updatedAt.getTime() / 1000) * 1000 <= Date.parse(since);
}

/** One range of bytes, `end` not included; a header that is no range of bytes is ignored. */
function readRange(header: string | undefined, size: number): { start: number; end: number } | undefined {
  if (header === undefined || !header.startsWith("bytes=")) return undefined;
  const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)$/.exec(header) ?? [];
  if (first === "" && last === "") throw invalidRange();
  const start = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === "" || last === "" ? size : Math.min(size, Number(last) + 1);
  if (start >= end) throw invalidRange();
  return { start, end };
}

function disposition(download: string): string {
  if (download === "") return "attachment;";
  const name = encodeURIComponent(download);
  return `attachment; filename=${name}; filename*=UTF-8''${name};`;
}
