import type { FastifyInstance } from "fastify";
import { passesRowSecurity, requireRole, type Tokens } from "./auth.ts";
import type { ObjectStore, StoredObject } from "./object-store.ts";
import { noSuchKey } from "./storage-errors.ts";

/** An entry of a folder: an object, or a folder if `id` is null. */
interface FolderEntry {
  readonly name: string;
  readonly id: string | null;
  readonly created_at: string | null;
  readonly updated_at: string | null;
  readonly last_accessed_at: string | null;
  readonly metadata: Readonly<Record<string, unknown>> | null;
}

/** The order of a list. */
interface ListOrder {
  readonly column: "name" | "updated_at" | "created_at" | "last_accessed_at";
  readonly order?: "asc" | "desc";
}

interface ListBody {
  readonly prefix: string;
  readonly limit?: number;
  readonly offset?: number;
  readonly search?: string;
  readonly sortBy?: ListOrder;
}

const LIST = {
  type: "object",
  properties: {
    prefix: { type: "string" },
    limit: { type: "integer", minimum: 1 },
    offset: { type: "integer", minimum: 0 },
    search: { type: "string" },
    sortBy: {
      type: "object",
      properties: {
        column: { type: "string", enum: ["name", "updated_at", "created_at", "last_accessed_at"] },
        order: { type: "string", enum: ["asc", "desc"] },
      },
      required: ["column"],
    },
  },
  required: ["prefix"],
};

const REMOVAL = {
  type: "object",
  properties: { prefixes: { type: "array", items: { type: "string" }, minItems: 1, maxItems: 1000 } },
  required: ["prefixes"],
};

/** Adds the routes that list and remove objects. */
export function objectRoutes(app: FastifyInstance, store: ObjectStore, tokens: Tokens): void {
  app.post<{ Params: { readonly bucketName: string }; Body: ListBody }>(
    "/object/list/:bucketName",
    {
      config: { routeName: "object.list" },
      schema: { body: LIST },
    },
    async (request) => {
      const passes = passesRowSecurity(await requireRole(request, tokens));
      const { prefix, limit = 100, offset = 0, search = "", sortBy } = request.body;
      const bucket = passes ? store.buckets.get(request.params.bucketName) : undefined;
      const objects = bucket === undefined ? [] : await store.list(bucket);
      return listFolder(objects, prefix, search, sortBy).slice(offset, offset + limit);
    },
  );

  app.delete<{ Params: { readonly bucketName: string }; Body: { readonly prefixes: readonly string[] } }>(
    "/object/:bucketName",
    {
      config: { routeName: "object.remove" },
      schema: { body: REMOVAL },
    },
    async (request) => {
      const passes = passesRowSecurity(await requireRole(request, tokens));
      const bucket = passes ? store.buckets.get(request.params.bucketName) : undefined;
      if (bucket === undefined) return [];
      const removed = await Promise.all(request.body.prefixes.map((key) => store.remove(bucket, key)));
      return removed.flatMap((object) => (object === undefined ? [] : [objectInfo(object)]));
    },
  );

  app.delete<{ Params: { readonly bucketName: string; readonly "*": string } }>(
    "/object/:bucketName/*",
    { config: { routeName: "object.remove" } },
    async (request) => {
      const passes = passesRowSecurity(await requireRole(request, tokens));
      const bucket = passes ? store.buckets.get(request.params.bucketName) : undefined;
      if (bucket === undefined || (await store.remove(bucket, request.params["*"])) === undefined) throw noSuchKey();
      return { message: "Successfully deleted" };
    },
  );
}

/** The metadata of an object. */
interface ObjectInfo {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly bucket_id: string;
  readonly size: number;
  readonly content_type: string;
  readonly cache_control: string;
  readonly etag: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly last_modified: string;
  readonly created_at: string;
}

/** Returns an object as `info` shows it. */
export function objectInfo(object: StoredObject): ObjectInfo {
  return {
    id: object.id,
    name: object.key,
    version: object.version,
    bucket_id: object.bucket,
    size: object.content.size,
    content_type: object.contentType,
    cache_control: object.cacheControl,
    etag: object.content.etag,
    metadata: object.metadata,
    last_modified: object.updatedAt.toISOString(),
    created_at: object.createdAt.toISOString(),
  };
}

/**
 * Returns the objects and folders directly inside a folder whose names begin with `search`. An object and a folder of the
 * same name are two entries. Sorted by name by default; folders have no dates and come first in an order by date.
 */
function listFolder(
  objects: Iterable<StoredObject>,
  folder: string,
  search: string,
  { column, order = "asc" }: ListOrder = { column: "name" },
): FolderEntry[] {
  const start = folder === "" || folder.endsWith("/") ? folder : `${folder}/`;
  const folders = new Map<string, FolderEntry>();
  const files: FolderEntry[] = [];
  for (const object of objects) {
    if (!object.key.startsWith(start)) continue;
    const [name = "", ...deeper] = object.key.slice(start.length).split("/");
    if (!name.startsWith(search)) continue;
    if (deeper.length > 0) folders.set(name, folderEntry(name));
    else files.push(objectEntry(name, object));
  }
  const direction = order === "asc" ? 1 : -1;
  const entries = [...folders.values(), ...files].toSorted((a, b) => compare(a.name, b.name));
  return entries.toSorted((a, b) => direction * compare(a[column] ?? "", b[column] ?? ""));
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function folderEntry(name: string): FolderEntry {
  return { name, id: null, created_at: null, updated_at: null, last_accessed_at: null, metadata: null };
}

function objectEntry(name: string, { id, createdAt, updatedAt, content, ...object }: StoredObject): FolderEntry {
  return {
    name,
    id,
    created_at: createdAt.toISOString(),
    updated_at: updatedAt.toISOString(),
    last_accessed_at: updatedAt.toISOString(),
    metadata: {
      eTag: content.etag,
      size: content.size,
      mimetype: object.contentType,
      cacheControl: object.cacheControl,
      lastModified: updatedAt.toISOString(),
      contentLength: content.size,
      httpStatusCode: 200,
    },
  };
}
