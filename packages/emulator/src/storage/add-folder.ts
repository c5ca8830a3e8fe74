import type { Dirent } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { EmulatorError } from "../validation.ts";
import { BucketFolder } from "./folder.ts";
import type { BucketStore } from "./object-store.ts";
import { isBucketName, isObjectKey } from "./object-key.ts";

/**
 * Makes a bucket of each folder inside `folder`; returns the files that cannot be objects. Where `isPublic` is left out,
 * buckets that are there stay as they are, and new ones are private.
 *
 * @throws {@link EmulatorError} when the folder cannot be read.
 */
export async function addFolder(
  folder: string,
  store: BucketStore,
  isPublic?: boolean,
): Promise<{ readonly skipped: readonly string[] }> {
  const entries = await entriesOf(folder);
  const skipped = await Promise.all(
    entries.map(async (entry) => {
      const path = join(folder, entry.name);
      if (!entry.isDirectory()) return [path];
      const inside = new BucketFolder(path);
      const isLegal = isBucketName(entry.name);
      if (isLegal) {
        const bucket = store.buckets.get(entry.name) ?? store.addBucket(entry.name, false);
        bucket.public = isPublic ?? bucket.public;
        bucket.folder = inside;
        await store.list(bucket);
      }
      const keys = await inside.keys();
      return keys.filter((key) => !(isLegal && isObjectKey(key))).map((key) => join(path, key));
    }),
  );
  return Object.freeze({ skipped: Object.freeze(skipped.flat().toSorted()) });
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
