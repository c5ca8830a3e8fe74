import { call, thrownBy } from "@vg/testing/untyped";
import { describe, expect, test, vi } from "vitest";
import {
  chooseModel,
  ConfigError,
  getGenerationSettings,
  getModel,
  getModelPrice,
  getModelRates,
  getModelVersion,
  inputNeed,
  MODELS,
  parseModelName,
} from "../src/index.ts";
import { fits, wantedValues } from "../src/models/fields.ts";

const NAMES = Object.keys(MODELS).map(parseModelName);
const SVD = "stability-ai/stable-video-diffusion";
const SVD_VERSION = "3f0457e4619daac51203dedb472816fd4af51f3149fa7a9e0b5ffcf1b8172438";

describe("the catalogue", () => {
  test.each(NAMES)("is whole for %s", (name) => {
    const model = MODELS[name];

    expect(`${model.owner}/${model.name}`).toMatch(/^[a-z0-9-]+\/[a-z0-9.-]+$/);
    expect(model.version ?? "official").toMatch(model.kind === "official" ? /^official$/ : /^([0-9a-f]{64}|latest)$/);
    expect(Object.values(model.roles).filter((input) => !Object.hasOwn(model.inputs, input))).toEqual([]);
    expect(model.priceUnknown !== undefined).toBe(model.prices.length === 0);
  });

  test.each(NAMES)("says of every price of %s when and where it was read", (name) => {
    for (const { asOf, source } of MODELS[name].prices) {
      expect(asOf).toMatch(/^20\d\d(-\d\d(-\d\d)?)?$/);
      expect(source).toMatch(/^https:\/\/replicate\.com\/|^MiniMax's price list$/);
    }
  });

  test.each(NAMES)("has each price of %s for values that its inputs take", (name) => {
    const { inputs, prices } = MODELS[name];
    for (const [input, condition] of prices.flatMap(({ when = {} }) => Object.entries(when))) {
      expect(Object.keys(inputs)).toContain(input);
      for (const value of wantedValues(condition)) expect(fits(inputs[input] ?? { type: "array" }, value)).toBe(true);
    }
  });

  test("cannot be changed", () => {
    expect(Object.isFrozen(MODELS) && Object.isFrozen(MODELS.svd.clips?.frames)).toBe(true);
    expect(MODELS["video-01"].prices.every((price) => Object.isFrozen(price))).toBe(true);
  });
});

describe("getModelVersion", () => {
  test("is svd's pinned version by default", () => {
    expect(getModelVersion()).toBe(`${SVD}:${SVD_VERSION}`);
  });

  test.each([
    ["cogvideox", "thudm/cogvideox-i2v:latest"],
    ["cogvideox-t2v", "thudm/cogvideox-t2v:latest"],
    ["veo-3.1-lite", "google/veo-3.1-lite:latest"],
  ] as const)("of %s is %s", (model, reference) => {
    expect(getModelVersion(model)).toBe(reference);
  });

  test.each([
    ["SVD_MODEL_VERSION", "svd", SVD],
    ["COGVIDEOX_MODEL_VERSION", "cogvideox", "thudm/cogvideox-i2v"],
  ] as const)("takes %s at the call", (variable, model, name) => {
    vi.stubEnv(variable, "abc123");
    expect(getModelVersion(model)).toBe(`${name}:abc123`);

    vi.stubEnv(variable, "");
    expect(getModelVersion(model)).toBe(`${name}:${MODELS[model].version}`);
  });

  test("leaves the text-to-video model alone where COGVIDEOX_MODEL_VERSION is set", () => {
    vi.stubEnv("COGVIDEOX_MODEL_VERSION", "abc123");

    expect(getModelVersion("cogvideox-t2v")).toBe("thudm/cogvideox-t2v:latest");
  });

  test.each([" ", "v1", "r8_secretToken"])("refuses SVD_MODEL_VERSION=%s", (value) => {
    vi.stubEnv("SVD_MODEL_VERSION", value);

    expect(() => getModelVersion()).toThrow(/^SVD_MODEL_VERSION must be a version id of 64 lower-case hex digits/);
    expect(() => getModelVersion()).not.toThrow("secret");
  });

  test.each(["svdd", "", "__proto__", "SVD", null, 5])("knows no model %j", (name) => {
    // @ts-expect-error - JavaScript lets any value through
    expect(() => getModelVersion(name)).toThrow(ConfigError);
    // @ts-expect-error - JavaScript lets any value through
    expect(() => getModelVersion(name)).toThrow("model must be svd, cogvideox, cogvideox-t2v");
  });
});

describe("getGenerationSettings", () => {
  test.each([
    ["production", "1024x576", 30],
    ["staging", "1024x576", 30],
    ["development", "768x432", 24],
  ] as const)("gives %s the specification's settings", (environment, resolution, fps) => {
    expect(getGenerationSettings(environment)).toMatchObject({ resolution, fps });
    expect(Object.isFrozen(getGenerationSettings(environment))).toBe(true);
  });

  test.each([
    ["production", 8],
    ["", 4],
    [undefined, 4],
  ])("takes the environment from ENVIRONMENT=%j at the call", (value, maxDuration) => {
    vi.stubEnv("ENVIRONMENT", value);

    expect(getGenerationSettings().maxDuration).toBe(maxDuration);
  });

  test("refuses an environment that does not exist", () => {
    // @ts-expect-error - JavaScript lets any text through
    expect(() => getGenerationSettings("prod")).toThrow("must be production, staging or development");
  });
});

describe("getModelPrice", () => {
  test.each([
    { model: "kling-v2.5-turbo-pro", resolution: undefined, price: { kind: "output-second", perSecond: "0.07" } },
    { model: "wan-2.2-i2v-fast", resolution: "1280x720", price: { kind: "clip", perClip: "0.11" } },
    { model: "ltx-video", resolution: undefined, price: { kind: "gpu-second", hardware: "gpu-l40s" } },
  ] as const)("says how $model is billed at $resolution", ({ model, resolution, price }) => {
    expect(getModelPrice(model, { resolution })).toMatchObject(price);
  });

  test.each(["svd", "cogvideox"] as const)("does not know the price of %s", (model) => {
    expect(() => getModelPrice(model)).toThrow(/its price is not known/);
  });
});

describe("getModelRates", () => {
  test.each([
    { model: "kling-v2.5-turbo-pro", resolution: undefined, baseCost: "0", perSecond: "0.07" },
    { model: "kling-v2.5-turbo-pro", resolution: "1024x576", baseCost: "0", perSecond: "0.07" },
    { model: "veo-3.1-lite", resolution: "720p", baseCost: "0", perSecond: "0.05" },
    { model: "veo-3.1-lite", resolution: "1080p", baseCost: "0", perSecond: "0.08" },
    { model: "veo-3.1-lite", resolution: "1024x576", baseCost: "0", perSecond: "0.05" },
    { model: "seedance-1.5-pro", resolution: "480p", baseCost: "0", perSecond: "0.013" },
    { model: "seedance-1.5-pro", resolution: "768x432", baseCost: "0", perSecond: "0.013" },
    { model: "seedance-1.5-pro", resolution: "480x853", baseCost: "0", perSecond: "0.013" },
    { model: "seedance-1.5-pro", resolution: "854x481", baseCost: "0", perSecond: "0.026" },
    { model: "seedance-1.5-pro", resolution: "1920x1080", baseCost: "0", perSecond: "0.06" },
    { model: "grok-imagine-video", resolution: undefined, baseCost: "0", perSecond: "0.05" },
    { model: "wan-2.2-i2v-fast", resolution: "480p", baseCost: "0.05", perSecond: "0" },
    { model: "wan-2.2-i2v-fast", resolution: "720p", baseCost: "0.11", perSecond: "0" },
    { model: "wan-2.1-i2v-480p", resolution: undefined, baseCost: "0", perSecond: "0.09" },
    { model: "wan-2.1-i2v-480p", resolution: "480p", baseCost: "0", perSecond: "0.09" },
    { model: "wan-2.1-i2v-480p", resolution: "1024x576", baseCost: "0", perSecond: "0.09" },
    { model: "wan-2.1-i2v-720p", resolution: undefined, baseCost: "0", perSecond: "0.25" },
    { model: "grok-imagine-video", resolution: "720p", baseCost: "0", perSecond: "0.05" },
    { model: "kling-v2.5-turbo-pro", resolution: "4K", baseCost: "0", perSecond: "0.07" },
    { model: "video-01", resolution: undefined, baseCost: "0.50", perSecond: "0" },
    { model: "ltx-video", resolution: undefined, baseCost: "0.012675", perSecond: "0" },
  ] as const)("of $model at $resolution are $baseCost and $perSecond a second", ({ model, resolution, ...amounts }) => {
    const rates = getModelRates(model, { resolution });

    expect(rates).toMatchObject({ currency: "USD", ...amounts });
    expect(rates).toMatchObject({
      asOf: expect.stringMatching(/^20/),
      source: expect.stringContaining("replicate.com"),
    });
    expect(Object.isFrozen(rates)).toBe(true);
  });

  test("say what the price asks for beside the resolution", () => {
    expect(getModelRates("seedance-1.5-pro", { resolution: "720p" }).source).toBe(
      "https://replicate.com/bytedance/seedance-1.5-pro (without audio)",
    );
  });

  test.each(["svd", "cogvideox", "cogvideox-t2v"] as const)("of %s are not known, never 0", (model) => {
    expect(() => getModelRates(model)).toThrow(ConfigError);
    expect(() => getModelRates(model)).toThrow(/its price is not known.*vg accuracy/);
  });

  test.each([
    [undefined, "resolution is missing: the price of veo-3.1-lite depends on it, pass one of 720p, 1080p"],
    [
      "480",
      'resolution must be one that veo-3.1-lite has a price for (720p, 1080p, or a size in pixels that fits into one), not "480"',
    ],
    ["4096x2160", "resolution must be one that veo-3.1-lite has a price for"],
    ["1024x", "resolution must be one that veo-3.1-lite has a price for"],
    ["0x720", "resolution must be one that veo-3.1-lite has a price for"],
    ["0720x1280", "resolution must be one that veo-3.1-lite has a price for"],
  ])("of a model that costs by resolution are not guessed from %j", (resolution, message) => {
    expect(() => getModelRates("veo-3.1-lite", { resolution })).toThrow(message);
  });

  test.each(
    NAMES.filter((name) => MODELS[name].prices.length > 0).flatMap((name) =>
      ["bogus", "", "480", "p", "0p", "1024x", "0x0", "1024x576x3", "720p\n", "16:9", null, 720, ["720p"], {}].map(
        (resolution) => ({ name, resolution }),
      ),
    ),
  )("of $name are not known at $resolution, which is no resolution", ({ name, resolution }) => {
    expect(thrownBy(() => call(getModelRates, name, { resolution }))).toMatchObject({
      name: "ConfigError",
      issues: [
        { variable: "resolution", message: expect.stringContaining(`must be one that ${name} has a price for`) },
      ],
    });
  });

  test.each([
    ["wan-2.1-i2v-480p", "720p", 'one that wan-2.1-i2v-480p has a price for (480p, or any size in pixels), not "720p"'],
    ["wan-2.1-i2v-720p", "480p", "one that wan-2.1-i2v-720p has a price for (720p, or any size in pixels)"],
    ["grok-imagine-video", "HD", "one that grok-imagine-video has a price for (a name such as 720p, or any size in"],
  ] as const)("of %s are not those at %s", (name, resolution, allowed) => {
    expect(() => getModelRates(name, { resolution })).toThrow(`resolution must be ${allowed}`);
  });

  test("know no other model", () => {
    expect(() => getModelRates("toString")).toThrow("model must be svd");
  });
});

describe("chooseModel", () => {
  test.each(NAMES.flatMap((preferred) => [true, false].map((image) => ({ preferred, image }))))(
    "never chooses a model that requires an image where there is none: $preferred, $image",
    ({ preferred, image }) => {
      const model = chooseModel({ image, preferred });

      expect(image || inputNeed(getModel(model), "image") !== "required").toBe(true);
      expect(model).toBe(image || inputNeed(MODELS[preferred], "image") !== "required" ? preferred : "cogvideox-t2v");
    },
  );

  test.each([
    [true, "svd"],
    [false, "cogvideox-t2v"],
  ] as const)("prefers svd: with image %s it is %s", (image, model) => {
    expect(chooseModel({ image })).toBe(model);
  });

  test("refuses a preferred model that does not exist", () => {
    const preferred: string = "svdd";

    expect(() => chooseModel({ image: true, preferred })).toThrow("model must be svd");
  });
});
