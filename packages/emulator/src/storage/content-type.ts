/** The content type that the end of a key's name tells; nothing where it tells none. */
export function contentTypeOf(key: string): string | undefined {
  return CONTENT_TYPES[/\.(\w+)$/.exec(key)?.[1]?.toLowerCase() ?? ""];
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  avif: "image/avif",
  gif: "image/gif",
  jpeg: "image/jpeg",
  jpg: "image/jpeg",
  json: "application/json",
  mp4: "video/mp4",
  png: "image/png",
  svg: "image/svg+xml",
  txt: "text/plain",
  webp: "image/webp",
};
