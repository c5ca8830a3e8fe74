import { type ClipWish, ConfigError, type ModelInput, modelInput, MODELS, type ModelSpec } from "@vg/config";
import { describe, expect, test } from "vitest";
import { actualCost, estimateClipCost } from "../src/index.ts";

const IMAGE = "https://example.com/image.png";
const RESOLUTIONS = [undefined, "360p", "480p", "512p", "540p", "720p", "768p", "1024p", "1080p", "2k", "4k"];

describe.each(Object.entries(MODELS))("what %s makes", (name, spec) => {
  const made = wishesOf(spec).flatMap((wish) => madeOf(name, wish));
  test("covers each of its prices", () => {
    const reached = new Set(made.map(({ price }) => price));

    expect(spec.prices.filter((price) => !reached.has(price))).toEqual([]);
  });

  test("costs what was estimated, by metrics that say so", () => {
    for (const { input, makes, price, rates } of made) {
      if (price === undefined || rates === undefined) continue;
      const estimate = String(estimateClipCost(makes.seconds, { rates }));
      const { seconds, resolution, audio } = makes;
      const metrics = {
        predict_time: price.kind === "gpu-second" ? Number(price.typicalRunSeconds) : 90,
        video_output_count: 1,
        video_output_duration_seconds: seconds,
      };
      const billed = {
        ...metrics,
        ...(resolution !== undefined && { resolution_target: resolution }),
        ...(audio !== undefined && { with_audio: audio }),
        ...variantOf(spec, input),
      };
      expect(String(actualCost({ status: "succeeded", input, metrics: billed }, spec))).toBe(estimate);
      expect(String(actualCost({ status: "succeeded", input, metrics }, spec))).toBe(estimate);
      expect(String(actualCost({ metrics: billed, input: {}, data_removed: true }, spec))).toBe(estimate);
    }
  });
});

function madeOf(name: string, wish: ClipWish): readonly ModelInput[] {
  try {
    return [modelInput(name, wish)];
  } catch (error) {
    if (error instanceof ConfigError) return [];
    throw error;
  }
}

/** Wishes of every length, size and sound, and of every input that a price depends on beside these. */
function wishesOf(spec: ModelSpec): readonly ClipWish[] {
  const { duration, resolution, audio } = spec.roles;
  const others = spec.prices.map(({ when = {} }) => {
    const extra: Record<string, unknown> = {};
    for (const [input, condition] of Object.entries(when)) {
      if (input === duration || input === resolution || input === audio) continue;
      if (typeof condition !== "object") extra[input] = condition;
      else if (!("present" in condition)) extra[input] = condition[0];
      else if (condition.present) extra[input] = spec.inputs[input]?.type === "array" ? [IMAGE] : IMAGE;
    }
    return extra;
  });
  const extras = new Map([{}, ...others].map((extra) => [JSON.stringify(extra), extra]));
  return [5, 6, 10].flatMap((seconds) =>
    RESOLUTIONS.flatMap((size) =>
      [false, true].flatMap((sound) =>
        [undefined, IMAGE].flatMap((image) =>
          Array.from(extras.values(), (extra) => ({
            duration: seconds,
            prompt: "a fox in the snow",
            audio: sound,
            extra,
            ...(size !== undefined && { resolution: size }),
            ...(image !== undefined && { image }),
          })),
        ),
      ),
    ),
  );
}

/** The name by which the provider bills the inputs. */
function variantOf(spec: ModelSpec, input: Readonly<Record<string, unknown>>): { readonly model_variant?: string } {
  const variant = Object.entries(spec.variants ?? {}).find(([, conditions]) =>
    Object.entries(conditions).every(([name, condition]) => {
      const value = input[name] ?? spec.inputs[name]?.default;
      return typeof condition === "object" && "present" in condition
        ? (value !== undefined) === condition.present
        : value === condition;
    }),
  );
  return variant === undefined ? {} : { model_variant: variant[0] };
}
