import { type Emulator, type Fault, type RequestRecord, startEmulator } from "@vg/emulator";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, describe, expect, test } from "vitest";
import type { ImageHandlerOptions, ImageOutcome, ImageStrategy } from "../../src/index.ts";
import { fakeClock } from "../support/fake-clock.ts";
import { openHandler } from "../support/open-handler.ts";
import { blackPng } from "../support/sample-images.ts";
import { nextTurn } from "./run-through.ts";

const IMAGES = 10_000;
const ROUNDS = 10;
const DAY = 86_400_000;
const SEED = 20_260_801;

/** Every transient trouble that comes to an end by itself. */
const TRANSIENT: readonly Fault[] = [
  { kind: "status", status: 408 },
  { kind: "status", status: 429 },
  { kind: "status", status: 429, retryAfter: 7 },
  { kind: "status", status: 500 },
  { kind: "status", status: 503, retryAfter: 2 },
  { kind: "status", status: 544 },
  { kind: "html" },
  { kind: "html", status: 504 },
  { kind: "empty" },
  { kind: "reset" },
  { kind: "cut" },
  { kind: "cut", after: 1 },
  { kind: "wrong-length", by: 9 },
];

const WAYS: readonly (Partial<ImageHandlerOptions> & { readonly strategies: readonly ImageStrategy[] })[] = [
  { strategies: ["signed-url", "upload", "file"], inspect: "probe" },
  { strategies: ["upload", "file"] },
  { strategies: ["file"] },
];

// Time passes by itself wherever somebody waits, for the services too: nothing here ever stalls.
const clock = fakeClock({ skip: (ms) => ms !== 30_000 && ms !== 10 ** 9 });
const emulator = await startEmulator({ maxRequests: 0, clock: () => clock.now() });
emulator.addBucket("many");
afterAll(() => emulator.close());
setFlagsFromString("--expose-gc");
const collect: unknown = runInNewContext("gc");

/** Bytes on the heap and beside it, after everything was let go that can be. */
async function memory(): Promise<number> {
  await emulator.idle();
  // What a collection frees is announced in later turns, and that frees more.
  await inTurn(5, async () => {
    if (typeof collect === "function") collect();
    await nextTurn();
  });
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

describe("ten thousand images with a fifth of all requests failing", () => {
  test("are prepared, each in its place, in memory that stays flat", async () => {
    const { count, forget, stop } = failEveryFifth(emulator);
    const handlers = WAYS.map((way) =>
      openHandler(emulator, { concurrency: 16, ...way, clock, totalTimeout: 10 ** 9, random: () => 0.5 }),
    );
    const ends = { prepared: 0, mixedUp: 0, "signed-url": 0, upload: 0, file: 0 };
    const sizes: number[] = [];
    await inTurn(ROUNDS, async (round) => {
      const keys = Array.from({ length: IMAGES / ROUNDS }, (_, index) => `round ${round}/${index}.png`);
      for (const key of keys) emulator.putObject("many", key, blackPng(2, 2, key));
      const outcomes = await prepareAll(handlers, keys);
      const uploaded = new Map(
        emulator.files.map(({ id, bytes }) => [`${emulator.replicate.baseUrl}/files/${id}`, bytes]),
      );
      const own = await Promise.all(outcomes.map((outcome, index) => shows(outcome, keys[index] ?? "", uploaded)));
      for (const outcome of outcomes) if (outcome.ok) ends[outcome.via] += 1;
      ends.prepared += outcomes.filter(({ ok }) => ok).length;
      ends.mixedUp += outcomes.filter(({ ok }, index) => ok && own[index] !== true).length;
      for (const key of keys) emulator.removeObject("many", key);
      for (const { lines } of handlers) lines.length = 0;
      forget();
      // The files that were uploaded are gone after a day, once they are asked for.
      clock.advance(DAY);
      expect(emulator.files).toEqual([]);
      sizes.push(await memory());
    });
    stop();

    expect(count.failed / count.all).toBeGreaterThan(0.19);
    expect(count.failed / count.all).toBeLessThan(0.21);
    expect(ends.prepared).toBeGreaterThanOrEqual(IMAGES * 0.99);
    expect(ends.mixedUp).toBe(0);
    for (const way of ["signed-url", "upload", "file"] as const) expect(ends[way]).toBeGreaterThan(IMAGES / 4);
    // The signed URLs stay in the cache: some hundred bytes for each image.
    const [, second = 0] = sizes;
    expect((sizes.at(-1) ?? 0) - second).toBeLessThan(IMAGES * 600);
    expect(clock.pending).toBe(0);
  }, 900_000);

  test("are signed with a request for each thousand, each in its place", async () => {
    const keys = Array.from({ length: IMAGES }, (_, index) => `batch/${index}.png`);
    for (const key of keys) emulator.putObject("many", key, "");
    const { count, stop } = failEveryFifth(emulator);
    const handler = openHandler(emulator, { strategies: ["signed-url"], attempts: 10, clock, totalTimeout: 10 ** 9 });
    const urls = keys.map((key) => emulator.publicUrl("many", key));
    const outcomes = await handler.prepareImages(urls, { jobId: "job-1" });
    stop();

    expect(outcomes.map((outcome) => outcome.ok && signedKey(outcome.input))).toEqual(keys);
    expect(count.all - count.failed).toBe(IMAGES / 1000);
    expect(count.failed).toBeGreaterThan(0);
  }, 300_000);
});

/** Lets a fifth of all requests fail: which ones depends on what they ask for and for the how manieth time, not on their order. */
function failEveryFifth(services: Emulator): {
  count: { all: number; failed: number };
  forget: () => void;
  stop: () => void;
} {
  const count = { all: 0, failed: 0 };
  const seen = new Map<string, number>();
  const faults = services.faultEach((request) => {
    const what = `${request.route} ${identityOf(request)}`;
    const time = (seen.get(what) ?? 0) + 1;
    seen.set(what, time);
    const chance = random(`${SEED} ${what} ${time}`);
    count.all += 1;
    if (chance >= 0.2) return undefined;
    count.failed += 1;
    return TRANSIENT[Math.floor((chance / 0.2) * TRANSIENT.length)];
  });
  return { count, forget: () => seen.clear(), stop: () => faults.remove() };
}

/** An upload says nothing about its image before its body; its turn does as well. */
function identityOf({ key, json, id }: RequestRecord): string {
  return key ?? (json === undefined ? String(id) : JSON.stringify(json));
}

/** A number from 0 to below 1 that a text always gives (FNV-1a, with its bits mixed once more). */
function random(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** Prepares the images by all ways, every third of them by each, and puts the outcomes back in their order. */
async function prepareAll(
  handlers: readonly ReturnType<typeof openHandler>[],
  keys: readonly string[],
): Promise<ImageOutcome[]> {
  const all = await Promise.all(
    handlers.map(({ prepareImages }, way) =>
      prepareImages(
        keys.filter((_, index) => index % handlers.length === way).map((key) => emulator.publicUrl("many", key)),
        { jobId: "job-1" },
      ),
    ),
  );
  return keys.flatMap((_, index) => all[index % handlers.length]?.[Math.floor(index / handlers.length)] ?? []);
}

/** Returns whether the prepared image is that of the key: each holds its own as a comment. */
async function shows(
  outcome: ImageOutcome,
  key: string,
  uploaded: ReadonlyMap<string | File, Uint8Array>,
): Promise<boolean> {
  if (!outcome.ok) return false;
  if (outcome.via === "signed-url") return signedKey(outcome.input) === key && outcome.object.path === key;
  const bytes = outcome.input instanceof File ? await outcome.input.bytes() : uploaded.get(outcome.input);
  return Buffer.from(bytes ?? []).includes(`Comment\0${key}`, 0, "latin1");
}

/** The key of the object that a signed URL opens, by its path; the server refuses a path that is not its token's. */
function signedKey(input: string | File): string {
  return typeof input === "string" ? decodeURIComponent(/\/sign\/many\/([^?]+)\?token=/.exec(input)?.[1] ?? "") : "";
}

async function inTurn(times: number, work: (turn: number) => Promise<void>): Promise<void> {
  for (let turn = 0; turn < times; turn++) await work(turn);
}
