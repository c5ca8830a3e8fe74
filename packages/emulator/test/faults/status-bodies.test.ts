import { describe, expect, test } from "vitest";
import { openWorld, type World } from "../support/world.ts";

/** A request that the service itself answers with a status, and the status in the body if the HTTP one is 400. */
type Genuine = readonly [what: string, status: number, ask: (world: World) => Promise<Response>];

const SUPABASE: readonly Genuine[] = [
  ["denied", 403, (w) => w.storage("/object/images/x", { body: "x", key: w.emulator.supabase.anonKey })],
  ["missing", 404, (w) => w.storage("/object/images/none")],
  ["there already", 409, (w) => w.storage("/object/images/a.png", { body: "x" })],
  ["too large", 413, (w) => w.storage("/object/images/x", { body: "x".repeat(2000) })],
  ["no such range", 416, (w) => w.storage("/object/images/a.png", { headers: { range: "bytes=5000-" } })],
];

const REPLICATE: readonly Genuine[] = [
  ["no token", 401, (w) => w.replicate("/files", { key: null })],
  ["missing", 404, (w) => w.replicate("/models/vg/none")],
  ["too large", 413, (w) => w.replicate("/files", { body: formWith("x".repeat(2000)) })],
  ["no such version", 422, (w) => w.replicate("/predictions", { json: { version: "none", input: {} } })],
];

function formWith(content: string): FormData {
  const form = new FormData();
  form.append("content", new File([content], "a.png"));
  return form;
}

describe.each([
  ["storage", SUPABASE],
  ["replicate", REPLICATE],
] as const)("a fault's body is the one that %s sends itself", (service, genuine) => {
  test.each(genuine)("%s: %d", async (_what, status, ask) => {
    const world = await openWorld({ maxObjectBytes: 1000, maxFileBytes: 1000 });
    const answered = await ask(world);
    world.emulator.fault({ kind: "status", status });

    const struck = await world[service](service === "storage" ? "/object/images/b.png" : "/files");

    expect(struck.status).toBe(status);
    expect(await struck.text()).toBe(await answered.text());
  });
});

describe("a status that a service does not send", () => {
  test.each([
    [402, "Payment Required"],
    [401, "Unauthorized"],
    [503, "Service Unavailable"],
    [540, "Status 540"],
  ])("%d comes from in front of Supabase, without a code", async (status, message) => {
    const world = await openWorld();
    world.emulator.fault({ kind: "status", status });

    const response = await world.storage("/object/images/a.png");

    expect(await response.json()).toEqual({ statusCode: String(status), error: message, message });
  });

  test("400 is a request that is invalid", async () => {
    const world = await openWorld();
    world.emulator.fault({ kind: "status", status: 400 });

    expect(await (await world.storage("/object/images/a.png")).json()).toMatchObject({ code: "InvalidRequest" });
  });

  test.each([
    [404, "Not Found"],
    [540, "Status 540"],
  ])("%d outside both services is the gateway's", async (status, message) => {
    const { emulator } = await openWorld();
    emulator.fault({ kind: "status", status });

    expect(await (await fetch(`${emulator.origin}/rest/v1/`)).json()).toEqual({ message });
  });
});
