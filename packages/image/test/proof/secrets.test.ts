import { startEmulator } from "@vg/emulator";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, describe, expect, test } from "vitest";
import { createImageHandler, parseSupabaseUrl } from "../../src/index.ts";
import { openHandler } from "../support/open-handler.ts";
import { blackPng } from "../support/sample-images.ts";
import { leakedSecrets } from "./secrets.ts";

const KEY = "canary-of-the-service-key";
const TOKEN = "r8_canary-of-the-replicate-token";
const emulator = await startEmulator();
emulator.putObject("images", "cat.png", blackPng(4, 4));
afterAll(() => emulator.close());

function thrownBy(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

describe("the search for secrets", () => {
  const secrets = { key: "header.claims.signature" };

  test.each([
    ["in a text", "with header.claims.signature"],
    ["in a nested value", { a: [{ b: { c: "header.claims.signature" } }] }],
    ["by its signature alone", "signature"],
    ["in an error's message", new Error("header.claims.signature")],
    ["in a cause's cause", new Error("a", { cause: new Error("b", { cause: "header.claims.signature" }) })],
    ["in what an error carries along", Object.assign(new Error("a"), { config: { key: "header.claims.signature" } })],
    ["in a hidden property", Object.defineProperty({}, "key", { value: "header.claims.signature" })],
    ["in a header", new Headers({ authorization: "Bearer header.claims.signature" })],
  ])("finds one %s", (_, value) => {
    expect(leakedSecrets(secrets, [value])).toEqual(["key"]);
  });

  test("finds the token of an outcome that is copied with its input", async () => {
    const url = emulator.publicUrl("images", "cat.png");
    const outcome = await openHandler(emulator).prepareImage(url, { jobId: "job-1" });
    const token = outcome.ok && typeof outcome.input === "string" ? outcome.input.split("=")[1] : undefined;
    const found = [outcome, { ...outcome }].map((value) => leakedSecrets({ token: token ?? "" }, [value]));

    expect(found).toEqual([[], ["token"]]);
  });
});

describe("no secret stands in an error", () => {
  const supabase = { url: "https://abcdefghijklmnopqrst.supabase.co", serviceRoleKey: KEY };
  const wrongOptions: readonly (readonly [string, object])[] = [
    ["a key with a line break", { supabase: { ...supabase, serviceRoleKey: `${KEY}\n` } }],
    ["a key that is a list", { supabase: { ...supabase, serviceRoleKey: [KEY] } }],
    ["the key in the place of the URL", { supabase: { url: KEY, serviceRoleKey: KEY } }],
    ["the key in the URL", { supabase: { url: `https://user:${KEY}@a.example?key=${KEY}`, serviceRoleKey: KEY } }],
    ["the key in the place of all", { supabase: KEY }],
    ["a token with a space", { supabase, replicate: { token: `${TOKEN} ` } }],
    ["the token in the place of the address", { supabase, replicate: { token: TOKEN, baseUrl: TOKEN } }],
    ["the token in the place of all", { supabase, replicate: TOKEN }],
    ["the token in the place of a number", { supabase, attempts: TOKEN }],
    ["the token in the place of a choice", { supabase, inspect: TOKEN, strategies: [TOKEN] }],
    ["the token as a trusted origin", { supabase, trustedOrigins: [TOKEN] }],
    ["the token as an option", { supabase, [TOKEN]: TOKEN, attempts: 0 }],
    ["all in one text", Object(KEY + TOKEN)],
  ];

  test.each(wrongOptions)("about options: %s", (_, options) => {
    // @ts-expect-error - the options are wrong on purpose
    const error = thrownBy(() => createImageHandler(options));

    expect(error).toMatchObject({ name: "ImageOptionsError" });
    expect(leakedSecrets({ KEY, TOKEN }, [error])).toEqual([]);
  });

  test.each([
    `https://a.example/${TOKEN}`,
    `https://${TOKEN}@a.example/storage/v1/object/public/a`,
    `${supabase.url}/storage/v1/object/upload/sign/images/a?token=${TOKEN}`,
    `${supabase.url}/storage/v1/object/sign/images/?token=${TOKEN}`,
    `${supabase.url}/storage/v1/object/sign/images/%${TOKEN}?token=${TOKEN}`,
    `${supabase.url}/storage/v1/s3/images/a?X-Amz-Signature=${TOKEN}`,
    TOKEN,
  ])("about a URL: %#", (url) => {
    const error = thrownBy(() => parseSupabaseUrl(url));

    expect(error).toMatchObject({ name: "InvalidStorageUrlError" });
    expect(leakedSecrets({ TOKEN }, [error])).toEqual([]);
  });

  test("and none in a handler", () => {
    const handler = createImageHandler({ supabase, replicate: { token: TOKEN } });

    expect(leakedSecrets({ KEY, TOKEN }, [handler])).toEqual([]);
  });
});

describe("the default log", () => {
  test("holds a line of JSON for each step, on standard error, with the job id and without a secret", async () => {
    emulator.fault({ kind: "status", status: 500, route: "object.sign-batch" });
    emulator.fault({ kind: "html", route: "object.authenticated" });
    emulator.fault({ kind: "status", status: 429, retryAfter: 0, route: "files.create" });
    const { supabase, replicate } = emulator;
    const imageUrl = await emulator.signedUrl("images", "cat.png");
    const urls = [imageUrl, `${imageUrl}&apikey=${supabase.anonKey}`, `https://a.example/${KEY}`];
    const input = JSON.stringify({ supabase, replicate, urls });
    const program = `${import.meta.dirname}/prepare-process.ts`;
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ["--conditions=@vg/source", program, input]);
    const lines: unknown[] = stderr
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));

    expect(stdout).toBe("signed-url signed-url invalid-url\nupload upload invalid-url\n");
    expect(lines).toHaveLength(2 + 1 + 2 + 2 + 1);
    expect(lines).toEqual(lines.map(() => expect.objectContaining({ jobId: "job-1", timestamp: expect.any(String) })));
    const [, token = ""] = imageUrl.split("?token=");
    const { serviceRoleKey, anonKey } = supabase;
    expect(leakedSecrets({ serviceRoleKey, anonKey, token, TOKEN: replicate.token, KEY }, [stdout, stderr])).toEqual(
      [],
    );
  });
});
