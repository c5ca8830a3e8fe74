import { InvalidStorageUrlError } from "../errors.ts";
import type { StorageObject } from "../outcome.ts";

/** What a Storage URL says: which server, and which object on it. */
export interface StorageUrl {
  /** Scheme, host and port as they were written, in lower case: `https://abc.supabase.co`. */
  readonly origin: string;
  /** What stands before `/storage/v1`, on a self-hosted server behind a path; else empty. */
  readonly prefix: string;
  readonly object: StorageObject;
}

/** Longer than any legal bucket, key, transformation and token together, fully percent-encoded. */
const MAX_LENGTH = 16_384;
const MARKER = "/storage/v1/";

/** The routes of an object, in the order in which they are tried; `{bucket}/{key}` follows each. */
const ROUTES = [
  "object/public/",
  "object/sign/",
  "object/authenticated/",
  "object/info/public/",
  "object/info/authenticated/",
  "object/info/",
  "object/",
  "render/image/public/",
  "render/image/sign/",
  "render/image/authenticated/",
] as const;

/** Reads a Storage URL without resolving, folding or repairing anything in it. */
export function readStorageUrl(url: unknown): StorageUrl {
  if (typeof url !== "string") throw new InvalidStorageUrlError("is not a string");
  if (url.length > MAX_LENGTH) throw new InvalidStorageUrlError(`is longer than ${MAX_LENGTH} characters`);
  const [, origin = "", rest = ""] = /^(https?:\/\/[^/?#\\]+)([^?#]*)/is.exec(url) ?? [];
  if (origin === "") throw new InvalidStorageUrlError("does not start with http:// or https:// and a host");
  if (!URL.canParse(origin)) throw new InvalidStorageUrlError("has no valid host");
  const marker = rest.indexOf(MARKER);
  if (marker === -1) throw new InvalidStorageUrlError("has no /storage/v1/ in its path");
  return {
    origin: origin.toLowerCase(),
    prefix: rest.slice(0, marker),
    object: readObject(rest.slice(marker + MARKER.length)),
  };
}

function readObject(afterMarker: string): StorageObject {
  if (afterMarker.startsWith("object/upload/sign/"))
    throw new InvalidStorageUrlError("is for uploading, not for reading");
  if (afterMarker.startsWith("s3/")) throw new InvalidStorageUrlError("is an S3 URL");
  const route = ROUTES.find((known) => afterMarker.startsWith(known));
  if (route === undefined) throw new InvalidStorageUrlError("is not the URL of an object");
  const place = afterMarker.slice(route.length);
  const slash = place.indexOf("/");
  if (slash === -1) throw new InvalidStorageUrlError("has a bucket but no key behind it");
  const bucket = decode(place.slice(0, slash));
  const path = decode(place.slice(slash + 1));
  if (bucket === "") throw new InvalidStorageUrlError("has no bucket");
  if (bucket.includes("/")) throw new InvalidStorageUrlError("has an encoded slash in its bucket");
  if (path === "") throw new InvalidStorageUrlError("has a bucket but no key behind it");
  return { bucket, path };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new InvalidStorageUrlError("has a malformed percent escape");
  }
}

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
