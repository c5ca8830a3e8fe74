import type { FastifyInstance } from "fastify";
import { passesRowSecurity, requireRole, type Tokens } from "./auth.ts";
import { type BucketSettings, isBucketName, type ObjectStore, type StoredBucket } from "./object-store.ts";
import {
  bucketNotEmpty,
  duplicate,
  entityTooLarge,
  invalidBucketName,
  invalidMimeType,
  invalidRole,
  noSuchBucket,
  rowDenied,
} from "./storage-errors.ts";

interface BucketRoute {
  readonly Params: { readonly bucketName: string };
}

/** The settings of a bucket in a request. */
interface SettingsBody {
  readonly public?: boolean;
  readonly file_size_limit?: number | string | null;
  readonly allowed_mime_types?: readonly string[] | null;
}

interface NewBucketBody extends SettingsBody {
  readonly name: string;
  readonly id?: string;
}

interface ListQuery {
  readonly limit?: number;
  readonly offset?: number;
  readonly sortColumn?: "id" | "name" | "created_at" | "updated_at";
  readonly sortOrder?: "asc" | "desc";
  readonly search?: string;
}

const SETTINGS = {
  public: { type: "boolean" },
  file_size_limit: {
    anyOf: [
      { type: "integer", nullable: true, minimum: 0 },
      { type: "string", nullable: true, pattern: "^[0-9]+(?:\\.[0-9]+)?(?:[gG][bB]|[mM][bB]|[kK][bB]|[bB])$" },
    ],
  },
  allowed_mime_types: { type: "array", nullable: true, items: { type: "string" } },
};

const NEW_BUCKET = {
  type: "object",
  properties: {
    name: { type: "string" },
    id: { type: "string" },
    type: { type: "string", enum: ["STANDARD", "ANALYTICS"] },
    ...SETTINGS,
  },
  required: ["name"],
};

const CHANGES = {
  type: "object",
  minProperties: 1,
  properties: SETTINGS,
  anyOf: Object.keys(SETTINGS).map((name) => ({ required: [name] })),
};

const LIST = {
  type: "object",
  properties: {
    limit: { type: "integer", minimum: 1 },
    offset: { type: "integer", minimum: 0 },
    sortColumn: { type: "string", enum: ["id", "name", "created_at", "updated_at"] },
    sortOrder: { type: "string", enum: ["asc", "desc"] },
    search: { type: "string" },
  },
};

/** Adds the routes that create, list, show, change, empty and remove buckets; `maxBytes` is the server's limit. */
export function bucketRoutes(app: FastifyInstance, store: ObjectStore, tokens: Tokens, maxBytes: number): void {
  for (const url of ["/bucket", "/bucket/"]) {
    app.post<{ Body: NewBucketBody }>(
      url,
      { config: { routeName: "bucket.create" }, schema: { body: NEW_BUCKET } },
      async (request) => {
        const { name, id = name, ...settings } = request.body;
        const role = await requireRole(request, tokens);
        if (!isBucketName(name)) throw invalidBucketName();
        const parsed = parseSettings(settings, maxBytes);
        if (!passesRowSecurity(role)) throw rowDenied();
        if (store.buckets.has(id)) throw duplicate("BucketAlreadyExists");
        store.addBucket(id, { ...parsed, name });
        return { name };
      },
    );

    app.get<{ Querystring: ListQuery }>(
      url,
      { config: { routeName: "bucket.list" }, schema: { querystring: LIST } },
      async (request) => {
        const passes = passesRowSecurity(await requireRole(request, tokens));
        const { limit, offset = 0, sortColumn, sortOrder = "asc", search = "" } = request.query;
        const wanted = search.toLowerCase();
        const found = [...(passes ? store.buckets.values() : [])]
          .filter(({ name }) => name.toLowerCase().includes(wanted))
          .map((bucket) => bucketEntry(bucket));
        const sorted =
          sortColumn === undefined ? found : found.toSorted((a, b) => compare(a[sortColumn], b[sortColumn], sortOrder));
        return sorted.slice(offset, limit === undefined ? undefined : offset + limit);
      },
    );
  }

  app.route<BucketRoute>({
    method: ["GET", "HEAD"],
    url: "/bucket/:bucketName",
    config: { routeName: "bucket.get" },
    handler: async (request) => {
      const passes = passesRowSecurity(await requireRole(request, tokens));
      return bucketInfo(find(request.params.bucketName, passes));
    },
  });

  app.put<BucketRoute & { Body: SettingsBody }>(
    "/bucket/:bucketName",
    { config: { routeName: "bucket.update" }, schema: { body: CHANGES } },
    async (request) => {
      const passes = passesRowSecurity(await requireRole(request, tokens));
      const changes = parseSettings(request.body, maxBytes);
      store.changeBucket(find(request.params.bucketName, passes), changes);
      return { message: "Successfully updated" };
    },
  );

  app.post<BucketRoute>("/bucket/:bucketName/empty", { config: { routeName: "bucket.empty" } }, async (request) => {
    const role = await requireRole(request, tokens);
    if (role !== "service_role") throw invalidRole();
    const bucket = find(request.params.bucketName, true);
    const objects = await store.list(bucket);
    await Promise.all(objects.map(({ key }) => store.remove(bucket, key)));
    return { message: "Empty bucket has been queued. Completion may take up to an hour." };
  });

  app.delete<BucketRoute>("/bucket/:bucketName", { config: { routeName: "bucket.remove" } }, async (request) => {
    const passes = passesRowSecurity(await requireRole(request, tokens));
    // The objects are counted before row-level security is asked.
    const bucket = find(request.params.bucketName, true);
    if ((await store.list(bucket)).length > 0) throw bucketNotEmpty();
    if (!passes) throw noSuchBucket();
    store.buckets.delete(bucket.id);
    return { message: "Successfully deleted" };
  });

  function find(name: string, passes: boolean): StoredBucket {
    const bucket = passes ? store.buckets.get(name) : undefined;
    if (bucket === undefined) throw noSuchBucket();
    return bucket;
  }
}

interface BucketInfo extends Readonly<Record<"id" | "name" | "owner" | "created_at" | "updated_at", string>> {
  readonly public: boolean;
  readonly file_size_limit: number | null;
  readonly allowed_mime_types: readonly string[] | null;
}

function bucketInfo(bucket: StoredBucket): BucketInfo {
  return {
    id: bucket.id,
    name: bucket.name,
    owner: "",
    public: bucket.public,
    file_size_limit: bucket.fileSizeLimit,
    allowed_mime_types: bucket.allowedMimeTypes,
    created_at: bucket.createdAt.toISOString(),
    updated_at: bucket.updatedAt.toISOString(),
  };
}

/** Returns a bucket as an entry of the list; only there is its type shown. */
function bucketEntry(bucket: StoredBucket): BucketInfo & { readonly type: "STANDARD" } {
  return { ...bucketInfo(bucket), type: "STANDARD" };
}

const MIME_TYPE = /^[a-zA-Z0-9\-+.]+\/[a-zA-Z0-9\-+.]+(;\s*charset=[a-zA-Z0-9-]+)?$|\*$/;

/** @throws `StorageError` if a limit is above the server's, or a content type is invalid. */
function parseSettings(body: SettingsBody, maxBytes: number): Partial<BucketSettings> {
  const { public: isPublic, file_size_limit: limit, allowed_mime_types: types } = body;
  const bytes = typeof limit === "string" ? parseSize(limit) : limit;
  if (typeof bytes === "number" && bytes > maxBytes) throw entityTooLarge();
  const allowed = types?.filter((type) => type !== "");
  const invalid = allowed?.find((type) => type.length > 1000 || !MIME_TYPE.test(type));
  if (invalid !== undefined) throw invalidMimeType(invalid);
  return {
    ...(isPublic === undefined ? {} : { public: isPublic }),
    ...(bytes === undefined ? {} : { fileSizeLimit: bytes }),
    ...(types === undefined ? {} : { allowedMimeTypes: allowed ?? null }),
  };
}

const UNITS: Readonly<Record<string, number>> = { B: 1, KB: 1e3, MB: 1e6, GB: 1e9 };

/** Returns the bytes of a size such as `20MB`, whose form the schema has checked. */
function parseSize(text: string): number {
  const [, number = "0", unit = "B"] = /^([\d.]+)([a-z]+)$/i.exec(text) ?? [];
  return Number(number) * (UNITS[unit.toUpperCase()] ?? 1);
}

function compare(a: string, b: string, order: "asc" | "desc"): number {
  if (a === b) return 0;
  return a < b === (order === "asc") ? -1 : 1;
}
