import * as fc from "fast-check";
import { expect, test } from "vitest";
import { deepFreeze, isObject, parseInteger } from "../src/index.ts";

test.each([
  [{}, true],
  [new Map(), true],
  [[], false],
  [null, false],
  ["a", false],
  [undefined, false],
  [() => 1, false],
])("says of %o whether it is an object", (value, expected) => {
  expect(isObject(value)).toBe(expected);
});

test("freezes everything inside a value", () => {
  const value = deepFreeze({ a: [{ b: 1 }], c: null });
  expect(Object.isFrozen(value)).toBe(true);
  expect(Object.isFrozen(value.a)).toBe(true);
  expect(Object.isFrozen(value.a[0])).toBe(true);
  expect(deepFreeze(value)).toBe(value);
});

test.each(["", "05", "+5", "5.0", "5e0", " 5", "-0", "0x5", "9007199254740993", "five"])(
  "reads no whole number in %j",
  (text) => {
    expect(parseInteger(text, { min: -10 })).toBeUndefined();
  },
);

test.each([
  ["0", {}, 0],
  ["-1", {}, undefined],
  ["-1", { min: -1 }, -1],
  ["10", { max: 10 }, 10],
  ["11", { max: 10 }, undefined],
  ["1", { min: 1 }, 1],
  ["0", { min: 1 }, undefined],
])("reads %j within %j as %j", (text, range, value) => {
  expect(parseInteger(text, range)).toBe(value);
});

test("reads back every whole number it can hold", () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (value) => {
      expect(parseInteger(String(value), { min: Number.MIN_SAFE_INTEGER })).toBe(value === 0 ? 0 : value);
    }),
  );
});
