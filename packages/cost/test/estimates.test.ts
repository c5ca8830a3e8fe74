import { COST_PER_CLIP, type CostRates } from "@vg/config";
import { describe, expect, test } from "vitest";
import { costToJSON, estimateClipCost, estimateJob, estimateTotalCost } from "../src/index.ts";

const RATES: CostRates = { currency: "USD", baseCost: "1.2", perSecond: "0.052341" };

describe("estimateClipCost", () => {
  test.each([
    [6, "production", "0.298"],
    [0, "production", "0.10"],
    [6, "staging", "0.298"],
    [6, "development", "0.017"],
    [0.1, "production", "0.1033"],
    [5.123456789012345, "production", "0.269074074037407385"],
    [1e21, "production", "33000000000000000000.10"],
    [1e-7, "development", "0.0050000002"],
    [-0, "production", "0.10"],
  ] as const)("%d seconds in %s cost %s", (duration, environment, amount) => {
    expect(costToJSON(estimateClipCost(duration, environment))).toEqual({ amount, currency: "USD" });
  });

  test("uses the rates it is given instead of the environment's", () => {
    expect(costToJSON(estimateClipCost(5.123456789012345, "production", { rates: RATES })).amount).toBe(
      "1.468166851793695149645",
    );
  });
});

describe("estimateTotalCost", () => {
  test("adds up every clip, ordinary and long ones, and never rounds", () => {
    const clipPrompts = [0.1, 0.2, 1e21, 5.123456789012345, 3].map((duration) => ({ duration }));

    expect(costToJSON(estimateTotalCost({ clipPrompts }, "production")).amount).toBe(
      "33000000000000000000.777974074037407385",
    );
  });

  test("a job without clips costs 0", () => {
    expect(costToJSON(estimateTotalCost({ clipPrompts: [] }, "production")).amount).toBe("0.00");
  });

  test("goes through a generator once", () => {
    const clipPrompts = [1, 2].values().map((duration) => ({ duration }));

    expect(costToJSON(estimateTotalCost({ clipPrompts }, "production")).amount).toBe("0.299");
  });

  test("stays exact past the safe integers, in arrays and in all else", () => {
    const clipPrompts = Array.from({ length: 30 }, () => ({ duration: 999_999_999.999999 }));

    for (const clips of [clipPrompts, clipPrompts.values(), new Set(clipPrompts)]) {
      expect(costToJSON(estimateTotalCost({ clipPrompts: clips }, "development")).amount).toBe("60000000.14999994");
    }
  });

  test("adds up durations of any length from a generator", () => {
    const clipPrompts = [0.1, 1e21, 5.123456789012345].values().map((duration) => ({ duration }));

    expect(costToJSON(estimateTotalCost({ clipPrompts }, "production")).amount).toBe(
      "33000000000000000000.472374074037407385",
    );
  });
});

describe("estimateJob", () => {
  test("gives every clip its cost and the job its total", () => {
    const estimate = estimateJob({ clipPrompts: [{ duration: 6 }, { duration: 4.5 }] }, "production");

    expect(estimate).toMatchObject({ environment: "production", rates: COST_PER_CLIP.production, totalDuration: 10.5 });
    expect(estimate.clips.map(({ index, duration, cost }) => [index, duration, costToJSON(cost).amount])).toEqual([
      [0, 6, "0.298"],
      [1, 4.5, "0.2485"],
    ]);
    expect(costToJSON(estimate.total).amount).toBe("0.5465");
  });

  test("is frozen all the way down", () => {
    const estimate = estimateJob({ clipPrompts: [{ duration: 6 }] }, "production", { rates: RATES });

    for (const part of [estimate, estimate.rates, estimate.clips, estimate.clips[0], estimate.total]) {
      expect(Object.isFrozen(part)).toBe(true);
    }
    expect(Object.isFrozen(RATES)).toBe(false);
  });

  test.each([
    ["a free clip", { currency: "USD", baseCost: "0", perSecond: "0" }, 5, "0.00"],
    ["a rate beyond the safe integers", { currency: "USD", baseCost: "0", perSecond: "99999999999999999" }, 0, "0.00"],
    [
      "a price beyond the safe integers",
      { currency: "USD", baseCost: "0.01", perSecond: "9999999.99" },
      999_999_999.999999,
      "9999999989999990.01000001",
    ],
  ] as const)("prices %s exactly", (_, rates, duration, amount) => {
    const estimate = estimateJob({ clipPrompts: [{ duration }] }, "production", { rates });

    expect(estimate.clips.map(({ cost }) => costToJSON(cost).amount)).toEqual([amount]);
    expect(costToJSON(estimate.total).amount).toBe(amount);
  });
});
