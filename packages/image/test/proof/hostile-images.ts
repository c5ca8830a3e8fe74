import { crc32, deflateSync } from "node:zlib";
import { SAMPLES } from "../support/sample-images.ts";

/** Bytes that are not what they seem. */
export interface HostileImage {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const latin1 = (text: string): Buffer => Buffer.from(text, "latin1");
const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

/** Small files that become very large once they are decoded. */
export const BOMBS: readonly HostileImage[] = [
  {
    name: "a PNG of 16,000 x 16,000 pixels",
    bytes: png([ihdr(16_000, 16_000), chunk("IDAT", deflateSync(Buffer.alloc(16_001 * 100)))]),
  },
  {
    name: "a PNG of the greatest size there is",
    bytes: png([ihdr(2 ** 31 - 1, 2 ** 31 - 1), chunk("IDAT", deflateSync(Buffer.alloc(9)))]),
  },
  {
    name: "a PNG one pixel high and very wide",
    bytes: png([ihdr(2 ** 31 - 1, 1), chunk("IDAT", deflateSync(Buffer.alloc(9)))]),
  },
  { name: "a GIF with a screen of 65,535 x 65,535", bytes: gif({ screen: 65_535, frames: [1] }) },
  { name: "a GIF whose frame is larger than its small screen", bytes: gif({ screen: 1, frames: [65_535] }) },
  { name: "a GIF whose last frame is the large one", bytes: gif({ screen: 1, frames: [1, 1, 65_535] }) },
  {
    name: "a JPEG of 65,535 x 65,535",
    bytes: changed("jpeg", "\xFF\xC0\0\x11\x08\0\x04\0\x06", "\xFF\xC0\0\x11\x08\xFF\xFF\xFF\xFF"),
  },
  { name: "a WebP of 16,384 x 16,384", bytes: changed("lossless webp", "\x2F\x05\xC0\0\0", "\x2F\xFF\xFF\xFF\x0F") },
  // Decoders take these markers without a length and read on behind them.
  ...[0x00, 0x01, 0xd0, 0xd7].map((marker) => ({
    name: `a JPEG that hides a large picture behind the marker ${marker.toString(16).padStart(2, "0")}`,
    bytes: hidden(marker),
  })),
  { name: "an AVIF of 60,000 x 60,000", bytes: changed("avif", ispe(6, 4), ispe(60_000, 60_000)) },
  { name: "an AVIF that shows only a corner of its many pixels", bytes: cropped() },
  { name: "a large AVIF that is also taken for an icon", bytes: brands(256) },
  { name: "a large AVIF that is also taken for a cursor", bytes: brands(512) },
  { name: "a large AVIF that is also taken for an SVG", bytes: brands(64, '<svg width="1" height="1">') },
];

/** Files that name a type they are not, or are nothing beyond their first bytes. */
export const SPOOFS: readonly HostileImage[] = [
  {
    name: "an SVG",
    bytes: latin1('<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><script>alert(1)</script></svg>'),
  },
  {
    name: "an SVG behind a declaration and a comment",
    bytes: latin1('\uFEFF<?xml version="1.0"?><!-- GIF89a --><svg width="8" height="8"/>'),
  },
  { name: "an HTML page", bytes: latin1("<!doctype html><html><body>Not found</body></html>") },
  { name: "an HTML page behind the first bytes of a PNG", bytes: latin1("\x89PNG\r\n\x1A\n<html></html>") },
  {
    name: "an HTML page behind the header of a PNG",
    bytes: Buffer.concat([png([ihdr(8, 8)], false), latin1("<html></html>")]),
  },
  { name: "an HTML page behind the first bytes of a GIF", bytes: latin1(`GIF89a<html>${" ".repeat(99)}</html>`) },
  {
    name: "an HTML page behind the first bytes of a JPEG",
    bytes: latin1(`\xFF\xD8\xFF\xE0<html>${" ".repeat(99)}</html>`),
  },
  { name: "an HTML page behind the first bytes of a WebP", bytes: latin1("RIFF\x20\0\0\0WEBPVP8 <html></html>") },
  ...[0xd8, 0xd9].map((marker) => ({
    name: `a JPEG that hides a large picture behind the marker ${marker.toString(16).padStart(2, "0")}`,
    bytes: hidden(marker),
  })),
  { name: "a PNG without its data", bytes: png([ihdr(8, 8)]) },
  { name: "a GIF without a frame", bytes: gif({ screen: 8, frames: [] }) },
  { name: "a video of MP4", bytes: latin1(`\0\0\0\x18ftypmp42\0\0\0\0mp42isom${"\0".repeat(99)}`) },
  { name: "a HEIC", bytes: latin1(`\0\0\0\x18ftypheic\0\0\0\0mif1heic${"\0".repeat(99)}`) },
  { name: "a PDF", bytes: latin1("%PDF-1.7\n%\xE2\xE3\xCF\xD3") },
  { name: "a ZIP", bytes: latin1("PK\x03\x04\x14\0\0\0\x08\0") },
  { name: "a script", bytes: latin1("#!/bin/sh\nrm -rf /\n") },
  ...["PK\x03\x04", "\0", "\n", "\uFEFF", "GIF89"].map((start) => ({
    name: `a PNG behind ${JSON.stringify(start)}`,
    bytes: Buffer.concat([latin1(start), sample("png")]),
  })),
];

/** Each sample without its end, at several lengths. */
export const TRUNCATED: readonly HostileImage[] = SAMPLES.flatMap(([name, , bytes]) =>
  [0.25, 0.5, 0.75, 0.9, 1].map((part) => {
    const length = Math.floor((bytes.length - 1) * part);
    return { name: `${length} of ${bytes.length} bytes of a ${name}`, bytes: bytes.subarray(0, length) };
  }),
);

function png(chunks: readonly Buffer[], ends = true): Buffer {
  return Buffer.concat([latin1("\x89PNG\r\n\x1A\n"), ...chunks, ...(ends ? [chunk("IEND", Buffer.alloc(0))] : [])]);
}

function ihdr(width: number, height: number): Buffer {
  return chunk("IHDR", Buffer.concat([u32(width), u32(height), latin1("\x08\0\0\0\0")]));
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([latin1(name), data]);
  return Buffer.concat([u32(data.length), body, u32(crc32(body))]);
}

/** A GIF of one colour, with square frames of the given sides. */
function gif({ screen, frames }: { screen: number; frames: readonly number[] }): Buffer {
  const pictures = frames.map((frame) => `,\0\0\0\0${square(frame)}\0\x02\x02D\x01\0`);
  return latin1(`GIF89a${square(screen)}\x80\0\0\0\0\0\xFF\xFF\xFF${pictures.join("")};`);
}

/** A JPEG of one pixel for a reader that takes the bytes behind a marker for its length, and of very many for one that reads on there. */
function hidden(marker: number): Buffer {
  const jpeg = sample("jpeg").toString("latin1");
  const scanAt = jpeg.indexOf("\xFF\xDA");
  const [before = "", after = ""] = jpeg.slice(2, scanAt).split("\xFF\xC0\0\x11\x08\0\x04\0\x06");
  const [large = "", small = ""] = ["\x4E\x20", "\0\x01"].map(
    (side) => `${before}\xFF\xC0\0\x11\x08${side}${side}${after}`,
  );
  const length = Buffer.alloc(2);
  length.writeUInt16BE(large.length + 2);
  return Buffer.concat([
    latin1("\xFF\xD8\xFF"),
    Buffer.from([marker]),
    length,
    latin1(large + small + jpeg.slice(scanAt)),
  ]);
}

function square(side: number): string {
  return String.fromCharCode(side & 255, side >> 8).repeat(2);
}

function ispe(width: number, height: number): string {
  return Buffer.concat([latin1("ispe\0\0\0\0"), u32(width), u32(height)]).toString("latin1");
}

/** The large AVIF with a clean aperture of 1 x 1, for which the space of another property is taken. */
function cropped(): Buffer {
  const one = "\0\0\0\x01";
  const clap = `\0\0\0\x28clap${one.repeat(4)}\0\0\0\0${one}\0\0\0\0${one}`;
  const large = changed("avif", ispe(6, 4), ispe(16_000, 16_000)).toString("latin1");
  const grown = large.replace("\0\0\0\x10pixi", `${clap}\0\0\0\x10pixi`);
  return latin1(longer(grown, ["meta", "iprp", "ipco"], clap.length));
}

/** The large AVIF with so many bytes of brands, and with a text behind them. */
function brands(length: number, text = ""): Buffer {
  const large = changed("avif", ispe(6, 4), ispe(16_000, 16_000)).toString("latin1");
  const box = u32(length).toString("latin1") + "ftypavif\0\0\0\0".padEnd(length - 4, "mif1avifmiaf");
  const free = text === "" ? "" : `${u32(text.length + 8).toString("latin1")}free${text}`;
  return latin1(box + free + large.slice(28));
}

/** Adds to the lengths of boxes. */
function longer(image: string, names: readonly string[], by: number): string {
  const bytes = latin1(image);
  for (const name of names) {
    const at = bytes.indexOf(name) - 4;
    bytes.writeUInt32BE(bytes.readUInt32BE(at) + by, at);
  }
  return bytes.toString("latin1");
}

function changed(name: string, from: string, to: string): Buffer {
  const image = sample(name).toString("latin1");
  if (!image.includes(from)) throw new RangeError(`The sample ${name} does not hold what is to be changed in it.`);
  return latin1(image.replace(from, to));
}

function sample(wanted: string): Buffer {
  const [bytes] = SAMPLES.flatMap(([name, , found]) => (name === wanted ? [found] : []));
  if (bytes === undefined) throw new RangeError(`There is no sample of ${wanted}.`);
  return Buffer.from(bytes);
}
