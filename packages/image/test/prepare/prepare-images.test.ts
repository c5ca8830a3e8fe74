import { startEmulator } from "@vg/emulator";
import * as fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { ImageProgress, PreparedImage } from "../../src/index.ts";
import { openHandler, until } from "../support/open-handler.ts";
import { blackPng } from "../support/sample-images.ts";

const emulator = await startEmulator();
const JOB = { jobId: "job-1" };
const nth = (index: number): string => emulator.publicUrl("many", `${index}.png`);

beforeAll(() => {
  for (let index = 0; index < 2500; index++) emulator.putObject("many", `${index}.png`, blackPng(2, 2, `${index}`));
  emulator.putObject("few", "0.png", blackPng(2, 2));
});
afterEach(() => {
  emulator.clearFaults();
  emulator.clearRequests();
});
afterAll(() => emulator.close());

describe("prepareImages", () => {
  test("signs with one request for each bucket and 1,000 objects", async () => {
    const urls = [...Array.from({ length: 2500 }, (_, index) => nth(index)), emulator.publicUrl("few", "0.png")];
    const outcomes = await openHandler(emulator).prepareImages(urls, JOB);

    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(2501);
    expect(emulator.requests.map(({ bucket = "" }) => bucket).toSorted((a, b) => a.localeCompare(b))).toEqual([
      "few",
      "many",
      "many",
      "many",
    ]);
  });

  test("signs keys that are too long for one request with several, and good objects among them", async () => {
    const keys = Array.from({ length: 66 }, (_, index) => String(index).padEnd(15_900, "k"));
    for (const key of keys) emulator.putObject("many", key, blackPng(2, 2));
    const urls = [...keys.map((key) => emulator.publicUrl("many", key)), nth(0), nth(9999)];
    const outcomes = await openHandler(emulator, { strategies: ["signed-url"] }).prepareImages(urls, JOB);

    expect(outcomes.map((outcome) => outcome.ok || outcome.reason)).toEqual([...Array(67).fill(true), "not-found"]);
    expect(emulator.requests.map(({ bodyBytes }) => bodyBytes < 2 ** 20)).toEqual([true, true]);
  });

  test("lets a request that fails fail its own keys only", async () => {
    const keys = Array.from({ length: 66 }, (_, index) => String(index).padEnd(15_900, "k"));
    const urls = [...keys.map((key) => emulator.publicUrl("many", key)), nth(0)];
    emulator.fault({ kind: "status", status: 413, route: "object.sign-batch" });
    const outcomes = await openHandler(emulator, { strategies: ["signed-url"] }).prepareImages(urls, JOB);

    const ends = outcomes.map((outcome) => outcome.ok || outcome.reason);

    // Which of the two requests comes first is not known.
    expect([new Set(ends.slice(0, 62)).size, new Set(ends.slice(62)).size]).toEqual([1, 1]);
    expect(new Set(ends)).toEqual(new Set([true, "bad-response"]));
  });

  test("answers each URL in its place, whatever the others are", async () => {
    const missing = { url: nth(9999), end: { reason: "not-found" } };
    const invalid = { url: "nonsense", end: { reason: "invalid-url" } };
    const present = fc.nat({ max: 60 }).map((index) => ({ url: nth(index), end: { path: `${index}.png` } }));
    const image = fc.oneof({ weight: 5, arbitrary: present }, fc.constantFrom(missing, invalid));
    await fc.assert(
      fc.asyncProperty(fc.array(image, { maxLength: 40 }), async (images) => {
        const urls = images.map(({ url }) => url);
        const outcomes = await openHandler(emulator).prepareImages(urls, JOB);
        const ends = outcomes.map((outcome) => (outcome.ok ? { path: pathOf(outcome) } : { reason: outcome.reason }));

        expect(ends).toEqual(images.map(({ end }) => end));
      }),
      { numRuns: 30 },
    );
  });

  test("prepares an object once, however often and under whatever URL it is named", async () => {
    const urls = [nth(0), nth(0), await emulator.signedUrl("many", "0.png"), `${nth(0)}?width=100`];
    const outcomes = await openHandler(emulator, { strategies: ["upload"] }).prepareImages(urls, JOB);

    expect(new Set(outcomes).size).toBe(1);
    expect(emulator.requests.map(({ route }) => route)).toEqual(["object.authenticated", "files.create"]);
  });

  test("tells of each image when it is done", async () => {
    const seen: ImageProgress[] = [];
    const outcomes = await openHandler(emulator).prepareImages([nth(0), "nonsense", nth(1), nth(0)], {
      ...JOB,
      onProgress: (progress) => seen.push(progress),
    });

    expect(seen.map(({ done, total }) => `${done}/${total}`)).toEqual(["1/4", "2/4", "3/4", "4/4"]);
    expect(seen.map(({ index }) => index).toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3]);
    expect(seen.every(({ index, outcome }) => outcome === outcomes[index])).toBe(true);
  });

  test.each([
    [
      "throws",
      () => {
        throw new Error("canary");
      },
    ],
    ["rejects", () => Promise.reject(new Error("canary"))],
  ])("goes on when the progress display %s", async (_, onProgress) => {
    const handler = openHandler(emulator);
    const outcomes = await handler.prepareImages([nth(0), nth(1)], { ...JOB, onProgress });

    expect(outcomes).toMatchObject([{ ok: true }, { ok: true }]);
    expect(handler.lines.filter(({ level }) => level === "warn")).toEqual([
      { level: "warn", message: "onProgress threw an error", jobId: "job-1" },
      { level: "warn", message: "onProgress threw an error", jobId: "job-1" },
    ]);
  });

  test("moves the bytes of only so many images at once, over all calls", async () => {
    let [now, most] = [0, 0];
    const counting: typeof fetch = async (...request) => {
      now += 1;
      most = Math.max(most, now);
      return fetch(...request).finally(() => (now -= 1));
    };
    const handler = openHandler(emulator, { strategies: ["file"], concurrency: 3, fetch: counting });
    const calls = [0, 10].map((from) =>
      handler.prepareImages(
        [0, 1, 2, 3, 4].map((index) => nth(from + index)),
        JOB,
      ),
    );
    const outcomes = (await Promise.all(calls)).flat();

    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    expect(most).toBe(3);
  });

  test("gives nothing for nothing", async () => {
    expect(await openHandler(emulator).prepareImages([], JOB)).toEqual([]);
    expect(emulator.requests).toEqual([]);
  });

  test("lets one image fail without the others", async () => {
    emulator.fault({ kind: "status", status: 500, key: "1.png", times: 9 });
    const outcomes = await openHandler(emulator, { strategies: ["file"] }).prepareImages([nth(0), nth(1), nth(2)], JOB);

    expect(outcomes).toMatchObject([
      { ok: true },
      { ok: false, reason: "server-error", retryable: true },
      { ok: true },
    ]);
  });

  test("ends with its time for those that are waiting, too", async () => {
    emulator.fault({ kind: "hang", times: 9 });
    const handler = openHandler(emulator, { strategies: ["file"], concurrency: 2, totalTimeout: 25_000 });
    const preparing = handler.prepareImages([0, 1, 2, 3].map(nth), JOB);
    await until(() => emulator.requests.length === 2);
    handler.clock.advance(25_000);
    const outcomes = await preparing;

    expect(outcomes.map((outcome) => !outcome.ok && outcome.reason)).toEqual(Array(4).fill("timeout"));
    expect(outcomes.map(({ steps }) => steps.length)).toEqual([1, 1, 0, 0]);
    expect(handler.clock.pending).toBe(0);
    await emulator.idle();
  });
});

describe("a caller who gives up", () => {
  test.each([
    ["an error", new Error("the job was cancelled")],
    ["a text", "stop"],
    ["null", null],
  ])("gets back the reason, which is %s", async (_, reason) => {
    emulator.fault({ kind: "hang", times: 9 });
    const controller = new AbortController();
    const handler = openHandler(emulator);
    const options = { ...JOB, signal: controller.signal };
    const calls = [
      handler.prepareImages([nth(0), nth(1)], options),
      handler.prepareImage(nth(2), options),
      handler.downloadAndUploadImage(nth(3), "job-1", options),
    ];
    await until(() => emulator.requests.length === 3);
    controller.abort(reason);

    expect(await Promise.allSettled(calls)).toEqual(calls.map(() => ({ status: "rejected", reason })));
    expect(handler.clock.pending).toBe(0);
    expect(handler.lines).toEqual([]);
    await emulator.idle();
  });

  test("ends a pause at once", async () => {
    emulator.fault({ kind: "status", status: 503, times: 9 });
    const controller = new AbortController();
    const handler = openHandler(emulator, { baseDelay: 25_000 });
    const preparing = handler.prepareImage(nth(0), { ...JOB, signal: controller.signal });
    await until(() => handler.lines.length === 1 && handler.clock.pending === 2);
    controller.abort(new Error("enough"));

    await expect(preparing).rejects.toThrow("enough");
    expect(handler.clock.pending).toBe(0);
    expect(emulator.requests).toHaveLength(1);
  });

  test("is told of no further progress", async () => {
    emulator.fault({ kind: "hang", times: 9 });
    const controller = new AbortController();
    const told: ImageProgress[] = [];
    const onProgress = (progress: ImageProgress): void => void told.push(progress);
    const preparing = openHandler(emulator).prepareImages([nth(0), nth(1)], {
      ...JOB,
      signal: controller.signal,
      onProgress,
    });
    await until(() => emulator.requests.length === 1);
    controller.abort(new Error("enough"));

    await expect(preparing).rejects.toThrow("enough");
    expect(told).toEqual([]);
  });

  test("before the call makes no request", async () => {
    const handler = openHandler(emulator);
    const signal = AbortSignal.abort(new Error("enough"));

    await expect(handler.prepareImage(nth(0), { ...JOB, signal })).rejects.toThrow("enough");
    expect(emulator.requests).toEqual([]);
  });
});

describe("a call with wrong options", () => {
  test.each([
    ["no options", undefined, "options must be given: { jobId }"],
    ["no job", {}, "jobId is missing"],
    ["a job that is a number", { jobId: 7 }, "jobId must be a text, not 7"],
    ["a signal that is none", { jobId: "job-1", signal: {} }, "signal must be an AbortSignal, not an object"],
  ])("rejects: %s", async (_, options, message) => {
    const handler = openHandler(emulator);
    const error = { name: "ImageOptionsError", message };

    // @ts-expect-error - what a caller without types may hand over
    await expect(handler.prepareImage(nth(0), options)).rejects.toMatchObject(error);
    // @ts-expect-error - the same
    await expect(handler.prepareImages([nth(0)], options)).rejects.toMatchObject(error);
    expect(emulator.requests).toEqual([]);
  });

  test("rejects: no list of URLs", async () => {
    // @ts-expect-error - what a caller without types may hand over
    await expect(openHandler(emulator).prepareImages(nth(0), JOB)).rejects.toThrow("imageUrls must be a list");
  });
});

describe("reprepare", () => {
  test.each([
    ["signed-url", "upload"],
    ["upload", "file"],
  ] as const)("goes on from %s with %s", async (via, next) => {
    const handler = openHandler(emulator, {
      strategies: via === "upload" ? ["upload", "file"] : ["signed-url", "upload", "file"],
    });
    const first = await handler.prepareImage(nth(0), JOB);
    const second = await handler.reprepare(prepared(first), JOB);

    expect([first, second]).toMatchObject([
      { via },
      { ok: true, via: next, object: { bucket: "many", path: "0.png" } },
    ]);
  });

  test("signs anew afterwards", async () => {
    const handler = openHandler(emulator);
    const first = prepared(await handler.prepareImage(nth(0), JOB));
    await handler.reprepare(first, JOB);
    await handler.prepareImage(nth(0), JOB);

    expect(emulator.requests.filter(({ route }) => route === "object.sign-batch")).toHaveLength(2);
  });

  test.each([
    ["signed-url", "url-not-public"],
    ["file", "upload-failed"],
  ] as const)("has nothing after %s where that is the last", async (strategy, reason) => {
    const handler = openHandler(emulator, { strategies: [strategy] });
    const first = prepared(await handler.prepareImage(nth(0), JOB));

    expect(await handler.reprepare(first, JOB)).toMatchObject({ ok: false, reason, retryable: false, steps: [] });
  });

  test.each([
    ["nothing", undefined],
    ["an outcome without an object", { ok: false, reason: "invalid-url" }],
    ["half an object", { via: "signed-url", object: { bucket: "many" } }],
    ["an unknown way", { via: "fax", object: { bucket: "many", path: "0.png" } }],
  ])("refuses %s", async (_, outcome) => {
    // @ts-expect-error - what a caller without types may hand over
    const preparing = openHandler(emulator).reprepare(outcome, JOB);

    await expect(preparing).rejects.toMatchObject({ name: "ImageOptionsError", issues: [{ option: "outcome" }] });
  });

  test("checks the object of an outcome that comes from elsewhere", async () => {
    const handler = openHandler(emulator);
    const first = prepared(await handler.prepareImage(nth(0), JOB));
    emulator.clearRequests();
    const forged = { ...first, object: { bucket: "many", path: "../few/0.png" } };

    expect(await handler.reprepare(forged, JOB)).toMatchObject({ ok: false, reason: "unsafe-path" });
    expect(emulator.requests).toEqual([]);
  });
});

function prepared(outcome: { ok: boolean }): PreparedImage {
  if (isPrepared(outcome)) return outcome;
  throw new TypeError(`not prepared: ${JSON.stringify(outcome)}`);
}

function isPrepared(outcome: { ok: boolean }): outcome is PreparedImage {
  return outcome.ok;
}

/** The object that an outcome's URL really opens. */
function pathOf({ input }: PreparedImage): string | undefined {
  return typeof input === "string" ? /\/many\/([^?]+)\?token=/.exec(input)?.[1] : undefined;
}
