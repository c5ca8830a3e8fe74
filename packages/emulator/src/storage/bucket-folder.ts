import { type Stats, statSync } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { NewObject } from "./bucket-store.ts";
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
  async keys(): Promise<string[]> {
    const entries = await readdir(this.#path, { recursive: true, withFileTypes: true }).catch(noEntries);
    return entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => relative(this.#path, join(entry.parentPath, entry.name)).split(sep).join("/"));
  }

  #pathOf(key: string): string | undefined {
    const segments = key.split("/");
    const staysInside = isObjectKey(key) && segments.every((segment) => segment !== "" && !/^\.{1,2}$/.test(segment));
    return staysInside ? join(this.#path, ...segments) : undefined;
  }
}

function fileObject(key: string, path: string, stats: Stats | undefined): NewObject | undefined {
  if (stats?.isFile() !== true) return undefined;
  return { content: fileContent(path, stats), contentType: contentTypeOf(key), updatedAt: stats.mtime };
}

function noEntries(error: unknown): never[] {
  if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR")) return [];
  throw error;
}
