import {
  be,
  box,
  frame,
  fullBox,
  ispe,
  join,
  jpeg,
  losslessChunk,
  pngChunk,
  pngHeader,
  webp,
  webpChunk,
} from "./image-builders.ts";

/** Images of so many bytes that are made of as many parts as possible, each with what they are made of. */
export function floods(size: number): readonly (readonly [name: string, bytes: Buffer])[] {
  const fill = (part: Buffer): Buffer => Buffer.alloc(size - (size % part.length), part);
  const start = box("ftyp", "avif\0\0\0\0avifmif1");
  return [
    ["boxes of an AVIF", join(start, fill(box("free")))],
    ["boxes in the description of an AVIF", join(start, fullBox("meta", 0, fill(box("free"))))],
    [
      "sizes in the description of an AVIF",
      join(start, fullBox("meta", 0, box("iprp", box("ipco", fill(ispe(1, 1)))))),
    ],
    [
      "places in the description of an AVIF",
      join(
        start,
        fullBox("meta", 0, fullBox("iloc", 0, be(1, 0, 0), be(2, 0xff_ff), fill(join(be(2, 1, 0, 0xff_ff))))),
      ),
    ],
    ["boxes in the tracks of an AVIF", join(start, box("moov", fill(box("trak"))))],
    ["chunks of a PNG", join("\x89PNG\r\n\x1A\n", pngHeader(6, 4), fill(pngChunk("IDAT")))],
    ["FF in a JPEG", join("\xFF\xD8", fill(Buffer.from([0xff])))],
    ["FF 00 in a JPEG", join("\xFF\xD8\xFF", fill(Buffer.from([0x00, 0xff])))],
    ["markers of a JPEG", join("\xFF\xD8", fill(Buffer.from([0xff, 0x01])))],
    ["segments of a JPEG", jpeg(frame(6, 4), fill(Buffer.from([0xff, 0xe0, 0, 2])))],
    ["stray bytes in a JPEG", join("\xFF\xD8\xFF\xE0\0\x02", fill(Buffer.from([0])))],
    ["zeros in a GIF", join("GIF89a\x06\0\x04\0\0\0\0", fill(Buffer.from([0])))],
    ["blocks of a GIF", join("GIF89a\x06\0\x04\0\0\0\0", fill(Buffer.from("!\xFE\0", "latin1")))],
    ["frames of a GIF", join("GIF89a\x06\0\x04\0\0\0\0", fill(Buffer.from(",\0\0\0\0\x01\0\x01\0\0\x02\0", "latin1")))],
    ["chunks of a WebP", webp([losslessChunk(6, 4), fill(webpChunk("free", ""))])],
  ];
}
