import { startEmulator } from "@vg/emulator";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { AttemptError } from "../src/errors.ts";
import type { Answer } from "../src/http/request.ts";
import { askClient } from "../src/services/client-request.ts";
import { type OpenHandler, openHandler } from "./support/open-handler.ts";
import { blackPng } from "./support/sample-images.ts";

const emulator = await startEmulator();
const JOB = { jobId: "job-1" };
const png = blackPng(8, 4);
const cat = () => emulator.publicUrl("images", "cat.png");

beforeAll(() => emulator.putObject("images", "cat.png", png));
afterEach(() => emulator.clearRequests());
afterAll(() => emulator.close());

/** A fetch that puts another answer in the place of the server's, if the path fits. */
function answering(path: string, change: (real: Response) => Response | Promise<Response>): typeof fetch {
  return async (input, init) => {
    const real = await fetch(input, init);
    return String(input instanceof Request ? input.url : input).includes(path) ? change(real) : real;
  };
}

const signed = (change: (entry: Record<string, unknown>) => unknown): typeof fetch =>
  answering("/object/sign/images", async (real) => {
    const entries: unknown = await real.json();
    return Response.json(Array.isArray(entries) ? change(entries[0]) : entries);
  });

describe("signing", () => {
  test.each([
    ["too few URLs", () => []],
    ["too many URLs", (entry) => [entry, entry]],
    ["a URL of another key", (entry) => [{ ...entry, path: "dog.png" }]],
    ["a URL that is no text", (entry) => [{ ...entry, signedURL: 7 }]],
    ["an entry that is nothing", () => [null]],
    ["a text", () => "signed"],
    ["another origin", (entry) => [{ ...entry, signedURL: `https://evil.com${String(entry["signedURL"])}` }]],
  ] as const satisfies [string, (entry: Record<string, unknown>) => unknown][])(
    "that answers with %s is not believed",
    async (_, change) => {
      const handler = openHandler(emulator, { fetch: signed(change), strategies: ["signed-url"] });

      expect(await handler.prepareImage(cat(), JOB)).toMatchObject({
        ok: false,
        reason: "bad-response",
        retryable: false,
      });
    },
  );
});

function probed(change: (real: Response) => Response): OpenHandler {
  const fetch = answering("?token=", change);
  return openHandler(emulator, { fetch, inspect: "probe", strategies: ["signed-url"], maxBytes: 1000 });
}

describe("the probe", () => {
  test.each([
    ["ignores the range", { "content-length": `${png.length}` }],
    ["tells no length", {}],
  ])("takes the whole answer of a server that %s", async (_, headers) => {
    const outcome = await probed(() => new Response(png, { headers })).prepareImage(cat(), JOB);

    expect(outcome).toMatchObject({ ok: true, mediaType: "image/png", width: 8, height: 4 });
  });

  test("refuses what is too large by the answer to a request without a range", async () => {
    const outcome = await probed(() => new Response(new Uint8Array(1001))).prepareImage(cat(), JOB);

    expect(outcome).toMatchObject({
      ok: false,
      reason: "too-large",
      steps: [{ stage: "sign" }, { stage: "probe", status: 200 }],
    });
  });

  test("finds out that an object is gone", async () => {
    const gone = { statusCode: "404", error: "not_found", message: "Object not found", code: "NoSuchKey" };
    const outcome = await probed(() => Response.json(gone, { status: 400 })).prepareImage(cat(), JOB);

    expect(outcome).toMatchObject({ ok: false, reason: "not-found" });
  });
});

describe("uploading", () => {
  test.each([
    ["null", null],
    ["no URL", { id: "f" }],
    ["a URL that is none", { urls: { get: "nowhere" } }],
    ["a URL of another scheme", { urls: { get: "file:///etc/passwd" } }],
    ["a time that is none", { urls: { get: "https://api.replicate.com/v1/files/f" }, expires_at: "soon" }],
  ])("is not done where the answer has %s", async (_, body) => {
    const fetch = answering("/files", () => Response.json(body, { status: 202 }));
    const outcome = await openHandler(emulator, { fetch, strategies: ["upload"] }).prepareImage(cat(), JOB);

    expect(outcome).toMatchObject({ ok: false, reason: "upload-failed", retryable: false });
    expect(outcome.steps.at(-1)).toMatchObject({ stage: "upload", result: "bad-response", status: 202 });
  });

  test("needs no time of its end", async () => {
    const fetch = answering("/files", () => Response.json({ urls: { get: "https://api.replicate.com/v1/files/f" } }));
    const outcome = await openHandler(emulator, { fetch, strategies: ["upload"] }).prepareImage(cat(), JOB);

    expect(outcome).toMatchObject({ ok: true, input: "https://api.replicate.com/v1/files/f" });
    expect(outcome).not.toHaveProperty("expiresAt");
  });
});

describe("a fetch that follows its own rules", () => {
  test("cannot bring an opaque redirect in", async () => {
    const opaque = Object.defineProperty(new Response(null), "type", { value: "opaqueredirect" });
    const outcome = await openHandler(emulator, { fetch: async () => opaque, attempts: 1 }).prepareImage(cat(), JOB);

    expect(outcome).toMatchObject({ ok: false, reason: "redirect" });
  });

  test("may throw what it likes", async () => {
    const handler = openHandler(emulator, { fetch: () => Promise.reject(new RangeError("canary")) });
    const outcome = await handler.prepareImage(cat(), JOB);

    expect(outcome).toMatchObject({ ok: false, reason: "network", retryable: true });
    expect(JSON.stringify([outcome, handler.lines])).not.toContain("canary");
  });
});

async function echo(url: string): Promise<Answer> {
  return { status: 202, headers: new Headers(), bytes: new TextEncoder().encode(url) };
}

async function refuse(): Promise<Answer> {
  throw new AttemptError({ reason: "forbidden" });
}

type ClientFetch = Parameters<Parameters<typeof askClient>[0]["ask"]>[0];

async function readText(fetch: ClientFetch): Promise<string> {
  return (await fetch(new URL("https://example.com/a"))).text();
}

async function readJson(fetch: ClientFetch): Promise<unknown> {
  return (await fetch("https://example.com/a")).json();
}

describe("the fetch of the clients", () => {
  test("takes texts and URLs, no Request", async () => {
    const text = askClient({ send: echo, ask: readText });
    const refused = askClient({ send: echo, ask: (own) => own(new Request("https://example.com/a")) });

    await expect(text).resolves.toMatchObject({ result: "https://example.com/a", answer: { status: 202 } });
    await expect(refused).rejects.toMatchObject({ reason: "bad-response" });
  });

  test("keeps the bytes from the client where that would only copy them", async () => {
    const { result, answer } = await askClient({ send: echo, ask: readText, hideBytes: true });

    expect(result).toBe("");
    expect(new TextDecoder().decode(answer.bytes)).toBe("https://example.com/a");
  });

  test("tells the status of an answer that the client made nothing of", async () => {
    await expect(askClient({ send: echo, ask: readJson })).rejects.toMatchObject({
      reason: "bad-response",
      status: 202,
    });
  });

  test("notices a client that made no request", async () => {
    await expect(askClient({ send: echo, ask: async () => "nothing" })).rejects.toMatchObject({
      reason: "bad-response",
    });
  });

  test("keeps a failure from the client, and gives it to the caller", async () => {
    let seen = 0;
    const asked = askClient({
      send: refuse,
      ask: async (own) => (seen = (await own("https://example.com")).status),
    });

    await expect(asked).rejects.toMatchObject({ reason: "forbidden" });
    expect(seen).toBe(200);
  });
});
