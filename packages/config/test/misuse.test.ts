import { call, thrownBy } from "@vg/testing/untyped";
import * as fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import {
  chooseModel,
  clipDurations,
  ConfigError,
  describeConfig,
  getCostRates,
  getGenerationSettings,
  getModelPrice,
  getModelRates,
  getModelVersion,
  loadConfig,
  nearestClipDuration,
  parseEnvironment,
  parseModelName,
  resolveModelVersion,
} from "../src/index.ts";

const PINNED = "3f0457e4619daac51203dedb472816fd4af51f3149fa7a9e0b5ffcf1b8172438";
/** What is no object, and how a message calls it. */
const NO_OBJECTS = [
  [null, "null"],
  [5, "a number"],
  ["r8_canary5ecret", "a string"],
  [[], "an array"],
  [() => 5, "a function"],
] as const;

describe("what is no object", () => {
  test.each<readonly [string, string, (value: unknown) => unknown]>([
    ["options", "loadConfig", (value) => call(loadConfig, value)],
    ["env", "loadConfig", (value) => call(loadConfig, { env: value })],
    ["overrides", "loadConfig", (value) => call(loadConfig, { env: {}, overrides: value })],
    ["overrides.settings", "loadConfig", (value) => call(loadConfig, { env: {}, overrides: { settings: value } })],
    ["options", "chooseModel", (value) => call(chooseModel, value)],
    ["options", "clipDurations", (value) => call(clipDurations, "svd", value)],
    ["options", "nearestClipDuration", (value) => call(nearestClipDuration, "svd", 4, value)],
    ["options", "getModelPrice", (value) => call(getModelPrice, "video-01", value)],
    ["options", "getModelRates", (value) => call(getModelRates, "video-01", value)],
    ["config", "describeConfig", (value) => call(describeConfig, value)],
    ["config.origins", "describeConfig", (value) => call(describeConfig, { origins: value })],
  ])("is refused as %s by %s, and not shown", (variable, _, run) => {
    for (const [value, kind] of NO_OBJECTS) {
      expect(thrownBy(() => run(value))).toEqual(
        new ConfigError([{ variable, message: `must be an object, not ${kind}` }]),
      );
    }
  });

  test("is refused by resolveModelVersion, whose promise rejects", async () => {
    await expect(call(resolveModelVersion, `owner/name:${PINNED}`, {}, null)).rejects.toThrow(
      new ConfigError([{ variable: "options", message: "must be an object, not null" }]),
    );
  });
});

describe("an argument", () => {
  test.each([
    ["image", "true or false, not undefined", () => call(chooseModel, {})],
    ["image", 'true or false, not "no"', () => call(chooseModel, { image: "no" })],
    ["image", "true or false, not null", () => call(chooseModel, { image: null })],
    ["model", "svd, cogvideox, ", () => call(chooseModel, { image: true, preferred: null })],
    ["ENVIRONMENT", "production, staging or development, not null", () => call(getCostRates, null)],
    ["ENVIRONMENT", 'production, staging or development, not ""', () => call(getCostRates, "")],
    ["ENVIRONMENT", "production, staging or development, not null", () => call(getGenerationSettings, null)],
    ["ENVIRONMENT", "production, staging or development, not undefined", () => call(parseEnvironment)],
    ["model", "svd, cogvideox, ", () => call(getModelVersion, null)],
    ["model", "svd, cogvideox, ", () => call(parseModelName)],
    ["fps", 'a number, not "24"', () => call(clipDurations, "kling-v2.5-turbo-pro", { fps: "24" })],
    ["fps", "a whole number from 5 to 30 for ", () => call(clipDurations, "svd", { fps: Number.NaN })],
    ["require", 'an array such as ["supabase"], not "supabase"', () => call(loadConfig, { require: "supabase" })],
    ["require", 'an array such as ["supabase"], not null', () => call(loadConfig, { require: null })],
    ["onWarning", "a function, not null", () => call(loadConfig, { env: {}, onWarning: null })],
  ] as const)("%s must be %s", (variable, message, run) => {
    expect(thrownBy(run)).toMatchObject({
      name: "ConfigError",
      issues: [{ variable, message: expect.stringContaining(`must be ${message}`) }],
    });
  });

  test("is reported beside the others that are wrong", () => {
    expect(thrownBy(() => call(loadConfig, { env: null, require: {}, onWarning: 5 }))).toMatchObject({
      message:
        'env must be an object, not null\nrequire must be an array such as ["supabase"], not an object\nonWarning must be a function, not 5',
    });
  });
});

describe("whatever the arguments are, nothing but a ConfigError is thrown by", () => {
  const anything = fc.anything({ withBigInt: true, withNullPrototype: true, withSparseArray: true });
  const model = fc.oneof(fc.constantFrom("svd", "video-01", "veo-3.1-lite"), anything);
  const optionsOf = (...names: readonly string[]): fc.Arbitrary<unknown> =>
    fc.oneof(anything, fc.record(Object.fromEntries(names.map((name) => [name, anything])), { requiredKeys: [] }));

  test.each<readonly [(...values: never[]) => unknown, readonly fc.Arbitrary<unknown>[]]>([
    [chooseModel, [optionsOf("image", "preferred")]],
    [clipDurations, [model, optionsOf("fps")]],
    [describeConfig, [fc.oneof(anything, fc.record({ origins: fc.anything() }))]],
    [getCostRates, [anything]],
    [getGenerationSettings, [anything]],
    [getModelPrice, [model, optionsOf("resolution")]],
    [getModelRates, [model, optionsOf("resolution")]],
    [getModelVersion, [model]],
    [loadConfig, [optionsOf("env", "overrides", "require", "onWarning")]],
    [nearestClipDuration, [model, fc.oneof(fc.constant(4), anything), optionsOf("fps")]],
    [parseEnvironment, [anything]],
    [parseModelName, [anything]],
    [
      resolveModelVersion,
      [fc.oneof(fc.constantFrom("owner/name", "owner/name:3f"), anything), anything, optionsOf("timeout", "signal")],
    ],
  ])("%o", async (run, values) => {
    const emitted = vi.spyOn(process, "emitWarning").mockReturnValue();
    await fc.assert(
      fc.asyncProperty(fc.tuple(...values), async (given) => {
        const outcome = await (async () => call(run, ...given))().catch((error: unknown) => ({ error }));

        const thrown = outcome instanceof Object && "error" in outcome ? [outcome.error] : [];
        expect(thrown.filter((error) => !(error instanceof ConfigError))).toEqual([]);
      }),
    );
    emitted.mockRestore();
  });
});
