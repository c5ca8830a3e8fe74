import { type Condition, MODELS, type ModelSpec, type ModelValue, type Price, ratesOf } from "@vg/config";
import { describe, expect, test } from "vitest";
import { actualCost, type MeteredPrediction, type PredictionMetrics, estimateClipCost } from "../src/index.ts";

/** Every price of every model, with what it is for. */
const tiers = Object.entries(MODELS).flatMap(([name, spec]) =>
  spec.prices.map((price) => ({ name, spec, price, when: JSON.stringify(price.when ?? {}) })),
);

test("the catalogue has tiers to look at", () => {
  expect(tiers.length).toBeGreaterThan(100);
});

describe.each(tiers)("$name, billed at $when", ({ spec, price }) => {
  const { seconds, input, metrics } = madeAt(spec, price);
  const estimate = String(estimateClipCost(seconds, { rates: ratesOf(price) }));
  const counted = {
    predict_time: metrics.predict_time,
    video_output_duration_seconds: metrics.video_output_duration_seconds,
  };

  test.each<readonly [string, MeteredPrediction]>([
    ["metrics and inputs", { status: "succeeded", metrics, input }],
    ["metrics alone", { metrics }],
    ["metrics alone, its inputs deleted", { metrics, input: {}, data_removed: true }],
    ["inputs alone", { metrics: counted, input }],
  ])("costs what was estimated, by its %s", (_, prediction) => {
    expect(String(actualCost(prediction, spec))).toBe(estimate);
  });

  test("costs what was estimated, by its inputs and without its model", () => {
    expect(String(actualCost({ metrics: counted, input }, spec.prices))).toBe(estimate);
  });

  test("costs what was estimated at the price alone", () => {
    expect(String(actualCost({ metrics, input }, price))).toBe(estimate);
  });
});

interface Made {
  readonly seconds: number;
  readonly input: Record<string, unknown>;
  readonly metrics: PredictionMetrics;
}

/** A prediction that was made and billed at a price: its inputs say so, and so do its metrics. */
function madeAt(spec: ModelSpec, price: Price): Made {
  const given = Object.entries(price.when ?? {}).flatMap(([name, condition]) => {
    const value = valueOf(condition);
    return value === undefined ? [] : [[name, value] as const];
  });
  const input: Record<string, unknown> = Object.fromEntries(given);
  const { resolution = "", audio = "", duration = "" } = spec.roles;
  const size = input[resolution];
  const sound = input[audio];
  const seconds = Number(input[duration] ?? 5);
  const variant = Object.entries(spec.variants ?? {}).find(([, conditions]) =>
    Object.entries(conditions).every(([name, condition]) => {
      const value = input[name] ?? spec.inputs[name]?.default;
      return typeof condition === "object" ? value === valueOf(condition) : value === condition;
    }),
  );
  return {
    seconds,
    input,
    metrics: {
      predict_time: price.kind === "gpu-second" ? Number(price.typicalRunSeconds) : 90,
      video_output_count: 1,
      video_output_duration_seconds: seconds,
      ...(typeof size === "string" && { resolution_target: spec.resolutions?.[size] ?? size }),
      ...(typeof sound === "boolean" && { with_audio: sound }),
      ...(variant !== undefined && { model_variant: variant[0] }),
    },
  };
}

/** A value that meets a condition; `undefined` if the input must be left out. */
function valueOf(condition: Condition): ModelValue | undefined {
  if (typeof condition !== "object") return condition;
  if ("present" in condition) return condition.present ? "https://example.com/file" : undefined;
  return condition[0];
}
