import { randomUUID } from "node:crypto";
import type { BucketFolder } from "./folder.ts";
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
  /** Whether it is a file of the bucket's folder. */
  readonly isFile: boolean;
}

/** A bucket as it is stored. */
export interface StoredBucket {
  readonly name: string;
  /** Whether everybody may read its objects. */
  public: boolean;
  readonly createdAt: Date;
  readonly objects: Map<string, StoredObject>;
  /** A folder with further objects; what was stored in the bucket itself comes first. */
  folder?: BucketFolder;
  /** Files of the folder that were removed from the bucket, with the entity tags they had: a file that comes later is another. */
  readonly removed: Map<string, string>;
}

/** What an upload brings. */
export interface NewObject {
  readonly content: ObjectContent;
  readonly contentType?: string | undefined;
  readonly cacheControl?: string | undefined;
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
  /** When a file of a folder was written; the clock's time for everything else. */
  readonly updatedAt?: Date | undefined;
}

/** The buckets of one emulator. */
export class BucketStore {
  /** By their names. */
  readonly buckets: Map<string, StoredBucket> = new Map();
  readonly #now: () => number;

  /** `now` tells the milliseconds since 1970. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Makes a bucket, empty, in place of one of the same name. */
  addBucket(name: string, isPublic: boolean): StoredBucket {
    const createdAt = new Date(this.#now());
    const bucket: StoredBucket = { name, public: isPublic, createdAt, objects: new Map(), removed: new Map() };
    this.buckets.set(name, bucket);
    return bucket;
  }

  /** An object as it is now: a file of a folder may have come, changed or gone since it was last asked for. */
  async find(bucketName: string, key: string): Promise<StoredObject | undefined> {
    const bucket = this.buckets.get(bucketName);
    if (bucket?.folder === undefined) return bucket?.objects.get(key);
    const file = await bucket.folder.read(key);
    // Looked up only now: an upload or a removal may have come while the disk was asked.
    const known = bucket.objects.get(key);
    if (known?.isFile === false) return known;
    if (file === undefined || file.content.etag === bucket.removed.get(key)) {
      bucket.objects.delete(key);
      return undefined;
    }
    if (file.content.etag === known?.content.etag) return known;
    return this.put(bucket, key, file);
  }

  /** All objects of a bucket as they are now. */
  async list(bucket: StoredBucket): Promise<StoredObject[]> {
    const keys = new Set([...bucket.objects.keys(), ...((await bucket.folder?.keys()) ?? [])]);
    const objects = await Promise.all([...keys].map((key) => this.find(bucket.name, key)));
    return objects.flatMap((object) => object ?? []);
  }

  /** Stores an object, as a new version where there is one of that key. */
  put(bucket: StoredBucket, key: string, object: NewObject): StoredObject {
    const now = new Date(this.#now());
    const before = bucket.objects.get(key);
    const { updatedAt = now } = object;
    const stored: StoredObject = {
      id: before?.id ?? randomUUID(),
      version: randomUUID(),
      bucket: bucket.name,
      key,
      content: object.content,
      contentType: object.contentType ?? "application/octet-stream",
      cacheControl: object.cacheControl ?? "no-cache",
      metadata: object.metadata ?? {},
      createdAt: before?.createdAt ?? updatedAt,
      updatedAt,
      isFile: object.updatedAt !== undefined,
    };
    bucket.objects.set(key, stored);
    bucket.removed.delete(key);
    return stored;
  }

  /** Removes an object from its bucket, never a file from the disk; tells which it was. */
  async remove(bucket: StoredBucket, key: string): Promise<StoredObject | undefined> {
    const object = await this.find(bucket.name, key);
    hide(bucket, key, await bucket.folder?.read(key));
    return object;
  }

  /** The same, without waiting for the disk; tells whether there was one. */
  removeNow(bucket: StoredBucket, key: string): boolean {
    const file = bucket.folder?.readNow(key);
    const known = bucket.objects.get(key);
    const isThere = known?.isFile === false || (file !== undefined && file.content.etag !== bucket.removed.get(key));
    hide(bucket, key, file);
    return isThere;
  }
}

function hide(bucket: StoredBucket, key: string, file: NewObject | undefined): void {
  bucket.objects.delete(key);
  if (file !== undefined) bucket.removed.set(key, file.content.etag);
}
