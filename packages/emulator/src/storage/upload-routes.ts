import { isObject } from "@vg/internal";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { addBodyParser, ReceivedForm } from "../http/request-body.ts";
import { passesRowSecurity, requireRole, type Tokens } from "./auth.ts";
import {
  bytesContent,
  isObjectKey,
  type NewObject,
  type ObjectStore,
  type StoredBucket,
  type StoredObject,
} from "./object-store.ts";
import {
  databaseError,
  duplicate,
  entityTooLarge,
  invalidContentType,
  invalidJwt,
  invalidKey,
  invalidMimeType,
  invalidSignature,
  noContent,
  noSuchBucket,
  relatedNotFound,
  rowDenied,
} from "./storage-errors.ts";

interface UploadRoute {
  readonly Params: { readonly bucketName: string; readonly "*": string };
}

interface SignedUploadRoute extends UploadRoute {
  readonly Querystring: { readonly token: string };
}

const NEEDS_TOKEN = { type: "object", properties: { token: { type: "string" } }, required: ["token"] };

/** The lifetime of a URL that uploads, in seconds. */
const UPLOAD_LIFETIME = 7200;

/** A type and a subtype, and parameters. */
const CONTENT_TYPE = /^\s*[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+\s*(;[^,]*)?$/;

/**
 * Adds the routes of uploads: POST creates an object, PUT (or `x-upsert: true`) creates or replaces one, and a signed URL
 * does it without a key.
 */
export function uploadRoutes(app: FastifyInstance, store: ObjectStore, tokens: Tokens, maxBytes: number): void {
  addBodyParser(app, maxBytes);
  app.addHook("onRequest", async ({ headers }) => {
    const type = headers["content-type"];
    if (type !== undefined && !CONTENT_TYPE.test(type)) throw invalidContentType();
  });

  for (const method of ["POST", "PUT"] as const) {
    app.route<UploadRoute>({
      method,
      url: "/object/:bucketName/*",
      config: { routeName: "object.upload" },
      handler: async (request) => {
        const role = await requireRole(request, tokens);
        const isUpsert = method === "PUT" || request.headers["x-upsert"] === "true";
        const stored = await upload(request, isUpsert, () => passesRowSecurity(role));
        return { Id: stored.id, Key: `${stored.bucket}/${stored.key}` };
      },
    });
  }

  app.post<UploadRoute>(
    "/object/upload/sign/:bucketName/*",
    { config: { routeName: "object.sign-upload" } },
    async (request) => {
      const role = await requireRole(request, tokens);
      const { bucketName, "*": key } = request.params;
      const upsert = request.headers["x-upsert"] === "true";
      // The key is checked when the object is uploaded; the database cannot hold this character.
      if (key.includes("\0")) throw databaseError("22021");
      if (!passesRowSecurity(role)) throw rowDenied();
      if (!store.buckets.has(bucketName)) throw relatedNotFound();
      if (!upsert && (await store.find(bucketName, key)) !== undefined) throw duplicate("KeyAlreadyExists");
      const url = `${bucketName}/${key}`;
      const token = await tokens.signUrl(url, UPLOAD_LIFETIME, { upsert, scope: "upload" });
      return { url: `/object/upload/sign/${url}?token=${token}`, token };
    },
  );

  app.put<SignedUploadRoute>(
    "/object/upload/sign/:bucketName/*",
    { config: { routeName: "object.upload-signed" }, schema: { querystring: NEEDS_TOKEN } },
    async (request) => {
      const { bucketName, "*": key } = request.params;
      const claims = await tokens.verify(request.query.token);
      if ("problem" in claims) throw invalidJwt(claims.problem);
      if (claims.scope !== "upload") throw invalidSignature("Token is not scoped for upload");
      if (claims.url !== `${bucketName}/${key}`) throw invalidSignature();
      const stored = await upload(request, claims.upsert === true, () => true);
      return { Key: `${stored.bucket}/${stored.key}` };
    },
  );

  async function upload(
    request: FastifyRequest<UploadRoute>,
    isUpsert: boolean,
    passes: () => boolean,
  ): Promise<StoredObject> {
    const { bucketName, "*": key } = request.params;
    if (!isObjectKey(key)) throw invalidKey(key);
    const bucket = store.buckets.get(bucketName);
    if (bucket === undefined) throw noSuchBucket();
    const object = request.body instanceof ReceivedForm ? formObject(request.body) : bytesObject(request);
    checkLimits(bucket, object);
    if (!passes()) throw rowDenied();
    await store.find(bucketName, key);
    // Nothing is awaited from here on, so that only one of two simultaneous uploads creates the object.
    if (bucket.objects.has(key) && !isUpsert) throw duplicate("KeyAlreadyExists");
    return store.put(bucket, key, { ...object, robotsTag: robotsTagOf(request) });
  }
}

/** @throws `StorageError` if the bucket does not take the object. */
function checkLimits({ fileSizeLimit, allowedMimeTypes }: StoredBucket, { content, contentType }: NewObject): void {
  if (allowedMimeTypes !== null && allowedMimeTypes.length > 0) {
    const type = contentType ?? "application/octet-stream";
    if (!allowedMimeTypes.some((allowed) => allows(allowed, type))) throw invalidMimeType(type);
  }
  if (fileSizeLimit !== null && content.size > fileSizeLimit) throw entityTooLarge();
}

function allows(allowed: string, type: string): boolean {
  const [kind, subtype] = allowed.split("/");
  const [givenKind, givenSubtype] = type.split("/");
  return kind === givenKind && (subtype === "*" || subtype === givenSubtype);
}

function bytesObject({ body, headers }: FastifyRequest): NewObject {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
  const metadata = headers["x-metadata"];
  return {
    content: bytesContent(bytes),
    contentType: headers["content-type"],
    cacheControl: headers["cache-control"],
    metadata: typeof metadata === "string" ? parseMetadata(Buffer.from(metadata, "base64").toString()) : {},
  };
}

function formObject({ files, fields }: ReceivedForm): NewObject {
  const [file] = files.values();
  if (file === undefined) throw noContent();
  const seconds = fields.get("cacheControl");
  return {
    content: bytesContent(file.bytes),
    contentType: fields.get("contentType") ?? file.contentType,
    cacheControl: seconds === undefined ? undefined : `max-age=${seconds}`,
    metadata: parseMetadata(fields.get("metadata") ?? fields.get("userMetadata") ?? "{}"),
  };
}

/** Returns the metadata of an uploader; none if it is not JSON. */
function parseMetadata(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

function robotsTagOf({ headers }: FastifyRequest): string | undefined {
  const tag = headers["x-robots-tag"];
  return typeof tag === "string" && tag.trim() !== "" ? tag : undefined;
}
