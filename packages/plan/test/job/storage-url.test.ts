import { parseSupabaseUrl, type StorageObject } from "@vg/image";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseStorageUrl } from "../../src/job/storage-url.ts";

const URL = "https://abc.supabase.co/storage/v1/object/public/images/boat.png";

const PARTS =
  "https:// a.b [::1]:5 /storage/v1/ object/ info/ public/ upload/sign/ s3/ images / b.png %20 %2F %zz %ff ?t=t # .. @ \\";
const DOTS = { reason: "unsafe-path", problem: "has . or .. in its path" };

function invalid(problem: string): object {
  return { reason: "invalid-url", problem };
}

const ROUTES = "object render/image object/info object/upload";
const ACCESS = "/public/ /sign/ /authenticated/ /";

const CASES: readonly (readonly [url: string, read: object])[] = [
  [URL, { bucket: "images", path: "boat.png" }],
  [`${URL.replace("public", "sign")}?token=t`, { bucket: "images", path: "boat.png" }],
  [
    "http://127.0.0.1:5432/x/storage/v1/render/image/sign/my%20images/a%2Fb.png",
    { bucket: "my images", path: "a/b.png" },
  ],
  ["boat.png", invalid("does not start with http:// or https:// and a host")],
  ["https://example.com/boat.png", invalid("has no /storage/v1/ in its path")],
  [URL.replace("public", "upload/sign"), invalid("is for uploading, not for reading")],
  [URL.replace("public", "list"), invalid("lists a bucket and names no object")],
  [URL.replace("object/public", "s3"), invalid("is an S3 URL")],
  [URL.replace("images/", ""), invalid("has a bucket but no key behind it")],
  [URL.replace("boat", "%zz"), invalid("has a malformed percent escape")],
  [URL.replace("images/", "a%2Fb/"), invalid("has an encoded slash in its bucket")],
  ["https://[::1/storage/v1/object/images/boat.png", invalid("has no valid host")],
  [URL.replace("boat", "b".repeat(20_000)), invalid("is longer than 16384 characters")],
  [URL.replace("//", "//me:pw@"), { reason: "untrusted-origin", problem: "has a user name or password in it" }],
  [URL.replace("/storage", "/x/../storage"), DOTS],
  ...["/boat.png", "a//boat.png", "a/", "a%2F/boat.png"].map(
    (key) =>
      [URL.replace("boat.png", key), { reason: "unsafe-path", problem: expect.stringContaining("empty") }] as const,
  ),
  ...["images/../boat.png", "./boat.png", "%2e%2E/boat.png", "a/..%2Fboat.png", ".."].map(
    (key) => [URL.replace("boat.png", key), DOTS] as const,
  ),
];

describe("parseStorageUrl", () => {
  test.each(CASES)("reads %s as %j", (url, object) => {
    expect(parseStorageUrl(url)).toEqual(object);
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
        const read = parseStorageUrl(url);
        const isRefused = "problem" in read && read.reason !== "invalid-url";
        // A plan would pass on a password, and a key with dots would be another one for whoever resolves it.
        expect(isRefused || "problem" in read ? undefined : read).toEqual(isRefused ? undefined : readByImage(url));
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
