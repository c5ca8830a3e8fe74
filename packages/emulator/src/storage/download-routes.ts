import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { readRange } from "../http/byte-range.ts";
import { fitsHeader } from "../validation.ts";
import { passesRowSecurity, readRole, requireRole, type Role, type Tokens } from "./auth.ts";
import { type ObjectStore, isObjectKey, type StoredObject } from "./object-store.ts";
import { objectInfo } from "./object-routes.ts";
import {
  invalidHeaderChar,
  invalidJwt,
  invalidKey,
  invalidRange,
  invalidSignature,
  noSuchBucket,
  noSuchKey,
} from "./storage-errors.ts";

interface ObjectRoute {
  readonly Params: { readonly bucketName: string; readonly "*": string };
  readonly Querystring: { readonly download?: string };
}

interface SignedRoute extends ObjectRoute {
  readonly Querystring: { readonly download?: string; readonly token: string };
}

const NEEDS_TOKEN = { type: "object", properties: { token: { type: "string" } }, required: ["token"] };

// The last second of a valid `Date`; a token may be valid for longer.
const LAST_SECOND = 8_640_000_000_000;

/** Adds the routes of an object's bytes and of its metadata. */
export function downloadRoutes(app: FastifyInstance, store: ObjectStore, tokens: Tokens): void {
  const method = ["GET", "HEAD"];

  app.route<ObjectRoute>({
    method,
    url: "/object/:bucketName/*",
    config: { routeName: "object.get" },
    handler: async (request, reply) =>
      sendObject(request, reply, await asRole(request, await readRole(request, tokens))),
  });

  app.route<ObjectRoute>({
    method,
    url: "/object/authenticated/:bucketName/*",
    config: { routeName: "object.authenticated" },
    handler: async (request, reply) =>
      sendObject(request, reply, await asRole(request, await requireRole(request, tokens))),
  });

  app.route<ObjectRoute>({
    method,
    url: "/object/public/:bucketName/*",
    config: { routeName: "object.public" },
    handler: async (request, reply) => sendObject(request, reply, await asEverybody(request)),
  });

  app.route<SignedRoute>({
    method,
    url: "/object/sign/:bucketName/*",
    config: { routeName: "object.signed" },
    schema: { querystring: NEEDS_TOKEN },
    handler: async (request, reply) => {
      const claims = await tokens.verify(request.query.token);
      if ("problem" in claims) throw invalidJwt(claims.problem);
      const { bucketName, "*": key } = request.params;
      if (claims.url !== `${bucketName}/${key}`) throw invalidSignature();
      const object = await store.find(bucketName, key);
      if (object === undefined) throw noSuchKey();
      return sendObject(request, reply, object, dateOf(claims.exp ?? 0));
    },
  });

  app.route<ObjectRoute>({
    method,
    url: "/object/info/:bucketName/*",
    config: { routeName: "object.info" },
    handler: async (request) => objectInfo(await asRole(request, await readRole(request, tokens))),
  });

  app.route<ObjectRoute>({
    method,
    url: "/object/info/authenticated/:bucketName/*",
    config: { routeName: "object.info" },
    handler: async (request) => objectInfo(await asRole(request, await requireRole(request, tokens))),
  });

  app.route<ObjectRoute>({
    method,
    url: "/object/info/public/:bucketName/*",
    config: { routeName: "object.info" },
    handler: async (request) => objectInfo(await asEverybody(request)),
  });

  async function asRole(request: FastifyRequest<ObjectRoute>, role: Role | undefined): Promise<StoredObject> {
    const bucket = store.buckets.get(request.params.bucketName);
    if (bucket === undefined || (role === undefined && !bucket.public)) throw noSuchBucket();
    const object = await find(request);
    if (!bucket.public && !passesRowSecurity(role)) throw noSuchKey();
    return object;
  }

  async function asEverybody(request: FastifyRequest<ObjectRoute>): Promise<StoredObject> {
    if (store.buckets.get(request.params.bucketName)?.public !== true) throw noSuchBucket();
    return find(request);
  }

  async function find({ params: { bucketName, "*": key } }: FastifyRequest<ObjectRoute>): Promise<StoredObject> {
    if (!isObjectKey(key)) throw invalidKey(key);
    const object = await store.find(bucketName, key);
    if (object === undefined) throw noSuchKey();
    return object;
  }
}

function dateOf(seconds: number): Date {
  return new Date(Math.min(seconds, LAST_SECOND) * 1000);
}

/** Sends an object's bytes: all, a range, or none if the client has them already. */
function sendObject(
  request: FastifyRequest<{ Querystring: { download?: string } }>,
  reply: FastifyReply,
  object: StoredObject,
  expires?: Date,
): FastifyReply {
  const { content } = object;
  const cacheControl = headerText("cache-control", object.cacheControl);
  const contentType = headerText("content-type", servedType(object.contentType));
  const isNew = !isCached(request, object);
  const range = isNew ? readRange(request.headers.range, content.size) : undefined;
  if (range === "unsatisfiable") throw invalidRange();

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

/** Returns an uploader's text as it is, unless a header cannot hold it. */
function headerText(name: string, value: string): string {
  if (!fitsHeader(value)) throw invalidHeaderChar(name, value);
  return value;
}

function isCached(request: FastifyRequest, { content, updatedAt }: StoredObject): boolean {
  const { "if-none-match": tags, "if-modified-since": since } = request.headers;
  if (tags !== undefined) return tags.split(",").some((tag) => tag.trim() === content.etag || tag.trim() === "*");
  return since !== undefined && Math.floor(updatedAt.getTime() / 1000) * 1000 <= Date.parse(since);
}

function disposition(download: string): string {
  if (download === "") return "attachment;";
  const name = encodeURIComponent(download);
  return `attachment; filename=${name}; filename*=UTF-8''${name};`;
}
