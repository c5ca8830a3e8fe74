import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isPublicHost } from "../../src/public-host.ts";
import { createLocator, unsafeObject } from "../../src/services/locate-image.ts";

const URL_OF_PROJECT = "https://abcdefghijklmnopqrst.supabase.co";

describe("unsafeObject", () => {
  test.each(["a.png", "a/b/c.png", "a b!*'()&$@=;:+,?-_.png", "...", "a..b", ".hidden", "..."])(
    "takes the key %j",
    (path) => {
      expect(unsafeObject({ bucket: "images", path })).toBeUndefined();
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
    expect(unsafeObject({ bucket: "images", path })).toMatchObject({ reason: "unsafe-path" });
  });

  test.each(["images", "my images", "b".repeat(100), "a.b"])("takes the bucket %j", (bucket) => {
    expect(unsafeObject({ bucket, path: "a.png" })).toBeUndefined();
  });

  test.each(["", ".", "..", "a/b", "b".repeat(101), "a%", "a\\b"])("refuses the bucket %j", (bucket) => {
    expect(unsafeObject({ bucket, path: "a.png" })).toMatchObject({ reason: "unsafe-path" });
  });

  test("takes nothing that a URL parser would move elsewhere", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (bucket, path) => {
        fc.pre(unsafeObject({ bucket, path }) === undefined);
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
    expect(locate(server + OBJECT)).toMatchObject({ reason: "untrusted-origin" });
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
    expect(locate(URL_OF_PROJECT + path)).toMatchObject({ reason: "unsafe-path" });
  });

  test("finds an upload URL invalid", () => {
    expect(locate(`${URL_OF_PROJECT}/storage/v1/object/upload/sign/b/k`)).toMatchObject({
      reason: "invalid-url",
      problem: expect.stringContaining("is for uploading, not for reading"),
    });
  });

  const trust = (url: string, server: string): unknown =>
    createLocator({ supabase: { url: server, serviceRoleKey: "key" }, trustedOrigins: [] })(url + OBJECT);
  const REF = "abcdefghijklmnopqrst";

  test.each([
    ["http://127.0.0.1:54321", "http://localhost:54321"],
    ["http://127.0.0.1:54321", "http://[::1]:54321"],
    ["http://localhost:54321", "http://127.0.0.1:54321"],
    ["http://localhost", "http://127.0.0.1:80"],
    ["https://localhost/backend", "https://127.0.0.1/backend"],
    ["https://localhost/backend", "https://127.0.0.1/backend//"],
    [`https://${REF}.supabase.co`, `https://${REF}.supabase.in`],
    [`https://${REF}.supabase.co`, `https://${REF}.storage.supabase.red`],
    [`https://${REF}.storage.supabase.in`, `https://${REF}.supabase.co:443`],
    ["https://my-name.supabase.in", "https://my-name.storage.supabase.in"],
    [URL_OF_PROJECT, `${URL_OF_PROJECT}/`],
  ])("takes for a server at %s a URL of %s", (server, url) => {
    expect(trust(url, server)).toEqual({ bucket: "images", path: "a.png" });
  });

  test.each([
    ["http://127.0.0.1:54321", "http://kong:8000", 'add "http://kong:8000" to trustedOrigins'],
    ["http://127.0.0.1:54321", "http://localhost:54322", 'add "http://localhost:54322" to trustedOrigins'],
    ["http://127.0.0.1:54321", "https://localhost:54321", 'not the configured "http://127.0.0.1:54321"'],
    ["http://kong:8000", "http://localhost:8000", 'add "http://localhost:8000" to trustedOrigins'],
    [URL_OF_PROJECT, "https://images.example.com", 'add "https://images.example.com" to trustedOrigins'],
    [URL_OF_PROJECT, "https://example.com/backend", 'add "https://example.com/backend" to trustedOrigins'],
    [URL_OF_PROJECT, "https://otherotherotherother.supabase.co", "belongs to another Supabase project"],
    [URL_OF_PROJECT, "https://otherotherotherother.supabase.in", "belongs to another Supabase project"],
    ["https://my-name.supabase.co", "https://my-name.supabase.in", "to trustedOrigins"],
    [URL_OF_PROJECT, "https://canary:canary@abcdefghijklmnopqrst.supabase.co", "has a user name in it"],
  ])("says at a server at %s what to do about %s", (server, url, fix) => {
    const refused = trust(url, server);

    expect(refused).toMatchObject({ reason: "untrusted-origin", problem: expect.stringContaining(fix) });
    expect(JSON.stringify(refused)).not.toContain("canary");
  });

  test.each([
    ["/storage/v1/object/public/images//a.png", "without two slashes in a row"],
    ["/storage/v1/object/public/images/%2e%2e/a.png", "with a segment that is .., which would lead elsewhere"],
    ["/storage/v1/object/public/images/f%C3%BC.png", "a key with a character that Storage does not allow"],
    [`/storage/v1/object/public/${"b".repeat(101)}/a.png`, "a bucket of more than 100 characters"],
  ])("says what is unsafe about %s", (path, problem) => {
    expect(locate(URL_OF_PROJECT + path)).toMatchObject({
      reason: "unsafe-path",
      problem: expect.stringContaining(problem),
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
