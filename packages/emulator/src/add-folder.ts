import { readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { BucketStore } from "./storage/bucket-store.ts";
import { contentTypeOf } from "./storage/content-type.ts";
import { fileContent } from "./storage/object-content.ts";
import { isBucketName, isObjectKey } from "./storage/object-key.ts";

/** Makes a bucket of each folder inside `folder`, and an object of each file in it; returns the files left out. */
export async function addFolder(
  folder: string,
  store: BucketStore,
  isPublic: boolean,
): Promise<{ readonly skipped: readonly string[] }> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const skipped: string[] = [];
  const found = entries.flatMap((entry) => {
    const [bucket = "", ...key] = relative(folder, join(entry.parentPath, entry.name)).split(sep);
    return [{ entry, path: join(entry.parentPath, entry.name), bucket, key: key.join("/") }];
  });
  for (const { entry, path, bucket, key } of found) {
    if (entry.isDirectory() && key === "" && isBucketName(bucket)) {
      if (!store.buckets.has(bucket)) store.addBucket(bucket, isPublic);
    } else if (entry.isFile() && !(isBucketName(bucket) && isObjectKey(key))) {
      skipped.push(path);
    }
  }
  await Promise.all(
    found.map(async ({ entry, path, bucket, key }) => {
      const target = store.buckets.get(bucket);
      if (!entry.isFile() || target === undefined || !isObjectKey(key)) return;
      store.put(target, key, { content: await fileContent(path), contentType: contentTypeOf(key) });
    }),
  );
  return { skipped };
}
