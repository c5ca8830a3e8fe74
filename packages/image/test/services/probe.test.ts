import { startEmulator } from "@vg/emulator";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import type { ImageOutcome } from "../../src/index.ts";
import { av1, avif, exif, frame, ispe, join, jpeg, segment } from "../support/image-builders.ts";
import { openHandler } from "../support/open-handler.ts";

const emulator = await startEmulator();
afterEach(() => emulator.clearRequests());
afterAll(() => emulator.close());

const JOB = { jobId: "job-1" };
/** The largest segment there is, as cameras put several of before the picture. */
const preview = segment(0xe2, Buffer.alloc(65_533, "preview"));

async function probe(bytes: Buffer, fetch?: typeof globalThis.fetch): Promise<ImageOutcome> {
  emulator.putObject("images", "camera.jpg", bytes);
  const handler = openHandler(emulator, { inspect: "probe", strategies: ["signed-url"], fetch });
  return handler.prepareImage(emulator.publicUrl("images", "camera.jpg"), JOB);
}

const withoutRange: typeof fetch = (url, init) => {
  const headers = new Headers(init?.headers);
  headers.delete("range");
  return fetch(url, { ...init, headers });
};

const ranges = (): (string | undefined)[] =>
  emulator.requests.filter(({ route }) => route === "object.signed").map(({ headers }) => headers["range"]);

describe("a probe", () => {
  test("tells the size as it is stored, and the orientation", async () => {
    const outcome = await probe(jpeg(segment(0xe1, join("Exif\0\0", exif(6))), frame(4000, 3000)));

    expect(outcome).toMatchObject({ ok: true, mediaType: "image/jpeg", width: 4000, height: 3000, orientation: 6 });
    expect(ranges()).toEqual(["bytes=0-65535"]);
  });

  test.each([1, 3, 15])("reads on where %i segments of 64 KiB are before the frame", async (count) => {
    const outcome = await probe(jpeg(...Array<Buffer>(count).fill(preview), frame(4000, 3000), Buffer.alloc(500_000)));

    expect(outcome).toMatchObject({ ok: true, width: 4000, height: 3000 });
    expect(ranges()).toEqual(["bytes=0-65535", "bytes=65536-1048575"]);
  });

  test("refuses what is too large that far back, too", async () => {
    expect(await probe(jpeg(preview, preview, frame(9000, 9000)))).toMatchObject({ reason: "too-large" });
  });

  test("reads no more than a megabyte", async () => {
    const outcome = await probe(jpeg(...Array<Buffer>(40).fill(preview), frame(4000, 3000)));

    expect(outcome).toMatchObject({ ok: true, mediaType: "image/jpeg" });
    expect(outcome).not.toHaveProperty("width");
    expect(ranges()).toEqual(["bytes=0-65535", "bytes=65536-1048575"]);
    expect(emulator.requests.reduce((sum, { bytesSent }) => sum + bytesSent, 0)).toBeLessThan(1_060_000);
  });

  test("does not ask twice for what is whole", async () => {
    const outcome = await probe(join("\xFF\xD8\xFF\xE0\0\x10"));

    expect(outcome).toMatchObject({ ok: true, mediaType: "image/jpeg" });
    expect(ranges()).toEqual(["bytes=0-65535"]);
  });

  test("begins anew at a server that ignores ranges", async () => {
    const outcome = await probe(jpeg(preview, preview, frame(4000, 3000)), withoutRange);

    expect(outcome).toMatchObject({ ok: true, width: 4000, height: 3000 });
  });

  test("finds the size of an AVIF whose pictures are before their description", async () => {
    const items = [{ type: "av01", pieces: [av1(600, 400), Buffer.alloc(100_000)] }];
    const outcome = await probe(avif({ items, properties: [ispe(600, 400)], place: "before" }));

    expect(outcome).toMatchObject({ ok: true, mediaType: "image/avif", width: 600, height: 400 });
  });
});

test.each(["upload", "file"] as const)("an image by %s tells its orientation", async (strategy) => {
  emulator.putObject("images", "camera.jpg", jpeg(segment(0xe1, join("Exif\0\0", exif(8))), frame(40, 30)));
  const handler = openHandler(emulator, { strategies: [strategy] });
  const outcome = await handler.prepareImage(emulator.publicUrl("images", "camera.jpg"), JOB);

  expect(outcome).toMatchObject({ ok: true, width: 40, height: 30, orientation: 8 });
});
