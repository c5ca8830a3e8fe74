import { startEmulator } from "@vg/emulator";
import * as fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { type ImageOutcome, parseSupabaseUrl } from "../../src/index.ts";
import { openHandler } from "../support/open-handler.ts";
import { blackPng } from "../support/sample-images.ts";
import { type HostileUrl, hostileUrls, NAMED, OUT_OF_BOUNDS } from "./hostile-urls.ts";

const URLS = 10_000;
const AT_ONCE = 100;
const REFUSED: ReadonlySet<string> = new Set(["untrusted-origin", "invalid-url"]);

const emulator = await startEmulator();
// Another server, that would answer.
const elsewhere = await startEmulator();
const canary = "canary of the other bucket";
for (const server of [emulator, elsewhere]) {
  server.addBucket(NAMED, { public: true });
  for (const name of ["cat.png", "a", "deep folder/a", "a b"]) server.putObject(NAMED, name, blackPng(2, 2, name));
  for (const name of ["cat.png", "a", OUT_OF_BOUNDS]) server.putObject(OUT_OF_BOUNDS, name, blackPng(2, 2, canary));
}
afterAll(() => Promise.all([emulator.close(), elsewhere.close()]));

describe("10,000 hostile URLs", () => {
  test("make no request to another origin, another bucket or another route", async () => {
    const sent: string[] = [];
    const listening: typeof fetch = (input, init) => {
      sent.push(input instanceof Request ? input.url : input.toString());
      return fetch(input, init);
    };
    const byUrl = openHandler(emulator, { fetch: listening, strategies: ["signed-url"], attempts: 1 });
    const byBytes = openHandler(emulator, { fetch: listening, strategies: ["file"], attempts: 1 });
    let [prepared, refused] = [0, 0];
    await fc.assert(
      fc.asyncProperty(
        fc.array(hostileUrls(emulator.origin), { minLength: AT_ONCE, maxLength: AT_ONCE }),
        async (hostile) => {
          const urls = hostile.map(({ url }) => url);
          const outcomes = await byUrl.prepareImages(urls, { jobId: "job-1" });
          const files = await byBytes.prepareImages(urls, { jobId: "job-1" });

          const ends = hostile.flatMap(({ url, isForeign }, index) =>
            [outcomes[index], files[index]].map((outcome) => endOf(outcome, { url, isForeign })),
          );

          expect(ends.filter(({ bucket = NAMED }) => bucket !== NAMED)).toEqual([]);
          expect(ends.filter(({ isForeign, reason }) => isForeign && !REFUSED.has(reason ?? ""))).toEqual([]);
          prepared += outcomes.filter(({ ok }) => ok).length;
          refused += outcomes.filter(({ ok }) => !ok).length;
          const texts = await Promise.all(files.map(fileText));
          expect(texts.filter((text) => text.includes(canary))).toEqual([]);
        },
      ),
      { numRuns: URLS / AT_ONCE },
    );

    expect(prepared + refused).toBe(URLS);
    // The generator has to reach what it wants to reach: some of the URLs are harmless, and most are not.
    expect(prepared).toBeGreaterThan(URLS / 200);
    expect(refused).toBeGreaterThan(URLS / 2);

    const legal = `${emulator.supabase.url}/storage/v1/object/`;
    const others = sent.filter((url) => {
      const [path = ""] = url.slice(legal.length).split("?");
      const isKnown = path === `sign/${NAMED}` || path.startsWith(`authenticated/${NAMED}/`);
      // What was written and what a server makes of it have to be the same.
      const climbs = path.split("/").some((part) => /^(\.{0,2}|.*(%2e|%2f|%5c|%00|\\).*)$/i.test(part));
      return !url.startsWith(legal) || !isKnown || new URL(url).href !== url || climbs;
    });
    expect(others).toEqual([]);
    expect(emulator.requests.filter(({ bucket }) => bucket !== NAMED)).toEqual([]);
    expect(emulator.requests.filter(({ origin }) => origin !== emulator.origin)).toEqual([]);
    expect(elsewhere.requests).toEqual([]);
  }, 300_000);

  test("give the parser either an object or an error that shows neither URL nor token", () => {
    fc.assert(
      fc.property(hostileUrls("https://abcdefghijklmnopqrst.supabase.co"), ({ url }) => {
        const { object, message } = parse(`${url}&token=canary-token`);

        expect(object === undefined).toBe(message !== undefined);
        expect(message ?? "").not.toContain("canary-token");
      }),
      { numRuns: URLS },
    );
  });
});

describe("a very long URL", () => {
  const start = "https://abcdefghijklmnopqrst.supabase.co/storage/v1/object/public/images/";
  const fillers = ["a", "/", "%2e", "../", "/storage/v1/", "?", "%", "\\", "@", "ü"];

  test.each(fillers)("of a megabyte of %j is refused", async (filler) => {
    const url = start + filler.repeat(1_000_000 / filler.length);

    expect(() => parseSupabaseUrl(url)).toThrow("is longer than 16384 characters");
    const outcome = await openHandler(emulator, { fetch: noRequest }).prepareImage(url, { jobId: "job-1" });
    expect(outcome).toMatchObject({ ok: false, reason: "invalid-url", steps: [] });
  });

  test.each(fillers)("of %j takes time in proportion to its length at most", (filler) => {
    for (const base of [start, "https://", "", `${start}b/`, "https://host/"]) {
      const [short, long] = [1000, 16_000].map((length) => (base + filler.repeat(length)).slice(0, length));
      // Sixteen times the length: quadratic time would be 256 times as much.
      expect(timeOf(long ?? "") / timeOf(short ?? "")).toBeLessThan(100);
    }
  });

  test("is refused in the same time however long it is", () => {
    const [one, sixteen] = [1_000_000, 16_000_000].map((length) => start.padEnd(length, "a/%2e"));
    expect(timeOf(sixteen ?? "") / timeOf(one ?? "")).toBeLessThan(8);
  });
});

function noRequest(): Promise<never> {
  return Promise.reject(new TypeError("a request was made"));
}

/** The shortest of several times that a URL takes, in milliseconds per thousand. */
function timeOf(url: string): number {
  const times = Array.from({ length: 25 }, () => {
    const begin = performance.now();
    for (let count = 0; count < 40; count++) parse(url);
    return performance.now() - begin;
  });
  return Math.min(...times);
}

function parse(url: string): { object?: unknown; message?: string } {
  try {
    return { object: parseSupabaseUrl(url) };
  } catch (error) {
    return { message: String(error) };
  }
}

function endOf(
  outcome: ImageOutcome | undefined,
  { url, isForeign }: HostileUrl,
): HostileUrl & Record<"bucket" | "reason", string | undefined> {
  return {
    url,
    isForeign,
    bucket: outcome?.object?.bucket,
    reason: outcome?.ok === false ? outcome.reason : undefined,
  };
}

async function fileText(outcome: ImageOutcome): Promise<string> {
  return outcome.ok && outcome.input instanceof File ? outcome.input.text() : "";
}
