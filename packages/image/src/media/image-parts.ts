import type { ImageOrientation } from "../outcome.ts";

/** Pixels as they are stored: what it takes to decode an image, however it is shown. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** The facts in the parts of an image, as far as its bytes reach; a size that was not reached is 0. */
export interface ImageParts extends ImageSize {
  /** If the image's last part is there, is missing, or the parts before it make no sense. */
  readonly end: "present" | "missing" | "malformed";
  readonly orientation?: ImageOrientation | undefined;
}

/**
 * The most parts (segments, chunks, boxes, frames) that are followed: what has more is malformed. Ordinary images of 100 MB
 * have some 12,000; a flood of empty parts would keep the process busy.
 */
export const MAX_PARTS = 50_000;

/** Returns the size with more pixels. */
export function largerSize(a: ImageSize, b: ImageSize): ImageSize {
  return b.width * b.height > a.width * a.height ? b : a;
}
