import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AttemptError } from "../../src/errors.ts";
import { isPublicHost } from "../../src/public-host.ts";
import { createLocator, isSafeObject } from "../../src/services/locate-image.ts";

const URL_OF_PROJECT = "https://abcdefghijklmnopqrst.supabase.co";

describe("isSafeObject", () => {
  test.each(["a.png", "a/b/c.png", "a b!*'()&$@=;:+,?-_.png", "...", "a..b", ".hidden", "..."])(
    "takes the key %j",
    (path) => {
      expect(isSafeObject({ bucket: "images", path })).toBe(true);
    },
  );

  test.each([
    "",
    "/a",
    "a/",
    "a//b",
    ".",
    "..",
    "../a",
    "a/../b",
    "a/./b",
    "a\\b",
    "a\0b",
    "a\nb",
    "a%2e",
    "a#b",
    "a~b",
    "a[b]",
    "ü",
  ])("refuses the key %j", (path) => {
    expect(isSafeObject({ bucket: "images", path })).toBe(false);
  });

  test.each(["images", "my images", "b".repeat(100), "a.b"])("takes the bucket %j", (bucket) => {
    expect(isSafeObject({ bucket, path: "a.png" })).toBe(true);
  });

  test.each(["", ".", "..", "a/b", "b".repeat(101), "a%", "a\\b"])("refuses the bucket %j", (bucket) => {
    expect(isSafeObject({ bucket, path: "a.png" })).toBe(false);
  });

  test("takes nothing that a URL parser would move elsewhere", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (bucket, path) => {
        fc.pre(isSafeObject({ bucket, path }));
        const place = `/object/${encodeURIComponent(bucket)}/${path.split("/").map(encodeURIComponent).join("/")}`;

        expect(new URL(place, URL_OF_PROJECT).pathname).toBe(place);
      }),
    );
  });
});

describe("the locator", () => {
  const locate = createLocator({
    supabase: { url: URL_OF_PROJECT, serviceRoleKey: "key" },
    trustedOrigins: ["http://kong:8000", "http://plain", "https://example.com/backend"],
  });
  const OBJECT = "/storage/v1/object/public/images/a.png";

  test.each([
    URL_OF_PROJECT,
    URL_OF_PROJECT.toUpperCase(),
    `${URL_OF_PROJECT}:443`,
    "https://abcdefghijklmnopqrst.storage.supabase.co",
    "http://kong:8000",
    "http://plain:80",
    "https://example.com/backend",
    "https://example.com:443/backend",
  ])("takes a URL of %s", (server) => {
    expect(locate(server + OBJECT)).toEqual({ bucket: "images", path: "a.png" });
  });

  test.each([
    "http://abcdefghijklmnopqrst.supabase.co",
    `${URL_OF_PROJECT}:8443`,
    `${URL_OF_PROJECT}.`,
    `${URL_OF_PROJECT}.evil.com`,
    "https://user:password@abcdefghijklmnopqrst.supabase.co",
    "https://abcdefghijklmnopqrst.supabase.co@evil.com",
    "https://otherotherotherother.supabase.co",
    "https://ａbcdefghijklmnopqrst.supabase.co",
    "https://example.com",
    "https://example.com/backend/more",
    "https://example.com/Backend",
    "http://kong",
    "http://[::1]:8000",
    "http://2130706433:8000",
  ])("finds %s untrusted", (server) => {
    expect(locate(server + OBJECT)).toEqual(new AttemptError({ reason: "untrusted-origin" }));
  });

  test.each([
    "/storage/v1/object/public/images/../secret/a.png",
    "/storage/v1/object/public/../images/a.png",
    "/storage/v1/object/public/images/%2e%2e/a.png",
    "/storage/v1/object/public/images/..%2fsecret%2fa.png",
    "/storage/v1/object/public/images/a%00.png",
    "/storage/v1/object/public/images/a%5c..%5cb.png",
    "/storage/v1/object/public/images/a\\b.png",
    "/storage/v1/object/public/images/a%252e.png",
    "/storage/v1/object/public/images//a.png",
  ])("finds the path %s unsafe", (path) => {
    expect(locate(URL_OF_PROJECT + path)).toEqual(new AttemptError({ reason: "unsafe-path" }));
  });

  test("finds an upload URL invalid", () => {
    expect(locate(`${URL_OF_PROJECT}/storage/v1/object/upload/sign/b/k`)).toMatchObject({
      reason: "invalid-url",
      problem: expect.stringContaining("is for uploading, not for reading"),
    });
  });

  test("trusts the project's plain host where its storage host is configured", () => {
    const url = "https://abcdefghijklmnopqrst.storage.supabase.co";
    const byStorageHost = createLocator({ supabase: { url, serviceRoleKey: "key" }, trustedOrigins: [] });

    expect(byStorageHost(URL_OF_PROJECT + OBJECT)).toEqual({ bucket: "images", path: "a.png" });
  });
});

describe("isPublicHost", () => {
  test.each([
    "https://abc.supabase.co",
    "https://api.replicate.com/v1",
    "http://8.8.8.8",
    "https://[2606:4700::1111]",
    "https://a.example.com.",
  ])("calls %s public", (url) => {
    expect(isPublicHost(url)).toBe(true);
  });

  test.each([
    "http://localhost:54321",
    "http://localhost.",
    "http://app.localhost",
    "http://kong:8000",
    "http://host.docker.internal:8000",
    "http://supabase.local",
    "http://127.0.0.1:54321",
    "http://2130706433",
    "http://0.0.0.0",
    "http://10.1.2.3",
    "http://172.16.0.1",
    "http://192.168.1.1",
    "http://169.254.169.254",
    "http://100.64.0.1",
    "http://[::1]:54321",
    "http://[::ffff:127.0.0.1]",
    "http://[fd00::1]",
    "http://[fe80::1]",
  ])("calls %s local", (url) => {
    expect(isPublicHost(url)).toBe(false);
  });
});
