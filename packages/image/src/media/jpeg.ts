import type { ImageParts } from "./formats.ts";

/**
 * Follows a JPEG: segments of marker and length up to the first scan; the end marker cannot occur inside a scan. Its size is
 * that of the largest frame.
 */
export function readJpeg(bytes: Buffer): ImageParts {
  let [width, height] = [0, 0];
  for (let at = 2; at + 4 <= bytes.length;) {
    const marker = bytes[at + 1] ?? 0;
    if (bytes[at] !== 0xff || standsAlone(marker)) return { width, height, end: "malformed" };
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xda) {
      return { width, height, end: bytes.includes("\xff\xd9", at, "latin1") ? "present" : "missing" };
    }
    const length = bytes.readUInt16BE(at + 2);
    if (length < 2) return { width, height, end: "malformed" };
    if (startsFrame(marker) && at + 9 <= bytes.length) {
      height = Math.max(height, bytes.readUInt16BE(at + 5));
      width = Math.max(width, bytes.readUInt16BE(at + 7));
    }
    at += 2 + length;
  }
  return { width, height, end: "missing" };
}

/** A marker without a length, which none before the scan is: a decoder reads on behind it, where a length would hide a frame. */
function standsAlone(marker: number): boolean {
  return marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd9);
}

/** From C0 to CF, less the tables of Huffman codes and of arithmetic conditioning, and one that nobody uses. */
function startsFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}
