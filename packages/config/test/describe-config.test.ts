import { expect, test } from "vitest";
import { type ConfigEntry, describeConfig, loadConfig, type LoadConfigOptions } from "../src/index.ts";
import { ignoreWarnings } from "./loading.ts";

test("shows every variable the project knows once", () => {
  const variables = entries({ env: {} }).flatMap(({ variable, newVariable }) =>
    [variable, newVariable].filter((name) => name !== undefined),
  );

  expect(variables.toSorted()).toEqual([
    "COGVIDEOX_MODEL_VERSION",
    "ENVIRONMENT",
    "LOG_LEVEL",
    "REPLICATE_API_TOKEN",
    "REPLICATE_BASE_URL",
    "SUPABASE_SECRET_KEY",
    "SUPABASE_SERVICE_ROLE_KEY",
    "SUPABASE_URL",
    "SVD_MODEL_VERSION",
    "VG_BASE_COST",
    "VG_COST_PER_SECOND",
    "VG_FPS",
    "VG_MAX_DURATION",
    "VG_MODEL",
    "VG_MOTION_BUCKET_ID",
    "VG_RESOLUTION",
    "VG_STEPS",
    "VG_TRUSTED_ORIGINS",
  ]);
});

test("shows secrets as [redacted] and says where they came from", () => {
  const env = { SUPABASE_URL: "https://a.supabase.co", SUPABASE_SERVICE_ROLE_KEY: "canary-key" };
  const shown = entries({ env, overrides: { replicate: { token: "r8_canary" } } });

  expect(JSON.stringify(shown)).not.toContain("canary");
  expect(shown).toEqual(
    expect.arrayContaining([
      { path: "supabase.url", variable: "SUPABASE_URL", value: "https://a.supabase.co", origin: "environment" },
      {
        path: "supabase.serviceRoleKey",
        variable: "SUPABASE_SERVICE_ROLE_KEY",
        newVariable: "SUPABASE_SECRET_KEY",
        value: "[redacted]",
        origin: "environment",
      },
      { path: "replicate.token", variable: "REPLICATE_API_TOKEN", value: "[redacted]", origin: "override" },
    ]),
  );
});

test("shows the rates of a chosen model with their source", () => {
  const shown = entries({ env: { VG_MODEL: "video-01" } });

  expect(shown).toEqual(
    expect.arrayContaining([
      { path: "rates.baseCost", variable: "VG_BASE_COST", value: "0.50", origin: "default" },
      { path: "rates.asOf", value: "2026-09-25", origin: "default" },
      { path: "rates.source", value: "https://replicate.com/minimax/video-01", origin: "default" },
    ]),
  );
});

test("leaves value and origin out where nothing is set", () => {
  expect(entries({ env: {} })).toContainEqual({ path: "replicate.token", variable: "REPLICATE_API_TOKEN" });
  expect(entries({ env: {} })).toContainEqual({ path: "rates.asOf" });
  expect(entries({ env: {} })).toContainEqual({ path: "trustedOrigins", variable: "VG_TRUSTED_ORIGINS" });
});

test("gives every value that is set an origin", () => {
  const odd = entries({ env: { VG_MODEL: "video-01" } }).filter(
    (entry) => (entry.value === undefined) !== (entry.origin === undefined),
  );

  expect(odd).toEqual([]);
});

function entries(options: LoadConfigOptions): readonly ConfigEntry[] {
  return describeConfig(loadConfig({ ...options, onWarning: ignoreWarnings }));
}
