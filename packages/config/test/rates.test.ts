import { expect, test } from "vitest";
import * as whole from "../src/index.ts";
import * as rates from "../src/rates.ts";

test("the entry with the rates alone gives what the whole package gives", () => {
  expect(rates.getCostRates).toBe(whole.getCostRates);
  expect(rates.COST_PER_CLIP).toBe(whole.COST_PER_CLIP);
  expect(rates.ENVIRONMENTS).toBe(whole.ENVIRONMENTS);
});
