import type { FastifyInstance, FastifyRequest } from "fastify";
import type { BucketStore, NewObject, StoredObject } from "./bucket-store.ts";
import { NEEDS_AUTHORIZATION, passesRowSecurity, requireRole } from "./caller.ts";
import { bytesContent } from "./object-content.ts";
import { isObjectKey } from "./object-key.ts";
import { accessDenied, duplicate, entityTooLarge, invalidKey, noSuchBucket, noSuchKey } from "./storage-error.ts";
import type { Tokens } from "./tokens.ts";

interface UploadRoute {
  readonly Params: { readonly bucketName: string; readonly "*": string };
}

/** Uploading: POST makes an object, PUT (or `x-upsert: true`) replaces one. */
export function uploadRoutes(app: FastifyInstance, store: BucketStore, tokens: Tokens, maxBytes: number): void {
  app.removeAllContentTypeParsers();
  // A form is a little larger than the file in it.
  const bodyLimit = maxBytes + 64 * 1024;
  app.addContentTypeParser("*", { parseAs: "buffer", bodyLimit }, (_request, body, done) => {
    done(null, body);
  });

  for (const method of ["POST", "PUT"] as const) {
    app.route<UploadRoute>({
      method,
      url: "/object/:bucketName/*",
      bodyLimit,
      config: { routeName: "object.upload" },
      schema: { headers: NEEDS_AUTHORIZATION },
      handler: async (request) => {
        const stored = await upload(request, method === "PUT");
        return { Key: `${stored.bucket}/${stored.key}`, Id: stored.id };
      },
    });
  }

  async function upload(request: FastifyRequest<UploadRoute>, replaces: boolean): Promise<StoredObject> {
    const { bucketName, "*": key } = request.params;
    const role = await requireRole(request, tokens);
    if (!isObjectKey(key)) throw invalidKey(key);
    const bucket = store.buckets.get(bucketName);
    if (bucket === undefined) throw noSuchBucket();
    if (!passesRowSecurity(role)) throw accessDenied("new row violates row-level security policy");
    const exists = bucket.objects.has(key);
    if (replaces && !exists) throw noSuchKey();
    if (exists && !replaces && request.headers["x-upsert"] !== "true") throw duplicate("KeyAlreadyExists");
    const object = await readUpload(request);
    if (object.content.size > maxBytes) throw entityTooLarge();
    return store.put(bucket, key, object);
  }
}

async function readUpload(request: FastifyRequest): Promise<NewObject> {
  const { "content-type": contentType, "cache-control": cacheControl } = request.headers;
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  if (!contentType?.startsWith("multipart/form-data")) {
    return { content: bytesContent(body), contentType, cacheControl };
  }
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": contentType } }).formData();
  const file = [...form.values()].find((part) => part instanceof Blob);
  const bytes = file === undefined ? new Uint8Array() : new Uint8Array(await file.arrayBuffer());
  const seconds = form.get("cacheControl");
  return {
    content: bytesContent(bytes),
    contentType: file?.type === "" ? undefined : file?.type,
    cacheControl: typeof seconds === "string" ? `max-age=${seconds}` : undefined,
    metadata: readMetadata(form.get("metadata")),
  };
}

function readMetadata(text: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof text !== "string") return undefined;
  const value: unknown = JSON.parse(text);
  return typeof value === "object" && value !== null ? { ...value } : undefined;
}
