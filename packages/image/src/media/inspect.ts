import { FailedAttempt } from "../failed-attempt.ts";
import type { ImageMediaType } from "../outcome.ts";
import { type ImageParts, type ImageSize, readParts } from "./formats.ts";
import { sniffImage } from "./sniff-image.ts";

/** What the bytes of an image say about it. */
export interface ImageFacts {
  readonly mediaType: ImageMediaType;
  /** Pixels, as stored; unknown where the bytes that were looked at do not reach that far. */
  readonly width?: number;
  readonly height?: number;
}

/**
 * Looks at all bytes of an image: its type has to be an allowed one, its pixels few enough, and its end there.
 *
 * @throws {@link FailedAttempt} `unsupported-type`, `too-large` or `truncated`.
 */
export function inspectImage(bytes: Uint8Array, { maxPixels }: { maxPixels: number }): Required<ImageFacts> {
  const { mediaType, size, end } = inspectParts(bytes, maxPixels);
  if (end === "missing") throw new FailedAttempt({ reason: "truncated" });
  if (size === undefined) throw new FailedAttempt({ reason: "unsupported-type" });
  return { mediaType, ...size };
}

/**
 * Looks at the first bytes of an image: its type, and its size where they reach that far.
 *
 * @throws {@link FailedAttempt} `unsupported-type` or `too-large`.
 */
export function inspectStart(bytes: Uint8Array, { maxPixels }: { maxPixels: number }): ImageFacts {
  const { mediaType, size } = inspectParts(bytes, maxPixels);
  return { mediaType, ...size };
}

interface Inspected extends Pick<ImageParts, "end"> {
  readonly mediaType: ImageMediaType;
  /** Absent where the bytes do not reach that far. */
  readonly size: ImageSize | undefined;
}

function inspectParts(bytes: Uint8Array, maxPixels: number): Inspected {
  const mediaType = sniffImage(bytes);
  if (mediaType === undefined) throw new FailedAttempt({ reason: "unsupported-type" });
  const { width, height, end } = readParts(bytes, mediaType);
  if (end === "malformed") throw new FailedAttempt({ reason: "unsupported-type" });
  if (width * height > maxPixels) throw new FailedAttempt({ reason: "too-large" });
  return { mediaType, size: width > 0 && height > 0 ? { width, height } : undefined, end };
}
