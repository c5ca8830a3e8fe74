import { type ModelSpec, type Price } from "@vg/config";
import { call, thrownBy } from "@vg/testing/untyped";
import { describe, expect, test } from "vitest";
import { actualCost, costToJSON, type MeteredPrediction, type Pricing } from "../src/index.ts";

const FACTS = { asOf: "2026-10-06", source: "price page" } as const;
const clip = (perClip: string, when?: Price["when"]): Price => ({
  ...FACTS,
  kind: "clip",
  perClip,
  ...(when !== undefined && { when }),
});
const MODEL: Omit<ModelSpec, "inputs" | "roles" | "prices"> = {
  owner: "acme",
  name: "reels",
  kind: "official",
  output: "uri",
};

/** Sizes, and sound that is on by default. */
const SOUND: ModelSpec = {
  ...MODEL,
  inputs: {
    quality: { type: "string", enum: ["720p", "1080p"] },
    generate_audio: { type: "boolean", default: true },
  },
  roles: { resolution: "quality", audio: "generate_audio" },
  prices: [
    clip("0.10", { quality: "720p", generate_audio: false }),
    clip("0.20", { quality: "720p", generate_audio: true }),
    clip("0.30", { quality: "1080p", generate_audio: false }),
    clip("0.40", { quality: "1080p", generate_audio: true }),
  ],
};

/** Sizes in pixels. */
const PIXELS: ModelSpec = {
  ...MODEL,
  inputs: { size: { type: "string", default: "1280*720" } },
  roles: { resolution: "size" },
  prices: [clip("0.10", { size: ["1280*720", "720*1280"] }), clip("0.15", { size: ["1920*1080", "1080*1920"] })],
};

/** Modes that stand for sizes, by which the provider bills under their names. */
const MODES: ModelSpec = {
  ...MODEL,
  inputs: { mode: { type: "string", default: "standard" }, reference_video: { type: "string", format: "uri" } },
  roles: { resolution: "mode" },
  resolutions: { standard: "720p", pro: "1080p" },
  variants: {
    standard: { mode: "standard", reference_video: { present: false } },
    pro: { mode: "pro", reference_video: { present: false } },
    "pro-with-video": { mode: "pro", reference_video: { present: true } },
  },
  prices: [
    clip("0.10", { mode: "standard", reference_video: { present: false } }),
    clip("0.20", { mode: "pro", reference_video: { present: false } }),
    clip("0.30", { mode: "pro", reference_video: { present: true } }),
  ],
};

/** A price for each length. */
const LENGTHS: ModelSpec = {
  ...MODEL,
  inputs: { duration: { type: "integer", enum: [6, 10], default: 6 } },
  roles: { duration: "duration" },
  prices: [clip("0.28", { duration: 6 }), clip("0.56", { duration: 10 })],
};

describe("a prediction is billed at the price that", () => {
  test.each<readonly [string, Pricing, unknown, string]>([
    [
      "its metrics say",
      SOUND,
      { metrics: { resolution_target: "720p", with_audio: false }, input: { quality: "1080p", generate_audio: true } },
      "0.10",
    ],
    ["its inputs say, without metrics", SOUND, { input: { quality: "1080p", generate_audio: false } }, "0.30"],
    [
      "its metrics and its inputs say together",
      SOUND,
      { metrics: { with_audio: false }, input: { quality: "720p" } },
      "0.10",
    ],
    ["the model's default says in the end", SOUND, { input: { quality: "720p" } }, "0.20"],
    ["the model's default says, without inputs", SOUND, { metrics: { resolution_target: "1080p" } }, "0.40"],
    ["its metrics say in capitals", SOUND, { metrics: { resolution_target: "720P" } }, "0.20"],
    ["its metrics say as text", SOUND, { metrics: { resolution_target: "720p", with_audio: "false" } }, "0.10"],
    ["its metrics say in pixels", SOUND, { metrics: { resolution_target: "1920x1080" } }, "0.40"],
    ["its metrics say in lines, of prices in pixels", PIXELS, { metrics: { resolution_target: "1080p" } }, "0.15"],
    ["its inputs say, of several that cost the same", PIXELS, { input: { size: "720*1280" } }, "0.10"],
    ["its metrics say by the size of a mode", MODES, { metrics: { resolution_target: "1080p" } }, "0.20"],
    ["its metrics say by the name of a mode", MODES, { metrics: { resolution_target: "pro" } }, "0.20"],
    ["its variant says", MODES, { metrics: { model_variant: "pro-with-video" } }, "0.30"],
    [
      "its variant says, against its inputs",
      MODES,
      { metrics: { model_variant: "standard" }, input: { mode: "pro" } },
      "0.10",
    ],
    [
      "an input that was given says",
      MODES,
      { input: { mode: "pro", reference_video: "https://x.test/a.mp4" } },
      "0.30",
    ],
    ["an empty list of inputs says, which is none", MODES, { input: { mode: "pro", reference_video: [] } }, "0.20"],
    ["the length says", LENGTHS, { metrics: { video_output_duration_seconds: 10 } }, "0.56"],
    [
      "the length says, rounded to whole frames",
      LENGTHS,
      { metrics: { video_output_duration_seconds: 5.875 } },
      "0.28",
    ],
    [
      "the length says, against the inputs",
      LENGTHS,
      { metrics: { video_output_duration_seconds: 10 }, input: { duration: 6 } },
      "0.56",
    ],
    [
      "the inputs say, if the length has no price",
      LENGTHS,
      { metrics: { video_output_duration_seconds: 9 }, input: { duration: 10 } },
      "0.56",
    ],
    ["the inputs say as text", LENGTHS, { input: { duration: "10" } }, "0.56"],
    [
      "has its very size, of several with the same shorter side",
      [clip("0.10", { size: "1024x1024" }), clip("0.20", { size: "1024x1792" })],
      { metrics: { resolution_target: "1024X1792" } },
      "0.20",
    ],
    [
      "is the first that fits, before one that is for all the others",
      [clip("0.10", { mode: "draft" }), clip("0.20")],
      { input: { mode: "draft" } },
      "0.10",
    ],
    [
      "is for all the others, if the first does not fit",
      [clip("0.10", { mode: "draft" }), clip("0.20")],
      { input: { mode: "final" } },
      "0.20",
    ],
    ["stands alone, whatever it is for", clip("0.50", { quality: "720p" }), {}, "0.50"],
    ["is for what its inputs say", clip("0.50", { resolution: "720p" }), { input: { resolution: "1280x720" } }, "0.50"],
    [
      "costs the same, whichever it is",
      [clip("0.50", { resolution: "480p" }), clip("0.50", { resolution: "720p" }), clip("0.90", { resolution: "4k" })],
      { metrics: { resolution_target: "720p" } },
      "0.50",
    ],
    [
      "costs the same as the others that are possible",
      [clip("0.50", { resolution: "480p" }), clip("0.50", { resolution: "720p" })],
      {},
      "0.50",
    ],
  ])("%s", (_, pricing, prediction, amount) => {
    expect(call((given: never) => costToJSON(actualCost(given, pricing)).amount, prediction)).toBe(amount);
  });

  test.each<readonly [string, ModelSpec, MeteredPrediction, string]>([
    ["size and sound", SOUND, { metrics: { resolution_target: "1080p", with_audio: false } }, "0.30"],
    ["size in pixels", PIXELS, { metrics: { resolution_target: "1080p" } }, "0.15"],
    ["length", LENGTHS, { metrics: { video_output_duration_seconds: 10 } }, "0.56"],
    [
      "variant",
      { ...MODES, prices: [clip("0.10", { mode: "standard" }), clip("0.20", { mode: "pro" })] },
      { metrics: { model_variant: "pro" } },
      "0.20",
    ],
  ])("the %s in its metrics say, of prices without their model", (_, { prices }, prediction, amount) => {
    expect(costToJSON(actualCost(prediction, prices)).amount).toBe(amount);
  });
});

describe("the price that was billed is not guessed", () => {
  test.each<readonly [string, Pricing, unknown, string]>([
    [
      "if nothing says it",
      SOUND,
      { input: {} },
      'metrics.resolution_target or input.quality must be "720p" or "1080p", not undefined; the price in acme/reels depends on it',
    ],
    [
      "from a model's default once the inputs are deleted",
      SOUND,
      { metrics: { resolution_target: "720p" }, input: {}, data_removed: true },
      "metrics.with_audio or input.generate_audio must be false or true, not undefined; the price in acme/reels depends on it",
    ],
    [
      "from an input that may have been given, once the inputs are deleted",
      MODES,
      { metrics: { resolution_target: "pro" }, data_removed: true },
      "metrics.model_variant or input.reference_video must say whether it was given, not undefined",
    ],
    [
      "from a metric that cannot be read",
      SOUND,
      { metrics: { resolution_target: "720p", with_audio: "loud" } },
      'metrics.with_audio or input.generate_audio must be false or true, not "loud"',
    ],
    [
      "from a size that is not one",
      SOUND,
      { metrics: { resolution_target: "large" } },
      'metrics.resolution_target or input.quality must be "720p" or "1080p", not "large"',
    ],
    [
      "from a size that is not a text",
      SOUND,
      { metrics: { resolution_target: 720 } },
      'metrics.resolution_target or input.quality must be "720p" or "1080p", not 720',
    ],
    [
      "from a variant that is not known",
      MODES,
      { metrics: { model_variant: "turbo" } },
      'metrics.resolution_target or input.mode must be "standard" or "pro", not "turbo"',
    ],
    [
      "from a default against the length",
      LENGTHS,
      { metrics: { video_output_duration_seconds: 9 } },
      "metrics.video_output_duration_seconds or input.duration must be 6 or 10, not 9",
    ],
    [
      "from an input that may have been given, without inputs and without a model",
      MODES.prices,
      { metrics: { resolution_target: "1080p", model_variant: "pro" } },
      "metrics.model_variant or input.reference_video must say whether it was given, not undefined",
    ],
    [
      "without a model's defaults",
      SOUND.prices,
      { metrics: { resolution_target: "720p" } },
      "metrics.with_audio or input.generate_audio must be false or true, not undefined; the price in prices depends on it",
    ],
  ])("%s", (_, pricing, prediction, message) => {
    expect(thrownBy(() => call(actualCost, prediction, pricing))).toMatchObject({
      code: "MISSING_METRIC",
      message: expect.stringContaining(message),
    });
  });

  test.each<readonly [string, Pricing, unknown, string]>([
    [
      "size",
      SOUND,
      { metrics: { resolution_target: "480p" } },
      'acme/reels must have a price for metrics.resolution_target "480p" and input.generate_audio true',
    ],
    [
      "size of a single price",
      clip("0.50", { resolution: "720p" }),
      { metrics: { resolution_target: "1080p" } },
      'price must have a price for metrics.resolution_target "1080p"',
    ],
    [
      "sound of a single price",
      clip("0.50", { generate_audio: false }),
      { input: { generate_audio: true } },
      "price must have a price for input.generate_audio true",
    ],
  ])("from prices that are for another %s", (_, pricing, prediction, message) => {
    expect(thrownBy(() => call(actualCost, prediction, pricing))).toMatchObject({ code: "INVALID_RATES", message });
  });
});
