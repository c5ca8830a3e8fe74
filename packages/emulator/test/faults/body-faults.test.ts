import { describe, expect, test } from "vitest";
import type { FaultRule } from "../../src/index.ts";
import { see, type Seen } from "../support/see.ts";
import { etagOf, openWorld, PICTURE, type World } from "../support/world.ts";

const EMPTY = Buffer.alloc(0);

async function openBodies(): Promise<World> {
  const world = await openWorld();
  world.emulator.putObject("open", "zero", "");
  world.emulator.putObject("open", "one", "1");
  return world;
}

const TAGS: Readonly<Record<string, string>> = { "a.png": etagOf(PICTURE), zero: etagOf(""), one: etagOf("1") };

/** Asks for a key of `open`, by GET, with the key's entity tag if it is to be known already. */
async function ask({ emulator }: World, key: string, known = false): Promise<Seen> {
  return see(emulator.publicUrl("open", key), known ? { headers: { "if-none-match": TAGS[key] ?? "" } } : {});
}

describe("a client sees that a body ends too early, however short it is", () => {
  const rows: readonly [after: number | undefined, key: string, length: string, bytes: Buffer][] = [
    [undefined, "a.png", "1000", PICTURE.subarray(0, 500)],
    [999, "a.png", "1000", PICTURE.subarray(0, 999)],
    [1000, "a.png", "1001", PICTURE],
    [5000, "a.png", "5001", PICTURE],
    [undefined, "one", "1", EMPTY],
    [1, "one", "2", Buffer.from("1")],
    [undefined, "zero", "1", EMPTY],
    [0, "zero", "1", EMPTY],
    [7, "zero", "8", EMPTY],
  ];

  test.each(rows)("cut after %o of %s", async (after, key, length, bytes) => {
    const world = await openBodies();
    world.emulator.fault({ kind: "cut", ...(after === undefined ? {} : { after }) });

    const seen = await ask(world, key);

    expect(seen).toMatchObject({ status: 200, end: "cut", bytes, headers: { "content-length": length } });
    await world.emulator.idle();
    expect(world.emulator.requests).toMatchObject([{ status: 200, bytesSent: bytes.length, outcome: "aborted" }]);
  });

  test.each(rows)("hang after %o of %s", async (after, key, length, bytes) => {
    const world = await openBodies();
    world.emulator.fault({ kind: "hang-in-body", ...(after === undefined ? {} : { after }) });

    const asked = ask(world, key);

    const standing = { status: 200, bytesSent: bytes.length, outcome: "open" };
    await expect.poll(() => world.emulator.requests.at(0)).toMatchObject(standing);
    await world.emulator.close();
    expect(await asked).toMatchObject({ status: 200, end: "cut", bytes, headers: { "content-length": length } });
  });
});

describe("a wrong length is sent with every body", () => {
  const rows: readonly [by: number, key: string, known: boolean, seen: Partial<Seen>, length: string][] = [
    [10, "a.png", false, { status: 200, end: "cut", bytes: PICTURE }, "1010"],
    [10, "zero", false, { status: 200, end: "cut", bytes: EMPTY }, "10"],
    [10, "a.png", true, { status: 304, end: "complete", bytes: EMPTY }, "10"],
    [10, "zero", true, { status: 304, end: "complete", bytes: EMPTY }, "10"],
    [-400, "a.png", false, { status: 200, end: "complete", bytes: PICTURE.subarray(0, 600) }, "600"],
    [-5000, "a.png", false, { status: 200, end: "complete", bytes: EMPTY }, "0"],
    [-1, "zero", false, { status: 200, end: "complete", bytes: EMPTY }, "0"],
    [-1, "one", true, { status: 304, end: "complete", bytes: EMPTY }, "0"],
  ];

  test.each(rows)("%i of %s, known: %o", async (by, key, known, expected, length) => {
    const world = await openBodies();
    world.emulator.fault({ kind: "wrong-length", by });

    const seen = await ask(world, key, known);

    expect(seen).toMatchObject({ ...expected, headers: { "content-length": length } });
    await world.emulator.idle();
    expect(world.emulator.requests).toMatchObject([{ status: expected.status, bytesSent: seen.bytes.length }]);
  });
});

describe("an answer that has no body", () => {
  const faults: readonly FaultRule[] = [
    { kind: "cut" },
    { kind: "cut", after: 5 },
    { kind: "drip" },
    { kind: "wrong-length", by: 5 },
  ];

  test.each(faults)("keeps its status under %j", async (fault) => {
    const world = await openBodies();
    world.emulator.fault({ ...fault, times: 9 });

    expect(await ask(world, "a.png", true)).toMatchObject({ status: 304, bytes: EMPTY });
    expect(await see(world.emulator.publicUrl("open", "a.png"), { method: "HEAD" })).toMatchObject({
      status: 200,
      bytes: EMPTY,
    });
  });

  test("drips nothing and ends", async () => {
    const world = await openBodies();
    world.emulator.fault({ kind: "drip" });

    expect(await ask(world, "zero")).toMatchObject({ status: 200, end: "complete", bytes: EMPTY });
  });
});
