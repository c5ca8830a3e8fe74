import * as fc from "fast-check";
import { expect, test } from "vitest";
import { assertNever, formatValue } from "../src/index.ts";

test.each([
  [5, "5"],
  [-0, "-0"],
  [Number.NaN, "NaN"],
  [5n, "5n"],
  ["5", '"5"'],
  ['a "b"\n', String.raw`"a \"b\"\n"`],
  [true, "true"],
  [undefined, "undefined"],
  [null, "null"],
  [[], "an empty list"],
  [[1], "a list"],
  [{ a: 1 }, "an object"],
  [() => 1, "a function"],
  [Symbol("a"), "a symbol"],
  ["a".repeat(80), `"${"a".repeat(80)}"`],
  ["a".repeat(81), `"${"a".repeat(80)}..."`],
])("shows %o as %s", (value, shown) => {
  expect(formatValue(value)).toBe(shown);
});

test.each([
  ["https://user:pw@example.com/a", '"https://...@example.com/a"'],
  [" user:pw@example.com/a", '" ...@example.com/a"'],
  ["https://example.com/a?token=abc", '"https://example.com/a?..."'],
  ["https://example.com/a#token=abc", '"https://example.com/a?..."'],
  ["Zk3vN8qLw2RtY6uHx1PbJ5mC", '"[redacted]"'],
  ["the key is Zk3vN8qLw2RtY6uHx1PbJ5mC!", '"the key is [redacted]!"'],
])("leaves out what may be secret in %j", (value, shown) => {
  expect(formatValue(value)).toBe(shown);
});

test.each([
  "stability-ai/stable-video-diffusion",
  "3f0457e4619daac51203dedb472816fd4af51f3149fa7a9e0b5ffcf1b8172438",
  "2c5ea4c0-4067-11e9-8bad-9b1deb4d3b7d",
  "REPLICATE_MODEL_VERSION_OVERRIDES",
  "25_frames_with_svd_xt_of_today",
])("shows names and ids such as %s", (value) => {
  expect(formatValue(value)).toBe(JSON.stringify(value));
});

test.each([
  ["\uFEFFENVIRONMENT", String.raw`"\ufeffENVIRONMENT"`],
  ["a\u200Bb", String.raw`"a\u200bb"`],
  ["\u202Ertl", String.raw`"\u202ertl"`],
  ["a\u0085b\u2028c", String.raw`"a\u0085b\u2028c"`],
  ["caf\u00E9 \u{1F600}", '"caf\u00E9 \u{1F600}"'],
])("shows what nobody would see in %j", (text, shown) => {
  expect(formatValue(text)).toBe(shown);
});

test("shows a text of any length quickly, on one line", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 500 }), fc.nat(2000), (text, times) => {
      const shown = formatValue(text.repeat(times));
      expect(shown.length).toBeLessThan(700);
      expect(shown).not.toMatch(/[\r\n]/);
    }),
  );
});

test("fails for a value that no case knows", () => {
  // @ts-expect-error - a value from outside the union
  expect(() => assertNever("d")).toThrow(new TypeError('unexpected value "d"'));
});
