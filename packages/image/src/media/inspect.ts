import { AttemptError } from "../errors.ts";
import type { ImageMediaType } from "../outcome.ts";
import { type ImageParts, type ImageSize, readParts } from "./formats.ts";

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
 * @throws {@link AttemptError} `unsupported-type`, `too-large` or `truncated`.
 */
export function inspectImage(bytes: Uint8Array, { maxPixels }: { maxPixels: number }): Required<ImageFacts> {
  const { mediaType, size, end } = inspectParts(bytes, maxPixels);
  if (end === "missing") throw new AttemptError({ reason: "truncated" });
  if (size === undefined) throw new AttemptError({ reason: "unsupported-type" });
  return { mediaType, ...size };
}

/**
 * Looks at the first bytes of an image: its type, and its size where they reach that far.
 *
 * @throws {@link AttemptError} `unsupported-type` or `too-large`.
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
  if (mediaType === undefined) throw new AttemptError({ reason: "unsupported-type" });
  const { width, height, end } = readParts(bytes, mediaType);
  if (end === "malformed") throw new AttemptError({ reason: "unsupported-type" });
  if (width * height > maxPixels) throw new AttemptError({ reason: "too-large" });
  return { mediaType, size: width > 0 && height > 0 ? { width, height } : undefined, end };
}

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
function sniffImage(bytes: Uint8Array): ImageMediaType | undefined {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 72)).toString("latin1");
  return SIGNATURES.find(([, matches]) => matches(start))?.[0];
}
