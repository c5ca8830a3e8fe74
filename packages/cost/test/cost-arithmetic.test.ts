import { call, thrownBy } from "@vg/testing/untyped";
import { add, dinero, toSnapshot } from "dinero.js/bigint";
import { EUR, USD } from "dinero.js/bigint/currencies";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addCosts, compareCosts, type Cost, costFromJSON } from "../src/index.ts";

const DOLLAR = { ...USD, code: "USD" } as const;

/** Costs of any size, below 0 too, in as many decimals as somebody may have given them. */
const costs: fc.Arbitrary<Cost> = fc
  .tuple(fc.bigInt(), fc.bigInt({ min: 0n, max: 40n }))
  .map(([amount, scale]) => dinero({ amount, scale, currency: DOLLAR }));

describe("addCosts", () => {
  test.each<readonly [readonly (Cost | string)[], string]>([
    [[], "0.00 USD"],
    [["0.1", "0.2"], "0.30 USD"],
    [["1", "-1.5"], "-0.50 USD"],
    [["0.0000000001", "10000000000"], "10000000000.0000000001 USD"],
    [[costFromJSON({ amount: "0.298", currency: "USD" }), dinero({ amount: 2n, currency: DOLLAR })], "0.318 USD"],
  ])("adds up %s", (given, sum) => {
    expect(String(addCosts(...given))).toBe(sum);
  });

  test("says which argument is not an amount", () => {
    for (const wrong of ["$5", 5, null, undefined, dinero({ amount: 5n, currency: EUR })]) {
      expect(thrownBy(() => call(addCosts, "1", wrong, "2"))).toMatchObject({
        code: "INVALID_AMOUNT",
        index: 1,
        message: expect.stringMatching(/^costs\[1\] must be /),
      });
    }
  });

  test("gives the same in any order and in any grouping", () => {
    const groups = fc.tuple(fc.array(costs), fc.array(costs));
    fc.assert(
      fc.property(groups, ([some, others]) => {
        const all = toSnapshot(addCosts(...some, ...others));

        expect(toSnapshot(addCosts(...others, ...some))).toEqual(all);
        expect(toSnapshot(addCosts(addCosts(...some), addCosts(...others)))).toEqual(all);
      }),
    );
  });

  test("gives what dinero.js gives", () => {
    fc.assert(
      fc.property(costs, costs, (a, b) => {
        expect(compareCosts(addCosts(a, b), add(a, b))).toBe(0);
      }),
    );
  });
});

describe("compareCosts", () => {
  test.each([
    ["0.5", "0.50", 0],
    ["0.09", "0.1", -1],
    ["10", "9", 1],
    ["-1", "0", -1],
    ["0", "-0", 0],
  ])("of %s and %s", (a, b, order) => {
    expect(compareCosts(a, b)).toBe(order);
  });

  test("orders costs as their difference does", () => {
    fc.assert(
      fc.property(costs, costs, (a, b) => {
        const difference = compareCosts(a, b);

        expect(compareCosts(b, a)).toBe(0 - difference);
        expect(compareCosts(addCosts(a, "1"), addCosts(b, "1"))).toBe(difference);
      }),
    );
  });

  test.each([
    ["$5", "1", 'a must be a decimal number of dollars such as "12.50", not "$5"'],
    ["1", 5, "b must be a Cost, made by this package or by dinero.js/bigint, not 5"],
  ])("refuses %j and %j", (a, b, message) => {
    expect(thrownBy(() => call(compareCosts, a, b))).toMatchObject({ code: "INVALID_AMOUNT", message });
  });
});
