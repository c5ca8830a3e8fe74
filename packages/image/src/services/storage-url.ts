import { InvalidStorageUrlError } from "../errors.ts";
import type { StorageObject } from "../outcome.ts";

/** The server and the object that a Storage URL names. */
export interface StorageUrl {
  /** Scheme, host and port as they were written, in lower case: `https://abc.supabase.co`. */
  readonly origin: string;
  /** The path before `/storage/v1`, on a self-hosted server behind a path; else empty. */
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
  "object/info/sign/",
  "object/info/authenticated/",
  "object/info/",
  "object/",
  "render/image/public/",
  "render/image/sign/",
  "render/image/authenticated/",
] as const;

const LISTS = "lists a bucket and names no object";
const CLEARS = "clears a cache and names no object";
const UPLOADS = "is for uploading, not for reading";

/** The routes that name no object to read; a bucket called like one of them needs `object/authenticated/` before it. */
const OTHER_ROUTES: readonly (readonly [route: string, problem: string])[] = [
  ["object/upload/sign/", UPLOADS],
  ["object/list/", LISTS],
  ["object/list-v2/", LISTS],
  ["object/purge/", CLEARS],
  ["cdn/", CLEARS],
  ["upload/resumable", UPLOADS],
  ["s3/", "is an S3 URL"],
];

/** Parses a Storage URL; only slashes that a base URL brought along are dropped, nothing else is resolved or repaired. */
export function parseStorageUrl(url: unknown): StorageUrl {
  if (typeof url !== "string") throw new InvalidStorageUrlError("is not a string");
  if (url.length > MAX_LENGTH) throw new InvalidStorageUrlError(`is longer than ${MAX_LENGTH} characters`);
  const [, origin = "", rest = ""] = /^(https?:\/\/[^/?#\\]+)([^?#]*)/is.exec(url) ?? [];
  if (origin === "") throw new InvalidStorageUrlError("does not start with http:// or https:// and a host");
  if (!URL.canParse(origin)) throw new InvalidStorageUrlError("has no valid host");
  const marker = rest.indexOf(MARKER);
  if (marker === -1) throw new InvalidStorageUrlError("has no /storage/v1/ in its path");
  return {
    origin: origin.toLowerCase(),
    prefix: rest.slice(0, marker).replace(/\/+$/, ""),
    object: parseObject(rest.slice(marker + MARKER.length).replace(/^\/+/, "")),
  };
}

function parseObject(afterMarker: string): StorageObject {
  const [, problem] = OTHER_ROUTES.find(([other]) => afterMarker.startsWith(other)) ?? [];
  if (problem !== undefined) throw new InvalidStorageUrlError(problem);
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
