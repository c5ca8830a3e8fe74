import type { ImageMediaType, StorageObject } from "../outcome.ts";

const EXTENSIONS: Readonly<Record<ImageMediaType, string>> = Object.freeze({
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/webp": "webp",
  "image/gif": "gif",
  "image/avif": "avif",
});

/** Names of several hundred characters break the containers of models, as some characters do. */
const MAX_NAME_LENGTH = 80;

/** Creates a file with a short name after the object's, and with the extension and the type that the object's bytes show. */
export function imageFile(
  content: string | Uint8Array<ArrayBuffer>,
  { path }: StorageObject,
  mediaType: ImageMediaType,
): File {
  return new File([content], `${safeName(path)}.${EXTENSIONS[mediaType]}`, { type: mediaType });
}

/** The name of an object without its extension: letters, digits, `.`, `_` and `-`, none but a letter or digit first. */
function safeName(path: string): string {
  const name = path
    .slice(path.lastIndexOf("/") + 1)
    .replace(/(?<=.)\.[A-Za-z0-9]{1,5}$/, "")
    .slice(0, MAX_NAME_LENGTH)
    .replaceAll(/[^A-Za-z0-9._-]+/g, "-")
    .replaceAll(/^[._-]+|[._-]+$/g, "");
  return name === "" ? "image" : name;
}
