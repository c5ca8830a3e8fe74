import { isObject } from "@vg/internal";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { addBodyParser, ReceivedForm } from "../http/request-body.ts";
import { passesRowSecurity, requireRole, type Tokens } from "./auth.ts";
import { bytesContent, isObjectKey, type NewObject, type ObjectStore, type StoredObject } from "./object-store.ts";
import {
  duplicate,
  invalidKey,
  invalidRequest,
  noContent,
  noSuchBucket,
  noSuchKey,
  noSuchRoute,
  rowDenied,
} from "./storage-errors.ts";

interface UploadRoute {
  readonly Params: { readonly bucketName: string; readonly "*": string };
}

const MISSING_ROUTES = [
  ["POST", "/object/upload/sign/:bucketName/*"],
  ["PUT", "/object/upload/sign/:bucketName/*"],
  ["POST", "/object/list-v2/:bucketName"],
] as const;

/** Adds the routes of uploads: POST creates an object, PUT (or `x-upsert: true`) replaces one. */
export function uploadRoutes(app: FastifyInstance, store: ObjectStore, tokens: Tokens, maxBytes: number): void {
  addBodyParser(app, maxBytes);

  for (const method of ["POST", "PUT"] as const) {
    app.route<UploadRoute>({
      method,
      url: "/object/:bucketName/*",
      config: { routeName: "object.upload" },
      handler: async (request) => {
        const stored = await upload(request, method === "PUT");
        return { Key: `${stored.bucket}/${stored.key}`, Id: stored.id };
      },
    });
  }

  // The real server has these routes, so these requests are not uploads into buckets named `upload` and `list-v2`. Other
  // requests to such a bucket are, as on the real server.
  for (const [method, url] of MISSING_ROUTES) {
    app.route({
      method,
      url,
      handler: (request) => {
        throw noSuchRoute(request.method, request.url);
      },
    });
  }

  async function upload(request: FastifyRequest<UploadRoute>, replaces: boolean): Promise<StoredObject> {
    const { bucketName, "*": key } = request.params;
    const role = await requireRole(request, tokens);
    if (!isObjectKey(key)) throw invalidKey(key);
    const bucket = store.buckets.get(bucketName);
    if (bucket === undefined) throw noSuchBucket();
    if (!passesRowSecurity(role)) throw rowDenied();
    await store.find(bucketName, key);
    // Nothing is awaited from here on, so that only one of two simultaneous uploads creates the object.
    const exists = bucket.objects.has(key);
    if (replaces && !exists) throw noSuchKey();
    if (exists && !replaces && request.headers["x-upsert"] !== "true") throw duplicate("KeyAlreadyExists");
    return store.put(
      bucket,
      key,
      request.body instanceof ReceivedForm ? formObject(request.body) : bytesObject(request),
    );
  }
}

function bytesObject({ body, headers }: FastifyRequest): NewObject {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
  return { content: bytesContent(bytes), contentType: headers["content-type"], cacheControl: headers["cache-control"] };
}

function formObject({ files, fields }: ReceivedForm): NewObject {
  const [file] = files.values();
  const seconds = fields.get("cacheControl");
  const metadata = readMetadata(fields.get("metadata") ?? "{}");
  if (file === undefined) throw noContent();
  return {
    content: bytesContent(file.bytes),
    contentType: file.contentType,
    cacheControl: seconds === undefined ? undefined : `max-age=${seconds}`,
    metadata,
  };
}

function readMetadata(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    throw invalidRequest("metadata must be JSON");
  }
}
