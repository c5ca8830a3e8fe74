import { describe, expect, test } from "vitest";
import { COST_PER_CLIP } from "@vg/config";
import { type Cost, costToJSON, estimateClipCost, estimateJob, estimateTotalCost } from "../src/index.ts";
import fixture from "./fixtures/durations.json" with { type: "json" };

describe("10,000 recorded durations cost what Python's Decimal says, digit for digit,", () => {
  const clipPrompts = fixture.rows.map(([duration]) => ({ duration: Number(duration) }));

  test("and the record is whole", () => {
    expect(fixture.rows).toHaveLength(10_000);
    expect(fixture.rows.every(([duration]) => typeof duration === "number")).toBe(true);
    for (const duration of [0, 1e-7, 5e-324, 1e21, 1e15, 0.1 + 0.2]) {
      expect(clipPrompts).toContainEqual({ duration });
    }
  });

  test.each([
    ["production", 1],
    ["development", 2],
  ] as const)("one by one, as a job and in all, in %s", (environment, column) => {
    const expected = fixture.rows.map((row) => row[column]);

    const job = estimateJob({ clipPrompts }, environment);

    expect(clipPrompts.map(({ duration }) => amountOf(estimateClipCost(duration, environment)))).toEqual(expected);
    expect(job.clips.map(({ cost }) => amountOf(cost))).toEqual(expected);
    expect(amountOf(job.total)).toBe(fixture.totals[environment]);
    expect(amountOf(estimateTotalCost({ clipPrompts }, environment))).toBe(fixture.totals[environment]);
    expect(job.rates).toEqual(COST_PER_CLIP[environment]);
  });
});

function amountOf(cost: Cost): string {
  return costToJSON(cost).amount;
}
