import type { ImageOrientation } from "../outcome.ts";

const ORIENTATION = 0x01_12;
const SHORT = 3;

/** Reads the orientation out of EXIF data, with or without the name before it; `undefined` if there is none. */
export function readOrientation(exif: Buffer): ImageOrientation | undefined {
  const tiff = exif.toString("latin1", 0, 6) === "Exif\0\0" ? exif.subarray(6) : exif;
  const isLittle = tiff.toString("latin1", 0, 4) === "II*\0";
  if (tiff.length < 8 || (!isLittle && tiff.toString("latin1", 0, 4) !== "MM\0*")) return undefined;
  const u16 = (at: number): number =>
    at + 2 > tiff.length ? 0 : isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at);
  const directory = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  const last = directory + 2 + 12 * u16(directory);
  for (let entry = directory + 2; entry < last && entry + 12 <= tiff.length; entry += 12) {
    if (u16(entry) !== ORIENTATION || u16(entry + 2) !== SHORT) continue;
    const value = u16(entry + 8);
    return isOrientation(value) ? value : undefined;
  }
  return undefined;
}

function isOrientation(value: number): value is ImageOrientation {
  return value >= 1 && value <= 8;
}
