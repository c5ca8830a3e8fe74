import { describe, expect, expectTypeOf, test } from "vitest";
import { SYSTEM_TIME } from "../src/http/deadline.ts";
import { createImageHandler, type ImageHandlerOptions, ImageOptionsError } from "../src/index.ts";
import { validateOptions } from "../src/validate-options.ts";

const jwt = (claims: object): string =>
  ["eyJhbGciOiJIUzI1NiJ9", Buffer.from(JSON.stringify(claims)).toString("base64url"), "c2ln"].join(".");

function validate(options: ImageHandlerOptions): ReturnType<typeof validateOptions> {
  return validateOptions(options, SYSTEM_TIME);
}

const supabase = { url: "https://abc.supabase.co", serviceRoleKey: "canary-key" };
const replicate = { token: "r8_canary" };

function issuesOf(options: unknown): unknown {
  try {
    Reflect.apply(createImageHandler, undefined, [options]);
  } catch (error) {
    if (error instanceof ImageOptionsError) return error.issues;
    throw error;
  }
  return [];
}

const COPIED = "is missing; a copy of a part of a Config has no secret, so pass the part itself";

describe("the options", () => {
  test("have the defaults of their documentation", () => {
    expect(validate({ supabase })).toMatchObject({
      supabase,
      replicate: { token: "", baseUrl: "https://api.replicate.com/v1" },
      strategies: ["signed-url", "file"],
      signedUrlTtl: 3600,
      attempts: 3,
      baseDelay: 2000,
      maxRetryAfter: 20_000,
      attemptTimeout: 30_000,
      totalTimeout: 120_000,
      maxBytes: 20_000_000,
      maxPixels: 64_000_000,
      concurrency: 8,
      inspect: "none",
      trustedOrigins: [],
    });
  });

  test("upload by default where there is a token", () => {
    expect(validate({ supabase, replicate })).toMatchObject({
      replicate: { token: "r8_canary", baseUrl: "https://api.replicate.com/v1" },
      strategies: ["signed-url", "upload", "file"],
    });
  });

  test.each(["https://abc.supabase.co/", "https://abc.supabase.co///"])(
    "take the URL %s without its slashes",
    (url) => {
      expect(validate({ supabase: { ...supabase, url } }).supabase.url).toBe("https://abc.supabase.co");
    },
  );

  test("may hold what belongs to others, such as a whole configuration", () => {
    const config = { supabase, replicate, environment: "production", settings: {}, logLevel: "warn" } as const;

    expect(createImageHandler(config)).toHaveProperty("prepareImage");
  });

  test("are read from getters too", () => {
    class Access {
      readonly url = "https://abc.supabase.co";
      get serviceRoleKey(): string {
        return "canary-key";
      }
    }

    expect(validate({ supabase: new Access() }).supabase).toEqual(supabase);
  });

  test("are not changed, and may change afterwards", () => {
    const options = { supabase: { ...supabase }, strategies: ["file" as const], trustedOrigins: ["http://kong:8000"] };
    const settings = validate(options);
    options.supabase.url = "https://evil.com";
    options.trustedOrigins.push("https://evil.com");

    expect(settings).toMatchObject({ supabase, trustedOrigins: ["http://kong:8000"] });
  });

  test.each([
    [undefined, "options", "must be given: createImageHandler({ supabase: { url, serviceRoleKey } })"],
    [{}, "supabase", "is missing"],
    [{ supabase: "https://abc.supabase.co" }, "supabase", "must be { url, serviceRoleKey }"],
    [{ supabase: { serviceRoleKey: "k" } }, "supabase.url", "is missing"],
    [
      { supabase: { ...supabase, url: "abc.supabase.co" } },
      "supabase.url",
      "must be an http or https URL without white space, user, query and fragment",
    ],
    [
      { supabase: { ...supabase, url: "ftp://a.b" } },
      "supabase.url",
      "must be an http or https URL without white space, user, query and fragment",
    ],
    [
      { supabase: { ...supabase, url: "https://u:canary@a.b" } },
      "supabase.url",
      "must be an http or https URL without white space, user, query and fragment",
    ],
    [
      { supabase: { ...supabase, url: "https://a.b?c" } },
      "supabase.url",
      "must be an http or https URL without white space, user, query and fragment",
    ],
    [
      { supabase: { ...supabase, url: "https://a.b/storage/v1" } },
      "supabase.url",
      "must be the project's URL, without /storage/v1",
    ],
    [
      { supabase: { ...supabase, url: "https://a.b/rest/v1/" } },
      "supabase.url",
      "must be the project's URL, without /rest/v1",
    ],
    [
      { supabase, trustedOrigins: ["https://a.b/storage/v1/object"] },
      "trustedOrigins.0",
      "must be the project's URL, without /storage/v1",
    ],
    [{ supabase: { url: supabase.url } }, "supabase.serviceRoleKey", COPIED],
    [{ supabase: { ...supabase, serviceRoleKey: 7 } }, "supabase.serviceRoleKey", "must be a text"],
    [{ supabase, replicate: {} }, "replicate.token", COPIED],
    [
      { supabase, replicate: { token: "canary", baseUrl: "x" } },
      "replicate.baseUrl",
      "must be an http or https URL without white space, user, query and fragment",
    ],
    [{ supabase, strategies: [] }, "strategies", "must name at least one strategy"],
    [{ supabase, strategies: ["file", "file"] }, "strategies", "must name each strategy only once"],
    [{ supabase, strategies: ["fax"] }, "strategies.0", 'must be signed-url, upload or file, not "fax"'],
    [{ supabase, strategies: ["upload"] }, "replicate", 'is missing, but the strategy "upload" needs its token'],
    [{ supabase, signedUrlTtl: 0 }, "signedUrlTtl", "must be a whole number of seconds from 1 to 31536000, not 0"],
    [{ supabase, signedUrlTtl: 1.5 }, "signedUrlTtl", "must be a whole number of seconds from 1 to 31536000, not 1.5"],
    [{ supabase, attempts: 0 }, "attempts", "must be a whole number of attempts from 1 to 10, not 0"],
    [{ supabase, baseDelay: -1 }, "baseDelay", "must be a whole number of milliseconds from 0 to 2147483647, not -1"],
    [
      { supabase, attemptTimeout: 2 ** 31 },
      "attemptTimeout",
      "must be a whole number of milliseconds from 1 to 2147483647, not 2147483648",
    ],
    [
      { supabase, totalTimeout: Number.NaN },
      "totalTimeout",
      "must be a whole number of milliseconds from 1 to 2147483647, not NaN",
    ],
    [{ supabase, maxBytes: "20 MB" }, "maxBytes", 'must be a whole number of bytes from 1 to 100000000, not "20 MB"'],
    [{ supabase, concurrency: 0 }, "concurrency", "must be a whole number of images from 1 to 1000, not 0"],
    [{ supabase, inspect: "all" }, "inspect", 'must be none or probe, not "all"'],
    [{ supabase, trustedOrigins: "https://a.b" }, "trustedOrigins", 'must be a list, not "https://a.b"'],
    [
      { supabase, trustedOrigins: ["a.b"] },
      "trustedOrigins.0",
      "must be an http or https URL without white space, user, query and fragment",
    ],
    [{ supabase, logger: console.log }, "logger", "must be an object with debug, info, warn and error"],
    [{ supabase, logger: null }, "logger", "must be an object with debug, info, warn and error"],
    [{ supabase, logger: { info() {} } }, "logger", "must be an object with debug, info, warn and error"],
    [{ supabase, logLevel: "loud" }, "logLevel", 'must be error, warn, info or debug, not "loud"'],
    [{ supabase, fetch: "fetch" }, "fetch", 'must be a function, not "fetch"'],
  ])("%j: %s %s", (options, option, message) => {
    expect(issuesOf(options)).toEqual([{ option, message }]);
  });

  test.each([
    ["sb_publishable_0123456789abcdefghijkl_01234567", "not a publishable key"],
    [jwt({ role: "anon", iss: "supabase" }), "not an anon key"],
  ])("refuse the key %s, which is too weak", (serviceRoleKey, problem) => {
    expect(issuesOf({ supabase: { ...supabase, serviceRoleKey } })).toEqual([
      { option: "supabase.serviceRoleKey", message: expect.stringContaining(problem) },
    ]);
  });

  test.each([
    "sb_secret_0123456789abcdefghijkl_01234567",
    jwt({ role: "service_role" }),
    jwt({}),
    "eyJ.e30.x",
    "opaque",
  ])("take the key %s", (serviceRoleKey) => {
    expect(issuesOf({ supabase: { ...supabase, serviceRoleKey } })).toEqual([]);
  });

  test.each([
    ["attempts", "sb_secret_0123456789abcdefghijkl_01234567"],
    ["inspect", "r8_0123456789abcdefghijklmnopqrstuvwxyz0"],
    ["logLevel", jwt({ role: "service_role" })],
    ["maxBytes", "https://user:password@example.com/?token=0123456789"],
  ])("show no secret that was put into %s by mistake", (option, secret) => {
    const text = JSON.stringify(issuesOf({ supabase, [option]: secret }));

    expect(text).toContain(option);
    expect(text).not.toMatch(/0123456789|password|eyJ/);
  });

  test.each(["", "two words", '"quoted"', "line\nbreak", "ключ"])(
    "refuse the key %j, which no header can carry",
    (serviceRoleKey) => {
      expect(issuesOf({ supabase: { ...supabase, serviceRoleKey } })).toMatchObject([
        { option: "supabase.serviceRoleKey" },
      ]);
    },
  );

  test.each([" ", "\n", "\t", "/a b", "\\x", "\u00a0"])("refuse a server's URL with %j in it", (odd) => {
    for (const url of [
      `https://abc.supabase.co${odd}`,
      `https:${odd}//abc.supabase.co`,
      `${odd}https://abc.supabase.co`,
    ]) {
      expect(issuesOf({ supabase: { ...supabase, url } })).toMatchObject([{ option: "supabase.url" }]);
    }
  });

  test.each([
    ["https://abc.supabase.co///", "https://abc.supabase.co"],
    ["HTTPS://ABC.supabase.co:443", "https://abc.supabase.co"],
    ["https://example.com/a/../b/", "https://example.com/b"],
    ["http://[0:0:0:0:0:0:0:1]:54321", "http://[::1]:54321"],
  ])("take %s for %s", (url, normal) => {
    expect(validate({ supabase: { ...supabase, url } }).supabase.url).toBe(normal);
  });

  test("say that a token for uploading is missing together with all else", () => {
    expect(issuesOf({ supabase, attempts: 0, strategies: ["upload"] })).toMatchObject([
      { option: "attempts" },
      { option: "replicate" },
    ]);
  });

  test("report all that is wrong at once, and no secret", () => {
    const wrong = {
      supabase: { url: "https://canary@a.b", serviceRoleKey: "canary\n" },
      replicate: { token: "canary key" },
      attempts: -1,
    };
    const issues = issuesOf(wrong);

    expect(issues).toHaveLength(4);
    expect(JSON.stringify(issues)).not.toContain("canary");
  });

  test("need a Supabase by their type, and take nothing else that they do not know", () => {
    expectTypeOf(createImageHandler).parameter(0).toEqualTypeOf<ImageHandlerOptions>();
    // @ts-expect-error - supabase is missing
    expect(() => createImageHandler({})).toThrow("supabase is missing");
    // @ts-expect-error - a misspelt option
    expect(createImageHandler({ supabase, attempt: 3 })).toBeDefined();
  });
});
