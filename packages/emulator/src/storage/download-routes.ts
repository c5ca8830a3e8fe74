import type { FastifyInstance, FastifyRequest } from "fastify";
import type { BucketStore, StoredObject } from "./object-store.ts";
import { passesRowSecurity, readRole, requireRole, type Role } from "./caller.ts";
import { objectInfo } from "./object-info.ts";
import { isObjectKey } from "./object-key.ts";
import { sendObject } from "./send-object.ts";
import { invalidJwt, invalidKey, invalidSignature, noSuchBucket, noSuchKey } from "./storage-errors.ts";
import type { Tokens } from "./auth.ts";

interface ObjectRoute {
  readonly Params: { readonly bucketName: string; readonly "*": string };
  readonly Querystring: { readonly download?: string };
}

interface SignedRoute extends ObjectRoute {
  readonly Querystring: { readonly download?: string; readonly token: string };
}

const NEEDS_TOKEN = { type: "object", properties: { token: { type: "string" } }, required: ["token"] };

// The last one that a date can tell; a token may be good for longer.
const LAST_SECOND = 8_640_000_000_000;

/** Every way to an object's bytes, and to what is known about it. */
export function downloadRoutes(app: FastifyInstance, store: BucketStore, tokens: Tokens): void {
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
      const claims = await tokens.check(request.query.token);
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
