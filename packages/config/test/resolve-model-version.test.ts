import { getEventListeners } from "node:events";
import { Readable } from "node:stream";
import { call } from "@vg/testing/untyped";
import { afterEach, describe, expect, test, vi } from "vitest";
import { ConfigError, type ModelDirectory, resolveModelVersion } from "../src/index.ts";

const FULL = "3f0457e4619daac51203dedb472816fd4af51f3149fa7a9e0b5ffcf1b8172438";
const SVD = "stability-ai/stable-video-diffusion";

describe("resolveModelVersion", () => {
  test.each([`${SVD}:${FULL}`, FULL])("gives %s back unchanged, without a request", async (reference) => {
    const { directory, requests } = watchedDirectory();

    expect(await resolveModelVersion(reference, directory)).toBe(reference);
    expect(requests).toEqual([]);
  });

  test.each([
    "",
    "svd",
    "owner/",
    "/name",
    "owner/name:",
    "owner/name:v1",
    "owner/name:LATEST",
    `owner/name:${FULL}0`,
    `owner/name:${FULL.toUpperCase()}`,
    "owner/name/versions:latest",
    "../models:latest",
    "owner/..:latest",
    "owner/%2e%2e:latest",
    "owner/na me:latest",
    "owner/name?x=1:latest",
    "owner/name#x:latest",
    "owner\\name:latest",
    " owner/name:latest",
    "owner/name:latest\n",
    "https://replicate.com/owner/name:latest",
  ])("puts nothing of %j into a route", async (reference) => {
    const { directory, requests } = watchedDirectory();

    expect(await issueOf(resolveModelVersion(reference, directory))).toMatchObject({
      variable: "reference",
      code: "invalid-reference",
      message: expect.stringContaining("must be owner/name:version"),
    });
    expect(requests).toEqual([]);
  });

  test.each([
    ["3f", `owner/name:${FULL}`, "one that two pages list, for one"],
    ["a", "names no version of owner/name: none starts with a; there are ", "none, and lists each version once"],
    ["0", "with 0 start 2, write more of one of them", "several, and counts each once"],
  ])("takes what starts with %s, on pages that overlap, for %s", async (version, outcome) => {
    const ids = [FULL, `01${FULL.slice(2)}`, `02${FULL.slice(2)}`];
    const { directory } = watchedDirectory({ pages: [ids.slice(0, 2), ids, ids.slice(2)] });

    const resolved = resolveModelVersion(`owner/name:${version}`, directory);

    const told = await resolved.catch((error: unknown) => String(error));
    expect(told).toContain(outcome);
    for (const id of ids) expect(told.split(id).length).toBeLessThanOrEqual(2);
  });

  test.each<readonly [string, unknown, string]>([
    ["latest", undefined, "models.get"],
    ["latest", null, "models.get"],
    ["latest", {}, "models.get"],
    ["latest", { models: {} }, "models.get"],
    ["latest", { models: { get: "owner/name" } }, "models.get"],
    ["3f", "r8_canary5ecret", "models.versions.list and no paginate"],
    ["3f", { models: { get: () => undefined } }, "models.versions.list and no paginate"],
    ["3f", { models: { versions: { list: () => undefined } } }, "paginate"],
  ])("says for %s that %o is no directory", async (version, directory, missing) => {
    const resolved = call(resolveModelVersion, `owner/name:${version}`, directory);

    await expect(resolved).rejects.toThrow(
      new ConfigError([
        {
          variable: "directory",
          message: `must be a directory of models, such as a client of the replicate package: it has no function ${missing}`,
        },
      ]),
    );
  });

  test("refuses a model that has no version and that the provider does not run itself", async () => {
    const answer = { latest_version: null, is_official: false };
    const { directory } = watchedDirectory({ get: () => Promise.resolve(answer) });

    expect(await issueOf(resolveModelVersion("owner/name:latest", directory))).toMatchObject({
      code: "unknown-version",
      message: expect.stringContaining("owner/name, which has no version yet"),
    });
  });

  test.each([
    ["latest_version without an id", { latest_version: {} }],
    ["latest_version with a short id", { latest_version: { id: "abc" } }],
    ["no object", "<html></html>"],
    ["null", null],
  ])("takes a model that is %s for a bad answer", async (_, answer) => {
    const { directory } = watchedDirectory({ get: () => Promise.resolve(answer) });

    expect(await issueOf(resolveModelVersion("owner/name:latest", directory))).toMatchObject({
      variable: "reference",
      code: "bad-answer",
    });
  });

  test.each([
    [
      new TypeError("fetch failed", { cause: Object.assign(new Error("no"), { code: "ECONNREFUSED" }) }),
      "(ECONNREFUSED)",
    ],
    [new TypeError("canary5ecret"), "(TypeError)"],
    ["canary5ecret", "(string)"],
  ])("says of %s only what is no secret", async (reason, why) => {
    const { directory } = watchedDirectory({ get: () => Promise.reject(reason) });
    const issue = await issueOf(resolveModelVersion("owner/name", directory));

    expect(issue).toMatchObject({ code: "unreachable", message: expect.stringContaining(why) });
    expect(JSON.stringify(issue)).not.toContain("canary5ecret");
  });
});

describe("the deadline of resolveModelVersion", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  test("is kept where the directory does not listen to its signal", async () => {
    vi.useFakeTimers();
    const { directory, signals, asked } = watchedDirectory({ get: () => new Promise(() => {}) });
    const issue = issueOf(resolveModelVersion("owner/name:latest", directory));
    await asked;

    await vi.advanceTimersByTimeAsync(9999);
    expect(signals.map((signal) => signal?.aborted)).toEqual([false]);
    await vi.advanceTimersByTimeAsync(1);

    expect(await issue).toMatchObject({ code: "unreachable", message: expect.stringContaining("within 10 s") });
    expect(signals.map((signal) => signal?.aborted)).toEqual([true]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("leaves no timer behind where the directory answers", async () => {
    vi.useFakeTimers();
    const { directory } = watchedDirectory({ get: () => Promise.resolve({ latest_version: { id: FULL } }) });

    expect(await resolveModelVersion("owner/name", directory)).toBe(`owner/name:${FULL}`);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("does not matter to a caller who aborts first", async () => {
    vi.useFakeTimers();
    const { directory, signals, asked } = watchedDirectory({ get: () => new Promise(() => {}) });
    const caller = new AbortController();
    const reason = new Error("enough");
    const resolved = resolveModelVersion("owner/name", directory, { signal: caller.signal });
    await asked;

    caller.abort(reason);

    await expect(resolved).rejects.toBe(reason);
    expect(signals.map((signal) => signal?.aborted)).toEqual([true]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("leaves no listener on the caller's signal", async () => {
    const caller = new AbortController();
    const { directory } = watchedDirectory();

    await resolveModelVersion("owner/name", directory, { signal: caller.signal });

    expect(getEventListeners(caller.signal, "abort")).toEqual([]);
  });

  test.each([0, -1, Number.NaN, Infinity, 2 ** 31])("cannot be %d, which a timer takes for now", async (timeout) => {
    const { directory, requests } = watchedDirectory();

    expect(await issueOf(resolveModelVersion("owner/name", directory, { timeout }))).toEqual({
      variable: "timeout",
      message: `must be milliseconds above 0 and at most 2147483647, not ${timeout}`,
    });
    expect(requests).toEqual([]);
  });

  test("does not begin where the caller has aborted before", async () => {
    const { directory, requests } = watchedDirectory();
    const reason = new Error("enough");

    await expect(resolveModelVersion("owner/name", directory, { signal: AbortSignal.abort(reason) })).rejects.toBe(
      reason,
    );
    expect(requests).toEqual([]);
  });
});

interface Watched {
  readonly directory: ModelDirectory;
  readonly requests: readonly string[];
  readonly signals: readonly (AbortSignal | undefined)[];
  /** Resolves with the first request. */
  readonly asked: Promise<void>;
}

/** A directory that remembers what it was asked, and answers as told. */
function watchedDirectory({
  get = () => Promise.resolve<unknown>({}),
  pages = [],
}: { get?: () => Promise<unknown>; pages?: readonly (readonly string[])[] } = {}): Watched {
  const requests: string[] = [];
  const signals: (AbortSignal | undefined)[] = [];
  const { promise: asked, resolve } = Promise.withResolvers<void>();
  const directory = {
    models: {
      get: (owner: string, name: string, options?: { signal?: AbortSignal }) => {
        requests.push(`${owner}/${name}`);
        signals.push(options?.signal);
        resolve();
        return get();
      },
      versions: { list: () => Promise.resolve({ results: [] }) },
    },
    paginate: () => Readable.from(pages.map((ids) => ids.map((id) => ({ id })))),
  };
  // @ts-expect-error - a server may answer anything
  return { directory, requests, signals, asked };
}

async function issueOf(resolved: Promise<string>): Promise<unknown> {
  const error = await resolved.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ConfigError);
  return error instanceof ConfigError ? error.issues[0] : undefined;
}
