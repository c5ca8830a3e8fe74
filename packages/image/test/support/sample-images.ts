import { crc32, deflateSync } from "node:zlib";
import type { ImageMediaType } from "../../src/index.ts";

/** Whole images of 6 x 4 pixels, as a common encoder writes them. */
export const SAMPLES: readonly (readonly [name: string, type: ImageMediaType, bytes: Uint8Array<ArrayBuffer>])[] = [
  [
    "png",
    "image/png",
    decode(
      "iVBORw0KGgoAAAANSUhEUgAAAAYAAAAECAIAAAAiZtkUAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAV0lEQVQImQFMALP/AAAlSm+Uud4DKE1yl7zhBitQdQCav+QJLlN4ncLnDDFWe6DF6g8ANFl+o8jtEjdcgabL8BU6X4SpAM7zGD1ih6zR9htAZYqv1PkeQ9XKIm1O0zcVAAAAAElFTkSuQmCC",
    ),
  ],
  [
    "jpeg",
    "image/jpeg",
    decode(
      "/9j/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCNl4x9lnN+gXz/2wBDARUXFx4aHjshITt8U0ZTfHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHz/wAARCAAEAAYDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAH/xAAeEAACAQMFAAAAAAAAAAAAAAABAgADBDERMkGCof/EABUBAQEAAAAAAAAAAAAAAAAAAAAE/8QAGBEBAQEBAQAAAAAAAAAAAAAAAQIAAyH/2gAMAwEAAhEDEQA/AJWVbdnVFUqDhlBG5hjr6eNAERDI+pqeMjApv//Z",
    ),
  ],
  [
    "progressive jpeg",
    "image/jpeg",
    decode(
      "/9j/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCNl4x9lnN+gXz/2wBDARUXFx4aHjshITt8U0ZTfHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHz/wgARCAAEAAYDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAH/xAAVAQEBAAAAAAAAAAAAAAAAAAAAA//aAAwDAQACEAMQAAABgU//xAAWEAADAAAAAAAAAAAAAAAAAAAAASL/2gAIAQEAAQUCcn//xAAXEQADAQAAAAAAAAAAAAAAAAAAAQIh/9oACAEDAQE/AYWH/8QAFREBAQAAAAAAAAAAAAAAAAAAABH/2gAIAQIBAT8Bj//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEABj8Cf//EABgQAQADAQAAAAAAAAAAAAAAAAEAEWHR/9oACAEBAAE/ISJAK015P//aAAwDAQACAAMAAAAQ9//EABURAQEAAAAAAAAAAAAAAAAAAAEA/9oACAEDAQE/EASpf//EABYRAQEBAAAAAAAAAAAAAAAAAAEAIf/aAAgBAgEBPxBDqX//xAAZEAEAAgMAAAAAAAAAAAAAAAABETEhQfD/2gAIAQEAAT8QQUDQJRXMuoD/2Q==",
    ),
  ],
  [
    "webp",
    "image/webp",
    decode(
      "UklGRlgAAABXRUJQVlA4IEwAAADwAQCdASoGAAQAA4BaJbACdDBRAWk1QKgA+x3spPeMiX+rBObKxSRaTSbFTICLOM+8HW+HE0icrarN6knYYXvZH07LHcu3/BvAQAAA",
    ),
  ],
  ["lossless webp", "image/webp", decode("UklGRiwAAABXRUJQVlA4TB8AAAAvBcAAAM1lRP8DCtlIgmiWb31W97tDmO0piQnAxMUDAA==")],
  ["gif", "image/gif", decode("R0lGODlhBgAEAIEAAMXqD+wRNY2y2DFVeSH5BAQAAAAALAAAAAAGAAQAAAIInDJghiqc1ikAOw==")],
  [
    "avif",
    "image/avif",
    decode(
      "AAAAHGZ0eXBhdmlmAAAAAG1pZjFhdmlmbWlhZgAAANZtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAACJpbG9jAAAAAERAAAEAAQAAAAAA+gABAAAAAAAAAD8AAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAABAABhdjAxAAAAAA5waXRtAAAAAAABAAAAVmlwcnAAAAA4aXBjbwAAAAxhdjFDgSACAAAAABRpc3BlAAAAAAAAAAYAAAAEAAAAEHBpeGkAAAAAAwgICAAAABZpcG1hAAAAAAAAAAEAAQOBAgMAAABHbWRhdBIACgg4CG7SAhoNIDIxHEJi5OAAFjroxbJEu0VSQQgFnfSNqrJr14eqJo2uWSAVE5yFC2N8BgTwsbmvNY60gA==",
    ),
  ],
];

/** A PNG of any size, all black, which takes hardly any bytes; `text` makes it unlike any other. */
export function blackPng(width: number, height: number, text = ""): Uint8Array<ArrayBuffer> {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0], 8);
  const chunks = [
    pngChunk("IHDR", header),
    pngChunk("tEXt", Buffer.from(`Comment\0${text}`, "latin1")),
    pngChunk("IDAT", deflateSync(Buffer.alloc((width + 1) * height))),
    pngChunk("IEND", Buffer.alloc(0)),
  ];
  return new Uint8Array(Buffer.concat([Buffer.from("\x89PNG\r\n\x1A\n", "latin1"), ...chunks]));
}

function pngChunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

function decode(base64: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(base64, "base64"));
}
