import { randomUUID } from "node:crypto";
import type { ObjectContent } from "./object-content.ts";

/** An object as it is stored. */
export interface StoredObject {
  readonly id: string;
  readonly version: string;
  readonly bucket: string;
  readonly key: string;
  readonly content: ObjectContent;
  /** As the uploader said it. */
  readonly contentType: string;
  readonly cacheControl: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A bucket as it is stored. */
export interface StoredBucket {
  readonly name: string;
  /** Whether everybody may read its objects. */
  public: boolean;
  readonly createdAt: Date;
  readonly objects: Map<string, StoredObject>;
}

/** What an upload brings. */
export interface NewObject {
  readonly content: ObjectContent;
  readonly contentType?: string | undefined;
  readonly cacheControl?: string | undefined;
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
}

/** The buckets of one emulator. */
export class BucketStore {
  readonly buckets: Map<string, StoredBucket> = new Map();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  addBucket(name: string, isPublic: boolean): StoredBucket {
    const bucket = { name, public: isPublic, createdAt: new Date(this.#now()), objects: new Map() };
    this.buckets.set(name, bucket);
    return bucket;
  }

  find(bucket: string, key: string): StoredObject | undefined {
    return this.buckets.get(bucket)?.objects.get(key);
  }

  put(bucket: StoredBucket, key: string, object: NewObject): StoredObject {
    const now = new Date(this.#now());
    const before = bucket.objects.get(key);
    const stored: StoredObject = {
      id: before?.id ?? randomUUID(),
      version: randomUUID(),
      bucket: bucket.name,
      key,
      content: object.content,
      contentType: object.contentType ?? "application/octet-stream",
      cacheControl: object.cacheControl ?? "no-cache",
      metadata: object.metadata ?? {},
      createdAt: before?.createdAt ?? now,
      updatedAt: now,
    };
    bucket.objects.set(key, stored);
    return stored;
  }
}
