import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AttemptError } from "../../src/errors.ts";
import { inspectImage, inspectStart } from "../../src/media/inspect.ts";
import { floods } from "../support/floods.ts";
import {
  av1,
  avif,
  avis,
  be,
  box,
  exif,
  frame,
  fullBox,
  ispe,
  join,
  jpeg,
  losslessChunk,
  type Piece,
  png,
  pngChunk,
  pngData,
  pngHeader,
  segment,
  webp,
  webpChunk,
} from "../support/image-builders.ts";
import { SAMPLES } from "../support/sample-images.ts";

/** The size and orientation of an image, or the reason to refuse it. */
function resultOf(bytes: Uint8Array, inspect: typeof inspectImage = inspectImage): string {
  try {
    const { width, height, orientation } = inspect(bytes, { maxPixels: 64_000_000 });
    return `${width}x${height}${orientation === undefined ? "" : `, turned ${orientation}`}`;
  } catch (error) {
    if (error instanceof AttemptError) return error.reason;
    throw error;
  }
}

const lossy = (width: number, height: number): Buffer =>
  webpChunk("VP8 ", join("\x10\0\0\x9D\x01\x2A", Buffer.from([width & 255, width >> 8, height & 255, height >> 8])));
const canvas = (width: number, height: number): Buffer => {
  const sides = Buffer.alloc(6);
  sides.writeUIntLE(width - 1, 0, 3);
  sides.writeUIntLE(height - 1, 3, 3);
  return webpChunk("VP8X", join("\0\0\0\0", sides));
};

const zeros = (count: number): string => "0".repeat(count);

describe("a JPEG", () => {
  const tables = segment(0xdb, Buffer.alloc(65));

  test.each<[string, readonly Piece[]]>([
    ["stray bytes between its segments", [tables, "\x00\x12\x34", frame(6, 4)]],
    ["an APP13 one byte short", ["\xFF\xED\0\x04abc", frame(6, 4)]],
    ["FF 00 behind its APP14", [segment(0xee, "Adobe\0\x64"), "\xFF\x00", frame(6, 4)]],
    ["stray bytes that hold a FF", ["\x07\xFF\xFF\x00\x07", frame(6, 4)]],
    ["fill bytes", ["\xFF\xFF\xFF", tables, "\xFF\xFF", frame(6, 4)]],
    ["a marker 01, which has no length", ["\xFF\x01", frame(6, 4)]],
    ["a marker D0, which has no length", [tables, "\xFF\xD0", frame(6, 4)]],
    ["a marker D7, which has no length", [tables, "\xFF\xD7", frame(6, 4)]],
    ["a progressive frame", [frame(6, 4, { marker: 0xc2 })]],
    ["an arithmetic frame", [frame(6, 4, { marker: 0xc9 })]],
  ])("is read with %s", (_, pieces) => {
    expect(resultOf(jpeg("\xFF\xE0\0\x04ab", ...pieces))).toBe("6x4");
  });

  test.each<[string, readonly Piece[]]>([
    ["10 bits", [frame(6, 4, { bits: 10 })]],
    ["12 bits", [frame(6, 4, { marker: 0xc1, bits: 12 })]],
    ["a lossless frame", [frame(6, 4, { marker: 0xc3 })]],
    ["a lossless arithmetic frame", [frame(6, 4, { marker: 0xcb })]],
    ["a differential frame", [frame(6, 4, { marker: 0xc5 })]],
    ["a reserved frame", [frame(6, 4, { marker: 0xc8 })]],
    ["a second start", ["\xFF\xD8", frame(6, 4)]],
    ["an early end", ["\xFF\xD9", frame(6, 4)]],
    ["a reserved marker", [segment(0x02, "ab"), frame(6, 4)]],
    ["no frame", []],
  ])("is refused with %s", (_, pieces) => {
    expect(resultOf(jpeg("\xFF\xE0\0\x04ab", ...pieces))).toBe("unsupported-type");
  });

  test("that ends in its frame is truncated", () => {
    expect(resultOf(join("\xFF\xD8\xFF\xC0\0\x11\x08\0"))).toBe("truncated");
    expect(resultOf(join("\xFF\xD8\xFF\xFF\xFF"))).toBe("truncated");
  });
});

describe("a PNG", () => {
  test.each([
    [0, [1, 2, 4, 8, 16]],
    [2, [8, 16]],
    [3, [1, 2, 4, 8]],
    [4, [8, 16]],
    [6, [8, 16]],
    [1, []],
    [5, []],
    [7, []],
    [255, []],
  ])("of colour type %i has one of the depths %j, and no other", (colour, depths) => {
    for (let depth = 0; depth <= 32; depth++) {
      const bytes = png(pngHeader(6, 4, [depth, colour, 0, 0, 0]), pngData());

      expect(resultOf(bytes)).toBe(depths.includes(depth) ? "6x4" : "unsupported-type");
    }
  });

  test.each([
    ["two headers", png(pngHeader(6, 4), pngHeader(9000, 9000), pngData())],
    ["two headers, the second one at the end", png(pngHeader(6, 4), pngData(), pngHeader(9000, 9000))],
    ["a side of 0", png(pngHeader(0, 4), pngData())],
    ["a side of 2 ** 31", png(pngHeader(2 ** 31, 1), pngData())],
    ["an unknown compression", png(pngHeader(6, 4, [8, 0, 1, 0, 0]), pngData())],
    ["an unknown filter", png(pngHeader(6, 4, [8, 0, 0, 1, 0]), pngData())],
    ["an unknown interlace", png(pngHeader(6, 4, [8, 0, 0, 0, 2]), pngData())],
    ["a header that is too long", png(pngChunk("IHDR", join(be(4, 6, 4), "\x08\0\0\0\0\0")), pngData())],
    ["a chunk of 2 ** 31 bytes", png(pngHeader(6, 4), join(be(4, 2 ** 31), "IDAT"), pngData())],
  ])("is refused with %s", (_, bytes) => {
    expect(resultOf(bytes)).toBe("unsupported-type");
  });

  test("may be interlaced", () => {
    expect(resultOf(png(pngHeader(6, 4, [8, 6, 0, 0, 1]), pngData()))).toBe("6x4");
  });
});

describe("a GIF", () => {
  test("may have zeros before its trailer", () => {
    const [gif] = SAMPLES.flatMap(([name, , bytes]) => (name === "gif" ? [Buffer.from(bytes)] : []));
    const [body = Buffer.alloc(0)] = [gif?.subarray(0, -1)];

    expect(resultOf(join(body, "\0;"))).toBe("6x4");
    expect(resultOf(join(body, "\0\0\0;"))).toBe("6x4");
    expect(resultOf(join(body, "\0\0"))).toBe("truncated");
  });
});

describe("a WebP", () => {
  test("that is lossless has any height", () => {
    const side = fc.integer({ min: 1, max: 16_384 });
    fc.assert(
      fc.property(side, side, (width, height) => {
        fc.pre(width * height <= 64_000_000);
        expect(resultOf(webp([losslessChunk(width, height)]))).toBe(`${width}x${height}`);
      }),
    );
  });

  test.each([1653, 1654, 1655, 1656])("that is lossless has a height of %i, whatever its width", (height) => {
    for (let width = 1; width <= 16_384; width += 61) {
      expect(resultOf(webp([losslessChunk(width, height)]))).toBe(`${width}x${height}`);
    }
  });

  test.each<[string, Buffer, string]>([
    ["a lossy picture", webp([lossy(6, 4)]), "6x4"],
    ["a canvas and a picture", webp([canvas(6, 4), lossy(6, 4)]), "6x4"],
    ["a picture larger than its canvas", webp([canvas(6, 4), losslessChunk(600, 400)]), "600x400"],
    [
      "a frame larger than its canvas",
      webp([canvas(6, 4), webpChunk("ANMF", join(Buffer.alloc(16), lossy(600, 400)))]),
      "600x400",
    ],
    ["something behind its end", join(webp([lossy(6, 4)]), "more and more"), "6x4"],
    ["a length that ends within its picture", webp([lossy(6, 4)], -2), "unsupported-type"],
    ["a length that ends before its picture", webp([canvas(6, 4), lossy(6, 4)], -18), "unsupported-type"],
    [
      "a length that ends within its last chunk",
      webp([lossy(6, 4), webpChunk("XMP ", "abcd")], -2),
      "unsupported-type",
    ],
    ["a length beyond its bytes", webp([lossy(6, 4)], 10), "truncated"],
    ["a canvas without a picture", webp([canvas(6, 4)]), "unsupported-type"],
    ["a lossless picture with another signature", webp([webpChunk("VP8L", "\x30\0\0\0\0\0")]), "unsupported-type"],
    ["a lossless picture of another version", webp([webpChunk("VP8L", "\x2F\0\0\0\xE0\0")]), "unsupported-type"],
    ["a lossy picture without its start code", webp([webpChunk("VP8 ", Buffer.alloc(10))]), "unsupported-type"],
    [
      "a lossy picture that is no key frame",
      webp([webpChunk("VP8 ", "\x11\0\0\x9D\x01\x2A\x06\0\x04\0")]),
      "unsupported-type",
    ],
    ["a chunk too short for its size", webp([webpChunk("VP8X", "abcd"), lossy(6, 4)]), "unsupported-type"],
  ])("with %s", (_, bytes, result) => {
    expect(resultOf(bytes)).toBe(result);
  });
});

describe("an AVIF", () => {
  const picture = { type: "av01", pieces: [av1(6, 4, "picture")] };
  const spoofed = { type: "av01", pieces: [av1(16_384, 16_384, "picture")] };
  const alpha = { type: "av01", pieces: [av1(6, 4, "transparency")] };
  const properties = [ispe(6, 4)];

  test.each(["behind", "before", "inside", "several", "open"] as const)(
    "with its pictures %s its description is whole, and truncated without its last byte",
    (place) => {
      const bytes = avif({ items: [picture, alpha], properties, place });

      expect(resultOf(bytes)).toBe("6x4");
      expect(resultOf(bytes.subarray(0, -1))).toBe("truncated");
      expect(resultOf(bytes.subarray(0, bytes.length / 2))).toBe("truncated");
    },
  );

  test("may be written in the long form", () => {
    const bytes = avif({ items: [picture, alpha], properties, isWide: true });

    expect(resultOf(bytes)).toBe("6x4");
    expect(resultOf(bytes.subarray(0, -1))).toBe("truncated");
    expect(resultOf(avif({ items: [picture, spoofed], properties, isWide: true }))).toBe("too-large");
  });

  test("ends with its furthest picture, whatever is behind it", () => {
    const bytes = avif({ items: [picture], properties, more: [box("free", Buffer.alloc(50))] });

    expect(resultOf(bytes.subarray(0, -30))).toBe("6x4");
    expect(resultOf(join(bytes, "\0\0\0\x03rest"))).toBe("6x4");
  });

  test.each<[string, Buffer]>([
    ["its picture", avif({ items: [spoofed], properties: [ispe(1, 1)] })],
    ["a picture in its description", avif({ items: [spoofed], properties: [ispe(1, 1)], place: "inside" })],
    ["its transparency", avif({ items: [picture, spoofed], properties })],
    [
      "a picture in several places",
      avif({ items: [{ type: "av01", pieces: ["\x12\0\x0A", av1(16_384, 16_384).subarray(3), "rest"] }], properties }),
    ],
    [
      "the second header of its picture",
      avif({ items: [{ type: "av01", pieces: [join(av1(6, 4), av1(16_384, 16_384))] }], properties }),
    ],
    [
      "its decoder's configuration",
      avif({ items: [picture], properties: [...properties, box("av1C", "\x81\0\0\0", av1(16_384, 16_384))] }),
    ],
    [
      "the canvas of a grid",
      avif({
        items: [{ type: "grid", pieces: [join("\0\x01\0\0", be(4, 16_384, 16_384))] }, picture],
        properties,
        place: "inside",
      }),
    ],
    [
      "the canvas of an overlay",
      avif({ items: [{ type: "iovl", pieces: [join("\0\0", Buffer.alloc(8), be(2, 16_384, 16_384))] }], properties }),
    ],
    ["a sequence's configuration", avis(1, 1, [av1(1, 1)], { config: av1(16_384, 16_384) })],
    ["a sequence's second chunk", avis(1, 1, [av1(1, 1), av1(1, 1), av1(16_384, 16_384)], { isWide: true })],
    [
      "a sequence behind a picture",
      join(avif({ items: [picture], properties, place: "before" }), avis(16_384, 16_384, []).subarray(28)),
    ],
    ["a sequence's track", avis(16_384, 16_384, [av1(6, 4)])],
    ["a sequence's first picture", avis(1, 1, [av1(16_384, 16_384), av1(1, 1)])],
    ["a sequence's last picture", avis(1, 1, [av1(1, 1), av1(1, 1), av1(16_384, 16_384)])],
  ])("that names a small size, and a large one in %s, is too large", (_, bytes) => {
    expect(bytes.length).toBeLessThan(1000);
    expect(resultOf(bytes)).toBe("too-large");
    expect(resultOf(bytes, inspectStart)).toBe("too-large");
  });

  test("of several pictures in a track is whole, and truncated without its last byte", () => {
    const bytes = avis(6, 4, [av1(6, 4, "first"), av1(6, 4, "second")]);

    expect(resultOf(bytes)).toBe("6x4");
    expect(resultOf(bytes.subarray(0, -1))).toBe("truncated");
  });

  const overlapping = avif({ items: [{ type: "av01", pieces: ["abcd", "efgh"] }], properties });
  const places = overlapping.indexOf("iloc") + 20;
  be(4, 0, overlapping.length, 0, overlapping.length).copy(overlapping, places);

  test.each<[string, Buffer]>([
    ["parts of an item that overlap", overlapping],
    ["a box that leaves the one around it", avif({ items: [picture], properties: [join(be(4, 99), "free")] })],
    [
      "no place for its picture",
      join(box("ftyp", "avif\0\0\0\0avif"), fullBox("meta", 0, fullBox("pitm", 0, be(2, 1)))),
    ],
    [
      "a list of places that ends early",
      join(box("ftyp", "avif\0\0\0\0avif"), fullBox("meta", 0, fullBox("iloc", 0, "\x44\0\0\x09"))),
    ],
  ])("is refused with %s", (_, bytes) => {
    expect(resultOf(bytes)).toMatch(/^(unsupported-type|truncated)$/);
  });

  test.each<[string, Piece]>([
    ["a length without an end", "\x0A\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"],
    ["a length that is cut", "\x0A\xFF"],
    ["a header that is cut", av1(6, 4).subarray(0, 6)],
    ["a header without a length, which is cut", "\x08\x18"],
    ["a header with an extension", join("\x0E\0", av1(6, 4).subarray(3))],
    ["something else", "0123456789"],
  ])("has the size of its description where its data have %s", (_, data) => {
    expect(resultOf(avif({ items: [{ type: "av01", pieces: [data] }], properties }))).toBe("6x4");
  });

  test("reads the header of a sequence with timing and operating points", () => {
    const side = (16_383).toString(2).padStart(16, "0");
    // No still picture; timing with equal pictures, a decoder's model with delays of 5 bits, two operating points.
    const bits = [
      ["00000", "1", zeros(64), "1", "00100"],
      ["1", "00100", zeros(32), zeros(10)],
      ["1", "00001"],
      [zeros(12), "01000", "1", "1", zeros(10), "0", "1", "0000"],
      [zeros(12), "00111", "00"],
      ["11111111", side, side],
    ]
      .flat()
      .join("");
    const header = Buffer.from(bits.match(/.{1,8}/g)?.map((byte) => Number.parseInt(byte.padEnd(8, "0"), 2)) ?? []);
    const data = join(be(1, 0x0a, header.length), header);

    expect(resultOf(avif({ items: [{ type: "av01", pieces: [data] }], properties }))).toBe("too-large");
  });
});

describe("the orientation", () => {
  const values = [1, 2, 3, 4, 5, 6, 7, 8] as const;
  const orders = ["II", "MM"] as const;
  const cells = values.flatMap((value) => orders.map((order) => [value, order] as const));

  test.each(cells)("%i is read from a JPEG, a PNG and a WebP in the order %s", (value, order) => {
    const data = exif(value, order);
    const images = [
      jpeg(segment(0xe1, join("Exif\0\0", data)), frame(6, 4)),
      png(pngHeader(6, 4), pngChunk("eXIf", data), pngData()),
      webp([losslessChunk(6, 4), webpChunk("EXIF", data)]),
      webp([losslessChunk(6, 4), webpChunk("EXIF", join("Exif\0\0", data))]),
    ];

    expect(images.map((image) => resultOf(image))).toEqual(images.map(() => `6x4, turned ${value}`));
  });

  test.each([
    [[box("irot", "\x01")], 8],
    [[box("irot", "\x02")], 3],
    [[box("irot", "\x03")], 6],
    [[box("imir", "\0")], 4],
    [[box("imir", "\x01")], 2],
    [[box("irot", "\x01"), box("imir", "\0")], 5],
    [[box("irot", "\x01"), box("imir", "\x01")], 7],
    [[box("irot", "\x03"), box("imir", "\0")], 7],
    [[box("irot", "\x03"), box("imir", "\x01")], 5],
    [[box("irot", "\x02"), box("imir", "\0")], 2],
    [[box("irot", "\x02"), box("imir", "\x01")], 4],
  ])("of an AVIF is that of its transformations: %j is %i", (transformations, value) => {
    const items = [{ type: "av01", pieces: [av1(6, 4)] }];
    const bytes = avif({ items, properties: [ispe(6, 4), ...transformations], own: [1, 0x82, 0x83] });

    expect(resultOf(bytes)).toBe(`6x4, turned ${value}`);
  });

  test("of an AVIF may be written in the long form", () => {
    const items = [{ type: "av01", pieces: [av1(6, 4)] }];
    const options = { items, properties: [ispe(6, 4), box("irot", "\x03")], isWide: true };

    expect(resultOf(avif({ ...options, own: [1, 0x80_02] }))).toBe("6x4, turned 6");
    expect(resultOf(avif({ ...options, own: [1] }))).toBe("6x4");
  });

  test("of an AVIF is none if it is turned by nothing", () => {
    const items = [{ type: "av01", pieces: [av1(6, 4)] }];

    expect(resultOf(avif({ items, properties: [ispe(6, 4), box("irot", "\0")], own: [1, 2] }))).toBe("6x4");
  });

  test("of an AVIF is not that of another picture in it", () => {
    const items = [{ type: "av01", pieces: [av1(6, 4)] }];

    expect(resultOf(avif({ items, properties: [ispe(6, 4), box("irot", "\x01")], own: [1] }))).toBe("6x4");
  });

  test.each<[string, Piece]>([
    ["an unknown value", exif(9)],
    ["a value of 0", exif(0)],
    ["another order of bytes", join("XX", exif(6).subarray(2))],
    ["nothing", ""],
    ["no end", exif(6).subarray(0, 20)],
    ["a directory far away", join("MM\0\x2A", be(4, 0xff_ff_ff_ff))],
    [
      "a value of another type",
      Buffer.from(exif(6).toString("latin1").replace("\x01\x12\0\x03", "\x01\x12\0\x04"), "latin1"),
    ],
  ])("is unknown where the data have %s", (_, data) => {
    expect(resultOf(jpeg(segment(0xe1, join("Exif\0\0", data)), frame(6, 4)))).toBe("6x4");
  });

  test("is that of the first data there are", () => {
    const twice = [exif(6), exif(3)].map((data) => segment(0xe1, join("Exif\0\0", data)));

    expect(resultOf(jpeg(...twice, frame(6, 4)))).toBe("6x4, turned 6");
  });
});

describe("a flood", () => {
  test.each(floods(2_000_000))("of %s is refused", (_, bytes) => {
    expect(resultOf(bytes)).toMatch(/^(unsupported-type|truncated)$/);
  });
});
