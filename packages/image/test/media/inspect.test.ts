import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AttemptError } from "../../src/errors.ts";
import { inspectImage, inspectStart } from "../../src/media/inspect.ts";
import { blackPng, SAMPLES } from "../support/sample-images.ts";

const limits = { maxPixels: 1000 };
const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "latin1"));
const reasonOf = (inspect: () => unknown): string | undefined => {
  try {
    inspect();
    return undefined;
  } catch (error) {
    if (error instanceof AttemptError) return error.reason;
    throw error;
  }
};

describe("inspectImage", () => {
  test.each(SAMPLES)("knows a %s", (_, mediaType, bytes) => {
    expect(inspectImage(bytes, limits)).toEqual({ mediaType, width: 6, height: 4 });
  });

  test.each(SAMPLES)("finds every shortened %s out", (_, _type, bytes) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bytes.length - 1 }), (length) => {
        expect(reasonOf(() => inspectImage(bytes.subarray(0, length), limits))).toMatch(
          /^(truncated|unsupported-type)$/,
        );
      }),
    );
  });

  test.each(SAMPLES)("calls half a %s truncated", (_, _type, bytes) => {
    expect(reasonOf(() => inspectImage(bytes.subarray(0, bytes.length / 2), limits))).toBe("truncated");
  });

  test.each(SAMPLES)("takes a %s with something behind its end", (_, mediaType, bytes) => {
    const longer = new Uint8Array(Buffer.concat([bytes, Buffer.from("more")]));

    expect(inspectImage(longer, limits)).toMatchObject({ mediaType });
  });

  test.each([
    ["SVG", '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="6" height="4"/>'],
    ["HTML", "<!doctype html><html><body>Not found</body></html>"],
    ["JSON", '{"statusCode":"404"}'],
    ["BMP", `BM${"\0".repeat(60)}`],
    ["TIFF", `II*\0${"\0".repeat(60)}`],
    ["ICO", `\0\0\x01\0\x01\0${"\0".repeat(60)}`],
    ["JPEG XL", `\xFF\x0A${"\0".repeat(60)}`],
    ["MP4", `\0\0\0\x18ftypmp42\0\0\0\0mp42isom${"\0".repeat(60)}`],
    ["HEIC", `\0\0\0\x18ftypheic\0\0\0\0mif1heic${"\0".repeat(60)}`],
    ["PDF", "%PDF-1.7"],
    ["HTML behind a PNG's first bytes", "\x89PNG\r\n\x1A\n<!doctype html><html><script>alert(1)</script></html>"],
    ["HTML behind a GIF's first bytes", `GIF89a<script>alert(1)</script>${" ".repeat(60)}`],
    ["HTML behind a JPEG's first bytes", `\xFF\xD8\xFF<!doctype html>${" ".repeat(60)}`],
    ["WebP without a picture", "RIFF\x08\0\0\0WEBPEXIF"],
    ["one byte", "\x89"],
  ])("refuses %s", (_, text) => {
    expect(reasonOf(() => inspectImage(bytesOf(text), limits))).toMatch(/^(unsupported-type|truncated)$/);
  });

  test.each([
    ["SVG", "<svg/>"],
    ["HTML", "<html></html>"],
    ["nothing", ""],
    [
      "a PNG whose chunks have no names",
      `\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR${"\0".repeat(17)}\0\0\0\0\x01\x02\x03\x04${"\0".repeat(8)}`,
    ],
    ["a PNG without pixels", latin1(blackPng(0, 5))],
    ["an AVIF with a box of impossible length", "\0\0\0\x10ftypavif\0\0\0\0\0\0\0\x03meta"],
    ["a JPEG with a segment of impossible length", "\xFF\xD8\xFF\xE0\0\0JFIF"],
    ["a GIF with an unknown block", `GIF89a\x06\0\x04\0\0\0\0\x99${"\0".repeat(8)}`],
  ])("calls %s no image", (_, text) => {
    expect(reasonOf(() => inspectImage(bytesOf(text), limits))).toBe("unsupported-type");
  });

  test.each([
    [
      "an AVIF whose last box reaches to the end",
      (avif: Buffer) => avif.fill(0, avif.indexOf("mdat") - 4, avif.indexOf("mdat")),
    ],
    [
      "an AVIF whose last box has a long length",
      (avif: Buffer) => {
        const at = avif.indexOf("mdat") - 4;
        const long = Buffer.from("\0\0\0\x01mdat\0\0\0\0\0\0\0\x4F", "latin1");
        return Buffer.concat([avif.subarray(0, at), long, avif.subarray(at + 8)]);
      },
    ],
  ])("takes %s", (_, change) => {
    const [avif] = SAMPLES.flatMap(([name, , bytes]) => (name === "avif" ? [Buffer.from(bytes)] : []));

    expect(inspectImage(new Uint8Array(change(avif ?? Buffer.alloc(0))), limits)).toMatchObject({
      width: 6,
      height: 4,
    });
  });

  test.each([
    ["whose segments have fill bytes between them", "jpeg", "\xFF\xDB", "\xFF\xFF\xFF\xDB"],
    [
      "with a colour table of its picture",
      "gif",
      ",\0\0\0\0\x06\0\x04\0\0",
      `,\0\0\0\0\x06\0\x04\0\x80${"\0".repeat(6)}`,
    ],
    ["without a colour table of its own", "gif", "\x06\0\x04\0\x81\0\0", "\x06\0\x04\0\x01\0\0", 12],
  ])("takes an image %s", (_, name, from, to, drop = 0) => {
    const [image = ""] = SAMPLES.flatMap(([sample, , bytes]) => (sample === name ? [latin1(bytes)] : []));
    const at = image.indexOf(from);
    const changed = image.slice(0, at) + to + image.slice(at + from.length + drop);

    expect(inspectImage(bytesOf(changed), limits)).toMatchObject({ width: 6, height: 4 });
  });

  test.each([
    ["ends in the middle of a long length", "\0\0\0\x10ftypavif\0\0\0\0\0\0\0\x01mdat"],
    ["has a picture and nothing that describes it", "\0\0\0\x10ftypavif\0\0\0\0\0\0\0\x08mdat"],
  ])("calls an AVIF truncated that %s", (_, text) => {
    expect(reasonOf(() => inspectImage(bytesOf(text), limits))).toBe("truncated");
  });

  test("takes an AVIF whose picture stands inside of its description", () => {
    const text = "\0\0\0\x10ftypavif\0\0\0\0\0\0\0\x10meta\0\0\0\x08idat";

    // Its size is unknown, so that it is refused for that, and not as truncated.
    expect(reasonOf(() => inspectImage(bytesOf(text), limits))).toBe("unsupported-type");
  });

  test("refuses a small file of very many pixels", () => {
    const bomb = blackPng(16_000, 16_000);

    expect(bomb.length).toBeLessThan(1_000_000);
    expect(reasonOf(() => inspectImage(bomb, { maxPixels: 50_000_000 }))).toBe("too-large");
    expect(reasonOf(() => inspectStart(bomb.subarray(0, 64), { maxPixels: 50_000_000 }))).toBe("too-large");
  });

  test("takes exactly as many pixels as are allowed", () => {
    expect(inspectImage(blackPng(10, 100), { maxPixels: 1000 })).toMatchObject({ width: 10, height: 100 });
    expect(reasonOf(() => inspectImage(blackPng(7, 143), { maxPixels: 1000 }))).toBe("too-large");
  });

  test("has an answer to any bytes behind any first bytes", () => {
    const starts = SAMPLES.map(([, , bytes]) => bytes.subarray(0, 32));
    fc.assert(
      fc.property(
        fc.constantFrom(...starts),
        fc.nat({ max: 32 }),
        fc.uint8Array({ maxLength: 400 }),
        (start, keep, rest) => {
          const bytes = new Uint8Array(Buffer.concat([start.subarray(0, keep), rest]));

          expect([undefined, "unsupported-type", "truncated", "too-large"]).toContain(
            reasonOf(() => inspectImage(bytes, limits)),
          );
          expect([undefined, "unsupported-type", "too-large"]).toContain(reasonOf(() => inspectStart(bytes, limits)));
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe("inspectStart", () => {
  test.each(SAMPLES)("knows a %s from its first bytes", (_, mediaType, bytes) => {
    expect(inspectStart(bytes.subarray(0, 300), limits)).toEqual({ mediaType, width: 6, height: 4 });
  });

  test.each(SAMPLES)("knows the type of a %s where its size is out of reach", (_, mediaType, bytes) => {
    expect(inspectStart(bytes.subarray(0, 20), limits)).toMatchObject({ mediaType });
  });
});

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1");
}
