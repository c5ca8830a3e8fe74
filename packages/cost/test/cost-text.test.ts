import { thrownBy } from "@vg/testing/untyped";
import {
  add,
  allocate,
  convert,
  dinero,
  maximum,
  multiply,
  subtract,
  toDecimal,
  transformScale,
} from "dinero.js/bigint";
import { EUR, USD } from "dinero.js/bigint/currencies";
import { describe, expect, test } from "vitest";
import {
  type Cost,
  costFromJSON,
  createBudget,
  estimateClipCost,
  estimateJob,
  estimateTotalCost,
  evaluateEstimates,
} from "../src/index.ts";

const COST = estimateClipCost(5, "production");
const DOLLAR = { ...USD, code: "USD" } as const;

describe("a cost in a text", () => {
  test.each([
    ["0.265", "0.265 USD"],
    ["5", "5.00 USD"],
    ["-0.0500", "-0.05 USD"],
    ["0", "0.00 USD"],
    ["12345678901234567890.12", "12345678901234567890.12 USD"],
  ])("of %s reads %s", (amount, text) => {
    const cost = costFromJSON({ amount, currency: "USD" });

    expect(String(cost)).toBe(text);
    expect(cost.toString()).toBe(text);
    expect(["total:", cost].join(" ")).toBe(`total: ${text}`);
  });

  const budget = createBudget("1.00");
  test.each<readonly [string, Cost, string]>([
    ["a clip of a job", estimateJob({ clipPrompts: [{ duration: 5 }] }, "production").clips[0]?.cost ?? COST, "0.265"],
    ["the total of a job", estimateTotalCost({ clipPrompts: [{ duration: 5 }] }, "production"), "0.265"],
    ["what is left of a budget", budget.remaining, "1.00"],
    ["a judged sample", evaluateEstimates([{ estimate: "1", actual: "2" }]).worst.actual, "2.00"],
    ["a sum by dinero.js", add(COST, dinero({ amount: 10n, currency: DOLLAR })), "0.365"],
    ["a sum of sums by dinero.js", add(add(COST, COST), COST), "0.795"],
    ["a difference by dinero.js", subtract(COST, COST), "0.00"],
    ["a product by dinero.js", multiply(COST, { amount: 15n, scale: 1n }), "0.3975"],
    ["a share by dinero.js", allocate(COST, [1n, 4n])[0] ?? COST, "0.053"],
    ["a cost in more decimals by dinero.js", transformScale(COST, 9n), "0.265"],
    ["the highest by dinero.js", maximum([COST, COST]), "0.265"],
  ])("reads the same as %s", (_, cost, amount) => {
    expect(String(cost)).toBe(`${amount} USD`);
    expect(Object.isFrozen(cost)).toBe(true);
  });

  test("does not read as dollars once dinero.js converted it", () => {
    const converted = convert(COST, EUR, { EUR: 2n });

    expect(toDecimal(converted)).toBe("0.530");
    expect(Object.hasOwn(converted, "toString")).toBe(false);
  });
});

describe("a cost where a number is asked for", () => {
  const sum = add(COST, COST);
  test.each<readonly [string, (cost: Cost) => unknown]>([
    ["compared with <", (cost) => cost < COST],
    ["made a number of", (cost) => Number(cost)],
    ["formatted as a number", (cost) => Math.round(Number(cost))],
  ])("throws instead of a nonsense result: %s", (_, use) => {
    for (const cost of [COST, sum]) {
      expect(thrownBy(() => use(cost))).toMatchObject({
        name: "CostError",
        code: "INVALID_AMOUNT",
        message: "a cost is not a number; use compareCosts, addCosts or costToJSON",
      });
    }
  });
});
