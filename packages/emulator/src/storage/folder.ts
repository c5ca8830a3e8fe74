import { type Stats, statSync } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { NewObject } from "./object-store.ts";
import { contentTypeOf } from "./content-type.ts";
import { fileContent } from "./object-content.ts";
import { isObjectKey } from "./object-key.ts";

/** A folder whose files are a bucket's objects; nothing is ever written to it. */
export class BucketFolder {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** The file that a key names, as it is now. */
  async read(key: string): Promise<NewObject | undefined> {
    const path = this.#pathOf(key);
    if (path === undefined) return undefined;
    return fileObject(key, path, await stat(path).catch(() => undefined));
  }

  /** The same, without waiting for the disk. */
  readNow(key: string): NewObject | undefined {
    const path = this.#pathOf(key);
    if (path === undefined) return undefined;
    try {
      return fileObject(key, path, statSync(path));
    } catch {
      return undefined;
    }
  }

  /** The keys of all files, those that no server takes among them; none where the folder is gone. */
  keys(): Promise<string[]> {
    return filesIn(this.#path, "");
  }

  #pathOf(key: string): string | undefined {
    const segments = key.split("/");
    const staysInside = isObjectKey(key) && segments.every((segment) => segment !== "" && !/^\.{1,2}$/.test(segment));
    return staysInside ? join(this.#path, ...segments) : undefined;
  }
}

/** The paths of all files, `prefix` before them; no link to a folder is followed, because it may lead back. */
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
