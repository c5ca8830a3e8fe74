import type { ImageOrientation } from "../outcome.ts";
import { readOrientation } from "./exif.ts";
import { type ImageParts, type ImageSize, largerSize, MAX_PARTS } from "./image-parts.ts";

/** The sizes that a WebP's chunks name; `undefined` if a chunk cannot be read so. */
type ReadSize = (data: Buffer) => ImageSize | undefined;

/** The chunks that name a size, each with the length that it takes to read it. */
const SIZES: Readonly<Record<string, readonly [needed: number, read: ReadSize]>> = Object.freeze({
  "VP8 ": [10, lossySize],
  VP8L: [5, losslessSize],
  VP8X: [10, (data) => ({ width: data.readUIntLE(4, 3) + 1, height: data.readUIntLE(7, 3) + 1 })],
});

/** The header of an animation's frame, before the chunks in it. */
const FRAME_HEADER = 16;

/**
 * Follows a WebP: one RIFF chunk that says how long it is, and the chunks in it, none of which may reach beyond. Its size is
 * that of its canvas or of its largest picture.
 */
export function readWebp(bytes: Buffer): ImageParts {
  let size: ImageSize = { width: 0, height: 0 };
  let orientation: ImageOrientation | undefined;
  const parts = (end: ImageParts["end"]): ImageParts => ({ ...size, end, orientation });
  const riffEnd = 8 + bytes.readUInt32LE(4);
  let hasPicture = false;
  for (let count = 0, at = 12; at + 8 <= riffEnd; count++) {
    if (count === MAX_PARTS) return parts("malformed");
    if (at + 8 > bytes.length) return parts("missing");
    const name = bytes.toString("latin1", at, at + 4);
    const length = bytes.readUInt32LE(at + 4);
    const data = bytes.subarray(at + 8, at + 8 + length);
    if (at + 8 + length > riffEnd) return parts("malformed");
    const [needed, read] = SIZES[name] ?? [];
    if (needed !== undefined && read !== undefined) {
      if (length < needed) return parts("malformed");
      if (data.length < needed) return parts("missing");
      const own = read(data);
      if (own === undefined) return parts("malformed");
      size = largerSize(size, own);
      hasPicture ||= name !== "VP8X";
    }
    if (name === "EXIF") orientation ??= readOrientation(data);
    // The chunks of a frame are followed like all others.
    at += 8 + (name === "ANMF" ? Math.min(FRAME_HEADER, length) : length + (length % 2));
  }
  if (riffEnd > bytes.length) return parts("missing");
  return parts(hasPicture ? "present" : "malformed");
}

/** A key frame of VP8: three bytes of flags, a start code, and 14 bits for each side. */
function lossySize(data: Buffer): ImageSize | undefined {
  const isKeyFrame = ((data[0] ?? 1) & 1) === 0 && data.toString("latin1", 3, 6) === "\x9d\x01\x2a";
  return isKeyFrame ? { width: data.readUInt16LE(6) & 0x3f_ff, height: data.readUInt16LE(8) & 0x3f_ff } : undefined;
}

/** A signature, 14 bits for each side less one, a bit for transparency, and three for the version. */
function losslessSize(data: Buffer): ImageSize | undefined {
  const bits = data.readUInt32LE(1);
  if (data[0] !== 0x2f || bits >>> 29 !== 0) return undefined;
  return { width: (bits & 0x3f_ff) + 1, height: ((bits >>> 14) & 0x3f_ff) + 1 };
}
