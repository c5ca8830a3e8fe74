import { AttemptError } from "../errors.ts";
import type { ImageMediaType, PreparedImage } from "../outcome.ts";
import { readAvif } from "./avif.ts";
import { readGif } from "./gif.ts";
import type { ImageParts } from "./image-parts.ts";
import { readJpeg } from "./jpeg.ts";
import { readPng } from "./png.ts";
import { readWebp } from "./webp.ts";

/** The facts in the bytes of an image; the size is absent if the inspected bytes do not reach that far. */
export interface ImageFacts extends Pick<PreparedImage, "width" | "height" | "orientation"> {
  readonly mediaType: ImageMediaType;
}

/**
 * Inspects all bytes of an image: its type has to be an allowed one, its pixels few enough, and its end there.
 *
 * @throws {@link AttemptError} `unsupported-type`, `too-large` or `truncated`.
 */
export function inspectImage(bytes: Uint8Array, { maxPixels }: { maxPixels: number }): ImageFacts {
  const { end, ...facts } = inspectParts(bytes, maxPixels);
  if (end === "missing") throw new AttemptError({ reason: "truncated" });
  if (facts.width === undefined) throw new AttemptError({ reason: "unsupported-type" });
  return facts;
}

/**
 * Inspects the first bytes of an image: its type, and its size if they reach that far.
 *
 * @throws {@link AttemptError} `unsupported-type` or `too-large`.
 */
export function inspectStart(bytes: Uint8Array, { maxPixels }: { maxPixels: number }): ImageFacts {
  const { end: _, ...facts } = inspectParts(bytes, maxPixels);
  return facts;
}

function inspectParts(bytes: Uint8Array, maxPixels: number): ImageFacts & Pick<ImageParts, "end"> {
  const mediaType = sniffImage(bytes);
  if (mediaType === undefined) throw new AttemptError({ reason: "unsupported-type" });
  const { width, height, orientation, end } = READERS[mediaType](
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length),
  );
  if (end === "malformed") throw new AttemptError({ reason: "unsupported-type" });
  if (width * height > maxPixels) throw new AttemptError({ reason: "too-large" });
  const hasSize = width > 0 && height > 0;
  return { mediaType, ...(hasSize && { width, height }), ...(orientation && { orientation }), end };
}

/** Each follows the parts of an image to its end, without decoding it, in time in proportion to their number. */
const READERS: Readonly<Record<ImageMediaType, (bytes: Buffer) => ImageParts>> = Object.freeze({
  "image/png": readPng,
  "image/jpeg": readJpeg,
  "image/gif": readGif,
  "image/webp": readWebp,
  "image/avif": readAvif,
});

/** The types a model takes, by the first bytes of their files; a text format such as SVG is not among them. */
const SIGNATURES: readonly (readonly [ImageMediaType, (start: string) => boolean])[] = [
  ["image/png", (start) => start.startsWith("\x89PNG\r\n\x1A\n")],
  ["image/jpeg", (start) => start.startsWith("\xFF\xD8\xFF")],
  ["image/gif", (start) => /^GIF8[79]a/.test(start)],
  ["image/webp", (start) => /^RIFF[^]{4}WEBPVP8[ LX]/.test(start)],
  // The brand is first, or among the compatible ones in the same box.
  ["image/avif", (start) => /^[^]{4}ftyp(?:avi[fs]|(?:mif1|msf1|miaf)[^]{4}(?:[^]{4}){0,12}?avi[fs])/.test(start)],
];

/** Returns the type that the first bytes show, if it is an allowed one. */
function sniffImage(bytes: Uint8Array): ImageMediaType | undefined {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 72)).toString("latin1");
  return SIGNATURES.find(([, matches]) => matches(start))?.[0];
}
