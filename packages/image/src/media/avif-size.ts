import type { ImageSize } from "./formats.ts";

/** The size of the largest of an AVIF's pictures, before anything is cut off for showing it. */
export function avifSize(bytes: Buffer): ImageSize | undefined {
  // The content of `meta` begins with four bytes of version and flags.
  const properties = contentOf(contentOf(contentOf(bytes, "meta")?.subarray(4), "iprp"), "ipco");
  const sizes = [...boxesOf(properties)]
    .filter(({ name, content }) => name === "ispe" && content.length >= 12)
    .map(({ content }) => ({ width: content.readUInt32BE(4), height: content.readUInt32BE(8) }));
  return sizes.toSorted((a, b) => b.width * b.height - a.width * a.height)[0];
}

interface Box {
  readonly name: string;
  readonly content: Buffer;
}

function contentOf(bytes: Buffer | undefined, wanted: string): Buffer | undefined {
  return boxesOf(bytes).find(({ name }) => name === wanted)?.content;
}

/** The boxes that stand side by side; a length of 0 reaches to the end, 1 stands before a longer length. */
function* boxesOf(bytes: Buffer = Buffer.alloc(0)): Generator<Box, undefined> {
  for (let at = 0; at + 8 <= bytes.length;) {
    const short = bytes.readUInt32BE(at);
    const isLong = short === 1 && at + 16 <= bytes.length;
    const length = isLong ? Number(bytes.readBigUInt64BE(at + 8)) : short || bytes.length - at;
    if (length < 8) return;
    yield {
      name: bytes.toString("latin1", at + 4, at + 8),
      content: bytes.subarray(at + (isLong ? 16 : 8), at + length),
    };
    at += length;
  }
}
