import { describe, expect, test } from "vitest";
import { AttemptError } from "../src/errors.ts";
import { httpFailure, networkFailure } from "../src/http/request.ts";
import { storageFailure } from "../src/services/storage-api.ts";

const body = (statusCode: string, error: string, code?: string): string =>
  JSON.stringify({ statusCode, error, message: "m", ...(code !== undefined && { code }) });

const gateway = (message: string, hint = "canary"): string => JSON.stringify({ message, hint });

const URL_OF_PROJECT = "https://abc.supabase.co";

describe("httpFailure", () => {
  test.each([
    [400, "bad-response", false],
    [401, "forbidden", false],
    [402, "forbidden", false],
    [403, "forbidden", false],
    [404, "not-found", false],
    [408, "timeout", true],
    [410, "not-found", false],
    [413, "too-large", false],
    [418, "bad-response", false],
    [422, "bad-response", false],
    [425, "server-error", true],
    [429, "rate-limited", true],
    [500, "server-error", true],
    [502, "server-error", true],
    [503, "server-error", true],
    [504, "server-error", true],
    [540, "server-error", true],
    [544, "server-error", true],
  ] as const)("calls %i %s, retryable: %s", (status, reason, retryable) => {
    expect(httpFailure(status)).toMatchObject({ reason, retryable, status });
  });
});

describe("storageFailure", () => {
  test.each([
    ["a missing object", 400, body("404", "not_found", "NoSuchKey"), "not-found", false],
    ["a missing object, should it come as 404", 404, body("404", "not_found", "NoSuchKey"), "not-found", false],
    ["a missing bucket", 400, body("404", "Bucket not found", "NoSuchBucket"), "not-found", false],
    ["a missing object of an older server", 400, body("404", "not_found"), "not-found", false],
    ["a refused key", 400, body("403", "Unauthorized", "AccessDenied"), "forbidden", false],
    ["a refused key of an older server", 400, body("403", "Unauthorized"), "forbidden", false],
    ["an expired URL", 400, body("400", "InvalidJWT", "InvalidJWT"), "forbidden", false],
    ["a token of another object", 400, body("400", "InvalidSignature", "InvalidSignature"), "forbidden", false],
    ["an illegal key", 400, body("400", "InvalidKey", "InvalidKey"), "unsafe-path", false],
    ["a request the route does not take", 400, body("400", "Error", "InvalidRequest"), "bad-response", false],
    ["an unknown route", 404, body("404", "Not Found", "InvalidRequest"), "bad-response", false],
    [
      "a malformed URL",
      400,
      '{"error":"Bad Request","code":"FST_ERR_BAD_URL","message":"m","statusCode":400}',
      "bad-response",
      false,
    ],
    ["a range of an empty object", 416, body("416", "invalid_range", "InvalidRange"), "empty", false],
    ["a database that is down", 500, body("500", "Internal", "InternalError"), "server-error", true],
    ["a database that is slow", 544, body("544", "DatabaseTimeout", "DatabaseTimeout"), "server-error", true],
    ["throttling", 429, body("429", "SlowDown", "SlowDown"), "rate-limited", true],
    ["throttling in disguise", 400, body("429", "SlowDown", "SlowDown"), "rate-limited", true],
    ["a server error in disguise", 400, body("500", "Internal", "InternalError"), "server-error", true],
    ["an object that is too large", 413, body("413", "Payload too large", "EntityTooLarge"), "too-large", false],
    ["a gateway's page", 502, "<html>Bad Gateway</html>", "server-error", true],
    ["a gateway's page for a missing route", 404, "<html>Not Found</html>", "not-found", false],
    ["an empty 503", 503, "", "server-error", true],
    ["a body of another shape", 400, "[]", "bad-response", false],
    ["a code that looks like a token", 400, '{"code":"r8_0123456789"}', "bad-response", false],
    ["a code that is a name of Object", 400, '{"code":"constructor"}', "bad-response", false],
    ["a status that is no number", 400, '{"statusCode":"x"}', "bad-response", false],
  ] as const)("reads %s", (_, status, text, reason, retryable) => {
    expect(storageFailure({ status, body: text })).toMatchObject({ reason, retryable });
  });

  test.each([
    [
      401,
      gateway("Legacy API keys are disabled"),
      "has disabled this project's legacy keys (anon, service_role); use a secret key",
    ],
    [401, gateway("Invalid API key"), "does not know the key"],
    [401, gateway("Unregistered API key"), "does not know the key"],
    [401, gateway("No API key found in request"), "got no key"],
    [401, gateway("Forbidden use of secret API key in browser"), "from servers only"],
    [
      400,
      JSON.stringify({
        statusCode: "403",
        error: "Unauthorized",
        message: "Invalid Compact JWS",
        code: "AccessDenied",
      }),
      "takes no secret keys",
    ],
    [
      400,
      JSON.stringify({ statusCode: "403", error: "Unauthorized", message: '"exp" claim timestamp check failed' }),
      "The key has expired",
    ],
    [
      400,
      JSON.stringify({ statusCode: "403", error: "Unauthorized", message: "signature verification failed" }),
      "another project",
    ],
    [
      402,
      gateway("Service for this project is restricted due to the following violations: exceed_egress_quota."),
      "has restricted the project",
    ],
    [540, "", "has paused the project; restore it"],
    [401, gateway("canary"), "Supabase refused the key; check supabase.serviceRoleKey"],
  ])("says the cause and the fix: %i %s", (status, text, problem) => {
    const failure = storageFailure({ status, body: text });

    expect(failure.reason).toBe(status === 540 ? "server-error" : "forbidden");
    expect(failure.problem).toContain(problem);
    expect(failure.problem).not.toContain("canary");
  });

  test("keeps of the body only its code", () => {
    const failure = storageFailure({ status: 404, body: body("404", "token=secret", "NoSuchKey") });

    expect(JSON.stringify([failure, failure.message, failure.stack])).not.toContain("secret");
    expect(failure.code).toBe("NoSuchKey");
  });
});

function thrown(code: unknown): Error {
  return new TypeError("fetch failed", { cause: Object.assign(new Error("cause"), { code }) });
}

describe("AttemptError.from", () => {
  test.each([
    ["a failure", new AttemptError({ reason: "forbidden" }), { reason: "forbidden" }],
    ["an error", new RangeError("secret"), { reason: "bad-response", code: "RangeError", message: "bad-response" }],
    ["an error with a sentence for a name", Object.assign(new Error("m"), { name: "a b" }), { reason: "bad-response" }],
    ["nothing", null, { reason: "bad-response", code: undefined }],
  ])("reads %s", (_, error, failure) => {
    expect(AttemptError.from(error)).toMatchObject(failure);
  });
});

describe("networkFailure", () => {
  test.each([
    [
      URL_OF_PROJECT,
      "ENOTFOUND",
      "(ENOTFOUND); if this machine needs a proxy, set NODE_USE_ENV_PROXY=1 beside HTTPS_PROXY",
    ],
    [URL_OF_PROJECT, "UND_ERR_CONNECT_TIMEOUT", "set NODE_USE_ENV_PROXY=1 beside HTTPS_PROXY"],
    [URL_OF_PROJECT, undefined, "No answer came from https://abc.supabase.co; if this machine needs a proxy"],
    [URL_OF_PROJECT, "SELF_SIGNED_CERT_IN_CHAIN", "set NODE_EXTRA_CA_CERTS"],
    [
      "http://127.0.0.1:54321/x",
      "ECONNREFUSED",
      "No answer came from http://127.0.0.1:54321 (ECONNREFUSED); check that the server runs",
    ],
  ])("says what to do: %s, %s", (url, code, advice) => {
    expect(networkFailure(thrown(code), url).problem).toContain(advice);
  });

  test("shows of the URL only the server", () => {
    expect(networkFailure(thrown("ECONNRESET"), `${URL_OF_PROJECT}/canary?token=canary`).problem).not.toContain(
      "canary",
    );
  });

  test.each([
    ["a refused connection", thrown("ECONNREFUSED"), "network", true, "ECONNREFUSED"],
    ["a reset connection", thrown("ECONNRESET"), "network", true, "ECONNRESET"],
    ["a closed socket", thrown("UND_ERR_SOCKET"), "network", true, "UND_ERR_SOCKET"],
    ["an unknown host", thrown("ENOTFOUND"), "network", true, "ENOTFOUND"],
    ["a slow connection", thrown("UND_ERR_CONNECT_TIMEOUT"), "timeout", true, "UND_ERR_CONNECT_TIMEOUT"],
    ["a silent server", thrown("UND_ERR_HEADERS_TIMEOUT"), "timeout", true, "UND_ERR_HEADERS_TIMEOUT"],
    ["a system timeout", thrown("ETIMEDOUT"), "timeout", true, "ETIMEDOUT"],
    ["an error with its own code", Object.assign(new Error("m"), { code: "EPIPE" }), "network", true, "EPIPE"],
    ["a slow handshake", thrown("ERR_TLS_HANDSHAKE_TIMEOUT"), "timeout", true, "ERR_TLS_HANDSHAKE_TIMEOUT"],
    ["an error without a code", new TypeError("fetch failed"), "network", true, undefined],
    ["a code that is a sentence", thrown("token is secret"), "network", true, undefined],
    ["nothing", undefined, "network", true, undefined],
  ])("reads %s", (_, error, reason, retryable, code) => {
    expect(networkFailure(error, URL_OF_PROJECT)).toMatchObject({ reason, retryable, code });
  });

  test.each([
    "CERT_HAS_EXPIRED",
    "CERT_NOT_YET_VALID",
    "CERT_REVOKED",
    "CERT_UNTRUSTED",
    "CRL_HAS_EXPIRED",
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "ERR_SSL_WRONG_VERSION_NUMBER",
    "ERR_TLS_CERT_ALTNAME_INVALID",
    "HOSTNAME_MISMATCH",
    "INVALID_CA",
    "INVALID_PURPOSE",
    "PATH_LENGTH_EXCEEDED",
    "SELF_SIGNED_CERT_IN_CHAIN",
    "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  ])("does not ask again where a certificate is wrong: %s", (code) => {
    expect(networkFailure(thrown(code), URL_OF_PROJECT)).toMatchObject({ reason: "network", retryable: false, code });
  });
});
