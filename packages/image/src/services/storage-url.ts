import { parseStorageUrl as parseUrl, type StorageUrl } from "@vg/internal";
import { InvalidStorageUrlError } from "../errors.ts";
import type { StorageObject } from "../outcome.ts";

/** Parses a Storage URL; only slashes that a base URL brought along are dropped, nothing else is resolved or repaired. */
export function parseStorageUrl(url: unknown): StorageUrl {
  const parsed = parseUrl(url);
  if ("problem" in parsed) throw new InvalidStorageUrlError(parsed.problem);
  return parsed;
}

/**
 * Returns the bucket and the key that a Supabase Storage URL names, decoded once and otherwise exactly as they are.
 *
 * Every URL of an object is understood: public, signed and authenticated ones, plain and info routes, image
 * transformations, custom domains, local servers and servers behind a path. The handler checks that the server is the right
 * one, and that the key is safe.
 *
 * @throws {@link InvalidStorageUrlError} that says what is wrong and shows a valid URL.
 * @example
 * ```ts
 * import { parseSupabaseUrl } from "@vg/image";
 *
 * parseSupabaseUrl("https://abc.supabase.co/storage/v1/object/sign/images/a%20b.png?token=t"); // => { bucket: 'images', path: 'a b.png' }
 * parseSupabaseUrl("https://example.com/a.png"); // throws has no /storage/v1/ in its path
 * ```
 */
export function parseSupabaseUrl(url: string): StorageObject {
  return parseStorageUrl(url).object;
}
