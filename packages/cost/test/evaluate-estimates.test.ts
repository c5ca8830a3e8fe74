import { call, thrownBy } from "@vg/testing/untyped";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { costToJSON, estimateClipCost, evaluateEstimates } from "../src/index.ts";
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

  test("is frozen all the way down", () => {
    const evaluation = evaluateEstimates([{ estimate: "2", actual: "1" }]);

    for (const part of [evaluation, evaluation.outside, evaluation.worst]) expect(Object.isFrozen(part)).toBe(true);
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

        const { within, outside, worst, ...figures } = evaluateEstimates(given, options);
        const backwards = evaluateEstimates(given.toReversed(), options);

        const expected = given.filter(({ estimate, actual }) => {
          const difference = millionths(estimate) - millionths(actual);
          return (difference < 0n ? -difference : difference) * 100n <= BigInt(percent) * millionths(actual);
        });
        expect(within).toBe(expected.length);
        expect(outside).toHaveLength(given.length - expected.length);
        expect(Math.abs(backwards.worst.error)).toBe(Math.abs(worst.error));
        expect(backwards).toMatchObject(figures);
      }),
    );
  });
});

function millionths(amount: string): bigint {
  return BigInt(amount.replace(".", ""));
}
