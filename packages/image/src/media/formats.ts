import { imageMeta } from "image-meta";
import type { ImageMediaType } from "../outcome.ts";
import { avifSize } from "./avif-size.ts";
import { readGif } from "./gif.ts";
import { readJpeg } from "./jpeg.ts";

/** Pixels, as stored: what it takes to decode an image, whatever of it is shown. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** Whether an image's last part is there, is missing, or the parts before it make no sense. */
type ImageEnd = "present" | "missing" | "malformed";

/** What the parts of an image say, as far as its bytes reach; a size that was not reached is 0. */
export interface ImageParts extends ImageSize {
  readonly end: ImageEnd;
}

/**
 * Follows the parts of an image to its end, without decoding it; takes time in proportion to the number of parts.
 *
 * image-meta reads the size, except where it can be made to tell a small size for a large image: of an AVIF it tells the
 * part that is shown, and takes some for icons or SVGs; of a GIF it tells the screen, not the frames; in a JPEG it skips
 * what decoders do not.
 */
export function readParts(bytes: Uint8Array, mediaType: ImageMediaType): ImageParts {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  switch (mediaType) {
    case "image/png":
      return { ...headerSize(buffer), end: pngEnd(buffer) };
    case "image/jpeg":
      return readJpeg(buffer);
    case "image/gif":
      return readGif(buffer);
    case "image/webp":
      return { ...headerSize(buffer), end: webpEnd(buffer) };
    case "image/avif":
      return { ...(avifSize(buffer) ?? NO_SIZE), end: avifEnd(buffer) };
    default:
      return mediaType satisfies never;
  }
}

const NO_SIZE: ImageSize = Object.freeze({ width: 0, height: 0 });

function headerSize(bytes: Buffer): ImageSize {
  try {
    const { width, height } = imageMeta(bytes);
    return { width, height };
  } catch {
    return NO_SIZE;
  }
}

/** Chunks of length, name, data and checksum, from IHDR to IEND, with data among them. */
function pngEnd(bytes: Buffer): ImageEnd {
  let hasData = false;
  for (let at = 8, first = true; at + 12 <= bytes.length; first = false) {
    const name = bytes.toString("latin1", at + 4, at + 8);
    if (first ? name !== "IHDR" : !/^[A-Za-z]{4}$/.test(name)) return "malformed";
    hasData ||= name === "IDAT";
    if (name === "IEND" && !hasData) return "malformed";
    at += 12 + bytes.readUInt32BE(at);
    if (name === "IEND") return at <= bytes.length ? "present" : "missing";
  }
  return "missing";
}

/** One RIFF chunk that says how long it is. */
function webpEnd(bytes: Buffer): ImageEnd {
  return bytes.length >= 8 + bytes.readUInt32LE(4) ? "present" : "missing";
}

/**
 * Boxes of length and name, up to the one that holds the picture; a length of 0 reaches to the end, 1 stands before a
 * longer length.
 */
function avifEnd(bytes: Buffer): ImageEnd {
  let hasMeta = false;
  for (let at = 0; at + 8 <= bytes.length;) {
    const short = bytes.readUInt32BE(at);
    const name = bytes.toString("latin1", at + 4, at + 8);
    if (short === 1 && at + 16 > bytes.length) return "missing";
    const length = short === 1 ? Number(bytes.readBigUInt64BE(at + 8)) : short || bytes.length - at;
    if (length < 8) return "malformed";
    const box = bytes.subarray(at, at + length);
    at += length;
    if (at > bytes.length) return "missing";
    // A small picture may stand inside of the box that describes it.
    hasMeta ||= name === "meta";
    if (hasMeta && (name === "mdat" || box.includes("idat", 0, "latin1"))) return "present";
  }
  return "missing";
}
