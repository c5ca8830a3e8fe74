import type { StoredObject } from "./object-store.ts";

/** The metadata of an object. */
interface ObjectInfo {
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

/** Returns an object as `info` shows it. */
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

/** Returns an object as its row in the database. */
export function objectRow(object: StoredObject): Readonly<Record<string, unknown>> {
  return {
    name: object.key,
    bucket_id: object.bucket,
    owner: "",
    owner_id: "",
    version: object.version,
    id: object.id,
    updated_at: object.updatedAt.toISOString(),
    created_at: object.createdAt.toISOString(),
    last_accessed_at: object.updatedAt.toISOString(),
    metadata: fileMetadata(object),
    user_metadata: object.metadata,
  };
}

/** Returns the metadata of an object's file, as the database has it. */
export function fileMetadata({
  content,
  contentType,
  cacheControl,
  updatedAt,
}: StoredObject): Readonly<Record<string, unknown>> {
  return {
    eTag: content.etag,
    size: content.size,
    mimetype: contentType,
    cacheControl,
    lastModified: updatedAt.toISOString(),
    contentLength: content.size,
    httpStatusCode: 200,
  };
}
