import { ConfigError, type CostRates, loadConfig } from "@vg/config";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { CostError, estimateClipCost } from "../src/index.ts";

/** Texts that are a rate, nearly one, or anything at all; an empty variable counts as unset. */
const text = fc.oneof(
  fc.constantFrom("0", "00", "0.10", "00.10", "01", "-0", "-1", "1.", ".5", "1e3", " 1", "1\n", "+1", "0x1", "\u0661"),
  fc.stringMatching(/^-?[0-9]{1,3}(\.[0-9]{0,30})?$/),
  fc.string({ minLength: 1 }),
);

test("a rate that the configuration takes is one that an estimate takes, and the other way round", () => {
  const verdicts = new Set<boolean>();
  fc.assert(
    fc.property(text, text, (baseCost, perSecond) => {
      const configured = takes(ConfigError, () =>
        loadConfig({ env: { VG_BASE_COST: baseCost, VG_COST_PER_SECOND: perSecond }, onWarning: () => {} }),
      );
      const rates: CostRates = { currency: "USD", baseCost, perSecond };

      expect(takes(CostError, () => estimateClipCost(1, "production", { rates }))).toBe(configured);
      verdicts.add(configured);
    }),
    { numRuns: 500 },
  );
  expect(verdicts).toEqual(new Set([true, false]));
});

/** Returns whether nothing is refused; any error but the package's own fails the test. */
function takes(refusal: typeof ConfigError | typeof CostError, run: () => unknown): boolean {
  try {
    run();
    return true;
  } catch (error) {
    if (error instanceof refusal) return false;
    throw error;
  }
}
