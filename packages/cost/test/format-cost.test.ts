import { call, thrownBy } from "@vg/testing/untyped";
import { dinero } from "dinero.js/bigint";
import { USD } from "dinero.js/bigint/currencies";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { costFromJSON, formatCost, type FormatCostOptions, type Rounding } from "../src/index.ts";

describe("formatCost", () => {
  test.each<[string, FormatCostOptions, string]>([
    ["0.298", {}, "$0.30"],
    ["0.265", {}, "$0.26"],
    ["0.275", {}, "$0.28"],
    ["0.2650000000000000000000000000001", {}, "$0.27"],
    ["-0.05", {}, "-$0.05"],
    ["-0.001", {}, "$0.00"],
    ["-0.005", {}, "$0.00"],
    ["-0.0051", {}, "-$0.01"],
    ["-0.4", { decimals: 0 }, "$0"],
    ["-0.001", { rounding: "expand" }, "-$0.01"],
    ["-0.001", { locale: "de-DE" }, "0,00\u00A0$"],
    ["1234567.891", {}, "$1,234,567.89"],
    ["0.298", { decimals: 0 }, "$0"],
    ["0.298", { decimals: 3 }, "$0.298"],
    ["0.298", { decimals: 6 }, "$0.298000"],
    ["0.265", { rounding: "halfExpand" }, "$0.27"],
    ["0.261", { rounding: "ceil" }, "$0.27"],
    ["0.269", { rounding: "floor" }, "$0.26"],
    ["-0.261", { rounding: "trunc" }, "-$0.26"],
    ["1234.5", { locale: "de-DE" }, "1.234,50\u00A0$"],
    ["1234.5", { locale: "en-CA" }, "US$1,234.50"],
    [
      "100000000000000000000000000000000000000.01",
      { decimals: 2 },
      "$100,000,000,000,000,000,000,000,000,000,000,000,000.01",
    ],
  ])("shows %s with %j as %s", (amount, options, text) => {
    expect(formatCost(costFromJSON({ amount, currency: "USD" }), options)).toBe(text);
  });

  test("rounds half-even, digit for digit, at every size and number of decimals", () => {
    fc.assert(
      fc.property(
        fc.bigInt(),
        fc.integer({ min: 2, max: 40 }),
        fc.integer({ min: 0, max: 20 }),
        (amount, scale, decimals) => {
          const cost = dinero({ amount, scale: BigInt(scale), currency: { ...USD, code: "USD" } as const });

          const text = formatCost(cost, { decimals });
          const shown = BigInt(text.replaceAll(/[$,.]/g, ""));

          expect(shown).toBe(halfEven(amount, scale, decimals));
          expect(text.startsWith("-")).toBe(shown < 0n);
        },
      ),
    );
  });

  test("keeps to the options of each call, however many others there were", () => {
    const cost = costFromJSON({ amount: "-1234.56785", currency: "USD" });
    const roundings = ["ceil", "floor", "expand", "trunc", "halfCeil", "halfFloor", "halfExpand", "halfEven"] as const;
    const all = ["en-US", "de-DE", "en-CA"].flatMap((locale) =>
      roundings.flatMap((rounding) => [0, 1, 2, 3, 4, 5].map((decimals) => ({ locale, rounding, decimals }))),
    );
    const written = [...all, ...all.toReversed()].map((options) => formatCost(cost, options));

    const expected = all.map(({ locale, rounding, decimals }) =>
      new Intl.NumberFormat(locale, {
        style: "currency",
        currency: "USD",
        minimumFractionDigits: decimals,
        maximumFractionDigits: decimals,
        roundingMode: rounding,
      }).format(-1234.56785),
    );
    expect(written).toEqual([...expected, ...expected.toReversed()]);
  });

  const DECIMALS = "decimals must be an integer from 0 to 100, not ";
  const ROUNDING =
    "rounding must be one of ceil, floor, expand, trunc, halfCeil, halfFloor, halfExpand, halfTrunc, halfEven, not ";
  const LOCALE = 'locale must be a language tag that Intl.NumberFormat knows, such as "en-US", not ';
  test.each<readonly [Record<string, unknown>, string]>([
    [{ decimals: -1 }, `${DECIMALS}-1`],
    [{ decimals: 101 }, `${DECIMALS}101`],
    [{ decimals: 1.5 }, `${DECIMALS}1.5`],
    [{ decimals: Number.NaN }, `${DECIMALS}NaN`],
    [{ decimals: null }, `${DECIMALS}null`],
    [{ decimals: "2" }, `${DECIMALS}"2"`],
    [{ decimals: 2n }, `${DECIMALS}2n`],
    [{ rounding: "bankers" }, `${ROUNDING}"bankers"`],
    [{ rounding: null }, `${ROUNDING}null`],
    [{ rounding: "toString" }, `${ROUNDING}"toString"`],
    [{ locale: "not a locale" }, `${LOCALE}"not a locale"`],
    [{ locale: "" }, `${LOCALE}""`],
    [{ locale: "tlh" }, `${LOCALE}"tlh"`],
    [{ locale: 5 }, `${LOCALE}5`],
    [{ locale: null }, `${LOCALE}null`],
    [{ locale: ["en-US"] }, `${LOCALE}a list`],
  ])("refuses %o and names the option, its value and what is valid", (options, message) => {
    const cost = costFromJSON({ amount: "1", currency: "USD" });

    expect(thrownBy(() => call(formatCost, cost, options))).toMatchObject({ code: "INVALID_OPTION", message });
  });

  test("passes on what Intl says of a malformed locale", () => {
    const cost = costFromJSON({ amount: "1", currency: "USD" });

    expect(thrownBy(() => formatCost(cost, { locale: "not a locale" }))).toMatchObject({
      cause: expect.any(RangeError),
    });
  });

  test("knows the roundings of Intl.NumberFormat and no others", () => {
    // @ts-expect-error - the name is halfEven
    const rounding: Rounding = "half-even";

    expect(() => formatCost(costFromJSON({ amount: "1", currency: "USD" }), { rounding })).toThrow('"half-even"');
  });
});

/** `amount / 10 ** scale` in units of `10 ** -decimals`, half to even, done the long way. */
function halfEven(amount: bigint, scale: number, decimals: number): bigint {
  if (decimals >= scale) return amount * 10n ** BigInt(decimals - scale);
  const divisor = 10n ** BigInt(scale - decimals);
  const size = amount < 0n ? -amount : amount;
  const floor = size / divisor;
  const twice = (size % divisor) * 2n;
  const rounded = twice > divisor || (twice === divisor && floor % 2n === 1n) ? floor + 1n : floor;
  return amount < 0n ? -rounded : rounded;
}
