import { once } from "node:events";
import { describe, expect, test, vi } from "vitest";
import { getModelRates, loadConfig, MODELS } from "../src/index.ts";
import { ignoreWarnings, issuesOf, warningsOf } from "./loading.ts";

const SUPABASE = { SUPABASE_URL: "https://a.supabase.co", SUPABASE_SERVICE_ROLE_KEY: "service-key" };

describe("loadConfig", () => {
  test("gives the specification's configuration where nothing is set", () => {
    const config = loadConfig({ env: {}, onWarning: ignoreWarnings });

    expect(config).toMatchObject({
      environment: "development",
      model: "svd",
      settings: { resolution: "768x432", fps: 24, motionBucketId: 100, steps: 20, maxDuration: 4 },
      rates: { currency: "USD", baseCost: "0.005", perSecond: "0.002" },
      logLevel: "info",
    });
    expect(config).not.toHaveProperty("supabase");
    expect(config).not.toHaveProperty("replicate");
    expect(new Set(Object.values(config.origins))).toEqual(new Set(["default"]));
  });

  test("gives every model of the catalogue its reference", () => {
    const { modelVersions } = loadConfig({ env: {}, onWarning: ignoreWarnings });

    expect(modelVersions).toEqual(
      Object.fromEntries(
        Object.entries(MODELS).map(([name, model]) => [
          name,
          `${model.owner}/${model.name}:${model.version ?? "latest"}`,
        ]),
      ),
    );
  });

  test.each(["production", "staging"])("gives %s the specification's settings and rates", (ENVIRONMENT) => {
    expect(loadConfig({ env: { ENVIRONMENT }, onWarning: ignoreWarnings })).toMatchObject({
      environment: ENVIRONMENT,
      settings: { resolution: "1024x576", fps: 30, motionBucketId: 127, steps: 25, maxDuration: 8 },
      rates: { currency: "USD", baseCost: "0.10", perSecond: "0.033" },
    });
  });

  test("reads the environment of the process where none is given", () => {
    vi.stubEnv("VG_FPS", "7");

    expect(loadConfig({ onWarning: ignoreWarnings }).settings.fps).toBe(7);
  });

  test("freezes everything it returns", () => {
    const config = loadConfig({ env: { ...SUPABASE, REPLICATE_API_TOKEN: "r8_token" }, onWarning: ignoreWarnings });

    expect(unfrozenParts(config, "config")).toEqual([]);
  });

  test("tells every problem at once, in the order of the configuration", () => {
    const env = { ENVIRONMENT: "prod", VG_FPS: "0", VG_BASE_COST: "-1", SUPABASE_URL: "no", LOG_LEVEL: "loud" };

    const issues = issuesOf(() => loadConfig({ env, require: ["replicate"] }));

    expect(issues.map((issue) => issue.variable)).toEqual([
      "ENVIRONMENT",
      "VG_FPS",
      "VG_BASE_COST",
      "VG_COST_PER_SECOND",
      "SUPABASE_URL",
      "SUPABASE_SERVICE_ROLE_KEY",
      "REPLICATE_API_TOKEN",
      "LOG_LEVEL",
    ]);
  });

  test.each([
    [{ SUPABASE_URL: "https://a.supabase.co" }, "SUPABASE_SERVICE_ROLE_KEY is missing, but SUPABASE_URL is set"],
    [{ SUPABASE_SERVICE_ROLE_KEY: "key" }, "SUPABASE_URL is missing, but SUPABASE_SERVICE_ROLE_KEY is set"],
    [{ VG_BASE_COST: "1" }, "VG_COST_PER_SECOND is missing, but VG_BASE_COST is set; set it to 0.10, for example"],
    [{ VG_COST_PER_SECOND: "1" }, "VG_BASE_COST is missing, but VG_COST_PER_SECOND is set"],
  ])("takes half a pair, %o, for a problem", (env, message) => {
    expect(() => loadConfig({ env })).toThrow(message);
  });

  test.each([
    ["supabase", ["SUPABASE_URL", "SUPABASE_SERVICE_ROLE_KEY"]],
    ["replicate", ["REPLICATE_API_TOKEN"]],
  ] as const)("names what is missing where %s is required", (requirement, variables) => {
    const issues = issuesOf(() => loadConfig({ env: {}, require: [requirement] }));

    expect(issues.map((issue) => issue.variable)).toEqual(variables);
    expect(issues[0]?.message).toMatch(/^is required and missing; set it to .+, which is .+/);
  });

  test("refuses to require what it does not know", () => {
    // @ts-expect-error - JavaScript lets any text through
    expect(() => loadConfig({ env: {}, require: ["supabse"] })).toThrow(
      'require must name supabase and replicate only, not "supabse"',
    );
  });

  test("gives what is required", () => {
    const env = { ...SUPABASE, REPLICATE_API_TOKEN: "r8_token" };
    const config = loadConfig({ env, require: ["supabase", "replicate"], onWarning: ignoreWarnings });

    expect(config.supabase.url).toBe("https://a.supabase.co");
    expect(config.supabase.serviceRoleKey).toBe("service-key");
    expect(config.replicate.token).toBe("r8_token");
  });

  test("remembers where each value came from", () => {
    const env = { VG_FPS: "12", VG_STEPS: "30", ...SUPABASE };
    const overrides = { settings: { steps: 40 }, replicate: { token: "r8_token" } };

    expect(loadConfig({ env, overrides, onWarning: ignoreWarnings }).origins).toMatchObject({
      environment: "default",
      "settings.fps": "environment",
      "settings.steps": "override",
      "rates.baseCost": "default",
      "supabase.url": "environment",
      "supabase.serviceRoleKey": "environment",
      "replicate.token": "override",
    });
  });
});

describe("the rates of a configuration", () => {
  test.each([
    { case: "the environment's by default", env: { ENVIRONMENT: "production" }, rates: ["0.10", "0.033"] },
    { case: "a chosen model's", env: { VG_MODEL: "grok-imagine-video" }, rates: ["0", "0.05"] },
    {
      case: "a chosen model's at the settings' resolution",
      env: { VG_MODEL: "wan-2.2-i2v-fast" },
      rates: ["0.05", "0"],
    },
    {
      case: "a chosen model's at a resolution that somebody sets",
      env: { VG_MODEL: "wan-2.2-i2v-fast", VG_RESOLUTION: "1280x720" },
      rates: ["0.11", "0"],
    },
    {
      case: "the variables', before a chosen model's",
      env: { VG_MODEL: "grok-imagine-video", VG_BASE_COST: "1", VG_COST_PER_SECOND: "2" },
      rates: ["1", "2"],
    },
    {
      case: "the overrides', before all",
      env: { VG_MODEL: "grok-imagine-video", VG_BASE_COST: "1", VG_COST_PER_SECOND: "2" },
      overrides: { rates: { baseCost: "3", perSecond: "4" } },
      rates: ["3", "4"],
    },
    {
      case: "a model's that an override chooses",
      env: {},
      overrides: { model: "video-01" as const },
      rates: ["0.50", "0"],
    },
    {
      case: "the environment's where a chosen model's are not known",
      env: { VG_MODEL: "svd" },
      rates: ["0.005", "0.002"],
    },
  ])("are $case", ({ env, overrides, rates }) => {
    const config = loadConfig({ env, overrides, onWarning: ignoreWarnings });

    expect([config.rates.baseCost, config.rates.perSecond]).toEqual(rates);
  });

  test("keep the source of the rates that override them", () => {
    const rates = getModelRates("video-01");

    expect(loadConfig({ env: {}, overrides: { rates }, onWarning: ignoreWarnings }).rates).toEqual(rates);
  });

  test("are a problem of the resolution where a chosen model has no price for it", () => {
    const env = { VG_MODEL: "wan-2.2-i2v-fast", VG_RESOLUTION: "1920x1080" };

    expect(() => loadConfig({ env })).toThrow(
      'VG_RESOLUTION must be one that wan-2.2-i2v-fast has a price for (480p, 720p, or a size in pixels that fits into one), not "1920x1080"',
    );
  });
});

describe("warnings", () => {
  test("name all defaulted variables at once", () => {
    const warnings = warningsOf({ env: { VG_FPS: "24", LOG_LEVEL: "" } });

    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatchObject({
      code: "defaulted",
      variables: [
        "ENVIRONMENT",
        "VG_MODEL",
        "SVD_MODEL_VERSION",
        "COGVIDEOX_MODEL_VERSION",
        "VG_RESOLUTION",
        "VG_MOTION_BUCKET_ID",
        "VG_STEPS",
        "VG_MAX_DURATION",
        "VG_BASE_COST",
        "VG_COST_PER_SECOND",
        "LOG_LEVEL",
      ],
    });
    expect(warnings[0]?.message).toContain("ENVIRONMENT, VG_MODEL, SVD_MODEL_VERSION");
  });

  test("are absent where everything is set", () => {
    const env = {
      ENVIRONMENT: "production",
      VG_MODEL: "video-01",
      SVD_MODEL_VERSION: "a".repeat(64),
      COGVIDEOX_MODEL_VERSION: "b".repeat(64),
      VG_RESOLUTION: "1024x576",
      VG_FPS: "24",
      VG_MOTION_BUCKET_ID: "1",
      VG_STEPS: "1",
      VG_MAX_DURATION: "1",
      VG_BASE_COST: "1",
      VG_COST_PER_SECOND: "1",
      LOG_LEVEL: "info",
    };

    expect(warningsOf({ env })).toEqual([]);
  });

  test.each(["3f0457f4613a", "latest"])("say that SVD_MODEL_VERSION=%s is not a full version id", (version) => {
    const warnings = warningsOf({ env: { SVD_MODEL_VERSION: version } });

    expect(warnings.find((warning) => warning.code === "partial-version")).toMatchObject({
      variables: ["SVD_MODEL_VERSION"],
      message: expect.stringContaining(`${JSON.stringify(version)}, not a full version id of 64 hex digits`),
    });
  });

  test("name a variable that looks like ours and that nobody reads", () => {
    const warnings = warningsOf({ env: { VG_FSP: "24", VG_EMPTY: "", VG_ABSENT: undefined, VGA: "1", HOME: "/" } });

    expect(warnings.filter((warning) => warning.code === "unknown-variable")).toEqual([
      {
        code: "unknown-variable",
        variables: ["VG_FSP"],
        message: expect.stringMatching(
          /^VG_FSP is set and nobody reads it; there are VG_MODEL, VG_RESOLUTION, VG_FPS,/,
        ),
      },
    ]);
  });

  test.each(["VG_BROWSER", "VG_REGISTRY", "VG_REGISTRY_TOKEN"])("do not name %s, which others read", (variable) => {
    expect(warningsOf({ env: { [variable]: "set" } }).map(({ code }) => code)).toEqual(["defaulted"]);
    expect(warningsOf({ env: { [`${variable}S`]: "set" } }).map(({ code }) => code)).toContain("unknown-variable");
  });

  test("say that the price of a chosen model is not known", () => {
    expect(warningsOf({ env: { VG_MODEL: "svd" } }).at(-1)).toMatchObject({
      code: "price-unknown",
      variables: ["VG_MODEL"],
      message: expect.stringContaining("vg accuracy"),
    });
  });

  test("stay with the configuration", () => {
    const options = { env: { VG_MODEL: "svd", SVD_MODEL_VERSION: "3f04" } };

    expect(loadConfig({ ...options, onWarning: ignoreWarnings }).warnings).toEqual(warningsOf(options));
  });

  test("cannot be changed by who is told", () => {
    const frozen: boolean[] = [];

    loadConfig({
      env: {},
      onWarning: (warning) => frozen.push(Object.isFrozen(warning), Object.isFrozen(warning.variables)),
    });

    expect(frozen).toEqual([true, true]);
  });

  test("are given to nobody where something is wrong", () => {
    const onWarning = vi.fn<() => void>();

    expect(() => loadConfig({ env: { VG_FPS: "0" }, onWarning })).toThrow("VG_FPS");
    expect(onWarning).not.toHaveBeenCalled();
  });

  test("go to the process where nobody takes them", async () => {
    const warned = once(process, "warning");

    loadConfig({ env: {} });

    expect(await warned).toMatchObject([{ name: "ConfigWarning", code: "defaulted" }]);
  });
});

function unfrozenParts(value: unknown, path: string): string[] {
  if (typeof value !== "object" || value === null) return [];
  const parts = Object.entries(value).flatMap(([name, part]) => unfrozenParts(part, `${path}.${name}`));
  return Object.isFrozen(value) ? parts : [path, ...parts];
}
