import { imageMeta } from "image-meta";
import { avifSize } from "./avif-size.ts";
import { readGif } from "./gif-parts.ts";
import type { ImageMediaType } from "./image-outcome.ts";
import { readJpeg } from "./jpeg-parts.ts";

/** Pixels, as stored: what it takes to decode an image, whatever of it is shown. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/**
 * The size of an image, as far as its first bytes tell.
 *
 * image-meta reads it, except where it can be made to tell a small size for a large image: of an AVIF it tells the part
 * that is shown, and takes some for icons or SVGs; of a GIF it tells the screen, not the frames; in a JPEG it skips what
 * decoders do not.
 */
export function imageSize(bytes: Uint8Array, mediaType: ImageMediaType): ImageSize | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const { width, height } = sizeOf(buffer, mediaType) ?? { width: 0, height: 0 };
  return width > 0 && height > 0 ? { width, height } : undefined;
}

function sizeOf(bytes: Buffer, mediaType: ImageMediaType): ImageSize | undefined {
  if (mediaType === "image/avif") return avifSize(bytes);
  if (mediaType === "image/gif") return readGif(bytes);
  if (mediaType === "image/jpeg") return readJpeg(bytes);
  try {
    return imageMeta(bytes);
  } catch {
    return undefined;
  }
}
