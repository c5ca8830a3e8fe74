import type { ImageMediaType, StorageObject } from "../outcome.ts";

const EXTENSIONS: Readonly<Record<ImageMediaType, string>> = Object.freeze({
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/webp": "webp",
  "image/gif": "gif",
  "image/avif": "avif",
});

/** A file with the name of an object, and with the extension and the type that the object's bytes show. */
export function imageFile(
  content: string | Uint8Array<ArrayBuffer>,
  { path }: StorageObject,
  mediaType: ImageMediaType,
): File {
  const name = path.slice(path.lastIndexOf("/") + 1).replace(/(?<=.)\.[A-Za-z0-9]{1,5}$/, "");
  return new File([content], `${name}.${EXTENSIONS[mediaType]}`, { type: mediaType });
}
