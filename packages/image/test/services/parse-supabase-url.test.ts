import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvalidStorageUrlError, parseSupabaseUrl } from "../../src/index.ts";
import { encodeObject } from "../../src/outcome.ts";

const HOST = "https://abcdefghijklmnopqrst.supabase.co";

const KEY_CHARACTERS = "ABCXYZabcxyz0189_/!.*'() &$@=;:+,?-";
const bucket = fc.string({
  unit: fc.constantFrom(...KEY_CHARACTERS.replace("/", "").split("")),
  minLength: 1,
  maxLength: 100,
});
const key = fc.string({ unit: fc.constantFrom(...KEY_CHARACTERS.split("")), minLength: 1, maxLength: 300 });

const SERVERS = [
  HOST,
  "https://abcdefghijklmnopqrst.storage.supabase.co",
  "https://my-name.supabase.co",
  "https://images.example.com",
  "http://127.0.0.1:54321",
  "http://[::1]:54321",
  "http://kong:8000",
  "https://example.com/backend/supabase",
  "HTTPS://ABC.supabase.co",
];

const ROUTES = [
  "object/public/",
  "object/sign/",
  "object/authenticated/",
  "object/",
  "object/info/",
  "object/info/public/",
  "object/info/sign/",
  "object/info/authenticated/",
  "render/image/public/",
  "render/image/sign/",
  "render/image/authenticated/",
];

describe("parseSupabaseUrl", () => {
  test.each(SERVERS.flatMap((server) => ROUTES.map((route) => [server, route])))(
    "reads %s/storage/v1/%s",
    (server, route) => {
      expect(parseSupabaseUrl(`${server}/storage/v1/${route}images/folder/cat.png`)).toEqual({
        bucket: "images",
        path: "folder/cat.png",
      });
    },
  );

  test.each([
    `${HOST}/storage/v1//object/public/images/a.png`,
    `${HOST}//storage/v1/object/public/images/a.png`,
    `${HOST}//storage/v1//object/sign/images/a.png?token=t`,
    "https://example.com/backend//storage/v1///render/image/public/images/a.png",
  ])("reads %s, in which a base URL ended with a slash", (url) => {
    expect(parseSupabaseUrl(url)).toEqual({ bucket: "images", path: "a.png" });
  });

  test.each([
    ["public/list/a.png", "list"],
    ["authenticated/list-v2/a.png", "list-v2"],
    ["public/purge/a.png", "purge"],
    ["public/sign/a.png", "sign"],
    ["listing/a.png", "listing"],
  ])("keeps a bucket that is called like a route: %s", (rest, name) => {
    expect(parseSupabaseUrl(`${HOST}/storage/v1/object/${rest}`)).toEqual({ bucket: name, path: "a.png" });
  });

  test.each([
    ["a query", "images/a.png?token=e30.e30.x&width=3", "images", "a.png"],
    ["a fragment", "images/a.png#top", "images", "a.png"],
    ["a question mark in a query", "images/a.png?b=?c", "images", "a.png"],
    ["an encoded question mark", "images/a%3Fb.png?token=x", "images", "a?b.png"],
    ["an encoded slash in the key", "images/a%2Fb.png", "images", "a/b.png"],
    ["a plus", "images/a+b.png", "images", "a+b.png"],
    ["a twice encoded space, which is decoded once", "images/a%2520b.png", "images", "a%20b.png"],
    ["double slashes", "images//a//b.png", "images", "/a//b.png"],
    ["a slash at the end", "images/a/", "images", "a/"],
    ["dots, which are kept", "images/../a/./b", "images", "../a/./b"],
    ["encoded dots, which are kept", "images/%2e%2E/a", "images", "../a"],
    ["letters beyond ASCII", "images/f%C3%BC%C3%9Fe.png", "images", "füße.png"],
    ["spaces", "my images/my cat.png", "my images", "my cat.png"],
    ["an encoded bucket", "my%20images/a.png", "my images", "a.png"],
    [
      "another Storage URL as its key",
      "images/storage/v1/object/public/other/a.png",
      "images",
      "storage/v1/object/public/other/a.png",
    ],
    ["a bucket called like no route", "upload/a.png", "upload", "a.png"],
  ])("keeps the key of a URL with %s exactly", (_, rest, expectedBucket, path) => {
    expect(parseSupabaseUrl(`${HOST}/storage/v1/object/public/${rest}`)).toEqual({ bucket: expectedBucket, path });
  });

  test.each([
    ["", "does not start with http:// or https:// and a host"],
    ["images/a.png", "does not start with http:// or https:// and a host"],
    ["ftp://a.b/storage/v1/object/public/b/k", "does not start with http:// or https:// and a host"],
    ["data:image/png;base64,AAAA", "does not start with http:// or https:// and a host"],
    ["file:///storage/v1/object/public/b/k", "does not start with http:// or https:// and a host"],
    ["https:///storage/v1/object/public/b/k", "does not start with http:// or https:// and a host"],
    [` ${HOST}/storage/v1/object/public/b/k`, "does not start with http:// or https:// and a host"],
    ["https://[::1/storage/v1/object/public/b/k", "has no valid host"],
    ["https://a b/storage/v1/object/public/b/k", "has no valid host"],
    ["https://a:99999/storage/v1/object/public/b/k", "has no valid host"],
    [HOST, "has no /storage/v1/ in its path"],
    ["https://example.com/cat.png", "has no /storage/v1/ in its path"],
    ["https://example.com/?u=/storage/v1/object/public/b/k", "has no /storage/v1/ in its path"],
    ["https://example.com/#/storage/v1/object/public/b/k", "has no /storage/v1/ in its path"],
    [`${HOST}/storage/v2/object/public/b/k`, "has no /storage/v1/ in its path"],
    [`${HOST}/storage/v1/bucket/b`, "is not the URL of an object"],
    [`${HOST}/storage/v1/render/image/b/k`, "is not the URL of an object"],
    [`${HOST}/storage/v1/object/upload/sign/b/k?token=t`, "is for uploading, not for reading"],
    [`${HOST}/storage/v1/object/list/b/k`, "lists a bucket and names no object"],
    [`${HOST}/storage/v1/object/list-v2/b/k`, "lists a bucket and names no object"],
    [`${HOST}/storage/v1//object/list/b/k`, "lists a bucket and names no object"],
    [`${HOST}/storage/v1/object/purge/b/k`, "clears a cache and names no object"],
    [`${HOST}/storage/v1/cdn/b/k`, "clears a cache and names no object"],
    [`${HOST}/storage/v1/upload/resumable/k`, "is for uploading, not for reading"],
    [`${HOST}/storage/v1/s3/b/k?X-Amz-Signature=s`, "is an S3 URL"],
    [`${HOST}/storage/v1/object/public/b`, "has a bucket but no key behind it"],
    [`${HOST}/storage/v1/object/public/b/`, "has a bucket but no key behind it"],
    [`${HOST}/storage/v1/object/public//k`, "has no bucket"],
    [`${HOST}/storage/v1/object/public/b%2Fc/k`, "has an encoded slash in its bucket"],
    [`${HOST}/storage/v1/object/public/b/%zz`, "has a malformed percent escape"],
    [`${HOST}/storage/v1/object/public/b/%ff`, "has a malformed percent escape"],
    [`${HOST}/storage/v1/object/public/b/${"k".repeat(20_000)}`, "is longer than 16384 characters"],
  ])("refuses %s", (url, problem) => {
    const refusal = expect.objectContaining({ name: "InvalidStorageUrlError", problem });
    expect(() => parseSupabaseUrl(url)).toThrow(refusal);
  });

  test("shows a valid URL in its error, and not the one it was given", () => {
    const error = new InvalidStorageUrlError("has no bucket");

    expect(error.message).toContain("/storage/v1/object/public/bucket/folder/image.png");
    expect(() => parseSupabaseUrl("https://secret@example.com/secret")).toThrow(/^(?!.*secret)/);
  });

  test.each([undefined, null, 7, {}, ["a"]])("refuses %j, which a caller without types may hand over", (value) => {
    const parse: (url: never) => unknown = parseSupabaseUrl;

    expect(() => Reflect.apply(parse, undefined, [value])).toThrow("is not a string");
  });

  test("gives back every legal bucket and key from a rebuilt URL", () => {
    fc.assert(
      fc.property(fc.constantFrom(...SERVERS), fc.constantFrom(...ROUTES), bucket, key, (server, route, ...names) => {
        // A bucket called like a route cannot be distinguished from it.
        fc.pre(!["public", "sign", "authenticated", "info", "list", "list-v2", "purge"].includes(names[0]));
        const object = { bucket: names[0], path: names[1] };
        const encoded = encodeObject(object);

        expect(parseSupabaseUrl(`${server}/storage/v1/${route}${encoded.bucket}/${encoded.path}?token=t`)).toEqual(
          object,
        );
      }),
    );
  });

  test("answers any text with an object or with its own error", () => {
    const url = fc.constantFrom(...SERVERS).map((server) => `${server}/storage/v1/object/public/`);
    fc.assert(
      fc.property(fc.oneof(fc.string(), url), fc.string(), (start, end) => {
        expect(answerTo(start + end)).toMatch(/^InvalidStorageUrlError|^.+\/./s);
      }),
    );
  });
});

function answerTo(url: string): string {
  try {
    const { bucket: name, path } = parseSupabaseUrl(url);
    return `${name}/${path}`;
  } catch (error) {
    return String(error);
  }
}
