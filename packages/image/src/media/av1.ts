import type { ImageSize } from "./image-parts.ts";

const SEQUENCE_HEADER = 1;

/**
 * Returns the greatest frame sizes of the sequence headers in AV1 data, which is a row of units (OBU) with their lengths.
 * A unit that cannot be read ends the row: a decoder reads no further either.
 *
 * @param countUnit - Called for each unit; it throws if there are too many.
 */
export function* sequenceSizes(data: Buffer, countUnit: () => void): Generator<ImageSize, undefined> {
  for (let at = 0; at < data.length;) {
    countUnit();
    const header = data.readUInt8(at);
    const hasExtension = (header & 0x04) !== 0;
    const hasLength = (header & 0x02) !== 0;
    at += hasExtension ? 2 : 1;
    const length = hasLength ? readLeb128(data, at) : { value: data.length - at, next: at };
    if (length === undefined) return;
    if (((header >> 3) & 15) === SEQUENCE_HEADER) {
      const size = sequenceSize(data.subarray(length.next, length.next + length.value));
      if (size !== undefined) yield size;
    }
    at = length.next + length.value;
  }
}

function readLeb128(data: Buffer, from: number): { value: number; next: number } | undefined {
  let value = 0;
  for (let index = 0; index < 8; index++) {
    const byte = data[from + index];
    if (byte === undefined) return undefined;
    value += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return { value, next: from + index + 1 };
  }
  return undefined;
}

/** Reads `max_frame_width` and `max_frame_height`; section 5.5.1 of the AV1 specification has what is before them. */
function sequenceSize(header: Buffer): ImageSize | undefined {
  const bits = createBitReader(header);
  bits.skip(4); // profile, still picture
  const isReduced = bits.read(1) === 1;
  if (isReduced) bits.skip(5);
  else skipOperatingPoints(bits);
  const [widthBits, heightBits] = [bits.read(4) + 1, bits.read(4) + 1];
  const size = { width: bits.read(widthBits) + 1, height: bits.read(heightBits) + 1 };
  return bits.isOver() ? undefined : size;
}

function skipOperatingPoints(bits: BitReader): void {
  const delayBits = bits.read(1) === 1 ? skipTiming(bits) : undefined;
  const hasInitialDelay = bits.read(1) === 1;
  for (let left = bits.read(5) + 1; left > 0; left--) {
    bits.skip(12);
    if (bits.read(5) > 7) bits.skip(1);
    if (delayBits !== undefined && bits.read(1) === 1) bits.skip(2 * delayBits + 1);
    if (hasInitialDelay && bits.read(1) === 1) bits.skip(4);
  }
}

/** Skips the timing, and returns the bits of a decoder's delay if its model follows. */
function skipTiming(bits: BitReader): number | undefined {
  bits.skip(64);
  if (bits.read(1) === 1) {
    let zeros = 0;
    while (zeros < 32 && bits.read(1) === 0) zeros += 1;
    bits.skip(zeros);
  }
  if (bits.read(1) === 0) return undefined;
  const delayBits = bits.read(5) + 1;
  bits.skip(42);
  return delayBits;
}

interface BitReader {
  /** Reads up to 16 bits as a number; zeros behind the end. */
  read(count: number): number;
  skip(count: number): void;
  /** Returns whether more was read than there is. */
  isOver(): boolean;
}

function createBitReader(data: Buffer): BitReader {
  let at = 0;
  return {
    read(count) {
      let value = 0;
      for (const end = at + count; at < end; at++) {
        const byte = at >> 3 < data.length ? data.readUInt8(at >> 3) : 0;
        value = value * 2 + ((byte >> (7 - (at & 7))) & 1);
      }
      return value;
    },
    skip(count) {
      at += count;
    },
    isOver: () => at > data.length * 8,
  };
}
