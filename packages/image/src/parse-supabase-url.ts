import type { StorageObject } from "./storage-object.ts";
import { readStorageUrl } from "./services/storage-url.ts";

/**
 * The bucket and the key that a Supabase Storage URL names, decoded once and otherwise exactly as they stand.
 *
 * Every URL of an object is understood: public, signed and authenticated ones, plain and info routes, image
 * transformations, custom domains, local servers and servers behind a path. Whether the server is the right one, and the
 * key a safe one, is the handler's business.
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
  return readStorageUrl(url).object;
}
