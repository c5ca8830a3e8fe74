import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { readRange } from "../http/byte-range.ts";
import { fitsHeader } from "../validation.ts";
import { passesRowSecurity, readRole, requireRole, type Role, type Tokens } from "./auth.ts";
import { objectInfo } from "./object-json.ts";
import { isObjectKey, type ObjectStore, type StoredObject } from "./object-store.ts";
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

const DOWNLOAD = { type: "object", properties: { download: { type: "string" } } };

const SIGNED = {
  type: "object",
  properties: { download: { type: "string" }, token: { type: "string" } },
  required: ["token"],
};

// The last second of a valid `Date`; a token may be valid for longer.
const LAST_SECOND = 8_640_000_000_000;

/** Finds the object that a request is for, if the caller may see it. */
type FindObject = (request: FastifyRequest<ObjectRoute>) => Promise<StoredObject>;

/** Adds the routes of an object's bytes and of its metadata. */
export function downloadRoutes(app: FastifyInstance, store: ObjectStore, tokens: Tokens): void {
  const asAnybody: FindObject = async (request) => asRole(request, await readRole(request, tokens));
  const asCaller: FindObject = async (request) => asRole(request, await requireRole(request, tokens));
  const asEverybody: FindObject = async (request) => {
    if (store.buckets.get(request.params.bucketName)?.public !== true) throw noSuchBucket();
    return find(request);
  };

  for (const [path, routeName, findObject] of [
    ["", "object.get", asAnybody],
    ["/authenticated", "object.authenticated", asCaller],
    ["/public", "object.public", asEverybody],
  ] as const) {
    app.route<ObjectRoute>({
      method: ["GET", "HEAD"],
      url: `/object${path}/:bucketName/*`,
      config: { routeName },
      // `/object/:bucketName` alone takes any query.
      schema: path === "" ? {} : { querystring: DOWNLOAD },
      handler: async (request, reply) => {
        // Only here is the key looked at before the bucket.
        if (path === "/public" && !isObjectKey(request.params["*"])) throw invalidKey(request.params["*"]);
        const object = await findObject(request);
        return request.method === "HEAD" ? describeObject(request, reply, object) : sendObject(request, reply, object);
      },
    });

    app.get<ObjectRoute>(
      `/object/info${path}/:bucketName/*`,
      { config: { routeName: "object.info" } },
      async (request, reply) => {
        const object = await findObject(request);
        reply.header("etag", object.content.etag).header("last-modified", object.updatedAt.toUTCString());
        reply.header("cache-control", headerText("cache-control", object.cacheControl));
        return objectInfo(object);
      },
    );
  }

  app.route<SignedRoute>({
    method: ["GET", "HEAD"],
    url: "/object/sign/:bucketName/*",
    config: { routeName: "object.signed" },
    schema: { querystring: SIGNED },
    handler: async (request, reply) => {
      const claims = await tokens.verify(request.query.token);
      if ("problem" in claims) throw invalidJwt(claims.problem);
      const { bucketName, "*": key } = request.params;
      if (claims.scope === "upload") throw invalidSignature("Token is not scoped for download");
      if (claims.url !== `${bucketName}/${key}`) throw invalidSignature();
      const object = await store.find(bucketName, key);
      if (object === undefined) throw noSuchKey();
      return sendObject(request, reply, object, dateOf(claims.exp ?? 0));
    },
  });

  async function asRole(request: FastifyRequest<ObjectRoute>, role: Role | undefined): Promise<StoredObject> {
    const bucket = store.buckets.get(request.params.bucketName);
    if (bucket === undefined || (role === undefined && !bucket.public)) throw noSuchBucket();
    const passes = bucket.public || passesRowSecurity(role);
    const object = await find(request);
    if (!passes) throw noSuchKey();
    return object;
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
  const isNew = !isCached(request, object);
  const range = isNew ? readRange(request.headers.range, content.size) : undefined;
  if (range === "unsatisfiable") throw invalidRange();

  setHeaders(reply, object);
  if (expires === undefined) setCacheControl(request, reply, object, "stale-while-revalidate=30");
  else reply.header("expires", expires.toUTCString());
  if (!isNew) return reply.code(304).header("content-length", 0).send();

  const { start, end } = range ?? { start: 0, end: content.size };
  if (range !== undefined) reply.code(206).header("content-range", `bytes ${start}-${end - 1}/${content.size}`);
  reply.header("content-length", end - start);
  const { download } = request.query;
  if (download !== undefined) reply.header("content-disposition", disposition(download));
  return reply.send(request.method === "HEAD" ? undefined : Readable.from(content.read(start, end)));
}

/** Answers a HEAD request without a token: from what is known of the object, whatever range or version is wanted. */
function describeObject(request: FastifyRequest, reply: FastifyReply, object: StoredObject): FastifyReply {
  setHeaders(reply, object);
  setCacheControl(request, reply, object, "must-revalidate");
  return reply.header("content-length", object.content.size).send();
}

/** @throws `StorageError` if a header cannot hold what the uploader said; none is set then. */
function setHeaders(reply: FastifyReply, object: StoredObject): void {
  const { content, updatedAt, robotsTag } = object;
  headerText("cache-control", object.cacheControl);
  reply.header("content-type", headerText("content-type", servedType(object.contentType)));
  reply.header("accept-ranges", "bytes").header("etag", content.etag);
  reply.header("last-modified", updatedAt.toUTCString()).header("x-robots-tag", robotsTag);
}

/** Adds `more` if the client has another version. */
function setCacheControl(request: FastifyRequest, reply: FastifyReply, object: StoredObject, more: string): void {
  const { cacheControl, content } = object;
  const tag = request.headers["if-none-match"];
  const isOther = tag !== undefined && tag !== content.etag;
  reply.header("cache-control", isOther ? `${cacheControl}, ${more}` : cacheControl);
}

function servedType(stored: string): string {
  return stored.includes("text/html") ? "text/plain" : stored;
}

/** Returns an uploader's text as it is, unless a header cannot hold it. */
function headerText(name: string, value: string): string {
  if (!fitsHeader(value)) throw invalidHeaderChar(name, value);
  return value;
}

/** Returns whether the client has the object already; only its own entity tag says so, not a list and not `*`. */
function isCached(request: FastifyRequest, { content, updatedAt }: StoredObject): boolean {
  const { "if-none-match": tag, "if-modified-since": since } = request.headers;
  if (tag !== undefined) return tag === content.etag;
  return since !== undefined && Math.floor(updatedAt.getTime() / 1000) * 1000 <= Date.parse(since);
}

function disposition(download: string): string {
  if (download === "") return "attachment;";
  const name = encodeURIComponent(download);
  return `attachment; filename=${name}; filename*=UTF-8''${name}`;
}
