import type { StorageObject } from "./storage-object.ts";

const BUCKET = /^[A-Za-z0-9_!.*'() &$@=;:+,?-]{1,100}$/;
const SEGMENT = /^[A-Za-z0-9_!.*'() &$@=;:+,?-]+$/;

/**
 * Whether a bucket and key can name an object of Storage and nothing else: only characters of the server's own set, and
 * no segment that is empty or made to climb, whatever the client or a proxy makes of it.
 */
export function isSafeObject({ bucket, path }: StorageObject): boolean {
  return BUCKET.test(bucket) && !isDots(bucket) && path.split("/").every((part) => SEGMENT.test(part) && !isDots(part));
}

function isDots(segment: string): boolean {
  return segment === "." || segment === "..";
}
