import { inspect } from "node:util";
import * as fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { ConfigError, type ConfigWarning, getModelVersion, loadConfig } from "../src/index.ts";

const CANARY = "canary5ecret";

type Env = Readonly<Record<string, unknown>>;

interface Failure {
  readonly of: string;
  readonly env?: Env;
  readonly overrides?: object;
}

const FAILURES: readonly Failure[] = [
  {
    of: "a key with a line break",
    env: { SUPABASE_URL: "https://a.supabase.co", SUPABASE_SERVICE_ROLE_KEY: `${CANARY}\n` },
  },
  {
    of: "a key with a space",
    env: { SUPABASE_URL: "https://a.supabase.co", SUPABASE_SERVICE_ROLE_KEY: `${CANARY} ${CANARY}` },
  },
  {
    of: "a key that is an object",
    env: { SUPABASE_URL: "https://a.supabase.co", SUPABASE_SERVICE_ROLE_KEY: { CANARY } },
  },
  { of: "a key without a URL", env: { SUPABASE_SERVICE_ROLE_KEY: CANARY } },
  { of: "a key with a wrong URL", env: { SUPABASE_SERVICE_ROLE_KEY: CANARY, SUPABASE_URL: "nowhere" } },
  { of: "a token in curly quotes", env: { REPLICATE_API_TOKEN: `\u201c${CANARY}\u201d` } },
  { of: "a token beside other problems", env: { REPLICATE_API_TOKEN: CANARY, VG_FPS: "0", LOG_LEVEL: "loud" } },
  {
    of: "a password in the URL",
    env: { SUPABASE_URL: `https://user:${CANARY}@a.supabase.co`, SUPABASE_SERVICE_ROLE_KEY: "key" },
  },
  { of: "a key in the URL's query", env: { SUPABASE_URL: `https://a.supabase.co?apikey=${CANARY}` } },
  { of: "a key on the URL's line", env: { SUPABASE_URL: CANARY, SUPABASE_SERVICE_ROLE_KEY: "https://a.supabase.co" } },
  {
    of: "the token on another line, too",
    env: { REPLICATE_API_TOKEN: CANARY, VG_MODEL: CANARY, VG_FPS: `x${CANARY}` },
  },
  { of: "a token on another line alone", env: { ENVIRONMENT: `r8_${CANARY}` } },
  {
    of: "a key on another line alone",
    env: { LOG_LEVEL: `eyJhbGciOiJIUzI1NiJ9.${CANARY}.c2ln`, SVD_MODEL_VERSION: `sb_secret_${CANARY}` },
  },
  { of: "an overriding key without a URL", overrides: { supabase: { serviceRoleKey: CANARY } } },
  {
    of: "an overriding key with a space",
    overrides: { supabase: { url: "https://a.co", serviceRoleKey: ` ${CANARY}` } },
  },
  { of: "an overriding token of another kind", overrides: { replicate: { token: [CANARY] } } },
  { of: "an overriding token that is not in its place", overrides: { replicate: CANARY, settings: { fps: 0 } } },
  { of: "a token under an unknown name", overrides: { replicateToken: CANARY } },
];

describe("no secret leaves", () => {
  test.each(FAILURES)("through the error of $of", ({ env, overrides }) => {
    const error = failureOf(env ?? {}, overrides);

    expect(error).toBeInstanceOf(ConfigError);
    expect(channelsOf(error)).not.toContain(CANARY);
  });

  test("through the error of a version that getModelVersion refuses", () => {
    vi.stubEnv("SVD_MODEL_VERSION", `r8_${CANARY}`);

    expect(channelsOf(errorOf(() => getModelVersion()))).not.toContain(CANARY);
  });

  test.each(["SUPABASE_URL", "SUPABASE_SERVICE_ROLE_KEY", "REPLICATE_API_TOKEN"])(
    "through the complaint about %s, which says that it shows nothing",
    (variable) => {
      expect(String(failureOf({ [variable]: ` ${CANARY}` }, undefined))).toContain(
        "not the value that is set (it is not shown)",
      );
    },
  );

  test("through a warning", () => {
    const warnings: ConfigWarning[] = [];
    const env = { SUPABASE_URL: "https://a.co", SUPABASE_SERVICE_ROLE_KEY: CANARY, REPLICATE_API_TOKEN: CANARY };

    loadConfig({ env: { ...env, VG_MODEL: "svd", SVD_MODEL_VERSION: "abc" }, onWarning: (w) => warnings.push(w) });

    expect(warnings.map((warning) => warning.code)).toEqual(["defaulted", "partial-version", "price-unknown"]);
    expect(channelsOf(warnings)).not.toContain(CANARY);
  });

  test("through any error or warning or configuration, whatever stands beside it", () => {
    const secret = fc.stringMatching(/^[A-Za-z0-9_-]{12,40}$/);
    const place = fc.constantFrom("VG_FPS", "VG_MODEL", "ENVIRONMENT", "LOG_LEVEL", "VG_BASE_COST", "SUPABASE_URL");

    fc.assert(
      fc.property(secret, place, fc.string(), fc.string(), (key, variable, before, after) => {
        const env = {
          SUPABASE_URL: "https://a.supabase.co",
          SUPABASE_SERVICE_ROLE_KEY: key,
          REPLICATE_API_TOKEN: key,
          [variable]: `${before}${key}${after}`,
        };
        const seen: unknown[] = [];

        seen.push(errorOf(() => seen.push(loadConfig({ env, onWarning: (warning) => seen.push(warning) }))));

        expect(channelsOf(seen)).not.toContain(key);
      }),
    );
  });
});

function failureOf(env: Env, overrides: object | undefined): unknown {
  // @ts-expect-error - JavaScript lets values through that are no text
  return errorOf(() => loadConfig({ env, overrides }));
}

function errorOf(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}

/** Everything that a program could print of a value. */
function channelsOf(value: unknown): string {
  const parts = Array.isArray(value) ? value : [value];
  return parts
    .flatMap((part: unknown) => {
      const whole = [String(part), JSON.stringify(part), inspect(part, { depth: 9, showHidden: true })];
      return part instanceof Error ? whole.concat(part.message, part.stack ?? "", inspect(part.cause)) : whole;
    })
    .join("\n");
}
