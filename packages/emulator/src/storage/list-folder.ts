import type { StoredObject } from "./object-store.ts";

/** An entry of a folder: an object, or a folder where `id` is null. */
export interface FolderEntry {
  readonly name: string;
  readonly id: string | null;
  readonly created_at: string | null;
  readonly updated_at: string | null;
  readonly last_accessed_at: string | null;
  readonly metadata: Readonly<Record<string, unknown>> | null;
}

/** What a list is sorted by. */
export interface ListOrder {
  readonly column: "name" | "updated_at" | "created_at" | "last_accessed_at";
  readonly order?: "asc" | "desc";
}

/**
 * The objects and folders directly inside a folder whose names begin with `search`. An object and a folder of the same name
 * are two entries. By name unless told otherwise; folders have no dates and come first where a date decides.
 */
export function listFolder(
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
