import type { ImageOrientation } from "../outcome.ts";
import { sequenceSizes } from "./av1.ts";
import { type Box, BoxReader, FieldReader } from "./boxes.ts";
import { type ImageParts, type ImageSize, largerSize } from "./image-parts.ts";

/**
 * Follows an AVIF: boxes in any order, one of which (`meta`) says where the pictures are. It ends where the furthest of them
 * does. Its size is the largest that a box, a picture's own header or a track names: decoders make room for what the
 * header says, before anything is cut off for showing it.
 */
export function readAvif(bytes: Buffer): ImageParts {
  try {
    return new AvifReader(bytes).read();
  } catch (error) {
    if (error instanceof RangeError) return { width: 0, height: 0, end: "malformed" };
    throw error;
  }
}

/** The bytes of `av1C` before the units in it, and of a sample entry before the boxes in it. */
const [AV1_CONFIG, SAMPLE_ENTRY] = [4, 78];

interface Item {
  readonly extents: readonly (readonly [start: number, end: number])[];
  type?: string;
}

class AvifReader {
  readonly #file: BoxReader;
  readonly #bytes: Buffer;
  #size: ImageSize = { width: 0, height: 0 };
  #orientation: ImageOrientation | undefined;
  /** The end of the picture that is furthest back; 0 if none is known. */
  #end = 0;

  constructor(bytes: Buffer) {
    this.#file = new BoxReader(bytes);
    this.#bytes = bytes;
  }

  read(): ImageParts {
    const isWhole = this.#readBoxes();
    const parts = { ...this.#size, orientation: this.#orientation };
    if (this.#end > 0) return { ...parts, end: this.#end > this.#bytes.length ? "missing" : "present" };
    return { ...parts, end: isWhole ? "malformed" : "missing" };
  }

  /** Returns false if the file ends before a box does, or before there is a `meta`. */
  #readBoxes(): boolean {
    let hasMeta = false;
    // Behind the pictures, a file may hold anything.
    for (const box of this.#file.boxes(0, this.#bytes.length, () => this.#end > 0)) {
      if (box.end > this.#bytes.length) return false;
      hasMeta ||= box.name === "meta";
      if (box.name === "meta") this.#readMeta(box);
      if (box.name === "moov") this.#readMovie(box);
    }
    return hasMeta;
  }

  #readMeta(meta: Box): void {
    const boxes = this.#file.named(meta, 4);
    const items = this.#readLocations(boxes.get("iloc"), boxes.get("idat"));
    this.#readTypes(boxes.get("iinf"), items);
    this.#readProperties(boxes.get("iprp"), this.#readPrimary(boxes.get("pitm")));
    for (const { type, extents } of items.values()) {
      if (type === "av01") this.#readPicture(this.#gather(extents));
      if (type === "grid") this.#readCanvas(this.#gather(extents), 2);
      if (type === "iovl") this.#readCanvas(this.#gather(extents), 8);
    }
  }

  /** `iloc`: the places of each item, in the file or in `idat`; the file has to reach as far as the furthest. */
  #readLocations(iloc: Box | undefined, idat: Box | undefined): Map<number, Item> {
    const items = new Map<number, Item>();
    if (iloc === undefined) return items;
    const fields = this.#file.fields(iloc);
    const { version } = fields.version();
    const [sizes, baseSizes] = [fields.u8(), fields.u8()];
    const [offsetSize, lengthSize, baseSize] = [sizes >> 4, sizes & 15, baseSizes >> 4];
    const indexSize = version > 0 ? baseSizes & 15 : 0;
    const idSize = version < 2 ? 2 : 4;
    for (let left = fields.uint(idSize); left > 0; left--) {
      this.#file.countPart();
      const id = fields.uint(idSize);
      const method = version > 0 ? fields.u16() & 15 : 0;
      const isHere = fields.u16() === 0 && method < 2;
      const base = (method === 1 && idat ? idat.start : 0) + fields.uint(baseSize);
      const extents: (readonly [number, number])[] = [];
      for (let more = fields.u16(); more > 0; more--) {
        this.#file.countPart();
        fields.skip(indexSize);
        const start = base + fields.uint(offsetSize);
        const length = fields.uint(lengthSize);
        const end = length === 0 ? this.#bytes.length : start + length;
        if (isHere) extents.push([start, end]);
        if (isHere) this.#end = Math.max(this.#end, end);
      }
      items.set(id, { extents });
    }
    return items;
  }

  /** `iinf`: the type of each item. */
  #readTypes(iinf: Box | undefined, items: Map<number, Item>): void {
    if (iinf === undefined) return;
    const { version: listVersion } = this.#file.fields(iinf).version();
    for (const box of this.#file.children(iinf, listVersion === 0 ? 6 : 8)) {
      const fields = this.#file.fields(box);
      const { version } = fields.version();
      const item = items.get(version < 3 ? fields.u16() : fields.u32());
      fields.skip(2);
      if (item !== undefined) item.type = fields.text(4);
    }
  }

  #readPrimary(pitm: Box | undefined): number | undefined {
    if (pitm === undefined) return undefined;
    const fields = this.#file.fields(pitm);
    return fields.version().version === 0 ? fields.u16() : fields.u32();
  }

  /** `iprp`: the sizes of all items, and how the primary one is turned and mirrored for showing. */
  #readProperties(iprp: Box | undefined, primary: number | undefined): void {
    if (iprp === undefined) return;
    const boxes = this.#file.named(iprp);
    const own = this.#propertiesOf(boxes.get("ipma"), primary);
    let turns = 0;
    let axis: number | undefined;
    let index = 0;
    const properties = boxes.get("ipco");
    for (const box of properties === undefined ? [] : this.#file.children(properties)) {
      index += 1;
      const fields = this.#file.fields(box);
      if (box.name === "ispe") {
        fields.version();
        this.#addSize({ width: fields.u32(), height: fields.u32() });
      }
      if (box.name === "av1C") this.#readPicture(this.#bytes.subarray(box.start + AV1_CONFIG, box.end));
      if (box.name === "irot" && own.has(index)) turns = fields.u8() & 3;
      if (box.name === "imir" && own.has(index)) axis = fields.u8() & 1;
    }
    this.#orientation = orientationOf(turns, axis);
  }

  /** `ipma`: the properties of an item, counted from 1. */
  #propertiesOf(ipma: Box | undefined, wanted: number | undefined): ReadonlySet<number> {
    const own = new Set<number>();
    if (ipma === undefined) return own;
    const fields = this.#file.fields(ipma);
    const { version, flags } = fields.version();
    const [idSize, indexSize, mask] = [version === 0 ? 2 : 4, flags & 1 ? 2 : 1, flags & 1 ? 0x7f_ff : 0x7f];
    for (let left = fields.u32(); left > 0; left--) {
      this.#file.countPart();
      const id = fields.uint(idSize);
      for (let more = fields.u8(); more > 0; more--) {
        const index = fields.uint(indexSize) & mask;
        if (id === wanted) own.add(index);
      }
    }
    return own;
  }

  /** A picture that is put together from others names its own size, behind its version, its flags and so many bytes. */
  #readCanvas(data: Buffer, skip: number): void {
    const [, flags = 0] = data;
    const sideSize = flags & 1 ? 4 : 2;
    if (data.length < 2 + skip + 2 * sideSize) return;
    const fields = new FieldReader(data.subarray(2 + skip));
    this.#addSize({ width: fields.uint(sideSize), height: fields.uint(sideSize) });
  }

  #readPicture(data: Buffer): void {
    for (const size of sequenceSizes(data, () => this.#file.countPart())) this.#addSize(size);
  }

  /** `moov`: the tracks of a sequence. */
  #readMovie(moov: Box): void {
    for (const track of this.#file.children(moov)) {
      let box: Box | undefined = track.name === "trak" ? track : undefined;
      for (const name of ["mdia", "minf", "stbl"]) box = box && this.#file.named(box).get(name);
      if (box === undefined) continue;
      const table = this.#file.named(box);
      this.#readSampleEntries(table.get("stsd"));
      for (const [start, end] of this.#samples(table)) {
        this.#end = Math.max(this.#end, end);
        this.#readPicture(this.#bytes.subarray(start, end));
      }
    }
  }

  #readSampleEntries(stsd: Box | undefined): void {
    for (const entry of stsd === undefined ? [] : this.#file.children(stsd, 8)) {
      if (entry.name !== "av01") continue;
      const fields = this.#file.fields(entry, 24);
      this.#addSize({ width: fields.u16(), height: fields.u16() });
      const config = this.#file.named(entry, SAMPLE_ENTRY).get("av1C");
      if (config !== undefined) this.#readPicture(this.#bytes.subarray(config.start + AV1_CONFIG, config.end));
    }
  }

  /** The places of a track's samples: chunks by `stco` or `co64`, samples a chunk by `stsc`, lengths by `stsz`. */
  *#samples(table: ReadonlyMap<string, Box>): Generator<readonly [number, number], undefined> {
    const [stsz, stsc, stco, co64] = ["stsz", "stsc", "stco", "co64"].map((name) => table.get(name));
    const offsets = stco ?? co64;
    if (stsz === undefined || stsc === undefined || offsets === undefined) return;
    const lengths = this.#file.fields(stsz, 4);
    const sameLength = lengths.u32();
    let samplesLeft = lengths.u32();
    const runs = this.#file.fields(stsc, 4);
    let runsLeft = runs.u32();
    let perChunk = 0;
    let nextRun = runs.u32();
    const chunks = this.#file.fields(offsets, 4);
    const chunkCount = chunks.u32();
    for (let chunk = 1; chunk <= chunkCount && samplesLeft > 0; chunk++) {
      this.#file.countPart();
      if (chunk === nextRun) {
        perChunk = runs.u32();
        runs.skip(4);
        runsLeft -= 1;
        nextRun = runsLeft > 0 ? runs.u32() : 0;
      }
      let start = chunks.uint(offsets === stco ? 4 : 8);
      for (let left = perChunk; left > 0 && samplesLeft > 0; left--, samplesLeft--) {
        this.#file.countPart();
        const end = start + (sameLength || lengths.u32());
        yield [start, end];
        start = end;
      }
    }
  }

  /** Returns the bytes of an item; those in several places are copied, and count as so many parts. */
  #gather(extents: Item["extents"]): Buffer {
    const pieces = extents.map(([start, end]) => this.#bytes.subarray(start, end));
    if (pieces.length === 1 && pieces[0] !== undefined) return pieces[0];
    const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
    if (length > this.#bytes.length) throw new RangeError("The parts of an item overlap.");
    this.#file.countPart(Math.ceil(length / 4096));
    return Buffer.concat(pieces);
  }

  #addSize(size: ImageSize): void {
    this.#size = largerSize(this.#size, size);
  }
}

/** The EXIF orientations of a picture that is turned anticlockwise by so many right angles and then perhaps mirrored. */
const TURNED = [undefined, 8, 3, 6] as const;
/** Top and bottom exchanged. */
const FLIPPED = [4, 5, 2, 7] as const;
/** Left and right exchanged. */
const MIRRORED = [2, 7, 4, 5] as const;

function orientationOf(turns: number, axis: number | undefined): ImageOrientation | undefined {
  return (axis === undefined ? TURNED : axis === 0 ? FLIPPED : MIRRORED)[turns];
}
