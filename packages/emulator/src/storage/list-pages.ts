import { fileMetadata } from "./object-json.ts";
import type { StoredObject } from "./object-store.ts";
import { invalidParameter } from "./storage-errors.ts";

/** The page of a list that is asked for. */
export interface PageRequest {
  /** The beginning of every key, in the same case. */
  readonly prefix?: string;
  /** The most entries of the page. */
  readonly limit?: number;
  /** The cursor that the page before gave. */
  readonly cursor?: string;
  /** True if everything below a slash after the prefix is one folder. */
  readonly with_delimiter?: boolean;
  readonly sortBy?: { readonly column: SortColumn; readonly order?: "asc" | "desc" };
}

type SortColumn = "name" | "created_at" | "updated_at";

/** An object, or a folder if `id` is null; in a list of folders, `key` is its name in its folder. */
interface PageEntry {
  readonly key?: string;
  readonly name: string;
  readonly id: string | null;
  readonly created_at: string | null;
  readonly updated_at: string | null;
  readonly last_accessed_at: string | null;
  readonly metadata: Readonly<Record<string, unknown>> | null;
}

/** One page of a list. */
export interface ListPage {
  readonly hasNext: boolean;
  readonly nextCursor?: string;
  readonly nextCursorKey?: string;
  readonly folders: readonly PageEntry[];
  readonly objects: readonly PageEntry[];
}

/** The most entries of a page. */
const LONGEST_PAGE = 1000;

/** An entry, and its place in the list: by a time or `""`, then by its name. */
interface Placed {
  readonly entry: PageEntry;
  readonly place: Place;
}

type Place = readonly [time: string, name: string];

/** The order of a list, and the entry after which the next page begins. */
interface Cursor {
  readonly column: SortColumn;
  readonly order: "asc" | "desc";
  readonly after?: Place;
}

/**
 * Returns a page of the objects, in the order of their bytes or of a time, and in that of the cursor if there is one.
 *
 * @throws `StorageError` if the cursor is not one.
 */
export function listPage(
  objects: readonly StoredObject[],
  { prefix = "", limit = LONGEST_PAGE, cursor, with_delimiter: withFolders = false, sortBy }: PageRequest,
): ListPage {
  const position: Cursor =
    cursor === undefined ? { column: sortBy?.column ?? "name", order: sortBy?.order ?? "asc" } : parseCursor(cursor);
  const { column, order, after } = position;
  const direction = order === "asc" ? 1 : -1;
  const found = objects.filter(({ key }) => key.startsWith(prefix));
  const entries = withFolders ? foldFolders(found, prefix) : found.map((object) => objectEntry(object));
  const rest = entries
    .map((entry): Placed => ({ entry, place: [column === "name" ? "" : (entry[column] ?? ""), entry.name] }))
    .filter(({ place }) => after === undefined || direction * compare(place, after) > 0)
    .toSorted((a, b) => direction * compare(a.place, b.place));
  const page = rest.slice(0, Math.min(limit, LONGEST_PAGE));
  const last = page.at(-1);
  return {
    hasNext: page.length < rest.length,
    ...(last !== undefined &&
      page.length < rest.length && {
        nextCursor: formatCursor({ ...position, after: last.place }),
        nextCursorKey: last.entry.name,
      }),
    folders: page.filter(({ entry }) => entry.id === null).map(({ entry }) => showFolder(entry, column)),
    objects: page.filter(({ entry }) => entry.id !== null).map(({ entry }) => entry),
  };
}

/** Returns a folder with its slash; only a list by time knows its times. */
function showFolder(folder: PageEntry, column: SortColumn): PageEntry {
  const times = column === "name" ? { created_at: null, updated_at: null } : {};
  return { ...folder, name: `${folder.name}/`, ...times };
}

/** Returns the objects directly behind a prefix, and one folder for all that are behind a further slash. */
function foldFolders(objects: readonly StoredObject[], prefix: string): PageEntry[] {
  const folders = new Map<string, string>();
  const entries: PageEntry[] = [];
  for (const object of objects) {
    const end = object.key.indexOf("/", prefix.length);
    if (end === -1) {
      entries.push({ key: lastPart(object.key), ...objectEntry(object) });
      continue;
    }
    const name = object.key.slice(0, end);
    const time = object.createdAt.toISOString();
    const earliest = folders.get(name);
    folders.set(name, earliest === undefined || time < earliest ? time : earliest);
  }
  // A folder is as old as its oldest object.
  for (const [name, time] of folders) {
    const times = { created_at: time, updated_at: time, last_accessed_at: null };
    entries.push({ key: lastPart(name), name, id: null, ...times, metadata: null });
  }
  return entries;
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function objectEntry(object: StoredObject): PageEntry {
  return {
    name: object.key,
    id: object.id,
    created_at: object.createdAt.toISOString(),
    updated_at: object.updatedAt.toISOString(),
    last_accessed_at: object.updatedAt.toISOString(),
    metadata: fileMetadata(object),
  };
}

function compare([time, name]: Place, [otherTime, otherName]: Place): number {
  return compareTexts(time, otherTime) || compareTexts(name, otherName);
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function formatCursor({ column, order, after = ["", ""] }: Cursor): string {
  return Buffer.from(JSON.stringify([column, order, ...after])).toString("base64url");
}

function parseCursor(text: string): Cursor {
  try {
    const [column, order, time, name]: unknown[] = Object(JSON.parse(Buffer.from(text, "base64url").toString()));
    if (typeof time === "string" && typeof name === "string") {
      return {
        column: column === "created_at" || column === "updated_at" ? column : "name",
        order: order === "desc" ? "desc" : "asc",
        after: [time, name],
      };
    }
  } catch {
    // Refused below.
  }
  throw invalidParameter("continuation token");
}
