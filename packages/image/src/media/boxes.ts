import { MAX_PARTS } from "./image-parts.ts";

/** A box of a file: a name, and the places in the file where its content begins and ends. */
export interface Box {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Reads the boxes of a file (ISO 14496-12).
 *
 * Nonsense throws a RangeError: a number behind the end of its box, a box that leaves the one around it, and
 * more parts than are followed.
 */
export class BoxReader {
  readonly bytes: Buffer;
  #partsLeft = MAX_PARTS;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  /**
   * The boxes side by side; a length of 0 reaches to the end, 1 is before a longer length.
   *
   * @param mayEnd - Returns whether something else than a box may be next.
   */
  *boxes(start: number, end: number, mayEnd = (): boolean => false): Generator<Box, undefined> {
    for (let at = start; at + 8 <= end;) {
      this.countPart();
      const short = this.bytes.readUInt32BE(at);
      const header = short === 1 ? 16 : 8;
      if (at + header > this.bytes.length) return;
      const length = short === 1 ? Number(this.bytes.readBigUInt64BE(at + 8)) : short || end - at;
      if (length < header && mayEnd()) return;
      if (length < header) throw new RangeError("A box is shorter than its header.");
      yield { name: this.bytes.toString("latin1", at + 4, at + 8), start: at + header, end: at + length };
      at += length;
    }
  }

  /** The boxes inside of another, behind so many bytes of it. */
  *children({ start, end }: Box, skip = 0): Generator<Box, undefined> {
    for (const box of this.boxes(start + skip, end)) {
      if (box.end > end) throw new RangeError("A box reaches beyond the one around it.");
      yield box;
    }
  }

  /** Returns the boxes inside of another by their names. */
  named(box: Box, skip = 0): ReadonlyMap<string, Box> {
    return new Map([...this.children(box, skip)].map((child) => [child.name, child]));
  }

  /** Reads the fields of a box, behind so many bytes of it. */
  fields({ start, end }: Box, skip = 0): FieldReader {
    return new FieldReader(this.bytes.subarray(start + skip, end));
  }

  /** Counts parts, whatever they are. */
  countPart(count = 1): void {
    this.#partsLeft -= count;
    if (this.#partsLeft < 0) throw new RangeError("The file has too many parts.");
  }
}

/** Reads fields one after the other; reading behind the end throws a RangeError. */
export class FieldReader {
  readonly #data: Buffer;
  #at = 0;

  constructor(data: Buffer) {
    this.#data = data;
  }

  skip(count: number): void {
    this.#at += count;
  }

  u8(): number {
    return this.uint(1);
  }

  u16(): number {
    return this.uint(2);
  }

  u32(): number {
    return this.uint(4);
  }

  /** Reads a number of 0, 1, 2, 4 or 8 bytes. */
  uint(size: number): number {
    if (size === 0) return 0;
    const at = this.#at;
    this.#at += size;
    return size === 8 ? Number(this.#data.readBigUInt64BE(at)) : this.#data.readUIntBE(at, size);
  }

  /** Reads the version of a box that has one, and the last byte of its flags. */
  version(): { version: number; flags: number } {
    const version = this.u8();
    this.skip(2);
    return { version, flags: this.u8() };
  }

  text(length: number): string {
    this.#at += length;
    return this.#data.toString("latin1", this.#at - length, this.#at);
  }
}
