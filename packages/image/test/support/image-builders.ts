import { crc32, deflateSync } from "node:zlib";

/** Text as bytes of one character each, or bytes as they are. */
export type Piece = string | Buffer;

export function join(...pieces: readonly Piece[]): Buffer {
  return Buffer.concat(pieces.map((piece) => (typeof piece === "string" ? Buffer.from(piece, "latin1") : piece)));
}

/** Numbers of so many bytes each, the most significant byte first. */
export function be(size: 1 | 2 | 4, ...values: readonly number[]): Buffer {
  return join(
    ...values.map((value) => {
      const bytes = Buffer.alloc(size);
      bytes.writeUIntBE(value, 0, size);
      return bytes;
    }),
  );
}

/** A PNG of chunks, with IEND at its end. */
export function png(...chunks: readonly Buffer[]): Buffer {
  return join("\x89PNG\r\n\x1A\n", ...chunks, pngChunk("IEND"));
}

export function pngChunk(name: string, data: Piece = ""): Buffer {
  const body = join(name, data);
  return join(be(4, body.length - 4), body, be(4, crc32(body)));
}

/** IHDR with everything but the size in the given bytes: depth, colour type, compression, filter, interlace. */
export function pngHeader(width: number, height: number, rest: readonly number[] = [8, 0, 0, 0, 0]): Buffer {
  return pngChunk("IHDR", join(be(4, width, height), Buffer.from(rest)));
}

export function pngData(): Buffer {
  return pngChunk("IDAT", deflateSync(Buffer.alloc(10)));
}

/** A JPEG segment: marker, length, content. */
export function segment(marker: number, content: Piece): Buffer {
  const bytes = join(content);
  return join(be(1, 0xff, marker), be(2, bytes.length + 2), bytes);
}

/** A JPEG's frame; the marker says which kind it is. */
export function frame(width: number, height: number, { marker = 0xc0, bits = 8 } = {}): Buffer {
  return segment(marker, join(be(1, bits), be(2, height, width), "\x01\x01\x11\0"));
}

/** A JPEG with these bytes before its only scan. */
export function jpeg(...pieces: readonly Piece[]): Buffer {
  return join("\xFF\xD8", ...pieces, segment(0xda, "\x01\x01\0\0\x3F\0"), "\x12\x34\xFF\xD9");
}

/** A WebP of chunks; the length that its RIFF names may be wrong by so many bytes. */
export function webp(chunks: readonly Buffer[], wrongBy = 0): Buffer {
  const body = join("WEBP", ...chunks);
  return join("RIFF", le(body.length + wrongBy), body);
}

export function webpChunk(name: string, data: Piece): Buffer {
  const bytes = join(data);
  return join(name, le(bytes.length), bytes, bytes.length % 2 === 1 ? "\0" : "");
}

/** The picture of a lossless WebP, as far as its header. */
export function losslessChunk(width: number, height: number): Buffer {
  return webpChunk("VP8L", join("\x2F", le((width - 1) | ((height - 1) << 14)), "\0\0\0"));
}

function le(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
}

/** EXIF data with an orientation, in either order of bytes. */
export function exif(orientation: number, order: "II" | "MM" = "MM"): Buffer {
  const little = order === "II";
  const [two, four] = [2, 4].map((size) => (value: number): Buffer => {
    const bytes = be(size === 2 ? 2 : 4, value);
    return little ? Buffer.from(bytes.toReversed()) : bytes;
  });
  if (two === undefined || four === undefined) throw new TypeError("There are two sizes.");
  const entry = (tag: number, value: number): Buffer => join(two(tag), two(3), four(1), two(value), two(0));
  return join(order, two(42), four(8), two(2), entry(0x01_00, 7), entry(0x01_12, orientation), four(0));
}

export function box(name: string, ...content: readonly Piece[]): Buffer {
  const bytes = join(...content);
  return join(be(4, bytes.length + 8), name, bytes);
}

export function fullBox(name: string, version: number, ...content: readonly Piece[]): Buffer {
  return box(name, be(4, version << 24), ...content);
}

export function ispe(width: number, height: number): Buffer {
  return fullBox("ispe", 0, be(4, width, height));
}

/** AV1 data that begins with the sequence header of a still picture. */
export function av1(width: number, height: number, rest: Piece = ""): Buffer {
  const bits = [
    ["000", 3],
    ["1", 1],
    ["1", 1],
    ["00000", 5],
    ["1111", 4],
    ["1111", 4],
    [(width - 1).toString(2).padStart(16, "0"), 16],
    [(height - 1).toString(2).padStart(16, "0"), 16],
  ]
    .map(([text]) => text)
    .join("")
    .padEnd(56, "0");
  const header = Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? []);
  return join("\x12\0", be(1, 0x0a, header.length), header, rest);
}

/** An item of an AVIF: its type, and the bytes of it, in pieces. */
interface Item {
  readonly type: string;
  readonly pieces: readonly Piece[];
}

interface AvifOptions {
  readonly items: readonly Item[];
  readonly properties?: readonly Buffer[];
  /** The properties of the first item, counted from 1. */
  readonly own?: readonly number[];
  /** Where the items are. */
  readonly place?: "behind" | "before" | "inside" | "several" | "open";
  readonly more?: readonly Buffer[];
  /** Writes numbers in the longest form there is. */
  readonly isWide?: boolean;
}

/** An AVIF with its items in `mdat` behind or before `meta`, in `idat` inside it, or in one `mdat` each. */
export function avif({
  items,
  properties = [],
  own = [],
  place = "behind",
  more = [],
  isWide = false,
}: AvifOptions): Buffer {
  const number = (value: number): Buffer => be(isWide ? 4 : 2, value);
  const long = (value: number): Buffer => join(isWide ? be(4, 0) : "", be(4, value));
  const ftyp = box("ftyp", "avif\0\0\0\0avifmif1");
  const pieces = items.flatMap((item) => item.pieces.map((piece) => join(piece)));
  const metaOf = (start: number): Buffer => {
    let at = start;
    const located = items.map(({ pieces: parts }, index) => {
      const extents = parts.map((part) => {
        if (place === "several") at += 8;
        const extent = join(isWide ? be(4, 7) : "", long(at), long(join(part).length));
        at += join(part).length;
        return extent;
      });
      const method = be(2, place === "inside" ? 1 : 0);
      return join(number(index + 1), method, be(2, 0), isWide ? long(0) : "", be(2, extents.length), ...extents);
    });
    const indices = isWide ? be(2, ...own) : be(1, ...own);
    const associations = box(
      "ipma",
      be(4, isWide ? 0x01_00_00_01 : 0),
      be(4, 1),
      number(1),
      be(1, own.length),
      indices,
    );
    const typed = items.map(({ type }, index) =>
      fullBox("infe", isWide ? 3 : 2, number(index + 1), be(2, 0), type, "\0"),
    );
    return fullBox(
      "meta",
      0,
      fullBox("pitm", isWide ? 1 : 0, number(1)),
      fullBox("iloc", isWide ? 2 : 1, isWide ? be(1, 0x88, 0x84) : be(1, 0x44, 0), number(items.length), ...located),
      fullBox("iinf", isWide ? 1 : 0, number(items.length), ...typed),
      box("iprp", box("ipco", ...properties), associations),
      place === "inside" ? box("idat", ...pieces) : "",
    );
  };
  const data = join(...pieces);
  if (place === "before") return join(ftyp, box("mdat", data), metaOf(ftyp.length + 8), ...more);
  if (place === "inside") return join(ftyp, metaOf(0), ...more);
  const end = ftyp.length + metaOf(0).length;
  if (place === "several") return join(ftyp, metaOf(end), ...pieces.map((piece) => box("mdat", piece)), ...more);
  if (place === "open") return join(ftyp, metaOf(end + 8), be(4, 0), "mdat", data);
  return join(ftyp, metaOf(end + 8), box("mdat", data), ...more);
}

/** A sequence of pictures in one track, which says how large they are. */
export function avis(
  width: number,
  height: number,
  samples: readonly Buffer[],
  { isWide = false, config = "" }: { isWide?: boolean; config?: Piece } = {},
): Buffer {
  const ftyp = box("ftyp", "avis\0\0\0\0avisavifmsf1");
  const moovOf = (offset: number): Buffer => {
    const entry = box(
      "av01",
      Buffer.alloc(24),
      be(2, width, height),
      Buffer.alloc(50),
      box("av1C", "\x81\0\0\0", config),
    );
    const table = box(
      "stbl",
      fullBox("stsd", 0, be(4, 1), entry),
      // One sample in the first chunk, the others in the second.
      fullBox("stsc", 0, isWide ? be(4, 2, 1, 1, 1, 2, samples.length - 1, 1) : be(4, 1, 1, samples.length, 1)),
      fullBox("stsz", 0, be(4, 0, samples.length, ...samples.map(({ length }) => length))),
      isWide
        ? fullBox("co64", 0, be(4, 2, 0, offset, 0, offset + (samples[0]?.length ?? 0)))
        : fullBox("stco", 0, be(4, 1, offset)),
    );
    return box(
      "moov",
      fullBox("mvhd", 0, "\0\0\0\x01mvhd"),
      box("trak", fullBox("tkhd", 0), box("mdia", box("minf", table))),
    );
  };
  return join(ftyp, moovOf(ftyp.length + moovOf(0).length + 8), box("mdat", ...samples));
}
