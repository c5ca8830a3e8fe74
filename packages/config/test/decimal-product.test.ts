import * as fc from "fast-check";
import { expect, test } from "vitest";
import { decimalProduct } from "../src/models/price-rates.ts";

test.each([
  ["0.000975", "13", "0.012675"],
  ["0.5", "2", "1"],
  ["10", "10", "100"],
  ["0.00", "5", "0"],
  ["1.50", "1.50", "2.25"],
])("%s times %s is %s", (left, right, product) => {
  expect(decimalProduct(left, right)).toBe(product);
});

test("is exact: the same integers, scaled, multiply to the same integer", () => {
  const decimal = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 12 }));

  fc.assert(
    fc.property(decimal, decimal, ([a, m], [b, n]) => {
      const product = decimalProduct(scaled(a, m), scaled(b, n));

      expect(unscaled(product, m + n)).toBe(BigInt(a) * BigInt(b));
    }),
  );
});

function scaled(digits: number, scale: number): string {
  const text = String(digits).padStart(scale + 1, "0");
  return `${text.slice(0, text.length - scale)}.${text.slice(text.length - scale)}`;
}

function unscaled(decimal: string, scale: number): bigint {
  const [whole = "", fraction = ""] = decimal.split(".");
  return BigInt(whole + fraction.padEnd(scale, "0"));
}
