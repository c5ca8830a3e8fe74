import { createHash, randomUUID } from "node:crypto";
import { createReadStream, type Stats } from "node:fs";

/** An object as it is stored. */
export interface StoredObject {
  readonly id: string;
  readonly version: string;
  readonly bucket: string;
  readonly key: string;
  readonly content: ObjectContent;
  /** As the uploader gave it. */
  readonly contentType: string;
  readonly cacheControl: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  /** The `X-Robots-Tag` of its downloads. */
  readonly robotsTag: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** True if it is a file of the bucket's folder. */
  readonly isFile: boolean;
}

/** The settings of a bucket. */
export interface BucketSettings {
  /** True if everybody may read its objects. */
  public: boolean;
  /** The largest object that may be uploaded, in bytes; null for the server's limit. */
  fileSizeLimit: number | null;
  /** The content types that may be uploaded, such as `image/*`; null for all. */
  allowedMimeTypes: readonly string[] | null;
}

/** A bucket as it is stored. */
export interface StoredBucket extends BucketSettings {
  /** The name by which requests and URLs call it. */
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  updatedAt: Date;
  readonly objects: Map<string, StoredObject>;
  /** A folder with further objects; objects stored in the bucket itself win. */
  folder?: ObjectFolder;
  /** The entity tags of the files that were removed from the bucket: a file with another tag is a new one. */
  readonly removed: Map<string, string>;
}

/** An object to store. */
export interface NewObject {
  readonly content: ObjectContent;
  readonly contentType?: string | undefined;
  readonly cacheControl?: string | undefined;
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
  readonly robotsTag?: string | undefined;
  /** When a file of a folder was written; the clock's time for other objects. */
  readonly updatedAt?: Date | undefined;
}

/** The bytes of an object, read in pieces so that a large one is never copied whole. */
export interface ObjectContent {
  /** Bytes. */
  readonly size: number;
  /** The entity tag, quotes included. */
  readonly etag: string;
  /** The bytes from `start` up to, and not including, `end`. */
  read(start: number, end: number): Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
}

/** A folder whose files are objects. */
export interface ObjectFolder {
  /** Reads the file that a key names, as it is now. */
  read(key: string): Promise<NewObject | undefined>;
  /** Does the same without waiting for the disk. */
  readNow(key: string): NewObject | undefined;
  /** Returns the keys of all files, also those that the server refuses; none if the folder is gone. */
  keys(): Promise<string[]>;
}

/** The buckets of one emulator. */
export class ObjectStore {
  /** By their ids. */
  readonly buckets: Map<string, StoredBucket> = new Map();
  readonly #now: () => number;

  /** `now` returns the milliseconds since 1970. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Adds an empty bucket, or replaces the one of the same id. */
  addBucket(id: string, settings: Partial<BucketSettings> & { readonly name?: string } = {}): StoredBucket {
    const createdAt = new Date(this.#now());
    const bucket: StoredBucket = {
      id,
      name: id,
      public: false,
      fileSizeLimit: null,
      allowedMimeTypes: null,
      createdAt,
      updatedAt: createdAt,
      objects: new Map(),
      removed: new Map(),
      ...settings,
    };
    this.buckets.set(id, bucket);
    return bucket;
  }

  /** Changes settings of a bucket. */
  changeBucket(bucket: StoredBucket, settings: Partial<BucketSettings>): void {
    Object.assign(bucket, settings, { updatedAt: new Date(this.#now()) });
  }

  /** Returns an object as it is now: a file of a folder may have been added, changed or deleted. */
  async find(bucketName: string, key: string): Promise<StoredObject | undefined> {
    const bucket = this.buckets.get(bucketName);
    if (bucket?.folder === undefined) return bucket?.objects.get(key);
    const file = await bucket.folder.read(key);
    // Looked up after the disk, because an upload or a removal may have happened meanwhile.
    const known = bucket.objects.get(key);
    if (known?.isFile === false) return known;
    if (file === undefined || file.content.etag === bucket.removed.get(key)) {
      bucket.objects.delete(key);
      return undefined;
    }
    if (file.content.etag === known?.content.etag) return known;
    return this.put(bucket, key, file);
  }

  /** Returns all objects of a bucket as they are now. */
  async list(bucket: StoredBucket): Promise<StoredObject[]> {
    const keys = new Set([...bucket.objects.keys(), ...((await bucket.folder?.keys()) ?? [])]);
    const objects = await Promise.all([...keys].map((key) => this.find(bucket.id, key)));
    return objects.flatMap((object) => object ?? []);
  }

  /** Stores an object, as a new version of `before`: of the object with this key, unless it was another one. */
  put(
    bucket: StoredBucket,
    key: string,
    object: NewObject,
    before: Pick<StoredObject, "id" | "createdAt"> | undefined = bucket.objects.get(key),
  ): StoredObject {
    const now = new Date(this.#now());
    const { updatedAt = now } = object;
    const stored: StoredObject = {
      id: before?.id ?? randomUUID(),
      version: randomUUID(),
      bucket: bucket.id,
      key,
      content: object.content,
      contentType: object.contentType ?? "application/octet-stream",
      cacheControl: object.cacheControl ?? "no-cache",
      metadata: object.metadata ?? {},
      robotsTag: object.robotsTag ?? "none",
      createdAt: before?.createdAt ?? updatedAt,
      updatedAt,
      isFile: object.updatedAt !== undefined,
    };
    bucket.objects.set(key, stored);
    bucket.removed.delete(key);
    return stored;
  }

  /** Removes an object from its bucket, never a file from the disk; returns the object. */
  async remove(bucket: StoredBucket, key: string): Promise<StoredObject | undefined> {
    const object = await this.find(bucket.id, key);
    hide(bucket, key, await bucket.folder?.read(key));
    return object;
  }

  /** Does the same without waiting for the disk; returns whether the object existed. */
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

/** Returns whether the server accepts a key: ASCII letters, digits and some punctuation, not empty. */
export function isObjectKey(key: string): boolean {
  return /^[A-Za-z0-9_/!.*'() &$@=;:+,?-]+$/.test(key);
}

/**
 * Returns whether the server accepts a bucket's name: as a key, without `/`, 1 to 100 characters, no space at an end, and
 * not with the ending of its analytics buckets.
 */
export function isBucketName(name: string): boolean {
  return /^[A-Za-z0-9_!.*'() &$@=;:+,?-]{1,100}$/.test(name) && name.trim() === name && !name.endsWith("--table-s3");
}

const PIECE = 256 * 1024;

/** Returns bytes in memory as content. */
export function bytesContent(bytes: Uint8Array): ObjectContent {
  return {
    size: bytes.length,
    etag: `"${createHash("md5").update(bytes).digest("hex")}"`,
    *read(start, end) {
      for (let at = start; at < end; at += PIECE) yield bytes.subarray(at, Math.min(end, at + PIECE));
    },
  };
}

/** Returns a file as content. It is read from the disk each time; `size` and `mtimeMs` identify it. */
export function fileContent(path: string, { size, mtimeMs }: Pick<Stats, "size" | "mtimeMs">): ObjectContent {
  return {
    size,
    etag: `"${createHash("md5").update(`${size}-${mtimeMs}`).digest("hex")}"`,
    read: (start, end) => (start === end ? [] : createReadStream(path, { start, end: end - 1, highWaterMark: PIECE })),
  };
}
