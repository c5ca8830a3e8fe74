import { describe, expect, test } from "vitest";
import { formatNetworkError } from "../../src/doctor/probe.ts";

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

function withCode(code: string): Error {
  return Object.assign(new Error("canary"), { code });
}
