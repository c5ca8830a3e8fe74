import { describe, expect, test } from "vitest";
import { ConfigError, type ConfigWarning, type EnvironmentVariables, loadConfig } from "../src/index.ts";

const URL_OF_PROJECT = "https://abcdefghijklmnopqrst.supabase.co";
const PAIR = { SUPABASE_URL: URL_OF_PROJECT, SUPABASE_SERVICE_ROLE_KEY: "key" };

function messageOf(env: EnvironmentVariables, options: Parameters<typeof loadConfig>[0] = {}): string {
  try {
    loadConfig({ env, onWarning: () => {}, ...options });
    return "it was taken";
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
}

function warningsOf(env: EnvironmentVariables): readonly ConfigWarning[] {
  return loadConfig({ env, onWarning: () => {} }).warnings.filter(({ code }) => code === "unknown-variable");
}

describe("a key that cannot be right", () => {
  test.each([
    ['"canary"', "a text in quotes"],
    ["<canary>", "a placeholder"],
    ["r8_...", "a placeholder"],
    ["***", "a placeholder"],
    ["null", "a placeholder"],
    ["${CANARY}", "a placeholder"],
    ['{"default":"sb_secret_canary"}', "JSON"],
    ["canary\n", "a text with a line break"],
    ["can\r\nary", "a text with a line break"],
  ])("such as %j is refused when it is read, as %s", (value, mistake) => {
    const [key, token] = [
      messageOf({ ...PAIR, SUPABASE_SERVICE_ROLE_KEY: value }),
      messageOf({ REPLICATE_API_TOKEN: value }),
    ];

    expect(key).toContain(
      `SUPABASE_SERVICE_ROLE_KEY must be one line of visible ASCII characters without spaces, not ${mistake} (it is not shown)`,
    );
    expect(token).toContain(
      `REPLICATE_API_TOKEN must be one line of visible ASCII characters without spaces, not ${mistake} (it is not shown)`,
    );
    expect(`${key}${token}`).not.toMatch(/canary/i);
  });

  test.each([
    ["sb_publishable_canary", "not a publishable key, which cannot read private objects"],
    ["eyJhbGciOiJIUzI1NiJ9.eyJyb2xlIjoiYW5vbiJ9.canary", "not an anon key, which cannot read private objects"],
    ["r8_canary", "not a token of Replicate"],
  ])("%s is too weak for Supabase: %s", (value, mistake) => {
    expect(messageOf({ ...PAIR, SUPABASE_SERVICE_ROLE_KEY: value })).toContain(mistake);
  });

  test("is a key of Supabase for Replicate", () => {
    expect(messageOf({ REPLICATE_API_TOKEN: "sb_secret_canary" })).toContain("not a key of Supabase (it is not shown)");
  });
});

describe("SUPABASE_SECRET_KEY", () => {
  test.each<[EnvironmentVariables, string]>([
    [{ SUPABASE_SECRET_KEY: "sb_secret_new" }, "sb_secret_new"],
    [{ SUPABASE_SECRET_KEY: "sb_secret_new", SUPABASE_SERVICE_ROLE_KEY: "old" }, "sb_secret_new"],
    [{ SUPABASE_SECRET_KEY: "", SUPABASE_SERVICE_ROLE_KEY: "old" }, "old"],
  ])("of %j is the key %s", (env, key) => {
    const config = loadConfig({
      env: { SUPABASE_URL: URL_OF_PROJECT, ...env },
      require: ["supabase"],
      onWarning: () => {},
    });

    expect(config.supabase.serviceRoleKey).toBe(key);
    expect(config.origins["supabase.serviceRoleKey"]).toBe("environment");
  });

  test("is named when it is wrong, or alone", () => {
    expect(messageOf({ SUPABASE_URL: URL_OF_PROJECT, SUPABASE_SECRET_KEY: "sb_publishable_x" })).toMatch(
      /^SUPABASE_SECRET_KEY must be/,
    );
    expect(messageOf({ SUPABASE_SECRET_KEY: "sb_secret_x" })).toContain(
      "SUPABASE_URL is missing, but SUPABASE_SECRET_KEY is set",
    );
  });
});

describe("SUPABASE_URL", () => {
  test.each([
    [`${URL_OF_PROJECT}/rest/v1/`, "not one with the path /rest/v1, which clients add by themselves"],
    [`${URL_OF_PROJECT}/storage/v1`, "not one with the path /storage/v1"],
    [`${URL_OF_PROJECT}/storage/v1/object/public/a/b.png`, "not one with the path /storage/v1"],
    ["https://supabase.com/dashboard/project/abcdefghijklmnopqrst", "not the address of the dashboard"],
    ["https://app.supabase.com/project/abc", "not the address of the dashboard"],
    ["postgresql://postgres:pw@db.abc.supabase.co:5432/postgres", "not the address of the project's database"],
    ["abcdefghijklmnopqrst.supabase.co", "not one without https:// before it"],
    ["127.0.0.1:54321/", "not one without https:// before it"],
  ])("as %s is refused: %s", (url, part) => {
    expect(messageOf({ ...PAIR, SUPABASE_URL: url })).toContain(part);
  });

  test.each([URL_OF_PROJECT, `${URL_OF_PROJECT}/`, "http://127.0.0.1:54321", "https://example.com/supabase"])(
    "can be %s",
    (url) => {
      expect(messageOf({ ...PAIR, SUPABASE_URL: url })).toBe("it was taken");
    },
  );
});

describe("a variable under a name that is almost its own", () => {
  test.each([
    ["\uFEFFENVIRONMENT", "ENVIRONMENT"],
    ["export ENVIRONMENT", "ENVIRONMENT"],
    ["environment", "ENVIRONMENT"],
    ["Environment ", "ENVIRONMENT"],
    ["VG_ENV", "ENVIRONMENT"],
    ["SUPABASE_KEY", "SUPABASE_SERVICE_ROLE_KEY"],
    ["supabase_secret_key", "SUPABASE_SECRET_KEY"],
    ["REPLICATE_API_KEY", "REPLICATE_API_TOKEN"],
    ["vg_model", "VG_MODEL"],
  ])("%j is a warning that names %s", (name, variable) => {
    expect(warningsOf({ [name]: "canary" })).toEqual([
      {
        code: "unknown-variable",
        variables: [name],
        message: `${JSON.stringify(name).replace("\uFEFF", String.raw`\ufeff`)} is set and nobody reads it; did you mean ${variable}? Rename it.`,
      },
    ]);
  });

  test("is a warning where it would win over the one that is set", () => {
    const [warning] = warningsOf({ ...PAIR, supabase_secret_key: "canary" });

    expect(warning?.message).toContain("did you mean SUPABASE_SECRET_KEY?");
  });

  test.each<EnvironmentVariables>([
    { environment: "production", ENVIRONMENT: "staging" },
    { environment: "" },
    { ENV: "production", NODE_ENV: "production", SUPABASE_ANON_KEY: "x" },
    { ...PAIR, SUPABASE_SERVICE_ROLE_KEY: "", SUPABASE_SECRET_KEY: "sb_secret_x", SUPABASE_KEY: "old" },
  ])("%j is none", (env) => {
    expect(warningsOf(env)).toEqual([]);
  });

  test.each(["SUPABASE_KEY", "supabase_secret_key", "export SUPABASE_SECRET_KEY"])(
    "is named where the right one is required: %s",
    (name) => {
      expect(messageOf({ SUPABASE_URL: URL_OF_PROJECT, [name]: "canary" })).toBe(
        `SUPABASE_SERVICE_ROLE_KEY is missing, but SUPABASE_URL is set; "${name}" is set, and nobody reads it: rename it`,
      );
    },
  );
});

test("a copy of a part of a configuration has lost its secret, and the error says so", () => {
  const { supabase, replicate } = loadConfig({
    env: { ...PAIR, REPLICATE_API_TOKEN: "r8_example" },
    require: ["supabase", "replicate"],
    onWarning: () => {},
  });
  const why = "a copy of a part of a Config has no secret, so pass the part itself";

  expect(messageOf({}, { overrides: { supabase: { ...supabase } } })).toContain(why);
  expect(messageOf({}, { overrides: { replicate: { ...replicate } }, require: ["replicate"] })).toContain(why);
  expect(messageOf({}, { overrides: { supabase, replicate } })).toBe("it was taken");
});
