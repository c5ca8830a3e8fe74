import { inspect } from "node:util";
import { thrownBy } from "@vg/testing/untyped";
import {
  add,
  allocate,
  dinero,
  equal,
  maximum,
  multiply,
  subtract,
  toDecimal,
  toSnapshot,
  toUnits,
} from "dinero.js/bigint";
import { USD } from "dinero.js/bigint/currencies";
import * as fc from "fast-check";
import { describe, expect, expectTypeOf, test } from "vitest";
import { type Cost, costFromJSON, costToJSON } from "../src/index.ts";

const DOLLAR = { ...USD, code: "USD" } as const;

describe("costToJSON", () => {
  test.each([
    [0n, 2n, "0.00"],
    [298n, 3n, "0.298"],
    [298_000n, 6n, "0.298"],
    [5n, 0n, "5.00"],
    [-5n, 2n, "-0.05"],
    [-12_345n, 2n, "-123.45"],
    [5n, 324n, `0.${"0".repeat(323)}5`],
    [10n ** 30n, 28n, "100.00"],
  ])("writes %d with %d decimals as %s", (amount, scale, text) => {
    expect(costToJSON(dinero({ amount, scale, currency: DOLLAR }))).toEqual({ amount: text, currency: "USD" });
  });
});

test("a cost is a dinero.js object, frozen, and shows what it holds", () => {
  const cost = costFromJSON({ amount: "0.298", currency: "USD" });
  const twin = dinero({ amount: 298n, scale: 3n, currency: DOLLAR });

  expect(Object.isFrozen(cost)).toBe(true);
  expect(inspect(cost)).toBe("DollarCost { amount: 298n, scale: 3n }");
  expect([equal(cost, twin), equal(twin, cost)]).toEqual([true, true]);
  expect(toDecimal(add(cost, twin))).toBe("0.596");
  expect(toDecimal(multiply(subtract(cost, dinero({ amount: 1n, currency: DOLLAR })), 2n))).toBe("0.576");
  expect(allocate(cost, [1n, 1n]).map((share) => toDecimal(share))).toEqual(["0.149", "0.149"]);
  expect(toDecimal(cost, ({ value, currency }) => `${currency.code} ${value}`)).toBe("USD 0.298");
  expect(toUnits(maximum([cost, twin]))).toEqual(toUnits(twin));
});

describe("costFromJSON", () => {
  test.each([
    ["0.298", 298n, 3n],
    ["5", 500n, 2n],
    ["5.1", 510n, 2n],
    ["0.2980", 298n, 3n],
    ["0.000", 0n, 2n],
    ["-0.05", -5n, 2n],
  ])("reads %s in the fewest decimals", (amount, units, scale) => {
    expect(toSnapshot(costFromJSON({ amount, currency: "USD" }))).toEqual({ amount: units, scale, currency: DOLLAR });
  });

  test.each<readonly [unknown, string]>([
    [{ amount: 12.5, currency: "USD" }, 'cost.amount must be a plain decimal text such as "0.298", not 12.5'],
    ...[
      "",
      "abc",
      "1e3",
      " 1",
      "1 ",
      "+1",
      ".5",
      "5.",
      "01",
      "1,000",
      "$5",
      "NaN",
      "Infinity",
      "0x10",
      "1_000",
      "--1",
      "\u0661",
    ].map((amount) => [{ amount, currency: "USD" }, "cost.amount must be a plain decimal text"] as const),
    [{ amount: 5n, currency: "USD" }, "not 5n"],
    [{ currency: "USD" }, 'cost.amount must be a plain decimal text such as "0.298", not undefined'],
    [{ amount: "1" }, 'cost.currency must be "USD", not undefined'],
    [{ amount: "1", currency: "EUR" }, 'cost.currency must be "USD", not "EUR"'],
    [{ amount: "1", currency: "usd" }, 'cost.currency must be "USD", not "usd"'],
    [{ amount: "298", currency: "USD", scale: 3 }, 'no field besides amount and currency, not "scale"'],
    ["0.298", 'cost must be an object { amount, currency }, not "0.298"'],
    [null, "cost must be an object { amount, currency }, not null"],
    [undefined, "cost must be an object { amount, currency }, not undefined"],
    [["1", "USD"], "cost must be an object { amount, currency }, not a list"],
  ])("refuses %o", (json, message) => {
    expect(thrownBy(() => costFromJSON(json))).toMatchObject({
      code: "INVALID_AMOUNT",
      message: expect.stringContaining(message),
    });
  });

  test("gives back the cost that costToJSON wrote, through JSON text", () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.integer({ min: 0, max: 400 }), (amount, scale) => {
        const cost = costFromJSON(costToJSON(dinero({ amount, scale: BigInt(scale), currency: DOLLAR })));
        const again = costFromJSON(JSON.parse(JSON.stringify(costToJSON(cost))));

        expect(toSnapshot(again)).toEqual(toSnapshot(cost));
        const { amount: units, scale: decimals } = toSnapshot(again);
        expect(units * 10n ** BigInt(scale)).toBe(amount * 10n ** decimals);
        expect(decimals === 2n || units % 10n !== 0n).toBe(true);
      }),
    );
  });

  test("gives dollars in the type", () => {
    expectTypeOf(costFromJSON({ amount: "1", currency: "USD" })).toEqualTypeOf<Cost>();
  });
});
