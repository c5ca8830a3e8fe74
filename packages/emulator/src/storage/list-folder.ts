import { fileMetadata } from "./object-json.ts";
import type { StoredObject } from "./object-store.ts";

/** An entry of a folder: an object, or a folder if `id` is null. */
export interface FolderEntry {
  readonly name: string;
  readonly id: string | null;
  readonly created_at: string | null;
  readonly updated_at: string | null;
  readonly last_accessed_at: string | null;
  readonly metadata: Readonly<Record<string, unknown>> | null;
}

/** The order of a list. */
export interface ListOrder {
  readonly column: "name" | "updated_at" | "created_at" | "last_accessed_at";
  readonly order?: "asc" | "desc";
}

interface Found {
  /** Decides the place in a list by name. */
  readonly sortKey: string;
  readonly entry: FolderEntry;
}

/**
 * Returns the objects and folders in a folder whose names begin with `search`, in upper or lower case. In an order by name,
 * a folder is one entry whatever its case; in an order by date, folders come first and each case has its own. An object
 * and a folder of the same name are two entries.
 */
export function listFolder(
  objects: Iterable<StoredObject>,
  folder: string,
  search: string,
  { column, order = "asc" }: ListOrder = { column: "name" },
): FolderEntry[] {
  const start = folder === "" || folder.endsWith("/") ? folder : `${folder}/`;
  const wanted = (start + search).toLowerCase();
  const folders = new Map<string, Found>();
  const files: Found[] = [];
  const direction = order === "asc" ? 1 : -1;
  const sorted = [...objects]
    .filter(({ key }) => key.toLowerCase().startsWith(wanted))
    .toSorted((a, b) => (column === "name" ? direction : 1) * compare(a.key.toLowerCase(), b.key.toLowerCase()));
  for (const object of sorted) {
    const end = object.key.indexOf("/", wanted.length);
    if (end === -1) {
      const entry = objectEntry(object.key.slice(start.length), object);
      files.push({ sortKey: object.key.toLowerCase(), entry });
      continue;
    }
    const name = object.key.slice(start.length, end);
    const id = column === "name" ? name.toLowerCase() : name;
    if (!folders.has(id)) {
      folders.set(id, { sortKey: object.key.slice(0, end + 1).toLowerCase(), entry: folderEntry(name) });
    }
  }
  const byName = (a: Found, b: Found): number => direction * compare(a.sortKey, b.sortKey);
  if (column === "name") return [...folders.values(), ...files].toSorted(byName).map(({ entry }) => entry);
  const byDate = (a: Found, b: Found): number => direction * compare(a.entry[column] ?? "", b.entry[column] ?? "");
  return [...[...folders.values()].toSorted(byName), ...files.toSorted(byDate)].map(({ entry }) => entry);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function folderEntry(name: string): FolderEntry {
  return { name, id: null, created_at: null, updated_at: null, last_accessed_at: null, metadata: null };
}

function objectEntry(name: string, object: StoredObject): FolderEntry {
  return {
    name,
    id: object.id,
    created_at: object.createdAt.toISOString(),
    updated_at: object.updatedAt.toISOString(),
    last_accessed_at: object.updatedAt.toISOString(),
    metadata: fileMetadata(object),
  };
}
