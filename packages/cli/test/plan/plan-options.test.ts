import { costToJSON } from "@vg/cost";
import { expect, test } from "vitest";
import { parseIntegerOption } from "../../src/shared/parse-option.ts";
import { parseBudget } from "../../src/plan/run-plan.ts";

test.each([
  ["5", "5.00"],
  ["5.00", "5.00"],
  ["$0.125", "0.125"],
  ["0", "0.00"],
])("takes a budget of %j as %s dollars", (text, amount) => {
  expect(costToJSON(parseBudget(text))).toEqual({ amount, currency: "USD" });
});

test.each(["", "-1", "1e3", "5,00", "five", "Infinity", "5 ", "05", "00.5", "$$5"])(
  "refuses a budget of %j",
  (text) => {
    expect(() => parseBudget(text)).toThrow(
      `--budget must be an amount of dollars such as 5.00, with no leading zeros, not ${JSON.stringify(text)}`,
    );
  },
);

test.each(["", "-1", "1.5", "1001", "0", "1e2", "many"])("refuses %j as a whole number from 1 to 1000", (text) => {
  expect(() => parseIntegerOption("--concurrency", text, { min: 1, max: 1000 })).toThrow(
    `--concurrency must be a whole number from 1 to 1000, not ${JSON.stringify(text)}`,
  );
});

test.each([
  ["1", 1],
  ["1000", 1000],
])("takes %j as a whole number", (text, value) => {
  expect(parseIntegerOption("--concurrency", text, { min: 1, max: 1000 })).toBe(value);
});
