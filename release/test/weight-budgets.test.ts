import { expect, test } from "vitest";
import { tooHeavy, WEIGHT_BUDGETS } from "../src/weight-budgets.ts";

test.each(Object.entries(WEIGHT_BUDGETS))("%s may weigh its budget, and not a bit more", (name, budget) => {
  expect(tooHeavy(name, budget)).toEqual([]);
  expect(tooHeavy(name, { bundle: budget.bundle + 0.1 })).toEqual([
    `${name} bundle: ${budget.bundle + 0.1} is more than ${budget.bundle}.`,
  ]);
  expect(tooHeavy(name, { packages: budget.packages + 1, install: budget.install + 1 })).toHaveLength(2);
});

test("a package without a budget is too heavy, and says what it needs", () => {
  expect(tooHeavy("@vg/new", { bundle: 3.5 })).toEqual(['@vg/new has no budget; it needs {"bundle":3.5}.']);
});
