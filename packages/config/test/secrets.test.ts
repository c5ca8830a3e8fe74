import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { loadConfig } from "../src/index.ts";

const KEY = "canary-service-role-key";
const TOKEN = "r8_canaryReplicateToken";
const ENV = { SUPABASE_URL: "https://a.supabase.co", SUPABASE_SERVICE_ROLE_KEY: KEY, REPLICATE_API_TOKEN: TOKEN };

const CHANNELS: readonly (readonly [string, (value: unknown) => string])[] = [
  ["JSON.stringify", (value) => JSON.stringify(value)],
  ["util.inspect", (value) => inspect(value)],
  ["util.inspect with everything", (value) => inspect(value, { depth: 9, showHidden: true })],
  ["util.inspect with getters", (value) => inspect(value, { depth: 9, showHidden: true, getters: true })],
  ["util.inspect without custom", (value) => inspect(value, { depth: 9, showHidden: true, customInspect: false })],
  ["String", (value) => String(value)],
  ["a spread", (value) => JSON.stringify(Object.assign({}, value))],
  ["the entries", (value) => inspect(Object.entries(Object(value)))],
  ["structuredClone", (value) => inspect(structuredClone(value), { showHidden: true })],
];

describe("a secret", () => {
  const config = loadConfig({ env: ENV, require: ["supabase", "replicate"], onWarning: () => {} });

  test("is given to who asks for it by name", () => {
    expect(config.supabase.serviceRoleKey).toBe(KEY);
    expect(config.replicate.token).toBe(TOKEN);
  });

  test.each(CHANNELS)("does not leave through %s", (_, show) => {
    for (const value of [config, config.supabase, config.replicate]) {
      expect(show(value)).not.toContain(KEY);
      expect(show(value)).not.toContain(TOKEN);
    }
  });

  test("shows as [redacted]", () => {
    expect(JSON.parse(JSON.stringify(config))).toMatchObject({
      supabase: { url: "https://a.supabase.co", serviceRoleKey: "[redacted]" },
      replicate: { token: "[redacted]" },
    });
    expect(inspect(config, { depth: 9, showHidden: true })).toContain("serviceRoleKey: '[redacted]'");
    expect(inspect(config, { depth: 9, showHidden: true })).toContain("token: '[redacted]'");
  });
});
