import type { ImageMediaType } from "../outcome.ts";

/** The types a model takes, by what their files start with; a text format such as SVG is none of them. */
const SIGNATURES: readonly (readonly [ImageMediaType, (start: string) => boolean])[] = [
  ["image/png", (start) => start.startsWith("\x89PNG\r\n\x1A\n")],
  ["image/jpeg", (start) => start.startsWith("\xFF\xD8\xFF")],
  ["image/gif", (start) => /^GIF8[79]a/.test(start)],
  ["image/webp", (start) => /^RIFF[^]{4}WEBPVP8[ LX]/.test(start)],
  // The brand stands first, or among the compatible ones in the same box.
  ["image/avif", (start) => /^[^]{4}ftyp(?:avi[fs]|(?:mif1|msf1|miaf)[^]{4}(?:[^]{4}){0,12}?avi[fs])/.test(start)],
];

/** The type that the first bytes show, if it is an allowed one. */
export function sniffImage(bytes: Uint8Array): ImageMediaType | undefined {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 72)).toString("latin1");
  return SIGNATURES.find(([, matches]) => matches(start))?.[0];
}
