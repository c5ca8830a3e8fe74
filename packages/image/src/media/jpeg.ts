import type { ImageOrientation } from "../outcome.ts";
import { readOrientation } from "./exif.ts";
import { type ImageParts, largerSize, MAX_PARTS } from "./image-parts.ts";

/**
 * Follows a JPEG: segments of marker and length up to the first scan; the end marker cannot occur inside a scan. Its size is
 * that of the largest frame.
 *
 * Bytes between segments are skipped exactly as decoders do, which then see the same frame.
 */
export function readJpeg(bytes: Buffer): ImageParts {
  let size = { width: 0, height: 0 };
  let orientation: ImageOrientation | undefined;
  const parts = (end: ImageParts["end"]): ImageParts => ({ ...size, end, orientation });
  for (let count = 0, at = 2; count < MAX_PARTS; count++) {
    at = skipToMarker(bytes, at);
    const marker = bytes[at];
    at += 1;
    if (marker === undefined) return parts("missing");
    if (marker === 0x00 || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) continue;
    if (marker === 0xda) return parts(bytes.includes("\xff\xd9", at, "latin1") ? "present" : "missing");
    if (marker < 0xc0 || marker === 0xd8 || marker === 0xd9) return parts("malformed");
    if (at + 2 > bytes.length) return parts("missing");
    const length = bytes.readUInt16BE(at);
    if (length < 2) return parts("malformed");
    if (isFrame(marker)) {
      if (at + 7 > bytes.length) return parts("missing");
      if (!DECODED_FRAMES.has(marker) || bytes[at + 2] !== 8) return parts("malformed");
      size = largerSize(size, { width: bytes.readUInt16BE(at + 5), height: bytes.readUInt16BE(at + 3) });
    }
    if (marker === 0xe1 && bytes.toString("latin1", at + 2, at + 8) === "Exif\0\0") {
      orientation ??= readOrientation(bytes.subarray(at + 2, at + length));
    }
    at += length;
  }
  return parts("malformed");
}

/** Returns the place behind the next FF, and behind all that follow it at once. */
function skipToMarker(bytes: Buffer, from: number): number {
  const found = bytes.indexOf(0xff, from);
  if (found === -1) return bytes.length;
  let at = found;
  while (bytes[at] === 0xff) at += 1;
  return at;
}

/** Baseline, extended and progressive frames, coded by Huffman or arithmetic: no decoder in use takes the others. */
const DECODED_FRAMES: ReadonlySet<number> = new Set([0xc0, 0xc1, 0xc2, 0xc9, 0xca]);

/** From C0 to CF, less the tables of Huffman codes and of arithmetic conditioning. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xcc;
}
