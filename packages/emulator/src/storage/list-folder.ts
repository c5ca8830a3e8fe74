import type { StoredObject } from "./bucket-store.ts";

/** An entry of a folder: an object, or a folder where `id` is null. */
export interface FolderEntry {
  readonly name: string;
  readonly id: string | null;
  readonly created_at: string | null;
  readonly updated_at: string | null;
  readonly last_accessed_at: string | null;
  readonly metadata: Readonly<Record<string, unknown>> | null;
}

/** The objects and folders directly inside a folder whose names begin with `search`, by name. */
export function listFolder(objects: Iterable<StoredObject>, folder: string, search: string): FolderEntry[] {
  const start = folder === "" || folder.endsWith("/") ? folder : `${folder}/`;
  const entries = new Map<string, FolderEntry>();
  for (const object of objects) {
    if (!object.key.startsWith(start)) continue;
    const [name = "", ...deeper] = object.key.slice(start.length).split("/");
    if (name.startsWith(search)) entries.set(name, deeper.length > 0 ? folderEntry(name) : objectEntry(name, object));
  }
  return [...entries.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
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
