import { type Dirent, type Stats, statSync } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { EmulatorError } from "../validation.ts";
import {
  type ObjectStore,
  fileContent,
  isBucketName,
  isObjectKey,
  type NewObject,
  type ObjectFolder,
} from "./object-store.ts";

/**
 * Adds a bucket for each folder inside `folder` and returns the files that cannot be objects. Without `isPublic`, existing
 * buckets stay as they are and new ones are private.
 *
 * @throws {@link EmulatorError} if the folder cannot be read.
 */
export async function addFolder(
  folder: string,
  store: ObjectStore,
  isPublic?: boolean,
): Promise<{ readonly skipped: readonly string[] }> {
  const entries = await entriesOf(folder);
  const skipped = await Promise.all(
    entries.map(async (entry) => {
      const path = join(folder, entry.name);
      if (!entry.isDirectory()) return [path];
      const files = new BucketFolder(path);
      const isLegal = isBucketName(entry.name);
      if (isLegal) {
        const bucket = store.buckets.get(entry.name) ?? store.addBucket(entry.name);
        bucket.public = isPublic ?? bucket.public;
        bucket.folder = files;
        await store.list(bucket);
      }
      const keys = await files.keys();
      return keys.filter((key) => !(isLegal && isObjectKey(key))).map((key) => join(path, key));
    }),
  );
  return Object.freeze({ skipped: Object.freeze(skipped.flat().toSorted()) });
}

/** A folder whose files are a bucket's objects; it is never written to. */
class BucketFolder implements ObjectFolder {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  async read(key: string): Promise<NewObject | undefined> {
    const path = this.#pathOf(key);
    if (path === undefined) return undefined;
    return fileObject(key, path, await stat(path).catch(() => undefined));
  }

  readNow(key: string): NewObject | undefined {
    const path = this.#pathOf(key);
    if (path === undefined) return undefined;
    try {
      return fileObject(key, path, statSync(path));
    } catch {
      return undefined;
    }
  }

  keys(): Promise<string[]> {
    return filesIn(this.#path, "");
  }

  #pathOf(key: string): string | undefined {
    const segments = key.split("/");
    const staysInside = isObjectKey(key) && segments.every((segment) => segment !== "" && !/^\.{1,2}$/.test(segment));
    return staysInside ? join(this.#path, ...segments) : undefined;
  }
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new EmulatorError("folder", `must be a folder that can be read, not ${JSON.stringify(folder)} (${reason})`, {
      cause,
    });
  }
}

/** Returns the paths of all files, after `prefix`. Links to folders are not followed, because they may form a circle. */
async function filesIn(folder: string, prefix: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(noEntries);
  const paths = await Promise.all(
    entries.map(async (entry) =>
      entry.isDirectory() ? filesIn(join(folder, entry.name), `${prefix}${entry.name}/`) : [prefix + entry.name],
    ),
  );
  return paths.flat();
}

function fileObject(key: string, path: string, stats: Stats | undefined): NewObject | undefined {
  if (stats?.isFile() !== true) return undefined;
  return { content: fileContent(path, stats), contentType: contentTypeOf(key), updatedAt: stats.mtime };
}

function noEntries(error: unknown): never[] {
  if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR")) return [];
  throw error;
}

/** Returns the content type of a key by its extension. */
function contentTypeOf(key: string): string | undefined {
  return CONTENT_TYPES[/\.(\w+)$/.exec(key)?.[1]?.toLowerCase() ?? ""];
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  avif: "image/avif",
  gif: "image/gif",
  jpeg: "image/jpeg",
  jpg: "image/jpeg",
  json: "application/json",
  mp4: "video/mp4",
  png: "image/png",
  svg: "image/svg+xml",
  txt: "text/plain",
  webp: "image/webp",
};
