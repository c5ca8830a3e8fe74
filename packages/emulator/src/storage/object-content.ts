import { createHash } from "node:crypto";
import { createReadStream, type Stats } from "node:fs";

/** The bytes of an object, read in pieces so that a large one is never copied whole. */
export interface ObjectContent {
  /** Bytes. */
  readonly size: number;
  /** The entity tag, quotes included. */
  readonly etag: string;
  /** The bytes from `start` up to, and not including, `end`. */
  read(start: number, end: number): Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
}

const PIECE = 256 * 1024;

/** Bytes in memory. */
export function bytesContent(bytes: Uint8Array): ObjectContent {
  return {
    size: bytes.length,
    etag: `"${createHash("md5").update(bytes).digest("hex")}"`,
    *read(start, end) {
      for (let at = start; at < end; at += PIECE) yield bytes.subarray(at, Math.min(end, at + PIECE));
    },
  };
}

/** A file, read from the disk each time; `size` and `mtimeMs` are what it is known by. */
export function fileContent(path: string, { size, mtimeMs }: Pick<Stats, "size" | "mtimeMs">): ObjectContent {
  return {
    size,
    etag: `"${createHash("md5").update(`${size}-${mtimeMs}`).digest("hex")}"`,
    read: (start, end) => (start === end ? [] : createReadStream(path, { start, end: end - 1, highWaterMark: PIECE })),
  };
}
