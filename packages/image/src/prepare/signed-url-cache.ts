import { LRUCache } from "lru-cache";
import type { SignedUrl } from "../services/signed-url.ts";
import { objectId, type StorageObject } from "../storage-object.ts";

const MAX_ENTRIES = 10_000;

interface Entry extends SignedUrl {
  /** When it was signed, in milliseconds since the start of 1970. */
  readonly signedAt: number;
}

/** Signed URLs by object, so that one object is signed once however its URL is written. */
export interface SignedUrlCache {
  /** A URL with at least half of its life left. */
  get(object: StorageObject, now: number): SignedUrl | undefined;
  set(object: StorageObject, signed: SignedUrl, now: number): void;
  delete(object: StorageObject): void;
}

/**
 * Makes an empty cache of URLs that live for `ttl` seconds; the least recently used of more than 10,000 is forgotten.
 */
export function createSignedUrlCache(ttl: number): SignedUrlCache {
  const halfLife = (ttl * 1000) / 2;
  const entries = new LRUCache<string, Entry>({ max: MAX_ENTRIES });
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
