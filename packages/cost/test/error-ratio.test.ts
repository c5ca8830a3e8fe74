import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nearestNumber } from "../src/accuracy/error-ratio.ts";

const integers = fc.bigInt({ min: -(2n ** 53n) + 1n, max: 2n ** 53n - 1n });
const positive = fc.bigInt({ min: 1n, max: 2n ** 53n - 1n });

describe("nearestNumber", () => {
  test.each([
    [1n, 3n, 1 / 3],
    [0n, 7n, 0],
    [-1n, 4n, -0.25],
    [1n, 0n, Number.POSITIVE_INFINITY],
    [2n ** 60n + 1n, 2n ** 60n, 1],
    [(2n ** 53n + 1n) * 2n, 2n, 2 ** 53],
    [(2n ** 53n + 1n) * 2n + 1n, 2n, 2 ** 53 + 2],
    [1n, 10n ** 320n, 1e-320],
    [10n ** 320n, 1n, Number.POSITIVE_INFINITY],
    [5n, 10n ** 324n, 5e-324],
    [1n, 10n ** 400n, 0],
    [-1n, 10n ** 400n, 0],
    [-5n, 10n ** 324n, -5e-324],
    [-1n, 0n, Number.NEGATIVE_INFINITY],
  ])("%d / %d", (numerator, denominator, number) => {
    expect(nearestNumber({ numerator, denominator })).toBe(number);
  });

  test("is the division of two numbers that are exact", () => {
    fc.assert(
      fc.property(integers, positive, (numerator, denominator) => {
        expect(nearestNumber({ numerator, denominator })).toBe(Number(numerator) / Number(denominator) + 0);
      }),
    );
  });

  test("does not depend on how the fraction is written", () => {
    fc.assert(
      fc.property(fc.bigInt(), positive, positive, (numerator, denominator, factor) => {
        expect(nearestNumber({ numerator: numerator * factor, denominator: denominator * factor })).toBe(
          nearestNumber({ numerator, denominator }),
        );
      }),
    );
  });
});
