import { describe, expect, test } from "vitest";
import { findCredentialMistake, findSupabasePath } from "../src/index.ts";

const WEAK = "which cannot read private objects; the service_role key and secret keys (sb_secret_...) can";

const jwt = (claims: object): string =>
  `eyJhbGciOiJIUzI1NiJ9.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.c2ln`;

describe("findCredentialMistake", () => {
  test.each([
    ["r8_abc\n", "a text with a line break"],
    ["r8_abc\r", "a text with a line break"],
    ['"r8_abc"', "a text in quotes"],
    ["'r8_abc", "a text in quotes"],
    ["<token>", "a placeholder"],
    ["<your Replicate token>", "a placeholder"],
    ["r8_...", "a placeholder"],
    ["r8_\u2026", "a placeholder"],
    ["sb_secret_...", "a placeholder"],
    ["***", "a placeholder"],
    ["r8_****", "a placeholder"],
    ["xxxxxxxx", "a placeholder"],
    ["null", "a placeholder"],
    ["undefined", "a placeholder"],
    ["${REPLICATE_API_TOKEN}", "a placeholder"],
    ["$REPLICATE_API_TOKEN", "a placeholder"],
    ["%TOKEN%", "a placeholder"],
    ["{{ secrets.TOKEN }}", "a placeholder"],
    ["your-service-role-key", "a placeholder"],
    ["YOUR_API_TOKEN", "a placeholder"],
    ['{"default":"sb_secret_abc"}', "JSON"],
    ['["r8_abc"]', "JSON"],
    ["Bearer r8_abc", "a header, with the word before the key"],
  ] as const)("says of %j that it is %s, whoever it is for", (text, mistake) => {
    expect(findCredentialMistake(text, "supabase")).toBe(mistake);
    expect(findCredentialMistake(text, "replicate")).toBe(mistake);
  });

  test.each([
    ["sb_publishable_abc", `a publishable key, ${WEAK}`, "a key of Supabase"],
    [jwt({ role: "anon" }), `an anon key, ${WEAK}`, "a key of Supabase"],
    ["sbp_0123456789", "an access token of the account, which opens no project", "a key of Supabase"],
    ["r8_abcdefghijkl", "a token of Replicate", undefined],
    ["sb_secret_abcdefghijkl", undefined, "a key of Supabase"],
    [jwt({ role: "service_role" }), undefined, "a key of Supabase"],
    [jwt({ role: "storage_admin" }), undefined, "a key of Supabase"],
    [jwt({ sub: "me" }), undefined, "a key of Supabase"],
    ["eyJhbGciOiJIUzI1NiJ9.bm90IGpzb24.c2ln", undefined, "a key of Supabase"],
    ["canary-service-role-key", undefined, undefined],
    ["a.b.c", undefined, undefined],
    ["", undefined, undefined],
  ])("takes %j for Supabase: %s, and for Replicate: %s", (text, supabase, replicate) => {
    expect(findCredentialMistake(text, "supabase")).toBe(supabase);
    expect(findCredentialMistake(text, "replicate")).toBe(replicate);
  });
});

test.each([
  ["https://a.supabase.co", undefined],
  ["https://a.supabase.co/", undefined],
  ["https://a.example/supabase", undefined],
  ["https://a.supabase.co/rest/v1/", "/rest/v1"],
  ["https://a.supabase.co/storage/v1", "/storage/v1"],
  ["https://a.supabase.co/auth/v1", "/auth/v1"],
  ["https://a.supabase.co/storage/v10", undefined],
])("finds the path of an interface in %s: %s", (url, path) => {
  expect(findSupabasePath(url)).toBe(path);
});
