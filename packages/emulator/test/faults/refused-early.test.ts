import { describe, expect, test } from "vitest";
import { openWorld, type World } from "../support/world.ts";

function formWith(content: string): FormData {
  const form = new FormData();
  form.append("content", new File([content], "a.png"));
  return form;
}

const BROKEN = { body: "{", headers: { "content-type": "application/json" } };

/** Requests that a service refuses before it has a body to handle. */
const REFUSED: readonly [what: string, status: number, ask: (world: World) => Promise<Response>][] = [
  ["Replicate without a token", 401, (w) => w.replicate("/files", { key: null, body: formWith("meow") })],
  ["a file that is too large", 413, (w) => w.replicate("/files", { body: formWith("x".repeat(2000)) })],
  ["a prediction that is no JSON", 422, (w) => w.replicate("/predictions", BROKEN)],
  ["signing that is no JSON", 400, (w) => w.storage("/object/sign/images", BROKEN)],
  ["an object that is too large", 400, (w) => w.storage("/object/images/new", { body: "x".repeat(2000) })],
];

const STAGES = ["before-body", "before-handling", "after-handling"] as const;

async function openSmall(): Promise<World> {
  return openWorld({ maxFileBytes: 1000, maxObjectBytes: 1000 });
}

describe.each(REFUSED)("%s", (_what, status, ask) => {
  test("is refused if no fault strikes, and a predicate is called once", async () => {
    const world = await openSmall();
    const asked: number[] = [];
    world.emulator.fault({ kind: "hang", when: ({ id }) => asked.push(id) < 0 });

    expect((await ask(world)).status).toBe(status);
    expect(asked).toEqual([1]);
  });

  test.each(STAGES)("is struck %s, once", async (strikes) => {
    const world = await openSmall();
    const first = world.emulator.fault({ kind: "status", status: 503, body: "busy", strikes });
    const second = world.emulator.fault({ kind: "status", status: 504, strikes });

    const response = await ask(world);

    expect(response.status).toBe(503);
    expect(await response.text()).toBe("busy");
    expect([first.hits, second.hits]).toEqual([1, 0]);
    await world.emulator.idle();
    expect(world.emulator.requests).toMatchObject([
      { fault: "status", status: 503, bytesSent: 4, outcome: "complete" },
    ]);
  });

  test.each(STAGES)("is reset %s", async (strikes) => {
    const world = await openSmall();
    world.emulator.fault({ kind: "reset", strikes });

    await expect(ask(world)).rejects.toThrow("fetch failed");
    await world.emulator.idle();
    expect(world.emulator.requests).toMatchObject([{ fault: "reset", bytesSent: 0, outcome: "aborted" }]);
  });

  test("is refused late", async () => {
    const world = await openSmall();
    world.emulator.fault({ kind: "delay", ms: 1 });

    expect((await ask(world)).status).toBe(status);
    expect(world.emulator.requests).toMatchObject([{ fault: "delay" }]);
  });

  test("is refused by an answer that is cut", async () => {
    const world = await openSmall();
    world.emulator.fault({ kind: "cut", after: 3 });

    const response = await ask(world);

    expect(response.status).toBe(status);
    await expect(response.text()).rejects.toThrow("terminated");
  });

  test("fails if a predicate throws", async () => {
    const world = await openSmall();
    world.emulator.faultEach(() => {
      throw new Error("a bug in the test");
    });

    expect((await ask(world)).status).toBe(500);
  });
});
