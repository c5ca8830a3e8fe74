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

const BOTH: Price = { ...OUTPUT, perClip: "0.01" };

describe("actualCost", () => {
  test.each<readonly [string, MeteredPrediction, Price, string]>([
    ["GPU seconds", { status: "succeeded", metrics: { predict_time: 12.345678 } }, GPU, "0.01203703605"],
    ["GPU seconds of a canceled run", { status: "canceled", metrics: { predict_time: 2 } }, GPU, "0.00195"],
    ["nothing of a failed run, whatever time it took", { status: "failed", metrics: { predict_time: 2 } }, GPU, "0.00"],
    ["nothing of an aborted run", { status: "aborted" }, GPU, "0.00"],
    ["nothing of a failed run by the second", { status: "failed" }, OUTPUT, "0.00"],
    ["nothing of a failed run by the clip", { status: "failed" }, CLIP, "0.00"],
    ["nothing of an aborted run by the clip", { status: "aborted" }, CLIP, "0.00"],
    ["nothing of a run that was canceled before it started", { status: "canceled", started_at: null }, CLIP, "0.00"],
    [
      "the time of a canceled run that says when it started",
      { status: "canceled", started_at: "2026-11-26T10:00:00Z", metrics: { predict_time: 2 } },
      GPU,
      "0.00195",
    ],
    [
      "the time of a canceled run, even if it is not said when it started",
      { status: "canceled", started_at: null, metrics: { predict_time: 2 } },
      GPU,
      "0.00195",
    ],
    ["no GPU seconds at all", { metrics: { predict_time: 0 } }, GPU, "0.00"],
    ["GPU seconds of 17 digits", { metrics: { predict_time: 33.50123456789012 } }, GPU, "0.032663703703692867"],
    ["output seconds", { metrics: { predict_time: 300, video_output_duration_seconds: 5 } }, OUTPUT, "0.35"],
    ["the clip", { status: "succeeded" }, CLIP, "0.50"],
    ["the clip, whatever its state is called, when it has none", {}, CLIP, "0.50"],
    ["every clip", { metrics: { video_output_count: 3 } }, CLIP, "1.50"],
    ["no clip", { metrics: { video_output_count: 0 } }, CLIP, "0.00"],
    ["the clips of a canceled run", { status: "canceled", metrics: { video_output_count: 1 } }, CLIP, "0.50"],
    ["output seconds and the clip", { metrics: { video_output_duration_seconds: 5 } }, BOTH, "0.36"],
    [
      "output seconds and every clip",
      { metrics: { video_output_duration_seconds: 10, video_output_count: 2 } },
      BOTH,
      "0.72",
    ],
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

  test.each([GPU, OUTPUT, CLIP])("knows no cost of what is not finished, at a price by the $kind", (price) => {
    for (const status of ["starting", "processing", "queued", "", null]) {
      const metrics = { predict_time: 1, video_output_duration_seconds: 1 };
      expect(thrownBy(() => call(actualCost, { status, metrics }, price))).toMatchObject({
        code: "MISSING_METRIC",
        message: `status must be that of a finished prediction: succeeded, failed, canceled or aborted, not ${JSON.stringify(status)}`,
      });
    }
  });

  test.each([
    [GPU, "metrics.predict_time must be a finite number of seconds, at least 0, not undefined"],
    [OUTPUT, "metrics.video_output_duration_seconds must be a finite number of seconds, at least 0, not undefined"],
    [CLIP, "metrics.video_output_count must be a whole number of at least 0, not undefined"],
    [BOTH, "metrics.video_output_duration_seconds must be a finite number of seconds, at least 0, not undefined"],
  ])("does not guess what a canceled run used: %o", (price, message) => {
    expect(thrownBy(() => actualCost({ status: "canceled", started_at: "2026-11-26T10:00:00Z" }, price))).toMatchObject(
      {
        code: "MISSING_METRIC",
        message,
      },
    );
  });

  test.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, "1", true])("refuses %j clips", (count) => {
    expect(thrownBy(() => call(actualCost, { metrics: { video_output_count: count } }, CLIP))).toMatchObject({
      code: "MISSING_METRIC",
      message: expect.stringContaining("metrics.video_output_count must be a whole number of at least 0, not "),
    });
  });

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
    [{ ...BOTH, perClip: "free" }, 'price.perClip must be a decimal text of at least 0 such as "0.033", not "free"'],
    [[], "prices must be a list of prices, not an empty list"],
    [[CLIP, { ...CLIP, kind: "minute" }], "prices[1].kind must be"],
    [{ ...CLIP, when: "720p" }, 'price.when must be values of inputs, lists of them, or { present }, not "720p"'],
    [{ ...CLIP, when: { resolution: null } }, "price.when must be values of inputs"],
    [{ ...CLIP, when: { image: { present: 1 } } }, "price.when must be values of inputs"],
    [{ owner: "me", name: "mine", prices: "free" }, 'me/mine.prices must be a list of prices, not "free"'],
    [{ owner: "me", name: "mine", prices: [] }, "me/mine.prices must be a list of prices, not an empty list"],
    [
      { owner: "me", name: "mine", prices: [], priceUnknown: "no source" },
      "me/mine must have a price, which is not known (no source)",
    ],
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
