import { parseSupabaseUrl, type StorageObject } from "@vg/image";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseStorageUrl } from "../../src/job/storage-url.ts";

const URL = "https://abc.supabase.co/storage/v1/object/public/images/boat.png";

const PARTS =
  "https:// a.b [::1]:5 /storage/v1/ object/ info/ public/ upload/sign/ s3/ images / b.png %20 %2F %zz %ff ?t=t # .. @ \\";
const ROUTES = "object render/image object/info object/upload";
const ACCESS = "/public/ /sign/ /authenticated/ /";

describe("parseStorageUrl", () => {
  test.each([
    [URL, { bucket: "images", path: "boat.png" }],
    [`${URL.replace("public", "sign")}?token=t`, { bucket: "images", path: "boat.png" }],
    [
      "http://127.0.0.1:5432/x/storage/v1/render/image/sign/my%20images/a%2Fb.png",
      { bucket: "my images", path: "a/b.png" },
    ],
    ["https://example.com/boat.png", undefined],
    [URL.replace("public", "upload/sign"), undefined],
    [URL.replace("images/", ""), undefined],
    [URL.replace("boat", "%zz"), undefined],
    [URL.replace("images/", "a%2Fb/"), undefined],
    ["https://[::1/storage/v1/object/images/boat.png", undefined],
  ])("reads %s as %j", (url, object) => {
    expect(parseStorageUrl(url)).toEqual(object);
  });

  test("reads no text that is longer than any URL of Storage", () => {
    expect(parseStorageUrl(URL.replace("boat", "b".repeat(20_000)))).toBeUndefined();
  });

  test("reads every text as @vg/image does, which fetches what it names", () => {
    const part = fc.constantFrom(...PARTS.split(" "));
    const parts = fc.array(part, { maxLength: 4 }).map((some) => some.join(""));
    const route = fc.constantFrom(...ROUTES.split(" "));
    const access = fc.constantFrom(...ACCESS.split(" "));
    const likely = fc
      .tuple(parts, route, access, parts)
      .map(([before, what, how, place]) => `https://a.b${before}/storage/v1/${what}${how}images/${place}`);
    fc.assert(
      fc.property(fc.oneof({ arbitrary: likely, weight: 3 }, parts, fc.webUrl()), (url) => {
        expect(parseStorageUrl(url)).toEqual(readByImage(url));
      }),
      { numRuns: 1000 },
    );
  });
});

function readByImage(url: string): StorageObject | undefined {
  try {
    return parseSupabaseUrl(url);
  } catch {
    return undefined;
  }
}
