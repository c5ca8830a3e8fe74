/** The server and the object that a URL of Supabase Storage names. */
export interface StorageUrl {
  /** Scheme, host and port as they were written, in lower case: `https://abc.supabase.co`. */
  readonly origin: string;
  /** The path before `/storage/v1`, on a self-hosted server behind a path; else empty. */
  readonly prefix: string;
  readonly object: {
    readonly bucket: string;
    /** The object's key, decoded: `folder/my image.png`. */
    readonly path: string;
  };
}

/** The reason why a text is not the URL of an object, as a predicate: `has no bucket`. */
export interface StorageUrlProblem {
  readonly problem: string;
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
export function parseStorageUrl(url: unknown): StorageUrl | StorageUrlProblem {
  if (typeof url !== "string") return { problem: "is not a string" };
  if (url.length > MAX_LENGTH) return { problem: `is longer than ${MAX_LENGTH} characters` };
  const [, origin = "", rest = ""] = /^(https?:\/\/[^/?#\\]+)([^?#]*)/is.exec(url) ?? [];
  if (origin === "") return { problem: "does not start with http:// or https:// and a host" };
  if (!URL.canParse(origin)) return { problem: "has no valid host" };
  const marker = rest.indexOf(MARKER);
  if (marker === -1) return { problem: "has no /storage/v1/ in its path" };
  const object = parseObject(rest.slice(marker + MARKER.length).replace(/^\/+/, ""));
  if ("problem" in object) return object;
  return { origin: origin.toLowerCase(), prefix: rest.slice(0, marker).replace(/\/+$/, ""), object };
}

function parseObject(afterMarker: string): StorageUrl["object"] | StorageUrlProblem {
  const [, problem] = OTHER_ROUTES.find(([other]) => afterMarker.startsWith(other)) ?? [];
  if (problem !== undefined) return { problem };
  const route = ROUTES.find((known) => afterMarker.startsWith(known));
  if (route === undefined) return { problem: "is not the URL of an object" };
  const place = afterMarker.slice(route.length);
  const slash = place.indexOf("/");
  if (slash === -1) return { problem: "has a bucket but no key behind it" };
  const bucket = decode(place.slice(0, slash));
  const path = decode(place.slice(slash + 1));
  if (bucket === undefined || path === undefined) return { problem: "has a malformed percent escape" };
  if (bucket === "") return { problem: "has no bucket" };
  if (bucket.includes("/")) return { problem: "has an encoded slash in its bucket" };
  if (path === "") return { problem: "has a bucket but no key behind it" };
  return { bucket, path };
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
