import { call } from "@vg/testing/untyped";
import { describe, expect, test } from "vitest";
import {
  ConfigError,
  getModel,
  getModelPrice,
  getModelRates,
  loadConfig,
  type ModelPriceOptions,
  type Models,
  type ModelSpec,
  type Price,
  ratesOf,
} from "../src/index.ts";

const FACTS = { asOf: "2026-11-26", source: "the bill" };

/** A model of one's own that is billed by everything at once. */
const OWN: ModelSpec = {
  owner: "vg",
  name: "own",
  kind: "official",
  inputs: {
    size: { type: "string", enum: ["480p", "pro", "odd"] },
    seconds: { type: "integer", enum: [5, 10] },
    sound: { type: "boolean" },
    clip: { type: "string", format: "uri" },
    draft: { type: "boolean" },
  },
  roles: { resolution: "size", duration: "seconds", audio: "sound" },
  resolutions: { pro: "1080p" },
  prices: [
    {
      kind: "clip",
      when: { size: "480p", seconds: 5, sound: false, clip: { present: false } },
      perClip: "0.10",
      ...FACTS,
    },
    {
      kind: "clip",
      when: { size: "480p", seconds: 10, sound: false, clip: { present: false } },
      perClip: "0.30",
      ...FACTS,
    },
    {
      kind: "clip",
      when: { size: ["pro", "odd"], seconds: 5, sound: true, clip: { present: false } },
      perClip: "0.90",
      ...FACTS,
    },
    { kind: "clip", when: { size: "480p", seconds: 5, clip: { present: true } }, perClip: "2.00", ...FACTS },
  ],
  output: "uri",
};
const FLAT: ModelSpec = {
  ...OWN,
  name: "flat",
  prices: [{ kind: "output-second", perSecond: "0.05", ...FACTS }],
  roles: {},
};
const UNPRICED: ModelSpec = { ...OWN, name: "unpriced", prices: [] };
const models: Models = { own: OWN, flat: FLAT, unpriced: UNPRICED };

describe("the price of a model of one's own", () => {
  test.each<[wanted: ModelPriceOptions, amount: string]>([
    [{ resolution: "480p", duration: 5 }, "0.10"],
    [{ resolution: "480P", duration: 10, audio: false }, "0.30"],
    [{ resolution: "854x480", duration: 5 }, "0.10"],
    [{ resolution: "1080p", duration: 5, audio: true }, "0.90"],
    [{ resolution: "pro", duration: 5, audio: true }, "0.90"],
    [{ resolution: "odd", duration: 5, audio: true }, "0.90"],
    [{ resolution: "480p", duration: 5, clip: "https://example.com/a.mp4" }, "2.00"],
  ])("for %o is %s", (wanted, amount) => {
    expect(getModelRates("own", { ...wanted, models }).baseCost).toBe(amount);
  });

  test.each<[wanted: ModelPriceOptions, message: string]>([
    [{ duration: 5 }, "resolution is missing: the price of own depends on it, pass one of 480p, pro, odd"],
    [{ resolution: "480p" }, "duration is missing: the price of own depends on it, pass one of 5, 10"],
    [{ resolution: "480p", duration: 7 }, "duration must be 5 or 10, not 7"],
    [{ resolution: "480p", duration: 5, audio: true }, "clip is missing: the price of own depends on it, pass it"],
    [
      { resolution: "pro", duration: 5 },
      'resolution has no known price at own, with sound false, size "pro", seconds 5',
    ],
    [
      { resolution: "4k", duration: 5 },
      'resolution must be one that own has a price for (odd, 480p, pro, or a size in pixels that fits into one), not "4k"',
    ],
    [{ resolution: "large", duration: 5 }, "resolution must be one that own has a price for"],
    [{ resolution: "480p", duration: 5, draft: 1 }, "draft must be true or false, not 1"],
    [
      { resolution: "480p", duration: 5, fast: true },
      "fast is not an input of own; it has size, seconds, sound, clip, draft",
    ],
  ])("for %o is not known", (wanted, message) => {
    const run = (): unknown => getModelPrice("own", { ...wanted, models });

    expect(run).toThrow(ConfigError);
    expect(run).toThrow(message);
  });

  test.each<[wanted: object, message: string]>([
    [{ audio: "yes" }, 'audio must be true or false, not "yes"'],
    [{ duration: 0 }, "duration must be a number of seconds above 0, not 0"],
    [{ duration: "5" }, 'duration must be a number of seconds above 0, not "5"'],
    [
      { resolution: 720 },
      "resolution must be one that flat has a price for (a name such as 720p, or any size in pixels), not 720",
    ],
    [{ resolution: "large" }, 'not "large"'],
  ])("that is the same for every clip is refused for %o", (wanted, message) => {
    expect(() => call(getModelPrice, "flat", { ...wanted, models })).toThrow(message);
  });

  test.each([{}, { audio: true }, { duration: 5 }, { resolution: "1280x720" }, { resolution: "720p" }])(
    "that is the same for every clip is that of %o",
    (wanted) => {
      expect(getModelRates("flat", { ...wanted, models }).perSecond).toBe("0.05");
    },
  );

  test("that nobody knows has no source", () => {
    expect(() => getModelPrice("unpriced", { models })).toThrow("its price is not known (no source)");
  });

  test("is not found under a name that is not there", () => {
    expect(() => getModelPrice("owm", { models })).toThrow(
      'model must be own, flat or unpriced, not "owm"; did you mean own?',
    );
    expect(() => getModel("own", {})).toThrow("model must be");
    expect(() => call(getModel, "own", null)).toThrow(ConfigError);
    expect(() => call(getModel, 5, models)).toThrow("not 5");
  });
});

test.each<[price: object, message: string]>([
  [{ kind: "hour", perHour: "1" }, 'price.kind must be gpu-second, output-second or clip, not "hour"'],
  [{ kind: "clip", perClip: 1 }, 'price.perClip must be a non-negative decimal such as "0.05", not 1'],
  [{ kind: "clip", perClip: "-1" }, 'price.perClip must be a non-negative decimal such as "0.05", not "-1"'],
  [{ kind: "output-second", perSecond: "0.1", perClip: "x" }, "price.perClip must be"],
])("%o is not a price", (price, message) => {
  expect(() => call(ratesOf, { ...price, ...FACTS })).toThrow(message);
});

test("a price per second and clip comes to both rates, and the same frozen price to the same rates", () => {
  const price: Price = Object.freeze({ kind: "output-second", perSecond: "0.1", perClip: "0.02", ...FACTS });

  expect(ratesOf(price)).toMatchObject({ baseCost: "0.02", perSecond: "0.1", asOf: "2026-11-26" });
  expect(ratesOf(price)).toBe(ratesOf(price));
});

describe("a configuration with models of one's own", () => {
  const quiet = { onWarning: () => {}, models };

  test("has them beside the catalogue's, and their prices", () => {
    const config = loadConfig({ ...quiet, env: { VG_MODEL: "flat" } });

    expect(config.model).toBe("flat");
    expect(config.rates.perSecond).toBe("0.05");
    expect(Object.keys(config.models)).toEqual(expect.arrayContaining(["svd", "own", "flat", "unpriced"]));
  });

  test("says that the price of one is not known", () => {
    const { warnings } = loadConfig({ ...quiet, env: { VG_MODEL: "unpriced" } });

    expect(warnings.map(({ message }) => message).join("\n")).toContain(
      "The price of unpriced is not known (no source)",
    );
  });

  test("refuses what is not models", () => {
    expect(() => call(loadConfig, { models: [] })).toThrow("models must be an object, not");
  });
});
