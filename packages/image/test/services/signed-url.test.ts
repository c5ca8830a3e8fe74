import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { StorageObject } from "../../src/index.ts";
import { checkSignedUrl, createSignedUrlCache } from "../../src/services/signed-url.ts";

const SERVER = "https://abc.supabase.co";
const NOW = Date.UTC(2026, 0, 1);
const LATER = NOW / 1000 + 3600;
const object = { bucket: "images", path: "a b/c?d.png" };

function tokenOf(claims: unknown): string {
  return `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.c2lnbmF0dXJl`;
}

const good = tokenOf({ url: "images/a b/c?d.png", exp: LATER });

describe("checkSignedUrl", () => {
  test.each([
    ["as it is", `/object/sign/images/a b/c?d.png?token=${good}`],
    ["percent-encoded", `/object/sign/images/a%20b/c%3Fd.png?token=${good}`],
    ["partly encoded", `/object/sign/images/a%20b/c?d.png?token=${good}`],
  ])("builds the URL anew from a path that is %s", (_, signed) => {
    expect(checkSignedUrl(signed, { object, server: SERVER, now: NOW })).toEqual({
      url: `${SERVER}/storage/v1/object/sign/images/a%20b/c%3Fd.png?token=${good}`,
      expiresAt: LATER * 1000,
    });
  });

  test.each([
    ["another origin", `https://evil.com/object/sign/images/a b/c?d.png?token=${good}`],
    ["another origin without a scheme", `//evil.com/object/sign/images/a b/c?d.png?token=${good}`],
    ["another route", `/object/public/images/a b/c?d.png?token=${good}`],
    ["another key", `/object/sign/images/a b/other.png?token=${good}`],
    ["another bucket", `/object/sign/other/a b/c?d.png?token=${good}`],
    ["a malformed escape", `/object/sign/images/%zz?token=${good}`],
    ["no token", "/object/sign/images/a b/c?d.png"],
    ["an empty token", "/object/sign/images/a b/c?d.png?token="],
    ["a token that is none", "/object/sign/images/a b/c?d.png?token=opaque"],
    ["a token with more parameters", `/object/sign/images/a b/c?d.png?token=${good}&download=x`],
    ["a token of another object", `/object/sign/images/a b/c?d.png?token=${tokenOf({ url: "images/x", exp: LATER })}`],
    [
      "a token that has expired",
      `/object/sign/images/a b/c?d.png?token=${tokenOf({ url: "images/a b/c?d.png", exp: NOW / 1000 })}`,
    ],
    ["a token without an end", `/object/sign/images/a b/c?d.png?token=${tokenOf({ url: "images/a b/c?d.png" })}`],
    ["a token that holds no JSON", "/object/sign/images/a b/c?d.png?token=e30.bm8.c2ln"],
    ["nothing", ""],
  ])("refuses a URL with %s", (_, signed) => {
    expect(checkSignedUrl(signed, { object, server: SERVER, now: NOW })).toBeUndefined();
  });
});

function nth(index: number): StorageObject {
  return { bucket: "images", path: `${index}.png` };
}

describe("the cache of signed URLs", () => {
  const signed = { url: "https://abc.supabase.co/x?token=t", expiresAt: NOW + 3_600_000 };

  const seconds = fc.integer({ min: 1, max: 10_000 });
  const milliseconds = fc.integer({ min: 0, max: 10_000_000 });

  test("never gives a URL with less than half of its life left", () => {
    fc.assert(
      fc.property(seconds, milliseconds, milliseconds, (ttl, delay, age) => {
        const cache = createSignedUrlCache(ttl);
        // The answer may have been long on its way.
        cache.set(object, { ...signed, expiresAt: NOW + ttl * 1000 }, NOW + delay);
        const left = ttl * 1000 - delay - age;

        expect(cache.get(object, NOW + delay + age) !== undefined).toBe(left >= ttl * 500);
      }),
    );
  });

  test("gives a URL with just half of its life left", () => {
    const cache = createSignedUrlCache(10);
    cache.set(object, { ...signed, expiresAt: NOW + 10_000 }, NOW);

    expect([NOW + 5000, NOW + 5001].map((now) => cache.get(object, now) !== undefined)).toEqual([true, false]);
  });

  test("knows objects, not names that look alike", () => {
    const cache = createSignedUrlCache(3600);
    cache.set({ bucket: "a", path: "b/c" }, signed, NOW);

    expect(cache.get({ bucket: "a", path: "b/c" }, NOW)).toMatchObject(signed);
    expect(cache.get({ bucket: "a", path: "b" }, NOW)).toBeUndefined();
    expect(cache.get({ bucket: "b", path: "a/c" }, NOW)).toBeUndefined();
  });

  test("forgets what it is told to forget, and everything where the clock went back", () => {
    const cache = createSignedUrlCache(3600);
    cache.set(object, signed, NOW);

    expect(cache.get(object, NOW - 1)).toBeUndefined();
    cache.delete(object);
    expect(cache.get(object, NOW)).toBeUndefined();
  });

  test("keeps 10,000 URLs, the latest used ones", () => {
    const cache = createSignedUrlCache(3600);
    for (let index = 0; index <= 10_000; index++) cache.set(nth(index), signed, NOW);

    expect(cache.get(nth(0), NOW)).toBeUndefined();
    expect(cache.get(nth(1), NOW)).toMatchObject(signed);
    expect(cache.get(nth(10_000), NOW)).toMatchObject(signed);
  });

  test("keeps 20 million characters, however few URLs they are", () => {
    const cache = createSignedUrlCache(3600);
    const long = { url: "u".repeat(1_000_000), expiresAt: NOW + 3_600_000 };
    for (let index = 0; index < 21; index++) cache.set(nth(index), long, NOW);

    expect([1, 2, 20].map((index) => cache.get(nth(index), NOW) !== undefined)).toEqual([false, true, true]);
  });
});
