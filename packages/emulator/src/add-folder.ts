import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { BucketFolder } from "./storage/bucket-folder.ts";
import type { BucketStore } from "./storage/bucket-store.ts";
import { isBucketName, isObjectKey } from "./storage/object-key.ts";

/** Makes a bucket of each folder inside `folder`; returns the files that cannot be objects. */
export async function addFolder(
  folder: string,
  store: BucketStore,
  isPublic = false,
): Promise<{ readonly skipped: readonly string[] }> {
  const entries = await readdir(folder, { withFileTypes: true });
  const skipped = await Promise.all(
    entries.map(async (entry) => {
      const path = join(folder, entry.name);
      if (!entry.isDirectory()) return [path];
      const inside = new BucketFolder(path);
      const isLegal = isBucketName(entry.name);
      if (isLegal) {
        const bucket = store.buckets.get(entry.name) ?? store.addBucket(entry.name, isPublic);
        bucket.folder = inside;
        await store.list(bucket);
      }
      const keys = await inside.keys();
      return keys.filter((key) => !(isLegal && isObjectKey(key))).map((key) => join(path, key));
    }),
  );
  return Object.freeze({ skipped: Object.freeze(skipped.flat().toSorted()) });
}
