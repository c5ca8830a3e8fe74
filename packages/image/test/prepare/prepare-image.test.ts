import { startEmulator } from "@vg/emulator";
import { afterAll, afterEach, beforeAll, describe, expect, expectTypeOf, test } from "vitest";
import type { ImageOutcome } from "../../src/index.ts";
import { openHandler, until } from "../support/open-handler.ts";
import { blackPng, SAMPLES } from "../support/sample-images.ts";

const emulator = await startEmulator();
const JOB = { jobId: "job-1" };
const CAT = "folder/my cat.png";
const cat = () => emulator.publicUrl("images", CAT);
const png = blackPng(8, 4);

beforeAll(() => emulator.putObject("images", CAT, png, { contentType: "text/html" }));
afterEach(() => {
  emulator.clearFaults();
  emulator.clearRequests();
});
afterAll(() => emulator.close());

const routes = (): string[] => emulator.requests.map(({ route }) => route);

describe("a signed URL", () => {
  test("is handed out without moving a byte of the image", async () => {
    const outcome = await openHandler(emulator).prepareImage(cat(), JOB);

    expect(outcome).toMatchObject({
      ok: true,
      via: "signed-url",
      input: expect.stringContaining("/storage/v1/object/sign/images/folder/my%20cat.png?token="),
      object: { bucket: "images", path: CAT },
      expiresAt: expect.any(Date),
      steps: [{ strategy: "signed-url", stage: "sign", attempt: 1, result: "ok" }],
    });
    expect(routes()).toEqual(["object.sign-batch"]);
  });

  test.each(["a+b&c=d;e:f@g,h$i?j.png", "a b/(c)/'d'!*.png", "UPPER/lower.PNG", "..a/b..", "a/...png"])(
    "of the key %s gives its bytes",
    async (key) => {
      emulator.putObject("images & more", key, png);
      const outcome = await openHandler(emulator).prepareImage(emulator.publicUrl("images & more", key), JOB);
      const answer = await fetch(outcome.ok && typeof outcome.input === "string" ? outcome.input : "");

      expect(new Uint8Array(await answer.arrayBuffer())).toEqual(png);
    },
  );

  test("lives as long as it was asked to", async () => {
    const outcome = await openHandler(emulator, { signedUrlTtl: 7200 }).prepareImage(cat(), JOB);
    const seconds = outcome.ok ? (outcome.expiresAt?.getTime() ?? 0) / 1000 - Date.now() / 1000 : 0;

    expect(seconds).toBeGreaterThan(7190);
    expect(seconds).toBeLessThanOrEqual(7200);
  });

  test("is looked at before it is handed out where that is wanted", async () => {
    const outcome = await openHandler(emulator, { inspect: "probe" }).prepareImage(cat(), JOB);

    expect(outcome).toMatchObject({ ok: true, via: "signed-url", mediaType: "image/png", width: 8, height: 4 });
    expect(routes()).toEqual(["object.sign-batch", "object.signed"]);
    expect(emulator.requests[1]?.headers).not.toHaveProperty("authorization");
  });

  test.each([
    ["page.png", "<html></html>", "unsupported-type"],
    ["empty.png", "", "empty"],
    ["bomb.png", blackPng(9000, 9000), "too-large"],
    ["large.png", new Uint8Array(Buffer.concat([png, Buffer.alloc(100_000)])), "too-large"],
  ] as const)("of %s is refused by the probe", async (key, bytes, reason) => {
    emulator.putObject("images", key, bytes, { contentType: "image/png" });
    const handler = openHandler(emulator, { inspect: "probe", maxBytes: 99_999 });
    const outcome = await handler.prepareImage(emulator.publicUrl("images", key), JOB);

    expect(outcome).toMatchObject({ ok: false, reason, retryable: false });
    expect(routes()).toEqual(["object.sign-batch", "object.signed"]);
  });

  test("is not handed out where nobody else can fetch it", async () => {
    const outcome = await openHandler(emulator, { replicate: undefined }).prepareImage(cat(), JOB);

    expect(outcome).toMatchObject({
      ok: true,
      via: "file",
      steps: [
        { strategy: "signed-url", stage: "sign", result: "url-not-public" },
        { strategy: "file", stage: "download", result: "ok" },
      ],
    });
    expect(routes()).toEqual(["object.authenticated"]);
  });

  test("with a file name that is too long for a model's container gives way to the bytes, if it can", async () => {
    const key = `folder/${"n".repeat(400)}.png`;
    emulator.putObject("images", key, png);
    const url = emulator.publicUrl("images", key);
    const outcomes = await Promise.all(
      [["signed-url", "upload"] as const, ["signed-url"] as const].map((strategies) =>
        openHandler(emulator, { strategies }).prepareImage(url, JOB),
      ),
    );

    expect(outcomes).toMatchObject([
      { ok: true, via: "upload", steps: [{ stage: "sign", result: "url-not-public" }, {}, {}] },
      { ok: true, via: "signed-url" },
    ]);
  });

  test("is the only way for who wants no other, and then there is none", async () => {
    const handler = openHandler(emulator, { replicate: undefined, strategies: ["signed-url"] });

    expect(await handler.prepareImage(cat(), JOB)).toMatchObject({
      ok: false,
      reason: "url-not-public",
      retryable: false,
    });
  });

  test("that is kept is mentioned in the log of who gets it", async () => {
    const handler = openHandler(emulator);
    await handler.prepareImage(cat(), JOB);
    handler.lines.length = 0;

    expect(await handler.prepareImage(cat(), { jobId: "job-2" })).toMatchObject({ via: "signed-url", steps: [] });
    expect(handler.lines).toEqual([
      { level: "info", message: "signed URL reused", jobId: "job-2", bucket: "images", pathHash: expect.any(String) },
    ]);
  });

  test("is kept, by object, until half of its life is over", async () => {
    const handler = openHandler(emulator);
    const first = await handler.prepareImage(cat(), JOB);
    handler.clock.advance(1_700_000);
    const second = await handler.prepareImage(await emulator.signedUrl("images", CAT), JOB);
    handler.clock.advance(200_000);
    await handler.prepareImage(cat(), JOB);

    expect(second).toMatchObject({ ok: true, input: first.ok && first.input, steps: [] });
    expect(routes()).toEqual(["object.sign-batch", "object.sign-batch"]);
  });
});

describe("the bytes", () => {
  test.each(SAMPLES)("of a %s are uploaded under their own type, whatever the stored one", async (_, type, bytes) => {
    emulator.putObject("images", "sample.bin", bytes, { contentType: "text/html" });
    const handler = openHandler(emulator, { strategies: ["upload"] });
    const outcome = await handler.prepareImage(emulator.publicUrl("images", "sample.bin"), JOB);
    const [file] = emulator.files;

    expect(outcome).toMatchObject({
      ok: true,
      via: "upload",
      mediaType: type,
      width: 6,
      height: 4,
      expiresAt: expect.any(Date),
    });
    expect(file).toMatchObject({ contentType: type });
    expect(Buffer.compare(file?.bytes ?? new Uint8Array(0), bytes)).toBe(0);
    expect(outcome.ok && outcome.input).toContain(`/v1/files/${file?.id}`);
  });

  test("are handed over as a file with the right name and type", async () => {
    const outcome = await openHandler(emulator, { strategies: ["file"] }).prepareImage(cat(), JOB);
    const file = outcome.ok ? outcome.input : undefined;
    if (!(file instanceof File)) throw new TypeError("no file");

    expect(file).toMatchObject({ name: "my-cat.png", type: "image/png", size: png.length });
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(png);
  });

  test("of an object with a name of 404 characters get a short one, as a file and at Replicate", async () => {
    const key = `folder/${"n".repeat(400)}.png`;
    emulator.putObject("images", key, png);
    const url = emulator.publicUrl("images", key);
    const [uploaded, handed] = await Promise.all(
      (["upload", "file"] as const).map((via) => openHandler(emulator, { strategies: [via] }).prepareImage(url, JOB)),
    );
    const { input } = uploaded?.ok === true ? uploaded : { input: "" };
    const id = typeof input === "string" && input.split("/").at(-1);

    expect(handed).toMatchObject({ ok: true, input: { name: `${"n".repeat(80)}.png`, type: "image/png" } });
    expect(emulator.files.find((file) => file.id === id)).toMatchObject({ name: `${"n".repeat(80)}.png` });
  });

  test("are downloaded once for both ways that need them", async () => {
    emulator.fault({ kind: "status", status: 401, route: "files.create" });
    const outcome = await openHandler(emulator, { strategies: ["upload", "file"] }).prepareImage(cat(), JOB);

    expect(outcome).toMatchObject({
      ok: true,
      via: "file",
      steps: [
        { strategy: "upload", stage: "download", result: "ok" },
        { strategy: "upload", stage: "upload", result: "forbidden", status: 401 },
      ],
    });
    expect(routes()).toEqual(["object.authenticated", "files.create"]);
  });

  test.each([
    ["empty.png", "", "empty"],
    ["page.png", "<!doctype html>", "unsupported-type"],
    ["half.png", png.subarray(0, 60), "truncated"],
    ["bomb.png", blackPng(9000, 9000), "too-large"],
    ["large.png", new Uint8Array(100_000), "too-large"],
  ] as const)("of %s are refused", async (key, bytes, reason) => {
    emulator.putObject("images", key, bytes, { contentType: "image/png" });
    const handler = openHandler(emulator, { strategies: ["upload", "file"], maxBytes: 99_999 });
    const outcome = await handler.prepareImage(emulator.publicUrl("images", key), JOB);

    expect(outcome).toMatchObject({
      ok: false,
      reason,
      retryable: false,
      steps: [{ stage: "download", result: reason }],
    });
    expect(routes()).toEqual(["object.authenticated"]);
  });
});

describe("an image that is not there", () => {
  test.each([
    ["images", "missing.png"],
    ["nothing", "cat.png"],
  ])("in %s/%s is not looked for twice", async (bucket, key) => {
    const outcome = await openHandler(emulator).prepareImage(emulator.publicUrl(bucket, key), JOB);

    expect(outcome).toMatchObject({ ok: false, reason: "not-found", retryable: false, object: { bucket, path: key } });
    expect(routes()).toEqual(["object.sign-batch"]);
  });

  test.each([["signed-url"], ["file"]] as const)("for a key that has expired is forbidden, by %s", async (strategy) => {
    const serviceRoleKey = await emulator.createKey("service_role", { expiresIn: -10 });
    const supabase = { url: emulator.supabase.url, serviceRoleKey };
    const outcome = await openHandler(emulator, { supabase, strategies: [strategy] }).prepareImage(cat(), JOB);

    expect(outcome).toMatchObject({ ok: false, reason: "forbidden", retryable: false });
  });

  test.each([
    ["not a URL", "invalid-url"],
    ["https://example.com/storage/v1/object/public/images/a.png", "untrusted-origin"],
    [`${emulator.supabase.url}/storage/v1/object/public/images/../a.png`, "unsafe-path"],
  ])("at %s makes no request", async (url, reason) => {
    expect(await openHandler(emulator).prepareImage(url, JOB)).toEqual({
      ok: false,
      reason,
      message: expect.stringMatching(/^The image URL/),
      retryable: false,
      steps: [],
    });
    expect(emulator.requests).toEqual([]);
  });
});

test("a failure at Replicate says so in words, too", async () => {
  emulator.fault({ kind: "status", status: 500, route: "files.create", times: 3 });
  const outcome = await openHandler(emulator, { strategies: ["upload"] }).prepareImage(cat(), JOB);

  expect(outcome).toMatchObject({ message: "Replicate did not take the image: The server failed; try again later" });
});

test("a failure may pass if any of the ways may work later", async () => {
  emulator.fault({ kind: "status", status: 503, route: "object.sign-batch", times: 3 });
  emulator.fault({ kind: "status", status: 401, route: "files.create" });
  const outcome = await openHandler(emulator, { strategies: ["signed-url", "upload"] }).prepareImage(cat(), JOB);

  expect(outcome).toMatchObject({ ok: false, reason: "upload-failed", retryable: true });
});

describe("downloadAndUploadImage", () => {
  test("gives the model's input", async () => {
    expect(await openHandler(emulator).downloadAndUploadImage(cat(), "job-1")).toContain("/object/sign/images/");
  });

  test("gives null where there is none, and its reason to the log", async () => {
    const handler = openHandler(emulator);

    expect(await handler.downloadAndUploadImage("nonsense", "job-7")).toBeNull();
    expect(handler.lines).toEqual([
      {
        level: "error",
        message: "image unavailable",
        jobId: "job-7",
        reason: "invalid-url",
        problem: expect.stringContaining("does not start with http:// or https:// and a host"),
        retryable: false,
      },
    ]);
  });

  test("gives a URL, a file or null by its type", () => {
    const handler = openHandler(emulator);

    expectTypeOf(handler.downloadAndUploadImage).returns.resolves.toEqualTypeOf<string | File | null>();
    expectTypeOf(handler.prepareImage).returns.resolves.toEqualTypeOf<ImageOutcome>();
  });
});

describe("trouble on the way", () => {
  test("is tried three times in all, with pauses of 2 s and 4 s", async () => {
    const fault = emulator.fault({ kind: "status", status: 503, times: 3 });
    const handler = openHandler(emulator, { strategies: ["signed-url"] });
    const start = handler.clock.now();
    const outcome = await handler.prepareImage(cat(), JOB);

    expect(outcome).toMatchObject({ ok: false, reason: "server-error", retryable: true });
    expect(outcome.steps.map(({ attempt, status }) => [attempt, status])).toEqual([1, 2, 3].map((n) => [n, 503]));
    expect([fault.hits, handler.clock.now() - start]).toEqual([3, 6000]);
  });

  test("is over when the server says so, up to a limit", async () => {
    emulator.fault({ kind: "status", status: 429, retryAfter: 7 });
    emulator.fault({ kind: "status", status: 429, retryAfter: 3600 });
    const handler = openHandler(emulator);
    const start = handler.clock.now();
    const outcome = await handler.prepareImage(cat(), JOB);

    expect(outcome).toMatchObject({
      ok: true,
      via: "signed-url",
      steps: [{ result: "rate-limited" }, { result: "rate-limited" }, { result: "ok" }],
    });
    expect(handler.clock.now() - start).toBe(27_000);
  });

  test("is not waited for when the call would be over by then", async () => {
    emulator.fault({ kind: "status", status: 503, times: 9, route: "object.sign-batch" });
    const outcome = await openHandler(emulator, { totalTimeout: 25_000, baseDelay: 26_000 }).prepareImage(cat(), JOB);

    expect(outcome).toMatchObject({
      ok: true,
      via: "upload",
      steps: [{ stage: "sign" }, { stage: "download" }, { stage: "upload" }],
    });
  });

  test("with an upload says so, and what it was in its steps", async () => {
    emulator.fault({ kind: "status", status: 500, times: 9, route: "files.create" });
    const outcome = await openHandler(emulator, { strategies: ["upload"] }).prepareImage(cat(), JOB);

    expect(outcome).toMatchObject({ ok: false, reason: "upload-failed", retryable: true });
    expect(outcome.steps.map(({ stage, result }) => `${stage} ${result}`)).toEqual([
      "download ok",
      ...Array<string>(3).fill("upload server-error"),
    ]);
  });

  test.each([
    ["429", { kind: "status", status: 429 }, 3],
    ["a reset connection", { kind: "reset" }, 3],
    ["a lost answer", { kind: "cut", after: 5, strikes: "after-handling" }, 3],
    ["a redirect", { kind: "redirect" }, 1],
    ["401", { kind: "status", status: 401 }, 1],
  ] as const)("with an upload is not repeated by the client on its own, for %s", async (_, fault, requests) => {
    emulator.fault({ ...fault, times: 9, route: "files.create" });
    const outcome = await openHandler(emulator, { strategies: ["upload"] }).prepareImage(cat(), JOB);

    expect(outcome).toMatchObject({ ok: false, reason: "upload-failed", retryable: requests > 1 });
    expect(routes()).toEqual(["object.authenticated", ...Array<string>(requests).fill("files.create")]);
  });

  test.each([
    ["413", 413],
    ["404", 404],
  ])("with a whole batch, such as %s, says nothing about its images", async (_, status) => {
    emulator.fault({ kind: "status", status, body: "", route: "object.sign-batch" });

    expect(await openHandler(emulator).prepareImage(cat(), JOB)).toMatchObject({
      ok: true,
      via: "upload",
      steps: [{ result: "bad-response", status }, {}, {}],
    });
  });

  test.each([
    ["hang", "timeout"],
    ["hang-in-body", "timeout"],
    ["drip", "timeout"],
  ] as const)("that is a %s ends with the attempt's time", async (kind, reason) => {
    emulator.fault({ kind, route: "object.sign-batch" });
    const handler = openHandler(emulator, { attempts: 1, strategies: ["signed-url"] });
    const preparing = handler.prepareImage(cat(), JOB);
    await until(() => emulator.requests.length === 1);
    handler.clock.advance(30_000);

    expect(await preparing).toMatchObject({
      ok: false,
      reason,
      retryable: true,
      steps: [{ result: reason, ms: 30_000 }],
    });
    expect(handler.clock.pending).toBe(0);
    await emulator.idle();
  });

  test("ends with the call's time, whatever the attempts", async () => {
    emulator.fault({ kind: "hang", times: 9 });
    const handler = openHandler(emulator, { totalTimeout: 25_000 });
    const preparing = handler.prepareImage(cat(), JOB);
    await until(() => emulator.requests.length === 1);
    handler.clock.advance(25_000);

    expect(await preparing).toMatchObject({
      ok: false,
      reason: "timeout",
      retryable: true,
      steps: [{ result: "timeout" }],
    });
    expect(handler.clock.pending).toBe(0);
    await emulator.idle();
  });

  test.each(["garbage", "expired", "other-object", "absent"] as const)(
    "with a token that is %s leads to the bytes",
    async (token) => {
      emulator.fault({ kind: "wrong-token", token });
      const outcome = await openHandler(emulator).prepareImage(cat(), JOB);

      expect(outcome).toMatchObject({
        ok: true,
        via: "upload",
        steps: [{ result: "bad-response", status: 200 }, {}, {}],
      });
    },
  );

  test.each([
    ["a redirect", { kind: "redirect" }, "redirect"],
    ["a page", { kind: "html", status: 200 }, "bad-response"],
    ["an empty object", { kind: "empty-json" }, "bad-response"],
    ["nothing", { kind: "empty", status: 200 }, "bad-response"],
  ] as const)("that is %s leads to the next way at once", async (_, fault, result) => {
    emulator.fault({ ...fault, route: "object.sign-batch" });
    const outcome = await openHandler(emulator).prepareImage(cat(), JOB);

    expect(outcome).toMatchObject({ ok: true, via: "upload", steps: [{ result, stage: "sign" }, {}, {}] });
    expect(routes()).toEqual(["object.sign-batch", "object.authenticated", "files.create"]);
  });

  test("with the probe of a forged token leads to the bytes, and the URL is forgotten", async () => {
    emulator.fault({ kind: "wrong-token", token: "forged" });
    const handler = openHandler(emulator, { inspect: "probe" });
    const first = await handler.prepareImage(cat(), JOB);
    const second = await handler.prepareImage(cat(), JOB);

    expect(first).toMatchObject({
      via: "upload",
      steps: [{ stage: "sign", result: "ok" }, { stage: "probe", result: "bad-response" }, {}, {}],
    });
    expect(second).toMatchObject({ via: "signed-url" });
  });
});

describe("the log", () => {
  test("has a line for each step, with the job, the bucket and a hash of the key", async () => {
    emulator.fault({ kind: "reset", route: "object.sign-batch" });
    const handler = openHandler(emulator);
    await handler.prepareImage(cat(), JOB);
    const about = {
      jobId: "job-1",
      bucket: "images",
      pathHash: expect.stringMatching(/^[0-9a-f]{12}$/),
      stage: "sign",
    };

    expect(handler.lines).toMatchObject([
      { ...about, level: "warn", attempt: 1, result: "network", code: "ECONNRESET" },
      { ...about, level: "info", attempt: 2, result: "ok" },
    ]);
    expect(JSON.stringify(handler.lines)).not.toContain("cat");
  });
});
