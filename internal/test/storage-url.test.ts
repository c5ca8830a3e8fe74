import * as fc from "fast-check";
import { expect, test } from "vitest";
import { parseStorageUrl } from "../src/index.ts";

const BASE = "https://abc.supabase.co/storage/v1/";

test.each([
  [`${BASE}object/public/images/boat.png`, "https://abc.supabase.co", "", "images", "boat.png"],
  [`${BASE}/object/sign/images/a%20b.png?token=t`, "https://abc.supabase.co", "", "images", "a b.png"],
  [
    "HTTP://Localhost:54321/x//storage/v1/render/image/sign/i/a%2Fb.png#c",
    "http://localhost:54321",
    "/x",
    "i",
    "a/b.png",
  ],
  [`${BASE}object/info/images/boat.png`, "https://abc.supabase.co", "", "images", "boat.png"],
  [`${BASE}object/authenticated/list/boat.png`, "https://abc.supabase.co", "", "list", "boat.png"],
])("reads %s", (url, origin, prefix, bucket, path) => {
  expect(parseStorageUrl(url)).toEqual({ origin, prefix, object: { bucket, path } });
});

test.each([
  [5, "is not a string"],
  [`${BASE}object/images/${"b".repeat(20_000)}`, "is longer than 16384 characters"],
  ["ftp://a/b", "does not start with http:// or https:// and a host"],
  ["https://[::1/storage/v1/object/a/b", "has no valid host"],
  ["https://example.com/a.png", "has no /storage/v1/ in its path"],
  [`${BASE}bucket/images`, "is not the URL of an object"],
  [`${BASE}object/upload/sign/images/a.png`, "is for uploading, not for reading"],
  [`${BASE}object/list/images`, "lists a bucket and names no object"],
  [`${BASE}cdn/images/a.png`, "clears a cache and names no object"],
  [`${BASE}s3/images/a.png`, "is an S3 URL"],
  [`${BASE}object/images`, "has a bucket but no key behind it"],
  [`${BASE}object/images/`, "has a bucket but no key behind it"],
  [`${BASE}object//a.png`, "has no bucket"],
  [`${BASE}object/a%2Fb/c.png`, "has an encoded slash in its bucket"],
  [`${BASE}object/a/%zz`, "has a malformed percent escape"],
])("says of %j that it %s", (url, problem) => {
  expect(parseStorageUrl(url)).toEqual({ problem });
});

test("reads back every key that is encoded", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: "grapheme" }), (path) => {
      const parsed = parseStorageUrl(`${BASE}object/images/${encodeURIComponent(path)}`);
      expect("problem" in parsed ? parsed : parsed.object.path).toBe(path);
    }),
  );
});
