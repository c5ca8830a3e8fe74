import { request as httpRequest } from "node:http";
import { describe, expect, test } from "vitest";
import type { FaultRule } from "../src/index.ts";
import { see } from "./support/see.ts";
import { etagOf, openWorld, PICTURE, type World } from "./support/world.ts";

const STAGES = ["before-body", "before-handling", "after-handling"] as const;

describe("an answer that never came is in the log without a status", () => {
  test.each(STAGES)("reset %s", async (strikes) => {
    const { emulator, storage } = await openWorld();
    emulator.fault({ kind: "reset", strikes });

    await expect(storage("/object/images/new.png", { body: "bytes" })).rejects.toThrow("fetch failed");

    await emulator.idle();
    expect(emulator.requests).toMatchObject([{ fault: "reset", bytesSent: 0, outcome: "aborted" }]);
    expect(emulator.requests[0]).not.toHaveProperty("status");
  });

  test.each(STAGES)("hang %s, while it is open and when the client has left", async (strikes) => {
    const { emulator, storage } = await openWorld();
    emulator.fault({ kind: "hang", strikes });
    const controller = new AbortController();

    const asked = storage("/object/images/a.png", { signal: controller.signal });
    await expect.poll(() => emulator.requests.at(0)).toMatchObject({ fault: "hang", outcome: "open" });
    expect(emulator.requests[0]).not.toHaveProperty("status");
    controller.abort();

    await expect(asked).rejects.toThrow("aborted");
    await emulator.idle();
    expect(emulator.requests).toMatchObject([{ bytesSent: 0, outcome: "aborted" }]);
    expect(emulator.requests[0]).not.toHaveProperty("status");
  });

  test("an upload that breaks off", async () => {
    const { emulator } = await openWorld();
    const upload = httpRequest(`${emulator.supabase.url}/storage/v1/object/images/new.png`, {
      method: "POST",
      headers: { authorization: `Bearer ${emulator.supabase.serviceRoleKey}`, "content-length": 1000 },
    });
    upload.on("error", () => undefined);
    upload.write("half");
    await expect.poll(() => emulator.requests.at(0)).toMatchObject({ bodyBytes: 4 });

    upload.destroy();

    await emulator.idle();
    // What Fastify makes of the broken body goes to nobody, and comes only now.
    await new Promise((resolve) => setImmediate(resolve));
    expect(emulator.requests).toMatchObject([{ route: "object.upload", bytesSent: 0, outcome: "aborted" }]);
    expect(emulator.requests[0]).not.toHaveProperty("status");
  });
});

/** Paths that no route answers: outside both services, and those that a router cannot even read. */
const UNROUTABLE: readonly [path: string, service: string, status: number, body: unknown][] = [
  ["/rest/v1/", "none", 404, { message: "no Route matched with those values" }],
  ["/%zz", "none", 404, { message: "no Route matched with those values" }],
  [
    "/storage/v1/object/images/%zz.png",
    "supabase",
    400,
    {
      error: "Bad Request",
      code: "FST_ERR_BAD_URL",
      message: "'/object/images/%zz.png' is not a valid url component",
      statusCode: 400,
    },
  ],
  [
    `/storage/v1/bucket/${"x".repeat(2501)}`,
    "supabase",
    414,
    {
      error: "Bad Request",
      code: "FST_ERR_MAX_PARAM_LENGTH",
      message: `'/bucket/${"x".repeat(2501)}' is exceeding the max param length`,
      statusCode: 414,
    },
  ],
  ["/v1/files/%zz", "replicate", 404, { detail: "The requested resource could not be found.", status: 404 }],
];

describe.each(UNROUTABLE)("%.40s", (path, service, status, body) => {
  const ask = (world: World): ReturnType<typeof see> => see(`${world.emulator.origin}${path}`);

  test("is in the log as it was answered", async () => {
    const world = await openWorld();

    const seen = await ask(world);

    expect(seen).toMatchObject({ status, end: "complete" });
    expect(seen.headers["content-type"]).toMatch(/^application\/json/);
    expect(JSON.parse(seen.bytes.toString())).toEqual(body);
    await world.emulator.idle();
    expect(world.emulator.requests).toMatchObject([
      { service, route: "unknown", status, bytesSent: seen.bytes.length, outcome: "complete" },
    ]);
  });

  const faults: readonly [fault: FaultRule, seen: object][] = [
    [
      { kind: "status", status: 503, body: "busy" },
      { status: 503, end: "complete", bytes: Buffer.from("busy") },
    ],
    [{ kind: "empty" }, { status: 503, end: "complete", bytes: Buffer.alloc(0) }],
    [
      { kind: "empty", strikes: "before-body" },
      { status: 503, end: "complete", bytes: Buffer.alloc(0) },
    ],
    [
      { kind: "empty", strikes: "after-handling" },
      { status: 503, end: "complete", bytes: Buffer.alloc(0) },
    ],
    [
      { kind: "delay", ms: 1 },
      { status, end: "complete" },
    ],
    [{ kind: "reset" }, { status: undefined, end: "reset" }],
    [
      { kind: "cut", after: 3 },
      { status, end: "cut", bytes: Buffer.from(JSON.stringify(body).slice(0, 3)) },
    ],
    [
      { kind: "wrong-length", by: -1 },
      { status, end: "complete" },
    ],
  ];

  test.each(faults)("is struck by %j", async (fault, expected) => {
    const world = await openWorld();
    const handle = world.emulator.fault(fault);

    const seen = await ask(world);

    expect(seen).toMatchObject(expected);
    expect(handle.hits).toBe(1);
    await world.emulator.idle();
    expect(world.emulator.requests).toMatchObject([{ fault: fault.kind, bytesSent: seen.bytes.length }]);
  });

  test("is struck by a rule for its service alone", async () => {
    const world = await openWorld();
    for (const other of ["supabase", "replicate", "none"] as const) {
      world.emulator.fault({ kind: "empty", status: 418, service: other });
    }

    expect((await ask(world)).status).toBe(418);
    expect(world.emulator.requests).toMatchObject([{ service, fault: "empty" }]);
  });

  test("is an internal error if a predicate throws", async () => {
    const world = await openWorld();
    world.emulator.faultEach(() => {
      throw new Error("a bug in the test");
    });

    expect((await ask(world)).status).toBe(500);
  });
});

test.each(["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"])(
  "%s outside both services is no route",
  async (method) => {
    const { emulator } = await openWorld();
    const body = method === "GET" ? {} : { body: "{", headers: { "content-type": "application/json" } };

    const response = await fetch(`${emulator.origin}/rest/v1/`, { method, ...body });

    expect(response.status).toBe(404);
    expect(emulator.requests).toMatchObject([{ service: "none", bodyBytes: method === "GET" ? 0 : 1 }]);
  },
);

test.each([
  [{ method: "HEAD" }, 200],
  [{ headers: { "if-none-match": etagOf(PICTURE) } }, 304],
])("%j is answered without a body", async (ask, status) => {
  const { emulator, storage } = await openWorld();

  await storage("/object/images/a.png", ask);

  await emulator.idle();
  expect(emulator.requests).toMatchObject([{ status, bytesSent: 0, outcome: "complete" }]);
});

test.each([
  ["before-body", 0, 0],
  ["before-handling", 5, 0],
  ["after-handling", 5, 1],
] as const)("a delay %s waits when %d bytes were read and %d objects stored", async (strikes, bodyBytes, stored) => {
  const { emulator, storage } = await openWorld();
  emulator.fault({ kind: "delay", ms: 60_000, strikes });
  const objects = async (): Promise<number> => ((await emulator.getObject("images", "new.png")) === undefined ? 0 : 1);

  const asked = storage("/object/images/new.png", { body: "bytes" });

  await expect.poll(() => emulator.requests.at(0)).toMatchObject({ fault: "delay", bodyBytes, outcome: "open" });
  await expect.poll(objects).toBe(stored);
  await emulator.close();
  await expect(asked).rejects.toThrow("fetch failed");
});
