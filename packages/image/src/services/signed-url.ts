import { LRUCache } from "lru-cache";
import * as v from "valibot";
import { encodeObject, objectId, type StorageObject } from "../outcome.ts";

/** A URL that reads one object, for a while, without a key. */
export interface SignedUrl {
  readonly url: string;
  /** The time when it stops working, in milliseconds since the start of 1970. */
  readonly expiresAt: number;
}

const ROUTE = "/object/sign/";
const TOKEN = /^[\w-]+\.([\w-]+)\.[\w-]+$/;
const Claims = v.object({ url: v.string(), exp: v.pipe(v.number(), v.safeInteger(), v.minValue(1)) });

interface CheckOptions {
  readonly object: StorageObject;
  /** The project's URL, without a slash at its end. */
  readonly server: string;
  /** The time now, in milliseconds since the start of 1970. */
  readonly now: number;
}

/**
 * Takes the token out of what the server signed and builds the URL anew, since the server and its client encode some keys
 * wrongly. The path and the token have to be those of the object that was asked for, and the token must not have expired.
 *
 * @returns `undefined` if they are not, or it has.
 */
export function checkSignedUrl(signed: string, { object, server, now }: CheckOptions): SignedUrl | undefined {
  const question = signed.lastIndexOf("?token=");
  const token = signed.slice(question + "?token=".length);
  const [, payload = ""] = TOKEN.exec(token) ?? [];
  const claims = readClaims(payload);
  const names = signed.startsWith(ROUTE) && question > 0 && isObject(signed.slice(ROUTE.length, question), object);
  if (!names || claims?.url !== objectId(object) || claims.exp * 1000 <= now) return undefined;
  const { bucket, path } = encodeObject(object);
  return { url: `${server}/storage/v1${ROUTE}${bucket}/${path}?token=${token}`, expiresAt: claims.exp * 1000 };
}

function readClaims(payload: string): v.InferOutput<typeof Claims> | undefined {
  const json = Buffer.from(payload, "base64url").toString("utf8");
  const claims = v.safeParse(v.pipe(v.string(), v.parseJson(), Claims), json);
  return claims.success ? claims.output : undefined;
}

/** Returns whether a place is the object's, as it is or percent-encoded: both mean the same, since no legal key has a `%`. */
function isObject(place: string, object: StorageObject): boolean {
  if (place === objectId(object)) return true;
  try {
    return decodeURIComponent(place) === objectId(object);
  } catch {
    return false;
  }
}

const MAX_ENTRIES = 10_000;

/** In characters: room for 10,000 usual URLs, and for some hundred with keys of the greatest length. */
const MAX_SIZE = 20_000_000;

interface Entry extends SignedUrl {
  /** The time when it was signed, in milliseconds since the start of 1970. */
  readonly signedAt: number;
}

/** Signed URLs by object, so that one object is signed once however its URL is written. */
export interface SignedUrlCache {
  /** Returns a URL with at least half of its life left. */
  get(object: StorageObject, now: number): SignedUrl | undefined;
  set(object: StorageObject, signed: SignedUrl, now: number): void;
  delete(object: StorageObject): void;
}

/**
 * Creates an empty cache of URLs that live for `ttl` seconds; the least recently used of more than 10,000 URLs or 20 million
 * characters is forgotten.
 */
export function createSignedUrlCache(ttl: number): SignedUrlCache {
  const halfLife = (ttl * 1000) / 2;
  const entries = new LRUCache<string, Entry>({
    max: MAX_ENTRIES,
    maxSize: MAX_SIZE,
    sizeCalculation: ({ url }, id) => url.length + id.length,
  });
  return {
    get(object, now) {
      const entry = entries.get(objectId(object));
      if (entry === undefined || now < entry.signedAt) return undefined;
      return entry.expiresAt - now >= halfLife ? entry : undefined;
    },
    set(object, { url, expiresAt }, now) {
      entries.set(objectId(object), { url, expiresAt, signedAt: now });
    },
    delete(object) {
      entries.delete(objectId(object));
    },
  };
}
