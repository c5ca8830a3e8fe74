import { describe, expect, test } from "vitest";
import { formatNetworkError } from "../../src/doctor/probe.ts";
import { keyProblem } from "../../src/doctor/check-supabase.ts";

describe("unreachedReason", () => {
  test.each([
    [withCode("ENOTFOUND"), "its name is unknown; check the name, and that this machine is online"],
    [new TypeError("fetch failed", { cause: withCode("ECONNREFUSED") }), "nothing listens there"],
    [
      Object.assign(new Error("fetch failed"), { originalError: new TypeError("x", { cause: withCode("EAI_AGAIN") }) }),
      "no name can be looked up; this machine seems to be offline",
    ],
    [
      new TypeError("fetch failed", { cause: new Error("bad port") }),
      "no request was made, because fetch refuses its port; use another port",
    ],
    [withCode("CERT_HAS_EXPIRED"), "CERT_HAS_EXPIRED"],
    [new DOMException("late", "TimeoutError"), "it did not answer within 10 s"],
    [new DOMException("over", "AbortError"), "it did not answer within 10 s"],
    [withCode("no code, but a canary"), undefined],
    [new Error("canary"), undefined],
    ["canary", undefined],
    [undefined, undefined],
  ])("of %s is %j", (error, reason) => {
    expect(formatNetworkError(error)).toBe(reason);
  });
});

describe("keyProblem", () => {
  test.each([
    [jwt({ role: "anon" }), "the key is the anon one, which cannot read private images"],
    [jwt({ role: "service_role" }), undefined],
    [jwt({ role: "storage_admin" }), undefined],
    [jwt({ sub: "me" }), undefined],
    ["a.b.c", undefined],
    ["opaque", undefined],
    ["sb_secret_x", undefined],
    ["sb_publishable_x", "the key is the publishable one, which cannot read private images"],
  ])("of %j is %j", (key, problem) => {
    expect(keyProblem(key)).toBe(problem);
  });
});

function withCode(code: string): Error {
  return Object.assign(new Error("canary"), { code });
}

function jwt(claims: unknown): string {
  return `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.x`;
}
