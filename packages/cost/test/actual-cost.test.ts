import type { Price } from "@vg/config";
import { call, thrownBy } from "@vg/testing/untyped";
import type { Prediction } from "replicate";
import { describe, expect, expectTypeOf, test } from "vitest";
import { actualCost, costToJSON, type MeteredPrediction } from "../src/index.ts";

const FACTS = { asOf: "2026-10-08", source: "price page" } as const;
const GPU: Price = {
  ...FACTS,
  kind: "gpu-second",
  hardware: "gpu-l40s",
  perSecond: "0.000975",
  typicalRunSeconds: "13",
};
const OUTPUT: Price = { ...FACTS, kind: "output-second", perSecond: "0.07" };
const CLIP: Price = { ...FACTS, kind: "clip", perClip: "0.50" };

describe("actualCost", () => {
  test.each<readonly [string, MeteredPrediction, Price, string]>([
    ["GPU seconds", { status: "succeeded", metrics: { predict_time: 12.345678 } }, GPU, "0.01203703605"],
    ["GPU seconds of a failed run", { status: "failed", metrics: { predict_time: 2 } }, GPU, "0.00195"],
    ["no GPU seconds at all", { metrics: { predict_time: 0 } }, GPU, "0.00"],
    ["GPU seconds of 17 digits", { metrics: { predict_time: 33.50123456789012 } }, GPU, "0.032663703703692867"],
    ["output seconds", { metrics: { predict_time: 300, video_output_duration_seconds: 5 } }, OUTPUT, "0.35"],
    ["the clip", { status: "succeeded" }, CLIP, "0.50"],
    ["the clip, whatever its state is called, when it has none", {}, CLIP, "0.50"],
  ])("counts %s", (_, prediction, price, amount) => {
    expect(costToJSON(actualCost(prediction, price)).amount).toBe(amount);
  });

  test.each([
    ["predict_time", GPU],
    ["video_output_duration_seconds", OUTPUT],
  ] as const)("names %s when it is missing or nonsense", (metric, price) => {
    for (const prediction of [
      undefined,
      null,
      {},
      { metrics: null },
      { metrics: {} },
      { metrics: { total_time: 5 } },
      ...[undefined, null, "5", -1, Number.NaN, Number.POSITIVE_INFINITY, {}].map((value) => ({
        metrics: { [metric]: value },
      })),
    ]) {
      expect(thrownBy(() => call(actualCost, prediction, price))).toMatchObject({
        code: "MISSING_METRIC",
        message: expect.stringContaining(`metrics.${metric} must be a finite number of seconds, at least 0, not `),
      });
    }
  });

  test.each(["starting", "processing", "failed", "canceled", "aborted", "", null])(
    "does not take the price of a clip for a prediction that is %s",
    (status) => {
      expect(thrownBy(() => call(actualCost, { status }, CLIP))).toMatchObject({
        code: "MISSING_METRIC",
        message: `status must be "succeeded" for a price per clip, not ${JSON.stringify(status)}; the prediction made no clip to count`,
      });
    },
  );

  test.each([null, undefined, "succeeded", 5, [], () => ({})])(
    "does not take the price of a clip for %o, which is not a prediction",
    (prediction) => {
      expect(thrownBy(() => call(actualCost, prediction, CLIP))).toMatchObject({
        code: "MISSING_METRIC",
        message: expect.stringContaining("prediction must be an object that may have a status, not "),
      });
    },
  );

  test.each([
    [{ ...GPU, perSecond: "-1" }, 'price.perSecond must be a decimal text of at least 0 such as "0.033", not "-1"'],
    [{ ...OUTPUT, perSecond: 0.07 }, "price.perSecond must be a decimal text"],
    [{ ...CLIP, perClip: undefined }, "price.perClip must be a decimal text"],
    [{ ...CLIP, kind: "minute" }, 'price.kind must be "gpu-second", "output-second" or "clip", not "minute"'],
    [{}, "price.kind must be"],
    [undefined, "price.kind must be"],
  ])("refuses the price %j", (price, message) => {
    const prediction = { metrics: { predict_time: 1, video_output_duration_seconds: 1 } };

    expect(thrownBy(() => call(actualCost, prediction, price))).toMatchObject({
      code: "INVALID_RATES",
      message: expect.stringContaining(message),
    });
  });

  test("takes what the replicate client returns", () => {
    expectTypeOf<Prediction>().toExtend<Parameters<typeof actualCost>[0]>();
  });
});
