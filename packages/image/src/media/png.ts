import type { ImageOrientation } from "../outcome.ts";
import { readOrientation } from "./exif.ts";
import { type ImageParts, type ImageSize, MAX_PARTS } from "./image-parts.ts";

const MAX_LENGTH = 0x7f_ff_ff_ff;

/** The bits per sample that each colour type allows. */
const DEPTHS: ReadonlyMap<number, readonly number[]> = new Map([
  [0, [1, 2, 4, 8, 16]],
  [2, [8, 16]],
  [3, [1, 2, 4, 8]],
  [4, [8, 16]],
  [6, [8, 16]],
]);

/** Follows a PNG: chunks of length, name, data and checksum, from one IHDR to IEND, with data among them. */
export function readPng(bytes: Buffer): ImageParts {
  let size: ImageSize = { width: 0, height: 0 };
  let orientation: ImageOrientation | undefined;
  let hasData = false;
  const parts = (end: ImageParts["end"]): ImageParts => ({ ...size, end, orientation });
  for (let count = 0, at = 8; count < MAX_PARTS; count++) {
    if (at + 8 > bytes.length) return parts("missing");
    const length = bytes.readUInt32BE(at);
    const name = bytes.toString("latin1", at + 4, at + 8);
    if ((name === "IHDR") !== (count === 0) || length > MAX_LENGTH || !/^[A-Za-z]{4}$/.test(name)) {
      return parts("malformed");
    }
    const data = bytes.subarray(at + 8, at + 8 + length);
    if (name === "IHDR") {
      if (length !== 13) return parts("malformed");
      if (data.length < 13) return parts("missing");
      if (!isHeader(data)) return parts("malformed");
      size = { width: data.readUInt32BE(0), height: data.readUInt32BE(4) };
    }
    if (name === "eXIf") orientation ??= readOrientation(data);
    hasData ||= name === "IDAT";
    at += 12 + length;
    if (name !== "IEND") continue;
    if (!hasData) return parts("malformed");
    return parts(at <= bytes.length ? "present" : "missing");
  }
  return parts("malformed");
}

function isHeader(data: Buffer): boolean {
  const [depth = 0, colour = 0, compression, filter, interlace = 2] = data.subarray(8);
  const sides = [data.readUInt32BE(0), data.readUInt32BE(4)];
  return (
    sides.every((side) => side > 0 && side <= MAX_LENGTH) &&
    DEPTHS.get(colour)?.includes(depth) === true &&
    compression === 0 &&
    filter === 0 &&
    interlace <= 1
  );
}
