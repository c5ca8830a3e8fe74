import { type ImageParts, MAX_PARTS } from "./image-parts.ts";

/**
 * Follows a GIF: header, colour table, then blocks of sub-blocks up to the trailer, with at least one frame among them. Its
 * size is the screen's with every frame that reaches beyond it: some decoders make room for it.
 */
export function readGif(bytes: Buffer): ImageParts {
  let [width, height, frames] = [u16(bytes, 6), u16(bytes, 8), 0];
  let at = 13 + colourTableLength(bytes[10]);
  for (let count = 0; at < bytes.length; count++) {
    // Some encoders leave zeros between the blocks, which decoders skip.
    while (bytes[at] === 0) at += 1;
    const block = bytes[at];
    if (block === undefined) break;
    if (block === 0x3b) return { width, height, end: frames > 0 ? "present" : "malformed" };
    if (count === MAX_PARTS) return { width, height, end: "malformed" };
    if (block === 0x2c) {
      width = Math.max(width, u16(bytes, at + 1) + u16(bytes, at + 5));
      height = Math.max(height, u16(bytes, at + 3) + u16(bytes, at + 7));
      frames += 1;
      at += 11 + colourTableLength(bytes[at + 9]);
    } else if (block === 0x21) at += 2;
    else return { width, height, end: "malformed" };
    while (at < bytes.length && bytes[at] !== 0) at += 1 + (bytes[at] ?? 0);
    at += 1;
  }
  return { width, height, end: "missing" };
}

function u16(bytes: Buffer, at: number): number {
  return at + 2 <= bytes.length ? bytes.readUInt16LE(at) : 0;
}

function colourTableLength(flags = 0): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}
