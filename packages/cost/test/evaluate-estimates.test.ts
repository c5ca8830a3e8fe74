import { call, thrownBy } from "@vg/testing/untyped";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addCosts, compareCosts, costToJSON, estimateClipCost, evaluateEstimates } from "../src/index.ts";
import { amounts } from "./arbitraries.ts";

describe("evaluateEstimates", () => {
  test.each([
    ["1.20", "1.00", "0.20", true, 0.2],
    ["0.80", "1.00", "0.20", true, -0.2],
    ["1.2000000000000000000000001", "1.00", "0.20", false, 0.2],
    ["0.7999999999999999999999999", "1.00", "0.20", false, -0.2],
    ["1.00", "1.00", "0", true, 0],
    ["1.01", "1.00", "0", false, 0.01],
    ["3.00", "1.00", "2", true, 2],
    ["0", "1.00", "0.20", false, -1],
    ["0", "0", "0.20", true, 0],
    ["0.01", "0", "0.20", false, Number.POSITIVE_INFINITY],
  ])("an estimate of %s for %s, with a tolerance of %s", (estimate, actual, tolerance, holds, error) => {
    const evaluation = evaluateEstimates([{ estimate, actual }], { tolerance });

    expect(evaluation).toMatchObject({
      count: 1,
      within: holds ? 1 : 0,
      holds,
      tolerance,
      bias: error,
      meanAbsoluteError: Math.abs(error),
      worst: { index: 0, error },
    });
    expect(evaluation.outside).toEqual(holds ? [] : [evaluation.worst]);
  });

  test("takes costs, and 20 % if no tolerance is given", () => {
    const estimate = estimateClipCost(6, "production");
    const { holds, tolerance, worst } = evaluateEstimates([{ estimate, actual: estimateClipCost(7, "staging") }]);

    expect({ holds, tolerance }).toEqual({ holds: true, tolerance: "0.20" });
    expect([worst.estimate, worst.actual].map((cost) => costToJSON(cost).amount)).toEqual(["0.298", "0.331"]);
  });

  test("reports the mean of the errors, their size, and everything outside", () => {
    const evaluation = evaluateEstimates([
      { estimate: "1.50", actual: "1.00" },
      { estimate: "0.75", actual: "1.00" },
      { estimate: "1.00", actual: "1.00" },
      { estimate: "2.00", actual: "4.00" },
    ]);

    expect(evaluation).toMatchObject({ count: 4, within: 1, holds: false, bias: -0.0625, meanAbsoluteError: 0.3125 });
    expect(evaluation.worst.index).toBe(0);
    expect(evaluation.outside.map(({ index, error }) => [index, error])).toEqual([
      [0, 0.5],
      [1, -0.25],
      [3, -0.5],
    ]);
  });

  test("gives every sample with its verdict, in order", () => {
    const { samples } = evaluateEstimates([
      { estimate: "1.50", actual: "1.00" },
      { estimate: "0.80", actual: "1.00" },
    ]);

    expect(samples.map(({ index, error, within }) => [index, error, within])).toEqual([
      [0, 0.5, false],
      [1, -0.2, true],
    ]);
    expect(samples.map(({ estimate, actual }) => `${estimate.toString()} for ${actual.toString()}`)).toEqual([
      "1.50 USD for 1.00 USD",
      "0.80 USD for 1.00 USD",
    ]);
  });

  test.each([
    [["0.10", "0.20"], ["0.10", "0.10"], "0.30", "0.20", 0.5],
    [["0", "0"], ["0", "0"], "0.00", "0.00", 0],
    [["0.01", "0"], ["0", "0"], "0.01", "0.00", Number.POSITIVE_INFINITY],
    [["1", "3"], ["2", "2"], "4.00", "4.00", 0],
    [["10", "2"], ["10", "1"], "12.00", "11.00", 1 / 11],
  ])("adds up estimates of %s and actual costs of %s", (estimates, actuals, estimated, paid, totalError) => {
    const evaluation = evaluateEstimates(
      estimates.map((estimate, index) => ({ estimate, actual: actuals[index] ?? "" })),
    );

    expect([evaluation.estimated, evaluation.paid].map((cost) => costToJSON(cost).amount)).toEqual([estimated, paid]);
    expect(evaluation.totalError).toBe(totalError);
  });

  test("judges each group by itself, in the order of their first samples", () => {
    const { groups, within } = evaluateEstimates(
      [
        { model: "svd", estimate: "1.50", actual: "1.00" },
        { model: "veo-3.1-lite", estimate: "0.40", actual: "0.50" },
        { model: "svd", estimate: "1.00", actual: "1.00" },
      ],
      { groupBy: ({ model }) => model },
    );

    expect(within).toBe(2);
    expect(groups).toMatchObject([
      { group: "svd", count: 2, within: 1, holds: false, bias: 0.25, totalError: 0.25, worst: { index: 0 } },
      { group: "veo-3.1-lite", count: 1, within: 1, holds: true, bias: -0.2, totalError: -0.2, worst: { index: 1 } },
    ]);
    expect(groups.map(({ paid }) => String(paid))).toEqual(["2.00 USD", "0.50 USD"]);
    expect(evaluateEstimates([{ estimate: "1", actual: "1" }]).groups).toEqual([]);
  });

  test("takes names of groups that objects have already", () => {
    const names = ["__proto__", "constructor", ""];
    const { groups } = evaluateEstimates(
      names.map(() => ({ estimate: "1", actual: "1" })),
      { groupBy: (_, index) => names[index] ?? "" },
    );

    expect(groups.map(({ group, count }) => [group, count])).toEqual(names.map((name) => [name, 1]));
  });

  test.each([
    ["svd", undefined, 'groupBy must be a function of a sample, not "svd"'],
    [() => undefined, 0, "groupBy must name the group of samples[0] by a text, not undefined"],
    [(_: unknown, index: number) => (index === 1 ? 5 : "a"), 1, "groupBy must name the group of samples[1] by a text"],
  ])("refuses %o for groupBy", (groupBy, index, message) => {
    const samples = [1, 2].map(() => ({ estimate: "1", actual: "1" }));

    expect(thrownBy(() => call(evaluateEstimates, samples, { groupBy }))).toMatchObject({
      code: "INVALID_OPTION",
      index,
      message: expect.stringContaining(message),
    });
  });

  test("of a group is what it is of the group's samples alone", () => {
    const groups = fc.constantFrom("svd", "veo-3.1-lite", "kling-v2.6");
    const samples = fc.array(fc.record({ model: groups, estimate: amounts, actual: amounts }), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(samples, (given) => {
        const evaluation = evaluateEstimates(given, { groupBy: ({ model }) => model });

        expect(evaluation.groups.reduce((sum, { count }) => sum + count, 0)).toBe(evaluation.count);
        expect(evaluation.groups.reduce((sum, { within }) => sum + within, 0)).toBe(evaluation.within);
        expect(compareCosts(addCosts(...evaluation.groups.map(({ paid }) => paid)), evaluation.paid)).toBe(0);
        expect(
          compareCosts(addCosts(...evaluation.groups.map(({ estimated }) => estimated)), evaluation.estimated),
        ).toBe(0);
        for (const { group, worst, estimated, paid, ...figures } of evaluation.groups) {
          const alone = evaluateEstimates(given.filter(({ model }) => model === group));
          expect(alone).toMatchObject(figures);
          expect(alone.worst.error).toBe(worst.error);
          expect([alone.estimated, alone.paid].map(String)).toEqual([estimated, paid].map(String));
        }
      }),
    );
  });

  test("is frozen all the way down", () => {
    const { worst, samples, outside, groups } = evaluateEstimates([{ estimate: "2", actual: "1" }], {
      groupBy: () => "svd",
    });

    for (const part of [worst, samples, samples[0], outside, groups, groups[0]])
      expect(Object.isFrozen(part)).toBe(true);
    expect(Object.isFrozen(evaluateEstimates([{ estimate: "2", actual: "1" }]))).toBe(true);
  });

  test.each([[[], "an empty list"] as const, [undefined, "undefined"] as const, [{}, "an object"] as const])(
    "says nothing about %j",
    (samples, shown) => {
      expect(thrownBy(() => call(evaluateEstimates, samples))).toMatchObject({
        code: "INSUFFICIENT_DATA",
        message: `samples must be at least one { estimate, actual }, not ${shown}`,
      });
    },
  );

  test.each([
    [{ estimate: "-1", actual: "1" }, 'samples[1].estimate must be at least 0 dollars, not "-1"'],
    [{ estimate: "1", actual: "1e3" }, "samples[1].actual must be a decimal number of dollars"],
    [{ estimate: "1" }, "samples[1].actual must be a Cost"],
    [null, "samples[1].estimate must be a Cost"],
  ])("refuses the sample %j and says which it is", (sample, message) => {
    expect(thrownBy(() => call(evaluateEstimates, [{ estimate: "1", actual: "1" }, sample]))).toMatchObject({
      code: "INVALID_AMOUNT",
      index: 1,
      message: expect.stringContaining(message),
    });
  });

  test.each(["20 %", "-0.1", "1e-1", "", 0.2, null])("refuses %j for a tolerance", (tolerance) => {
    expect(thrownBy(() => call(evaluateEstimates, [{ estimate: "1", actual: "1" }], { tolerance }))).toMatchObject({
      code: "INVALID_OPTION",
      message: expect.stringContaining('tolerance must be a decimal text of at least 0 such as "0.20" for 20 %, not '),
    });
  });

  test("counts in integers, and says the same in any order", () => {
    const samples = fc.array(fc.record({ estimate: amounts, actual: amounts }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(samples, fc.nat({ max: 100 }), (given, percent) => {
        const options = { tolerance: `${percent / 100}` };

        const evaluation = evaluateEstimates(given, options);
        const { within, outside, worst, count, bias, meanAbsoluteError, totalError } = evaluation;
        const backwards = evaluateEstimates(given.toReversed(), options);

        const expected = given.filter(({ estimate, actual }) => {
          const difference = millionths(estimate) - millionths(actual);
          return (difference < 0n ? -difference : difference) * 100n <= BigInt(percent) * millionths(actual);
        });
        expect(within).toBe(expected.length);
        expect(outside).toHaveLength(given.length - expected.length);
        expect(Math.abs(backwards.worst.error)).toBe(Math.abs(worst.error));
        expect(backwards).toMatchObject({ within, count, bias, meanAbsoluteError, totalError });
        expect([backwards.paid, backwards.estimated].map(String)).toEqual(
          [evaluation.paid, evaluation.estimated].map(String),
        );
        expect(evaluation.samples.filter((sample) => !sample.within)).toEqual(outside);
      }),
    );
  });
});

function millionths(amount: string): bigint {
  return BigInt(amount.replace(".", ""));
}
