import type { CostRates } from "@vg/config";
import { checkBudget, costToJSON, estimateJob } from "@vg/cost";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type ClipRates, estimateClips } from "../../src/plan/pricing.ts";

const decimal = fc.tuple(fc.nat(50), fc.nat(999)).map(([whole, part]) => `${whole}.${String(part).padStart(3, "0")}`);
const rates: fc.Arbitrary<ClipRates> = fc.tuple(decimal, decimal).map(([baseCost, perSecond]) => ({
  rates: { currency: "USD", baseCost, perSecond } satisfies CostRates,
  from: "catalogue",
  priceUnknown: false,
}));
const clips = fc.array(rates, { minLength: 1, maxLength: 3 }).chain((prices) =>
  fc.array(fc.record({ duration: fc.double({ min: 0, max: 100, noNaN: true }), rates: fc.constantFrom(...prices) }), {
    minLength: 1,
  }),
);

test("adds clips with different rates up to a total that is their exact sum", () => {
  fc.assert(
    fc.property(clips, (priced) => {
      const estimate = estimateClips(priced, "development");
      // Refuses an estimate whose clips do not add up to its total.
      expect(costToJSON(checkBudget(estimate, "0").total)).toEqual(costToJSON(estimate.total));
      expect(estimate.clips.map(({ index }) => index)).toEqual(priced.map((_clip, index) => index));
    }),
  );
});

test("prices each clip as it would be priced alone", () => {
  fc.assert(
    fc.property(clips, (priced) => {
      const estimate = estimateClips(priced, "development");
      for (const [index, clip] of priced.entries()) {
        const alone = estimateJob({ clipPrompts: [clip] }, "development", { rates: clip.rates.rates });
        expect(estimate.clips[index]).toMatchObject({ index, duration: clip.duration });
        expect(estimate.clips.slice(index, index + 1).map(({ cost }) => costToJSON(cost))).toEqual([
          costToJSON(alone.total),
        ]);
      }
    }),
  );
});

test("is estimateJob where all clips have the same rates", () => {
  const same: ClipRates = {
    rates: { currency: "USD", baseCost: "0.1", perSecond: "0.033" },
    from: "settings",
    priceUnknown: false,
  };
  const priced = [
    { duration: 6, rates: same },
    { duration: 4.5, rates: same },
  ];

  const whole = estimateJob({ clipPrompts: priced }, "production", { rates: same.rates });
  const estimate = estimateClips(priced, "production");

  expect(estimate.clips.map(({ cost }) => costToJSON(cost))).toEqual(whole.clips.map(({ cost }) => costToJSON(cost)));
  expect(costToJSON(estimate.total)).toEqual({ amount: "0.5465", currency: "USD" });
});
