import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { imageFile } from "../../src/media/image-file.ts";
import { SAMPLES } from "../support/sample-images.ts";

describe("imageFile", () => {
  test.each([
    ["cat.png", "image/png", "cat.png"],
    ["a/b/cat.JPG", "image/jpeg", "cat.jpg"],
    ["a/cat.jpeg", "image/jpeg", "cat.jpg"],
    ["a/cat.jpg", "image/webp", "cat.webp"],
    ["a/cat", "image/avif", "cat.avif"],
    ["a.b/cat.tar.gz", "image/gif", "cat.tar.gif"],
    [".png", "image/png", "png.png"],
    ["my cat (1).png", "image/png", "my-cat-1.png"],
    ["-rf.png", "image/png", "rf.png"],
    ["...", "image/png", "image.png"],
    ["a/'$(x);&.jpg", "image/jpeg", "x.jpg"],
    ["con:a*b?c.gif", "image/gif", "con-a-b-c.gif"],
    [`${"long ".repeat(100)}.png`, "image/webp", `${"long-".repeat(16).slice(0, -1)}.webp`],
    ["n".repeat(404), "image/avif", `${"n".repeat(80)}.avif`],
  ] as const)("names %s of type %s %s", async (path, mediaType, name) => {
    const file = imageFile(new Uint8Array([1, 2, 3]), { bucket: "images", path }, mediaType);

    expect(file).toMatchObject({ name, type: mediaType, size: 3 });
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(new Uint8Array([1, 2, 3]));
  });

  test("gives any key a short and safe name", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 2000 }), fc.constantFrom(...SAMPLES), (path, [, mediaType]) => {
        const { name } = imageFile(new Uint8Array(1), { bucket: "images", path }, mediaType);

        expect(name).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}\.(?:png|jpg|webp|gif|avif)$/);
        expect(name).not.toContain("/");
      }),
    );
  });
});
