import { describe, expect, test } from "vitest";
import { EmulatorError, startEmulator } from "../src/index.ts";
import { emulating } from "./support/emulating.ts";
import { NOON, openWorld } from "./support/world.ts";

describe("startEmulator", () => {
  test.each([
    [{ port: -1 }, "port must be a whole number from 0 to 65535, not -1"],
    [{ port: 1.5 }, "port must be a whole number from 0 to 65535, not 1.5"],
    [{ latency: Number.NaN }, "latency must be a whole number from 0 to 2147483647, not NaN"],
    [{ maxVersionsPerPage: 0 }, "maxVersionsPerPage must be a whole number from 1"],
    [{ maxRequests: null }, "maxRequests must be a whole number from 0 up, not null"],
    [{ jwtSecret: "short" }, "jwtSecret must have at least 32 characters, not a text of 5 characters"],
    [{ jwtSecret: 5 }, "jwtSecret must have at least 32 characters, not of type number"],
    [
      { replicateToken: "" },
      "replicateToken must be a text of ASCII characters without spaces, not empty, not a text of 0",
    ],
    [{ replicateToken: 5 }, "replicateToken must be a text of ASCII"],
    [{ replicateToken: "a b\n" }, "replicateToken must be a text of ASCII"],
    [{ supabasePath: "backend" }, 'supabasePath must be empty or like "/backend", not "backend"'],
    [{ clock: 5 }, "clock must be a function that returns the milliseconds since 1970, not 5"],
    [{ clock: () => "noon" }, "clock must be a function that returns the milliseconds since 1970, not a function"],
    [{ clock: () => Number.NaN }, "clock must be a function that returns the milliseconds since 1970"],
    [{ prot: 5 }, "prot is not a field of options; its fields are port, clock, latency, supabasePath, jwtSecret,"],
    [null, "options must be an object, not null"],
    [[], "options must be an object, not an empty list"],
    ["port", 'options must be an object, not "port"'],
  ])("refuses %j", async (options, message) => {
    // @ts-expect-error - a caller without types
    const refused = startEmulator(options);

    await expect(refused).rejects.toThrow(EmulatorError);
    await expect(refused).rejects.toThrow(message);
  });

  test("an option that is undefined is one that was left out", async () => {
    const options = Object.fromEntries(
      ["port", "clock", "latency", "supabasePath", "jwtSecret", "replicateToken", "maxRequests"].map((name) => [
        name,
        undefined,
      ]),
    );
    const emulator = await emulating(options);
    const list = async (token: string): Promise<number> =>
      (await fetch(`${emulator.replicate.baseUrl}/files`, { headers: { authorization: `Bearer ${token}` } })).status;

    expect(emulator.replicate.token).toMatch(/^r8_\w{37}$/);
    expect([await list(emulator.replicate.token), await list("undefined")]).toEqual([200, 401]);
    expect(emulator.requests).toHaveLength(2);
  });

  test("says which port is taken", async () => {
    const { origin } = await emulating();
    const port = Number(new URL(origin).port);

    await expect(startEmulator({ port })).rejects.toThrow(`port ${port} cannot be used`);
  });

  test("one secret makes the same keys, chance makes others", async () => {
    const secret = { jwtSecret: "0123456789abcdef0123456789abcdef" };
    const [one, two, other] = await Promise.all([emulating(secret), emulating(secret), emulating()]);

    expect(one.supabase.serviceRoleKey).toBe(two.supabase.serviceRoleKey);
    expect(one.supabase.serviceRoleKey).not.toBe(other.supabase.serviceRoleKey);
    expect(one.replicate.token).toMatch(/^r8_\w{37}$/);
    expect(one.replicate.token).not.toBe(two.replicate.token);
  });

  test("every answer has a Date by the clock", async () => {
    const { storage, replicate, emulator } = await openWorld();

    const answers = [await storage("/bucket"), await replicate("/files"), await fetch(emulator.origin)];

    const noon = new Date(NOON).toUTCString();
    expect(answers.map(({ headers }) => headers.get("date"))).toEqual([noon, noon, noon]);
  });

  test("latency is added to every request", async () => {
    const { emulator, storage } = await openWorld({ latency: 20 });
    const start = performance.now();

    await storage("/object/images/a.png");

    expect(performance.now() - start).toBeGreaterThanOrEqual(19);
    expect(emulator.requests).toHaveLength(1);
  });
});

describe("close", () => {
  test("ends what is under way at once, and a second time does nothing", async () => {
    const { emulator } = await openWorld({ latency: 0 });
    emulator.fault({ kind: "hang", route: "object.public" });
    emulator.fault({ kind: "delay", ms: 60_000, route: "object.info" });
    emulator.fault({ kind: "drip", route: "object.public" });
    const asked = [
      fetch(emulator.publicUrl("open", "a.png")),
      fetch(`${emulator.supabase.url}/storage/v1/object/info/public/open/a.png`),
      fetch(emulator.publicUrl("open", "a.png")).then((response) => response.text()),
    ];
    await expect.poll(() => emulator.requests.filter(({ fault }) => fault !== undefined)).toHaveLength(3);

    await emulator.close();
    await emulator.close();

    const outcomes = await Promise.allSettled(asked);
    expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
    await emulator.idle();
    expect(emulator.requests.map(({ outcome }) => outcome)).toEqual(["aborted", "aborted", "aborted"]);
    await expect(fetch(emulator.publicUrl("open", "a.png"))).rejects.toThrow("fetch failed");
  });

  test("is what `await using` calls", async () => {
    const emulator = await startEmulator();

    await emulator[Symbol.asyncDispose]();

    await expect(fetch(emulator.origin)).rejects.toThrow("fetch failed");
  });
});

describe("objects", () => {
  test("are stored as they were, whatever happens to the caller's bytes", async () => {
    const { emulator } = await openWorld();
    const bytes = Uint8Array.of(1, 2, 3);

    emulator.putObject("images", "bytes", bytes);
    bytes.fill(0);

    expect(await emulator.getObject("images", "bytes")).toEqual(Uint8Array.of(1, 2, 3));
    expect(await emulator.getObject("images", "none")).toBeUndefined();
    expect(await emulator.getObject("none", "bytes")).toBeUndefined();
  });

  test("can be removed", async () => {
    const { emulator } = await openWorld();

    expect([emulator.removeObject("images", "a.png"), emulator.removeObject("images", "a.png")]).toEqual([true, false]);
    expect(emulator.removeObject("none", "a.png")).toBe(false);
  });

  test("a bucket can become public later", async () => {
    const { emulator, storage } = await openWorld();
    const get = async (): Promise<number> => (await storage("/object/public/images/a.png", { key: null })).status;

    expect(await get()).toBe(400);
    emulator.addBucket("images", { public: true });
    expect(await get()).toBe(200);
    emulator.addBucket("images");
    expect(await get()).toBe(400);
  });

  test.each([
    ["images", "", "key"],
    ["images", "é", "key"],
    ["images", "a%20b", "key"],
    ["a/b", "a.png", "bucket"],
    ["", "a.png", "bucket"],
    ["x".repeat(101), "a.png", "bucket"],
  ])("bucket %j, key %j: the %s is refused", async (bucket, key, field) => {
    const { emulator } = await openWorld();

    expect(() => emulator.putObject(bucket, key, "")).toThrow(
      expect.objectContaining({ name: "EmulatorError", field }),
    );
  });
});

describe("requests", () => {
  test("are logged in order, with what arrived", async () => {
    const world = await openWorld();

    await world.storage("/object/images/a%20b.png?x=1", { headers: { "x-job": "7" } });
    await world.storage("/object/sign/images", { json: { expiresIn: 9, paths: ["a.png"] } });
    await world.storage("/object/images/new.png", { body: "12345" });

    await world.emulator.idle();
    expect(world.emulator.requests).toMatchObject([
      {
        id: 1,
        at: new Date(world.time),
        service: "supabase",
        route: "object.get",
        method: "GET",
        url: "/storage/v1/object/images/a%20b.png?x=1",
        path: "/storage/v1/object/images/a%20b.png",
        origin: world.emulator.origin,
        bucket: "images",
        key: "a b.png",
        headers: { "x-job": "7", authorization: `Bearer ${world.emulator.supabase.serviceRoleKey}` },
        bodyBytes: 0,
        status: 400,
        outcome: "complete",
      },
      { id: 2, route: "object.sign-batch", bucket: "images", json: { expiresIn: 9, paths: ["a.png"] }, bodyBytes: 33 },
      { id: 3, route: "object.upload", bodyBytes: 5, status: 200 },
    ]);
  });

  test("the log is a copy of the moment, frozen, and can be emptied", async () => {
    const { emulator, storage } = await openWorld();
    await storage("/object/images/a.png");

    const before = emulator.requests;
    emulator.clearRequests();

    expect(before).toHaveLength(1);
    expect(Object.isFrozen(before) && Object.isFrozen(before[0])).toBe(true);
    expect(emulator.requests).toEqual([]);
  });

  test("only the newest are kept", async () => {
    const { emulator, storage } = await openWorld({ maxRequests: 2 });

    await storage("/object/images/1");
    await storage("/object/images/2");
    await storage("/object/images/3");

    expect(emulator.requests.map(({ key }) => key)).toEqual(["2", "3"]);
  });

  test("connections are counted", async () => {
    const { emulator, storage } = await openWorld();

    expect(await emulator.connections()).toBe(0);
    await storage("/object/images/a.png", { headers: { connection: "keep-alive" } });
    expect(await emulator.connections()).toBe(1);
  });
});
