import type { CostRates } from "@vg/config";
import { add, equal, lessThan, toSnapshot } from "dinero.js/bigint";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Cost, estimateClipCost, estimateJob, estimateTotalCost, type JobEstimate } from "../src/index.ts";
import { amounts, durations } from "./arbitraries.ts";

const rates: fc.Arbitrary<CostRates> = fc.record({
  currency: fc.constant("USD" as const),
  baseCost: amounts,
  perSecond: amounts,
});
const lists = fc.array(durations, { maxLength: 30 });

describe("an estimate", () => {
  test("is no lower for a longer clip", () => {
    fc.assert(
      fc.property(durations, durations, rates, (one, other, given) => {
        const [shorter, longer] = [Math.min(one, other), Math.max(one, other)].map((duration) =>
          estimateClipCost(duration, "production", { rates: given }),
        );

        expect(shorter && longer && lessThan(longer, shorter)).toBe(false);
      }),
    );
  });

  test("is higher for a longer clip where seconds cost anything", () => {
    fc.assert(
      fc.property(durations, durations, (one, other) => {
        fc.pre(one < other);

        expect(lessThan(estimateClipCost(one, "production"), estimateClipCost(other, "production"))).toBe(true);
      }),
    );
  });

  test("of a job is the sum of its clips", () => {
    fc.assert(
      fc.property(lists, rates, (given, options) => {
        const { clips, total } = estimateJob(jobOf(given), "production", { rates: options });

        expect(equal(sumOf(clips.map(({ cost }) => cost)), total)).toBe(true);
      }),
    );
  });

  test("of a clip is the same alone and in a job", () => {
    fc.assert(
      fc.property(lists, rates, (given, options) => {
        const { clips } = estimateJob(jobOf(given), "production", { rates: options });

        expect(clips.map(({ cost }) => toSnapshot(cost))).toEqual(
          given.map((duration) => toSnapshot(estimateClipCost(duration, "production", { rates: options }))),
        );
      }),
    );
  });

  test("by given rates needs no environment", () => {
    fc.assert(
      fc.property(lists, rates, (given, own) => {
        const job = jobOf(given);
        const { environment, ...estimate } = estimateJob(job, "production", { rates: own });

        expect(environment).toBe("production");
        for (const source of [[{ rates: own }], [undefined, { rates: own }]] as const) {
          expect(snapshotOf(estimateJob(job, ...source))).toEqual(snapshotOf(estimate));
          expect(toSnapshot(estimateTotalCost(job, ...source))).toEqual(toSnapshot(estimate.total));
          for (const [index, duration] of given.entries()) {
            const cost = estimate.clips[index]?.cost ?? estimate.total;
            expect(toSnapshot(estimateClipCost(duration, ...source))).toEqual(toSnapshot(cost));
          }
        }
      }),
    );
  });

  test("of a job is the same in any order", () => {
    const shuffled = lists.chain((given) =>
      fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length })),
    );
    fc.assert(
      fc.property(shuffled, ([given, other]) => {
        expect(totalOf(other)).toEqual(totalOf(given));
        expect(estimateJob(jobOf(other), "production").totalDuration).toBe(
          estimateJob(jobOf(given), "production").totalDuration,
        );
      }),
    );
  });

  test("of a job is the sum of any of its parts", () => {
    fc.assert(
      fc.property(lists, fc.array(fc.nat({ max: 30 }), { maxLength: 5 }), (given, cuts) => {
        const bounds = [0, ...cuts.toSorted((a, b) => a - b), given.length];
        const parts = bounds.slice(1).map((end, index) => given.slice(Math.min(bounds[index] ?? 0, end), end));

        const sum = sumOf(parts.map((part) => estimateTotalCost(jobOf(part), "production")));

        expect(equal(sum, estimateTotalCost(jobOf(given), "production"))).toBe(true);
      }),
    );
  });

  test("has as few decimals as it needs, at least two", () => {
    fc.assert(
      fc.property(durations, rates, (duration, given) => {
        const { amount, scale } = toSnapshot(estimateClipCost(duration, "production", { rates: given }));

        expect(scale === 2n || (scale > 2n && amount % 10n !== 0n)).toBe(true);
      }),
    );
  });
});

function jobOf(given: readonly number[]): { clipPrompts: { duration: number }[] } {
  return { clipPrompts: given.map((duration) => ({ duration })) };
}

/** An estimate whose costs can be compared, as dinero.js objects cannot. */
function snapshotOf({ clips, total, ...others }: JobEstimate): unknown {
  return {
    ...others,
    clips: clips.map(({ cost, ...clip }) => ({ ...clip, cost: toSnapshot(cost) })),
    total: toSnapshot(total),
  };
}

function totalOf(given: readonly number[]): ReturnType<typeof toSnapshot<bigint, "USD">> {
  return toSnapshot(estimateTotalCost(jobOf(given), "production"));
}

function sumOf(costs: readonly Cost[]): Cost {
  return costs.reduce((sum, cost) => add(sum, cost), estimateTotalCost({ clipPrompts: [] }, "production"));
}
