import type { StorageObject } from "../storage-object.ts";

const NAME = /^[A-Za-z0-9_!.*'() &$@=;:+,?-]+$/;
const MAX_BUCKET_LENGTH = 100;

/**
 * Whether a bucket and key can name an object of Storage and nothing else: only characters of the server's own set, and
 * no segment that is empty or made to climb, whatever the client or a proxy makes of it.
 */
export function isSafeObject({ bucket, path }: StorageObject): boolean {
  return isSafeName(bucket) && bucket.length <= MAX_BUCKET_LENGTH && path.split("/").every(isSafeName);
}

function isSafeName(name: string): boolean {
  return NAME.test(name) && name !== "." && name !== "..";
}
