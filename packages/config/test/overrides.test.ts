import { describe, expect, test } from "vitest";
import { type ConfigOverrides, loadConfig } from "../src/index.ts";
import { ignoreWarnings, issuesOf } from "./loading.ts";

describe("overrides", () => {
  test("win over the variables", () => {
    const overrides: ConfigOverrides = {
      environment: "production",
      model: "cogvideox",
      modelVersions: { svd: "abc", "video-01": "def" },
      settings: { resolution: "640x480", fps: 1, motionBucketId: 2, steps: 3, maxDuration: 0.5 },
      rates: { baseCost: "1", perSecond: "2", asOf: "2026-11-01", source: "measured" },
      supabase: { url: "http://127.0.0.1:54321", serviceRoleKey: "override-key" },
      replicate: { token: "r8_override" },
      logLevel: "debug",
    };
    const env = {
      ENVIRONMENT: "staging",
      VG_MODEL: "svd",
      SVD_MODEL_VERSION: "fff",
      VG_FPS: "60",
      VG_BASE_COST: "9",
      VG_COST_PER_SECOND: "9",
      SUPABASE_URL: "https://a.supabase.co",
      SUPABASE_SERVICE_ROLE_KEY: "environment-key",
      REPLICATE_API_TOKEN: "r8_environment",
      LOG_LEVEL: "error",
    };

    const config = loadConfig({ env, overrides, require: ["supabase", "replicate"], onWarning: ignoreWarnings });

    expect(config).toMatchObject({
      environment: "production",
      model: "cogvideox",
      modelVersions: { svd: "stability-ai/stable-video-diffusion:abc", "video-01": "minimax/video-01:def" },
      settings: overrides.settings,
      rates: { currency: "USD", ...overrides.rates },
      logLevel: "debug",
    });
    expect(config.supabase.url).toBe("http://127.0.0.1:54321");
    expect(config.supabase.serviceRoleKey).toBe("override-key");
    expect(config.replicate.token).toBe("r8_override");
    expect(new Set(Object.values(config.origins))).toEqual(new Set(["override", "default"]));
  });

  test("override nothing where they are undefined", () => {
    const overrides = { environment: undefined, settings: { fps: undefined }, supabase: undefined, rates: undefined };
    const env = { ENVIRONMENT: "staging", VG_FPS: "9", VG_BASE_COST: "1", VG_COST_PER_SECOND: "2" };

    expect(loadConfig({ env, overrides, onWarning: ignoreWarnings })).toMatchObject({
      environment: "staging",
      settings: { fps: 9 },
      rates: { baseCost: "1", perSecond: "2" },
    });
  });

  test("can be the access of another configuration", () => {
    const env = {
      SUPABASE_URL: "https://a.supabase.co",
      SUPABASE_SERVICE_ROLE_KEY: "key",
      REPLICATE_API_TOKEN: "r8_a",
    };
    const { supabase, replicate } = loadConfig({ env, require: ["supabase", "replicate"], onWarning: ignoreWarnings });

    const config = loadConfig({ env: {}, overrides: { supabase, replicate }, onWarning: ignoreWarnings });

    expect([config.supabase?.serviceRoleKey, config.replicate?.token]).toEqual(["key", "r8_a"]);
  });

  test("send an overriding token to no address that the environment names for another one", () => {
    const env = { REPLICATE_API_TOKEN: "r8_environment", REPLICATE_BASE_URL: "http://127.0.0.1:54321/v1" };
    const load = (overrides: ConfigOverrides) => loadConfig({ env, overrides, onWarning: ignoreWarnings }).replicate;

    expect(load({})?.baseUrl).toBe("http://127.0.0.1:54321/v1");
    expect(load({ replicate: { token: "r8_override" } })?.baseUrl).toBeUndefined();
    expect(issuesOf(() => load({ replicate: { token: "", baseUrl: "https://a.co/v1" } }))[0]).toMatchObject({
      variable: "overrides.replicate.token",
    });
  });

  test.each([
    ["environment", "prod", "overrides.environment", "must be production, staging or development"],
    ["environment", "", "overrides.environment", 'not ""; pass production, for example, or leave it out'],
    ["environment", null, "overrides.environment", "not null"],
    ["model", "svdd", "overrides.model", "must be svd, cogvideox"],
    ["logLevel", 3, "overrides.logLevel", "must be error, warn, info or debug, not 3"],
    ["settings", { fps: 0 }, "overrides.settings.fps", "must be a whole number from 1 to 60, not 0"],
    ["settings", { fps: 1.5 }, "overrides.settings.fps", "must be a whole number from 1 to 60, not 1.5"],
    ["settings", { steps: Number.NaN }, "overrides.settings.steps", "must be a whole number from 1 to 500, not NaN"],
    ["settings", { maxDuration: Infinity }, "overrides.settings.maxDuration", "not Infinity"],
    ["settings", { maxDuration: 60.01 }, "overrides.settings.maxDuration", "not 60.01"],
    ["settings", { frames: 9 }, "overrides.settings.frames", "is not known; known are settings.resolution"],
    ["settings", 5, "overrides.settings", "must be an object, not a number"],
    ["rates", { baseCost: "1" }, "overrides.rates.perSecond", "is missing, but overrides.rates.baseCost is set"],
    ["rates", { baseCost: 0.1, perSecond: "1" }, "overrides.rates.baseCost", "must be a non-negative decimal"],
    ["rates", { baseCost: "1", perSecond: "1", currency: "EUR" }, "overrides.rates.currency", "must be USD"],
    ["rates", { baseCost: "1", perSecond: "1", asOf: "" }, "overrides.rates.asOf", "must be a text"],
    ["rates", { baseCost: "1", perSecond: "1", source: "" }, "overrides.rates.source", "pass measured by vg accuracy"],
    ["rates", {}, "overrides.rates.baseCost", "is required and missing"],
    ["supabase", { url: "https://a.co" }, "overrides.supabase.serviceRoleKey", "is missing"],
    ["replicate", { token: " " }, "overrides.replicate.token", "must be one line"],
    ["replicate", { token: "a", baseUrl: "a.co" }, "overrides.replicate.baseUrl", "must be an http or https URL"],
    ["replicate", { baseUrl: "https://a.co/v1" }, "overrides.replicate.token", "is required and missing"],
    ["trustedOrigins", ["https://a.co/x"], "overrides.trustedOrigins", "must be servers such as"],
    ["trustedOrigins", "https://a.co, b", "overrides.trustedOrigins", "must be servers such as"],
    ["modelVersions", { svd: "x" }, "overrides.modelVersions.svd", "must be a version id"],
    ["modelVersions", { svdd: "a" }, "overrides.modelVersions.svdd", "is not known"],
    [
      "fps",
      24,
      "overrides.fps",
      "is not known; known are environment, model, modelVersions, settings, rates, supabase, replicate, trustedOrigins, logLevel",
    ],
  ])("are checked like variables: %s: %o", (name, value, variable, message) => {
    const env = { VG_BASE_COST: "1", VG_COST_PER_SECOND: "2" };

    const overrides: Record<string, unknown> = { [name]: value };

    const issues = issuesOf(() => loadConfig({ env, overrides }));

    expect(issues[0]).toEqual({ variable, message: expect.stringContaining(message) });
  });

  test("must be an object", () => {
    // @ts-expect-error - JavaScript lets null through
    expect(() => loadConfig({ env: {}, overrides: null })).toThrow("overrides must be an object, not null");
  });
});
