import { describe, expect, test, vi } from "vitest";
import { AttemptError } from "../../src/errors.ts";
import { request, type RequestRules } from "../../src/http/request.ts";
import { fakeClock } from "../support/fake-clock.ts";

const SERVER = "https://abc.supabase.co/backend";

function rulesWith(answer: typeof fetch, rest: Partial<RequestRules> = {}): RequestRules {
  return {
    fetch: answer,
    clock: fakeClock({ start: 0 }),
    server: SERVER,
    signal: new AbortController().signal,
    maxBytes: 1000,
    failureOf: ({ status, body }) => new AttemptError({ reason: "server-error", retryable: true, status, code: body }),
    ...rest,
  };
}

function fail(): never {
  throw new TypeError("fetch failed");
}

describe("request", () => {
  test.each([
    "https://evil.com/storage/v1/x",
    "https://abc.supabase.co.evil.com/x",
    "https://abc.supabase.co:8443/x",
    "http://abc.supabase.co/x",
  ])("sends nothing to %s", async (url) => {
    const never = vi.fn<typeof fetch>();

    await expect(request(url, {}, rulesWith(never))).rejects.toMatchObject({ reason: "untrusted-origin" });
    expect(never).not.toHaveBeenCalled();
  });

  test("asks for no compression and no redirect, and passes the rest on", async () => {
    const answer = vi.fn<typeof fetch>(async () => new Response("ok", { headers: { etag: "e" } }));
    const init = { method: "POST", headers: { apikey: "k" }, body: "b" };
    const { bytes, status, headers } = await request(`${SERVER}/x`, init, rulesWith(answer));
    const [url, sent] = answer.mock.calls[0] ?? [];

    expect([Buffer.from(bytes).toString(), status, headers.get("etag")]).toEqual(["ok", 200, "e"]);
    expect([url, sent]).toMatchObject([`${SERVER}/x`, { method: "POST", body: "b", redirect: "manual" }]);
    expect(Object.fromEntries(new Headers(sent?.headers))).toEqual({ apikey: "k", "accept-encoding": "identity" });
    expect(init.headers).toEqual({ apikey: "k" });
  });

  test.each([300, 301, 302, 303, 304, 307, 308])("calls %i a redirect", async (status) => {
    const answer = async (): Promise<Response> =>
      new Response(null, { status, headers: { location: "https://evil.com" } });

    await expect(request(`${SERVER}/x`, {}, rulesWith(answer))).rejects.toMatchObject({
      reason: "redirect",
      status,
    });
  });

  test.each([
    ["5", 5000],
    ["Thu, 01 Jan 1970 00:00:03 GMT", 3000],
    ["nonsense", undefined],
  ])("reads a refusal's body and its Retry-After: %s", async (header, retryAfter) => {
    const answer = async (): Promise<Response> =>
      new Response("busy", { status: 503, headers: { "retry-after": header } });

    await expect(request(`${SERVER}/x`, {}, rulesWith(answer))).rejects.toMatchObject({
      reason: "server-error",
      status: 503,
      code: "busy",
      retryAfter,
    });
  });

  test.each([
    [{}, 30_000],
    [{ "retry-after": "soon" }, 30_000],
    [{ "retry-after": "5" }, 5000],
  ])("reads the wait from the body if no header says it: %j", async (headers, retryAfter) => {
    const detail = "Request was throttled. Your rate limit resets in ~30s.";
    const answer = async (): Promise<Response> => Response.json({ detail }, { status: 429, headers });

    await expect(request(`${SERVER}/x`, {}, rulesWith(answer))).rejects.toMatchObject({ retryAfter });
  });

  test("takes a fetch that throws at once for a network that fails", async () => {
    await expect(request(`${SERVER}/x`, {}, rulesWith(fail))).rejects.toMatchObject({
      reason: "network",
      retryable: true,
    });
  });

  test("reads nothing of an answer that comes after its time", async () => {
    const controller = new AbortController();
    const cancel = vi.fn<() => void>();
    const pull = vi.fn<() => void>();
    const late = async (): Promise<Response> => {
      controller.abort(new AttemptError({ reason: "timeout", retryable: true }));
      return new Response(new ReadableStream({ pull, cancel }, { highWaterMark: 0 }));
    };

    await expect(request(`${SERVER}/x`, {}, rulesWith(late, { signal: controller.signal }))).rejects.toMatchObject({
      reason: "timeout",
    });
    expect(cancel).toHaveBeenCalledOnce();
    expect(pull).not.toHaveBeenCalled();
  });

  test("goes by the status alone where a refusal's body is endless or broken", async () => {
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(10_000)),
    });
    const answer = async (): Promise<Response> => new Response(endless, { status: 500 });

    await expect(request(`${SERVER}/x`, {}, rulesWith(answer))).rejects.toMatchObject({ status: 500, code: "" });
  });
});
