/**
 * Creates a valid MP4 of a grey square that is shown for a number of seconds, in about 700 bytes: one H.264 picture
 * (baseline profile) without any residual, so that every macroblock takes eight bits.
 */
export function createVideo(seconds: number): Uint8Array {
  const sample = lengthPrefixed(IDR);
  const duration = Math.max(1, Math.round(seconds * TIMESCALE));
  const ftyp = box("ftyp", text("isom"), u32(512), text("isomiso2avc1mp41"));
  const build = (offset: number): Uint8Array =>
    box(
      "moov",
      full(
        "mvhd",
        0,
        u32(0, 0, TIMESCALE, duration, 0x0001_0000),
        u16(0x0100, 0),
        u32(0, 0),
        MATRIX,
        zeros(24),
        u32(2),
      ),
      box(
        "trak",
        full("tkhd", 3, u32(0, 0, 1, 0, duration, 0, 0), u16(0, 0, 0, 0), MATRIX, u32(SIZE << 16, SIZE << 16)),
        box(
          "mdia",
          full("mdhd", 0, u32(0, 0, TIMESCALE, duration), u16(UNDETERMINED, 0)),
          full("hdlr", 0, u32(0), text("vide"), zeros(12), text("VideoHandler\0")),
          box(
            "minf",
            full("vmhd", 1, zeros(8)),
            box("dinf", full("dref", 0, u32(1), full("url ", 1))),
            box(
              "stbl",
              full("stsd", 0, u32(1), avc1()),
              full("stts", 0, u32(1, 1, duration)),
              full("stsc", 0, u32(1, 1, 1, 1)),
              full("stsz", 0, u32(0, 1, sample.length)),
              full("stco", 0, u32(1, offset)),
            ),
          ),
        ),
      ),
    );
  const dataStart = ftyp.length + build(0).length + 8;
  return concat(ftyp, build(dataStart), box("mdat", sample));
}

/** Ticks of a second. */
const TIMESCALE = 90_000;

/** Width and height in pixels. */
const SIZE = 64;

/** The language code `und`. */
const UNDETERMINED = 0x55c4;

const MATRIX = u32(0x0001_0000, 0, 0, 0, 0x0001_0000, 0, 0, 0, 0x4000_0000);

/** The sequence parameters: baseline profile, level 1, one reference picture, 4 x 4 macroblocks of 16 pixels. */
const SPS = nalUnit(0x67, [
  [66, 8],
  [0xc0, 8],
  [10, 8],
  ...[0, 0, 2, 1].map(ue),
  [0, 1],
  ue(SIZE / 16 - 1),
  ue(SIZE / 16 - 1),
  [0b1100, 4],
]);

/** The picture parameters: CAVLC, one slice group, the default quantiser. */
const PPS = nalUnit(0x68, [...[0, 0].map(ue), [0, 2], ...[0, 0, 0].map(ue), [0, 3], ...[0, 0, 0].map(ue), [0b100, 3]]);

/** The picture: an I slice whose macroblocks are predicted as grey (Intra 16x16, DC) and have no residual. */
const IDR = nalUnit(0x65, [
  ...[0, 7, 0].map(ue),
  [0, 4],
  ue(0),
  [0, 2],
  ue(0),
  ue(1),
  ...Array.from({ length: (SIZE / 16) ** 2 }, (): Bits => [0b0010_0111, 8]),
]);

/** A number, and how many bits it takes. */
type Bits = readonly [value: number, length: number];

/** An unsigned number as an Exp-Golomb code. */
function ue(value: number): Bits {
  return [value + 1, 2 * Math.floor(Math.log2(value + 1)) + 1];
}

/** Returns a unit of the H.264 stream: a header byte and bits, ended by a one and escaped. */
function nalUnit(header: number, fields: readonly Bits[]): Uint8Array {
  const bits = [...fields, [1, 1] as const].map(([value, length]) => value.toString(2).padStart(length, "0")).join("");
  const bytes = [header];
  let zeroBytes = 0;
  for (const group of bits.match(/.{1,8}/g) ?? []) {
    const byte = Number.parseInt(group.padEnd(8, "0"), 2);
    if (zeroBytes >= 2 && byte <= 3) {
      bytes.push(3);
      zeroBytes = 0;
    }
    bytes.push(byte);
    zeroBytes = byte === 0 ? zeroBytes + 1 : 0;
  }
  return Uint8Array.from(bytes);
}

function avc1(): Uint8Array {
  const [, profile = 0, compatibility = 0, level = 0] = SPS;
  const config = box(
    "avcC",
    Uint8Array.of(1, profile, compatibility, level, 0xff, 0xe1),
    u16(SPS.length),
    SPS,
    Uint8Array.of(1),
    u16(PPS.length),
    PPS,
  );
  return box(
    "avc1",
    zeros(6),
    u16(1),
    zeros(16),
    u16(SIZE, SIZE),
    u32(0x0048_0000, 0x0048_0000, 0),
    u16(1),
    zeros(32),
    u16(24, 0xffff),
    config,
  );
}

function lengthPrefixed(unit: Uint8Array): Uint8Array {
  return concat(u32(unit.length), unit);
}

function box(type: string, ...content: readonly Uint8Array[]): Uint8Array {
  const body = concat(...content);
  return concat(u32(body.length + 8), text(type), body);
}

/** Returns a box with a version, 0, and flags. */
function full(type: string, flags: number, ...content: readonly Uint8Array[]): Uint8Array {
  return box(type, u32(flags), ...content);
}

function u32(...values: readonly number[]): Uint8Array {
  return new Uint8Array(values.flatMap((value) => [value >>> 24, value >>> 16, value >>> 8, value]));
}

function u16(...values: readonly number[]): Uint8Array {
  return new Uint8Array(values.flatMap((value) => [value >>> 8, value]));
}

function zeros(length: number): Uint8Array {
  return new Uint8Array(length);
}

function text(value: string): Uint8Array {
  return new TextEncoder().encode(value);
}

function concat(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
