import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createVideo } from "../../src/replicate/predictions/output-video.ts";

interface Box {
  readonly type: string;
  readonly body: Buffer;
}

const CONTAINERS = new Set(["moov", "trak", "mdia", "minf", "dinf", "stbl"]);

/** All boxes of a file, containers before what they hold. */
function boxesOf(bytes: Buffer): Box[] {
  const boxes: Box[] = [];
  for (let at = 0; at < bytes.length;) {
    const size = bytes.readUInt32BE(at);
    const type = bytes.toString("latin1", at + 4, at + 8);
    expect(size).toBeGreaterThanOrEqual(8);
    expect(at + size).toBeLessThanOrEqual(bytes.length);
    const body = bytes.subarray(at + 8, at + size);
    boxes.push({ type, body }, ...(CONTAINERS.has(type) ? boxesOf(body) : []));
    at += size;
  }
  return boxes;
}

function bodyOf(boxes: readonly Box[], type: string): Buffer {
  return boxes.find((box) => box.type === type)?.body ?? Buffer.alloc(0);
}

test("a video is an MP4 with one H.264 track", () => {
  const boxes = boxesOf(Buffer.from(createVideo(5)));

  expect(boxes.map(({ type }) => type)).toEqual([
    "ftyp",
    "moov",
    "mvhd",
    "trak",
    "tkhd",
    "mdia",
    "mdhd",
    "hdlr",
    "minf",
    "vmhd",
    "dinf",
    "dref",
    "stbl",
    "stsd",
    "stts",
    "stsc",
    "stsz",
    "stco",
    "mdat",
  ]);
  expect(bodyOf(boxes, "stsd").toString("latin1")).toMatch(/avc1[^]*avcC/);
  expect(bodyOf(boxes, "hdlr").toString("latin1")).toContain("vide");
});

test("its one picture is where the table says, as long as it says", () => {
  const bytes = Buffer.from(createVideo(5));
  const boxes = boxesOf(bytes);
  const offset = bodyOf(boxes, "stco").readUInt32BE(8);
  const size = bodyOf(boxes, "stsz").readUInt32BE(12);

  const sample = bytes.subarray(offset, offset + size);

  expect(sample).toEqual(bodyOf(boxes, "mdat"));
  expect(sample.readUInt32BE(0)).toBe(sample.length - 4);
  // An IDR picture.
  expect((sample[4] ?? 0) & 0x1f).toBe(5);
});

test("it lasts as long as it is asked for, and is small", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60_000 }), (milliseconds) => {
      const bytes = Buffer.from(createVideo(milliseconds / 1000));
      const boxes = boxesOf(bytes);
      const header = bodyOf(boxes, "mdhd");
      expect(header.readUInt32BE(16) / header.readUInt32BE(12)).toBeCloseTo(milliseconds / 1000, 9);
      expect(bodyOf(boxes, "stts").readUInt32BE(12)).toBe(header.readUInt32BE(16));
      expect(bytes.length).toBeLessThan(1000);
    }),
  );
});

test("no byte sequence in it looks like the start of another unit", () => {
  const boxes = boxesOf(Buffer.from(createVideo(5)));

  const units = Buffer.concat([bodyOf(boxes, "mdat").subarray(4), bodyOf(boxes, "stsd").subarray(100)]);

  expect(units.subarray(4).includes(Buffer.of(0, 0, 1))).toBe(false);
});
