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
    const segments = key.split("/");
    const staysInside = isObjectKey(key) && segments.every((segment) => segment !== "" && !/^\.{1,2}$/.test(segment));
    if (!staysInside) return undefined;
    const path = join(this.#path, ...segments);
    const stats = await stat(path).catch(() => undefined);
    if (stats?.isFile() !== true) return undefined;
    return { content: fileContent(path, stats), contentType: contentTypeOf(key), updatedAt: stats.mtime };
  }

  /** The keys of all files, those that no server takes among them. */
  async keys(): Promise<string[]> {
    const entries = await readdir(this.#path, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => relative(this.#path, join(entry.parentPath, entry.name)).split(sep).join("/"));
  }
}
