/** One object in Supabase Storage. */
export interface StorageObject {
  readonly bucket: string;
  /** The object's key, decoded: `folder/my image.png`. */
  readonly path: string;
}

/** A text that is the same for the same object and for no other; a bucket has no slash. */
export function objectId({ bucket, path }: StorageObject): string {
  return `${bucket}/${path}`;
}

/** The object's place in a URL: each segment percent-encoded, the slashes between them kept. */
export function encodeObject({ bucket, path }: StorageObject): { bucket: string; path: string } {
  return { bucket: encodeURIComponent(bucket), path: path.split("/").map(encodeURIComponent).join("/") };
}
