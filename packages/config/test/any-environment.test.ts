import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Config,
  ConfigError,
  describeConfig,
  ENVIRONMENTS,
  loadConfig,
  LOG_LEVELS,
  MODELS,
} from "../src/index.ts";
import { ignoreWarnings } from "./loading.ts";

const VARIABLES = describeConfig(loadConfig({ env: {}, onWarning: ignoreWarnings })).flatMap(
  (entry) => entry.variable ?? [],
);

/** Texts that are right for some variable, nearly right, or anything at all. */
const text = fc.oneof(
  fc.constantFrom(
    "",
    " ",
    "0",
    "1",
    "24",
    "60",
    "61",
    "0.1",
    "00.1",
    "0.033",
    "1e3",
    "-1",
    "latest",
    "svd",
    "svdd",
    "video-01",
  ),
  fc.constantFrom(
    "production",
    "staging",
    "development",
    "info",
    "1024x576",
    "4096x4096",
    "4097x1",
    "wan-2.2-i2v-fast",
  ),
  fc.constantFrom("https://a.supabase.co", "http://127.0.0.1:1", "https://u:p@a.co", "a-key", "a key", "r8_token"),
  fc.stringMatching(/^[0-9a-f]{1,65}$/),
  fc.integer().map(String),
  fc.double().map(String),
  fc.webUrl(),
  fc.string({ unit: "binary" }),
);
const wellTyped = fc.dictionary(fc.constantFrom(...VARIABLES), fc.option(text, { nil: undefined }), { maxKeys: 5 });
const anything = fc.dictionary(
  fc.oneof(fc.constantFrom(...VARIABLES, "__proto__", "constructor"), fc.string()),
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withSparseArray: true }),
);

describe("for any environment", () => {
  test.each([
    ["of text", wellTyped],
    ["of anything", anything],
  ])("%s, loadConfig gives a valid configuration or one ConfigError that names a variable", (_, environments) => {
    let loaded = 0;
    fc.assert(
      fc.property(environments, (env: Record<string, unknown>) => {
        const before = Object.entries(env);
        const outcome = attempt(env);

        expect(Object.entries(env)).toEqual(before);
        expect(outcome instanceof ConfigError ? brokenIssues(outcome) : brokenValues(outcome)).toEqual([]);
        if (!(outcome instanceof ConfigError)) loaded += 1;
      }),
      { numRuns: 500 },
    );
    expect(loaded).toBeGreaterThan(0);
  });

  test("of right values, loadConfig gives what they say", () => {
    const right = fc.record(
      {
        ENVIRONMENT: fc.constantFrom(...ENVIRONMENTS),
        VG_RESOLUTION: fc
          .tuple(fc.integer({ min: 16, max: 4096 }), fc.integer({ min: 16, max: 4096 }))
          .map(([width, height]) => `${width}x${height}`),
        VG_FPS: fc.integer({ min: 1, max: 60 }).map(String),
        VG_MOTION_BUCKET_ID: fc.integer({ min: 1, max: 255 }).map(String),
        VG_STEPS: fc.integer({ min: 1, max: 500 }).map(String),
        VG_MAX_DURATION: fc.integer({ min: 1, max: 60_000 }).map((ms) => String(ms / 1000)),
      },
      { requiredKeys: [] },
    );

    fc.assert(
      fc.property(right, (env) => {
        const { environment, settings } = loadConfig({ env, onWarning: ignoreWarnings });

        expect({ environment, ...settings }).toMatchObject(
          Object.fromEntries(
            [
              ["environment", env.ENVIRONMENT],
              ["resolution", env.VG_RESOLUTION],
              ["fps", env.VG_FPS && Number(env.VG_FPS)],
              ["motionBucketId", env.VG_MOTION_BUCKET_ID && Number(env.VG_MOTION_BUCKET_ID)],
              ["steps", env.VG_STEPS && Number(env.VG_STEPS)],
              ["maxDuration", env.VG_MAX_DURATION && Number(env.VG_MAX_DURATION)],
            ].filter(([, value]) => value !== undefined),
          ),
        );
      }),
    );
  });
});

/** The configuration, or the ConfigError; anything else that is thrown fails the property. */
function attempt(env: Record<string, unknown>): Config | ConfigError {
  try {
    // @ts-expect-error - JavaScript lets values through that are no text
    return loadConfig({ env, onWarning: ignoreWarnings });
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
}

/** The issues that name no variable, or do not say what is wrong; one that says so itself where there are none. */
function brokenIssues({ issues }: ConfigError): readonly unknown[] {
  if (issues.length === 0) return ["an error without issues"];
  return issues.filter(({ variable, message }) => !VARIABLES.includes(variable) || !/^(must be|is) /.test(message));
}

/** The values of a configuration that are outside what is allowed. */
function brokenValues({ environment, model, logLevel, settings, rates }: Config): readonly unknown[] {
  const { resolution, fps, motionBucketId, steps, maxDuration } = settings;
  const [width = 0, height = 0] = resolution.split("x").map(Number);
  const money = /^(0|[1-9]\d*)(\.\d+)?$/;
  return [
    { environment, kept: ENVIRONMENTS.includes(environment) },
    { model, kept: Object.hasOwn(MODELS, model) },
    { logLevel, kept: LOG_LEVELS.includes(logLevel) },
    { resolution, kept: width >= 16 && width <= 4096 && height >= 16 && height <= 4096 },
    { fps, kept: fps >= 1 && fps <= 60 },
    { motionBucketId, kept: motionBucketId >= 1 && motionBucketId <= 255 },
    { steps, kept: steps >= 1 && steps <= 500 },
    { maxDuration, kept: maxDuration > 0 && maxDuration <= 60 },
    { rates, kept: money.test(rates.baseCost) && money.test(rates.perSecond) },
  ].filter(({ kept }) => !kept);
}
