import { describe, expect, test } from "vitest";
import { type Config, loadConfig } from "../src/index.ts";
import { ignoreWarnings, issuesOf } from "./loading.ts";

const VERSION = "0123456789abcdef".repeat(4);
const URL_EXAMPLE = "https://abcdefghijklmnopqrst.supabase.co";

interface VariableCase {
  readonly variable: string;
  /** What else has to be set for it to count. */
  readonly also?: Readonly<Record<string, string>>;
  readonly read: (config: Config) => unknown;
  readonly byDefault: unknown;
  /** Texts that are right, with what they become. */
  readonly right: readonly (readonly [string, unknown])[];
  /** Values that are wrong: just outside, blank, of another kind. */
  readonly wrong: readonly unknown[];
  /** What every complaint about it says. */
  readonly allowed: string;
}

const NOT_TEXT = [5n, true, null, {}, [], Symbol("text"), () => "text"];
const NOT_WHOLE = ["", " ", "abc", "0x10", "1e1", "+5", "5.5", "-1", " 5", "5 ", "5\n", "NaN", "Infinity", ...NOT_TEXT];

const CASES: readonly VariableCase[] = [
  {
    variable: "ENVIRONMENT",
    read: (config) => config.environment,
    byDefault: "development",
    right: [
      ["production", "production"],
      ["staging", "staging"],
      ["development", "development"],
    ],
    wrong: [" ", "prod", "Production", "production ", "__proto__", ...NOT_TEXT],
    allowed: "production, staging or development",
  },
  {
    variable: "VG_MODEL",
    read: (config) => config.model,
    byDefault: "svd",
    right: [
      ["svd", "svd"],
      ["video-01", "video-01"],
    ],
    wrong: [" ", "svdd", "SVD", "__proto__", "toString", ...NOT_TEXT],
    allowed: "svd, cogvideox, cogvideox-t2v",
  },
  {
    variable: "SVD_MODEL_VERSION",
    read: (config) => config.modelVersions.svd,
    byDefault: "stability-ai/stable-video-diffusion:3f0457e4619daac51203dedb472816fd4af51f3149fa7a9e0b5ffcf1b8172438",
    right: [
      [VERSION, `stability-ai/stable-video-diffusion:${VERSION}`],
      ["3", "stability-ai/stable-video-diffusion:3"],
      ["latest", "stability-ai/stable-video-diffusion:latest"],
    ],
    wrong: [" ", `${VERSION}0`, "3f0457G", "3F0457", "v1", "LATEST", "../x", ...NOT_TEXT],
    allowed: "a version id of 64 lower-case hex digits",
  },
  {
    variable: "COGVIDEOX_MODEL_VERSION",
    read: (config) => config.modelVersions.cogvideox,
    byDefault: "thudm/cogvideox-i2v:latest",
    right: [[VERSION, `thudm/cogvideox-i2v:${VERSION}`]],
    wrong: [" ", "newest", ...NOT_TEXT],
    allowed: "a version id of 64 lower-case hex digits",
  },
  {
    variable: "VG_RESOLUTION",
    read: (config) => config.settings.resolution,
    byDefault: "768x432",
    right: [
      ["16x16", "16x16"],
      ["4096x4096", "4096x4096"],
    ],
    wrong: [
      " ",
      "15x16",
      "16x15",
      "4097x16",
      "16x4097",
      "1024",
      "1024X576",
      "1024x576x3",
      "01024x576",
      "a",
      ...NOT_TEXT,
    ],
    allowed: "WIDTHxHEIGHT in pixels, each from 16 to 4096",
  },
  {
    variable: "VG_FPS",
    read: (config) => config.settings.fps,
    byDefault: 24,
    right: [
      ["1", 1],
      ["60", 60],
    ],
    wrong: ["0", "61", ...NOT_WHOLE.slice(1)],
    allowed: "a whole number from 1 to 60",
  },
  {
    variable: "VG_MOTION_BUCKET_ID",
    read: (config) => config.settings.motionBucketId,
    byDefault: 100,
    right: [
      ["1", 1],
      ["255", 255],
    ],
    wrong: ["0", "256", ...NOT_WHOLE.slice(1)],
    allowed: "a whole number from 1 to 255",
  },
  {
    variable: "VG_STEPS",
    read: (config) => config.settings.steps,
    byDefault: 20,
    right: [
      ["1", 1],
      ["500", 500],
    ],
    wrong: ["0", "501", ...NOT_WHOLE.slice(1)],
    allowed: "a whole number from 1 to 500",
  },
  {
    variable: "VG_MAX_DURATION",
    read: (config) => config.settings.maxDuration,
    byDefault: 4,
    right: [
      ["0.001", 0.001],
      ["4.5", 4.5],
      ["60", 60],
    ],
    wrong: ["0", "0.0", "60.001", "-1", " ", "eight", "8s", ".5", "Infinity", ...NOT_TEXT],
    allowed: "a number of seconds above 0 and at most 60",
  },
  {
    variable: "VG_BASE_COST",
    also: { VG_COST_PER_SECOND: "0.5" },
    read: (config) => config.rates.baseCost,
    byDefault: "0.005",
    right: [
      ["0", "0"],
      ["0.10", "0.10"],
      ["0.12345678901234567890", "0.12345678901234567890"],
      ["12", "12"],
    ],
    wrong: [" ", "-0.1", "-0", "00.10", "01", "+1", "$0.10", "0,10", "1e-3", ".5", "5.", "\u0661", 0.1, ...NOT_TEXT],
    allowed: "a non-negative decimal of dollars without leading zeros",
  },
  {
    variable: "VG_COST_PER_SECOND",
    also: { VG_BASE_COST: "0.5" },
    read: (config) => config.rates.perSecond,
    byDefault: "0.002",
    right: [
      ["0", "0"],
      ["0.033", "0.033"],
    ],
    wrong: [" ", "-0.1", "00.033", "free", ...NOT_TEXT],
    allowed: "a non-negative decimal of dollars without leading zeros",
  },
  {
    variable: "SUPABASE_URL",
    also: { SUPABASE_SERVICE_ROLE_KEY: "service-key" },
    read: (config) => config.supabase?.url,
    byDefault: undefined,
    right: [
      [URL_EXAMPLE, URL_EXAMPLE],
      ["http://127.0.0.1:54321", "http://127.0.0.1:54321"],
      ["http://kong:8000/prefix/", "http://kong:8000/prefix/"],
    ],
    wrong: [
      " ",
      "abcdefghijklmnopqrst.supabase.co",
      "ftp://a.example",
      "https://user@a.example",
      "https://user:password@a.example",
      "https://a.example?key=1",
      "https://a.example#top",
      "https://a.example\n",
      " https://a.example",
      "https:a.example",
      "https:///a.example",
      "https://",
      "https://a.example:99999",
      "https://a.example\\@b.example",
      ...NOT_TEXT,
    ],
    allowed: "an http or https URL without user, password, query and fragment",
  },
  {
    variable: "SUPABASE_SERVICE_ROLE_KEY",
    also: { SUPABASE_URL: URL_EXAMPLE },
    read: (config) => config.supabase?.serviceRoleKey,
    byDefault: undefined,
    right: [
      ["k", "k"],
      ["eyJhbGciOiJIUzI1NiJ9.e30.c2ln", "eyJhbGciOiJIUzI1NiJ9.e30.c2ln"],
    ],
    wrong: [" ", "\t", "key\n", "ke\ny", "ke\ry", "k\u2026y", " key", ...NOT_TEXT],
    allowed: "one line of visible ASCII characters without spaces",
  },
  {
    variable: "REPLICATE_API_TOKEN",
    read: (config) => config.replicate?.token,
    byDefault: undefined,
    right: [["r8_token", "r8_token"]],
    wrong: [" ", "\u00a0", "r8_token\n", "r8\r_token", "\u201cr8_token\u201d", ...NOT_TEXT],
    allowed: "one line of visible ASCII characters without spaces",
  },
  {
    variable: "REPLICATE_BASE_URL",
    also: { REPLICATE_API_TOKEN: "r8_token" },
    read: (config) => config.replicate?.baseUrl,
    byDefault: undefined,
    right: [
      ["http://127.0.0.1:54321/v1", "http://127.0.0.1:54321/v1"],
      ["https://api.replicate.com/v1/", "https://api.replicate.com/v1"],
    ],
    wrong: [" ", "127.0.0.1:54321", "ftp://127.0.0.1/v1", "https://u:p@a.co", "https://a.co?x", "a b", ...NOT_TEXT],
    allowed: "an http or https URL without user, password, query and fragment",
  },
  {
    variable: "VG_TRUSTED_ORIGINS",
    read: (config) => config.trustedOrigins,
    byDefault: [],
    right: [
      ["https://images.example.com", ["https://images.example.com"]],
      ["https://a.example:8443 ,http://kong:8000", ["https://a.example:8443", "http://kong:8000"]],
    ],
    wrong: [
      " ",
      ",",
      "https://a.co,",
      "a.co",
      "https://a.co/storage",
      "https://u:p@a.co",
      "https://a.co b",
      ...NOT_TEXT.filter((value) => !Array.isArray(value)),
    ],
    allowed: "servers such as https://images.example.com, without a path, separated by commas",
  },
  {
    variable: "LOG_LEVEL",
    read: (config) => config.logLevel,
    byDefault: "info",
    right: [
      ["error", "error"],
      ["warn", "warn"],
      ["info", "info"],
      ["debug", "debug"],
    ],
    wrong: [" ", "verbose", "INFO", ...NOT_TEXT],
    allowed: "error, warn, info or debug",
  },
];

const RIGHT = CASES.flatMap((row) => row.right.map(([text, value]) => ({ ...row, text, value })));
const WRONG = CASES.flatMap((row) => row.wrong.map((value) => ({ ...row, value })));

describe("a variable", () => {
  test.each(CASES)("$variable has its default where it is absent or empty", ({ variable, read, byDefault }) => {
    for (const env of [{}, { [variable]: undefined }, { [variable]: "" }]) {
      expect(read(loadConfig({ env, onWarning: ignoreWarnings }))).toEqual(byDefault);
    }
  });

  test.each(RIGHT)("$variable=$text is $value", ({ variable, also, read, text, value }) => {
    const env = { ...also, [variable]: text };

    expect(read(loadConfig({ env, onWarning: ignoreWarnings }))).toEqual(value);
  });

  test.each(WRONG)("$variable cannot be $value", ({ variable, also, allowed, value }) => {
    const env: Record<string, unknown> = { ...also, [variable]: value };
    // @ts-expect-error - JavaScript lets values through that are no text
    const load = () => loadConfig({ env });

    expect(issuesOf(load)).toEqual([
      {
        variable,
        message: expect.stringMatching(
          /^must be .+; (?:set it to .+, for example, or leave it empty|did you mean .+\?)/,
        ),
      },
    ]);
    expect(load).toThrow(`${variable} must be ${allowed}`);
  });
});
