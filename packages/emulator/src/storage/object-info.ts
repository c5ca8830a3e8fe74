import type { StoredObject } from "./object-store.ts";

/** What the server tells about an object. */
export interface ObjectInfo {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly bucket_id: string;
  readonly size: number;
  readonly content_type: string;
  readonly cache_control: string;
  readonly etag: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly last_modified: string;
  readonly created_at: string;
}

/** An object as `info` shows it. */
export function objectInfo(object: StoredObject): ObjectInfo {
  return {
    id: object.id,
    name: object.key,
    version: object.version,
    bucket_id: object.bucket,
    size: object.content.size,
    content_type: object.contentType,
    cache_control: object.cacheControl,
    etag: object.content.etag,
    metadata: object.metadata,
    last_modified: object.updatedAt.toISOString(),
    created_at: object.createdAt.toISOString(),
  };
}
