import { readFileSync } from "node:fs";
import { call, thrownBy } from "@vg/testing/untyped";
import { Ajv } from "ajv";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MODELS_JSON_SCHEMA } from "../scripts/json-schemas.ts";
import {
  chooseModel,
  clipDurations,
  ConfigError,
  type ConfigIssue,
  defineModels,
  describeConfig,
  getModelPrice,
  getModelVersion,
  loadConfig,
  modelInput,
  MODELS,
  nearestClipDuration,
} from "../src/index.ts";
import { ignoreWarnings, issuesOf } from "./loading.ts";

const PRICE = { kind: "output-second", perSecond: "0.25", asOf: "2026-11-26", source: "our contract" };
const OWN = {
  owner: "us",
  name: "our-model",
  kind: "official",
  inputs: {
    prompt: { type: "string", required: true },
    image: { type: "string", format: "uri" },
    duration: { type: "integer", enum: [4, 8], default: 4 },
    quality: { type: "string", enum: ["720p", "1080p"] },
    sound: { type: "boolean", default: true },
    tags: { type: "array", items: "string", default: [] },
  },
  roles: { prompt: "prompt", image: "image", duration: "duration", resolution: "quality", audio: "sound" },
  prices: [PRICE],
  output: "uri",
};

const own = (more: object = {}): object => ({ own: { ...OWN, ...more } });

/** The issues of a file of models; none if it is right. */
function mistakesIn(json: unknown): readonly ConfigIssue[] {
  try {
    defineModels(json);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.issues;
    throw error;
  }
}

test("the catalogue has the form of a file of models", () => {
  const json: unknown = JSON.parse(JSON.stringify(MODELS));

  expect(defineModels(json)).toEqual(json);
  expect(Object.keys(defineModels(json))).toEqual(Object.keys(MODELS));
});

describe("the published JSON Schema", () => {
  test("is up to date: pnpm --filter @vg/config make-schemas", () => {
    const published = readFileSync(new URL("../schema/models.schema.json", import.meta.url), "utf8");

    expect(JSON.parse(published)).toEqual(JSON.parse(MODELS_JSON_SCHEMA));
  });

  test.each([
    ["the catalogue", { $schema: "models.schema.json", ...JSON.parse(JSON.stringify(MODELS)) }, true],
    ["a model", own(), true],
    ["a misspelled field", own({ ouput: "uri" }), false],
    ["an amount that is a number", own({ prices: [{ ...PRICE, perSecond: 0.25 }] }), false],
    ["an unknown type", own({ inputs: { prompt: { type: "int" } } }), false],
    ["an unknown role", own({ roles: { promt: "prompt" } }), false],
    ["a model that is a list", { own: [] }, false],
  ])("says of %s what defineModels says", (_, json, isValid) => {
    expect(new Ajv({ strictTypes: false }).validate(JSON.parse(MODELS_JSON_SCHEMA), json)).toBe(isValid);
    expect(mistakesIn(json).length === 0).toBe(isValid);
  });
});

describe("models of one's own", () => {
  const models = defineModels({ $schema: "./models.schema.json", ...own() });

  test("are frozen, and a copy", () => {
    const json = own();
    const defined = defineModels(json);

    expect(Object.isFrozen(defined) && Object.isFrozen(defined["own"]?.inputs["duration"]?.enum)).toBe(true);
    expect(Object.isFrozen(json) || Object.isFrozen(OWN.inputs.duration.enum)).toBe(false);
    expect(Object.keys(models)).toEqual(["own"]);
  });

  test("can be chosen, priced and made", () => {
    const config = loadConfig({ env: { VG_MODEL: "own" }, models, onWarning: ignoreWarnings });
    const made = modelInput(config.model, { prompt: "a fox", duration: 5 }, { models: config.models });

    expect(config.model).toBe("own");
    expect(config.rates).toMatchObject({ perSecond: "0.25", source: "our contract" });
    expect(config.modelVersions["own"]).toBe("us/our-model:latest");
    expect(Object.keys(config.models)).toEqual([...Object.keys(MODELS), "own"]);
    expect(made).toMatchObject({
      run: { model: "us/our-model" },
      input: { prompt: "a fox", sound: false, quality: "720p", duration: 8 },
      makes: { seconds: 8, resolution: "720p", audio: false },
      rates: { perSecond: "0.25" },
    });
    expect(chooseModel({ image: false, preferred: "own", models })).toBe("own");
    expect(clipDurations("own", { models })).toEqual([{ seconds: 4 }, { seconds: 8 }]);
    expect(getModelVersion("own", { models })).toBe("us/our-model:latest");
    expect(getModelPrice("own", { models })).toEqual(PRICE);
    expect(describeConfig(config)).toContainEqual(expect.objectContaining({ path: "model", value: "own" }));
  });

  test("win over the catalogue's of the same name", () => {
    const config = loadConfig({ env: {}, models: defineModels({ svd: OWN }), onWarning: ignoreWarnings });

    expect(config.models["svd"]?.owner).toBe("us");
    expect(config.modelVersions.svd).toBe("us/our-model:latest");
    expect(MODELS.svd.owner).toBe("stability-ai");
  });

  test("of a community have the version that is set", () => {
    const version = "a".repeat(64);
    const config = loadConfig({
      env: { SVD_MODEL_VERSION: version },
      models: defineModels({ svd: { ...MODELS.svd, owner: "us" } }),
      onWarning: ignoreWarnings,
    });

    expect(modelInput("svd", { image: "https://a.b/c.png", duration: 1 }, { models: config.models }).run).toEqual({
      version,
    });
  });

  test("need not go through defineModels", () => {
    expect(call(loadConfig, { env: {}, models: own(), onWarning: ignoreWarnings })).toHaveProperty("models.own");
    expect(issuesOf(() => call(loadConfig, { env: {}, models: own({ output: "url" }) }))).toEqual([
      { variable: "models.own.output", message: 'must be uri or uri[], not "url"; did you mean uri?' },
    ]);
    expect(issuesOf(() => call(modelInput, { ...OWN, kind: "free" }, { prompt: "x", duration: 4 }))).toEqual([
      { variable: "model.kind", message: 'must be official or community, not "free"' },
    ]);
    expect(issuesOf(() => call(getModelPrice, "own", { models: { own: 5 } }))).toEqual([
      { variable: "models.own", message: "must be an object, not a number" },
    ]);
  });

  test("whose lengths are not known can be defined, and not made", () => {
    const unknown = defineModels(own({ roles: { prompt: "prompt" } }));

    expect(clipDurations("own", { models: unknown })).toEqual([]);
    expect(() => nearestClipDuration("own", 5, { models: unknown })).toThrow("must be one whose lengths are known");
    expect(() => modelInput("own", { prompt: "x", duration: 5 }, { models: unknown })).toThrow(
      "own makes no clip of a known length",
    );
  });
});

describe("a mistake in a file of models", () => {
  const WHEN = { resolution: "720p" };

  test.each<[object, string, string]>([
    [{ ouput: "uri" }, "ouput", "is not known; did you mean output?"],
    [{ owner: undefined }, "owner", "is missing"],
    [{ owner: "a/b" }, "owner", 'must be a name of letters, digits, dots and hyphens, not "a/b"'],
    [{ kind: "offical" }, "kind", 'must be official or community, not "offical"; did you mean official?'],
    [{ version: "latest" }, "version", "must be left out, because an official model is run by its name"],
    [{ kind: "community", version: "v1" }, "version", "must be a version id of 64 lower-case hex digits, or latest"],
    [{ output: "url" }, "output", 'must be uri or uri[], not "url"; did you mean uri?'],
    [{ asOf: "2026-13" }, "asOf", 'must be a day, a month or a year such as 2026-10-08, not "2026-13"'],
    [{ roles: { promt: "prompt" } }, "roles.promt", "is not known; did you mean prompt?"],
    [{ roles: { prompt: "promt" } }, "roles.prompt", 'must be one of the inputs, not "promt"; did you mean prompt?'],
    [
      { roles: { audio: "prompt" } },
      "roles.audio",
      "must be an input of the type boolean, and prompt has the type string",
    ],
    [{ inputs: { a: { type: "int" } } }, "inputs.a.type", 'not "int"; did you mean integer?'],
    [{ inputs: { a: { typ: "string" } } }, "inputs.a.type", "is missing"],
    [{ inputs: { a: { type: "string", requierd: true } } }, "inputs.a.requierd", "did you mean required?"],
    [{ inputs: { a: { type: "integer", enum: [1, "2"] } } }, "inputs.a.enum[1]", 'must be a whole number, not "2"'],
    [{ inputs: { a: { type: "integer", enum: [] } } }, "inputs.a.enum", "must be a list of values, not an empty list"],
    [
      { inputs: { a: { type: "integer", minimum: 5, maximum: 1 } } },
      "inputs.a.minimum",
      "must be at most the maximum 1, not 5",
    ],
    [{ inputs: { a: { type: "integer", default: 1.5 } } }, "inputs.a.default", "must be a whole number, not 1.5"],
    [
      { inputs: { a: { type: "string", enum: ["720p"], default: "702p" } } },
      "inputs.a.default",
      'must be 720p, not "702p"; did you mean 720p?',
    ],
    [{ inputs: { a: { type: "string", items: "string" } } }, "inputs.a.items", "because the type is string"],
    [{ inputs: { a: { type: "boolean", format: "uri" } } }, "inputs.a.format", "because the type is boolean"],
    [{ prices: { ...PRICE } }, "prices", "must be a list of prices, not an object"],
    [{ prices: [{ ...PRICE, perSecond: 0.25 }] }, "prices[0].perSecond", 'in quotes such as "0.05", not 0.25'],
    [{ prices: [{ ...PRICE, perSecond: "-1" }] }, "prices[0].perSecond", "must be a non-negative decimal in quotes"],
    [{ prices: [{ ...PRICE, kind: "output" }] }, "prices[0].kind", "must be a price of the kind output-second, clip"],
    [{ prices: [{ ...PRICE, asof: "2026" }] }, "prices[0].asof", "is not known; did you mean asOf?"],
    [{ prices: [{ ...PRICE, source: undefined }] }, "prices[0].source", "is missing"],
    [{ prices: [{ ...PRICE, when: WHEN }] }, "prices[0].when.resolution", "is not an input; there are prompt, image"],
    [{ prices: [{ ...PRICE, when: { quality: "702p" } }] }, "prices[0].when.quality", "did you mean 720p?"],
    [{ prices: [{ ...PRICE, when: { quality: [] } }] }, "prices[0].when.quality", "must be a value, a list of values"],
    [{ prices: [{ ...PRICE, when: { image: { presnt: true } } }] }, "prices[0].when.image", "must be a value, a list"],
    [{ rules: [{ when: { sound: true }, reason: "x" }] }, "rules[0]", "must have needs or ignores"],
    [
      { rules: [{ when: { sound: 1 }, needs: {}, reason: "x" }] },
      "rules[0].when.sound",
      "must be true or false, not 1",
    ],
    [{ rules: [{ when: {}, ignores: ["sond"], reason: "x" }] }, "rules[0].ignores[0]", "did you mean sound?"],
    [{ rules: [{ when: {}, needs: { duration: [4, 5] } }] }, "rules[0].reason", "is missing"],
    [{ variants: { loud: { sond: true } } }, "variants.loud.sond", "is not an input; did you mean sound?"],
    [{ resolutions: { "702p": "720p" } }, "resolutions.702p", "is not a value of the resolution; did you mean 720p?"],
    [{ clips: { second: [5] } }, "clips.second", "is not known; did you mean seconds?"],
    [{ clips: { fps: 0 } }, "clips.fps", "must be a number above 0, not 0"],
  ])("%j is at %s: %s", (more, path, message) => {
    const issues = mistakesIn(own(more));

    expect(issues.map(({ variable }) => variable)).toContain(`models.own.${path}`);
    expect(issues.map((issue) => issue.message).join("\n")).toContain(message);
  });

  test("is reported with all the others, of all models", () => {
    const json = { ...own({ output: "url" }), other: { ...OWN, kind: "x", prices: [{ kind: "clip" }] }, third: 5 };

    expect(mistakesIn(json).map(({ variable }) => variable)).toEqual([
      "models.own.output",
      "models.other.kind",
      "models.other.prices[0].perClip",
      "models.other.prices[0].asOf",
      "models.other.prices[0].source",
      "models.third",
    ]);
  });

  test("shows no token that was put there", () => {
    const token = "r8_abcdefghijklmnopqrstuvwxyz0123456789";

    expect(JSON.stringify(mistakesIn(own({ output: token })))).not.toContain(token);
    expect(thrownBy(() => defineModels(token))).toMatchObject({ message: "models must be an object, not a string" });
  });

  test("is never anything but a ConfigError, whatever the JSON is", () => {
    const some = fc.constantFrom<unknown>(...Object.values(OWN), ...Object.values(OWN.inputs), PRICE, "uri", 5, true);
    const fields = [...Object.keys(OWN), "rules", "clips", "variants", "resolutions", "version"];
    const spec = fc.record(Object.fromEntries(fields.map((field) => [field, fc.oneof(some, fc.jsonValue())])), {
      requiredKeys: [],
    });
    const file = fc.oneof(fc.dictionary(fc.string(), fc.oneof(spec, fc.jsonValue())), fc.anything());
    fc.assert(
      fc.property(file, (json) => {
        expect(Array.isArray(mistakesIn(json))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
