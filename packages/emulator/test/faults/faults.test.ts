import { describe, expect, test } from "vitest";
import type { FaultRule, RequestRecord } from "../../src/index.ts";
import { see } from "../support/see.ts";
import { openWorld, PICTURE, signedUrls, type World } from "../support/world.ts";

describe("faults that answer", () => {
  const rows: [rule: FaultRule, status: number, type: string | undefined, body: string | RegExp][] = [
    [{ kind: "status", status: 503, body: "busy" }, 503, "text/plain; charset=utf-8", "busy"],
    [{ kind: "status", status: 402, body: { a: 1 } }, 402, "application/json; charset=utf-8", '{"a":1}'],
    [{ kind: "status", status: 540 }, 540, "application/json; charset=utf-8", /"statusCode":"540"/],
    [{ kind: "html" }, 502, "text/html; charset=utf-8", /^<html>[^]*502/],
    [{ kind: "html", status: 200 }, 200, "text/html; charset=utf-8", /^<html>/],
    [{ kind: "empty" }, 503, undefined, ""],
    [{ kind: "empty", status: 200 }, 200, undefined, ""],
    [{ kind: "empty-json" }, 200, "application/json; charset=utf-8", "{}"],
    [{ kind: "redirect" }, 302, undefined, ""],
    [{ kind: "redirect", status: 308, location: "http://[::1]:1/" }, 308, undefined, ""],
    [{ kind: "delay", ms: 1 }, 200, "image/png", /./],
  ];

  test.each(rows)("%j is seen as it is", async (rule, status, type, body) => {
    const { emulator } = await openWorld();
    const handle = emulator.fault(rule);

    const seen = await see(emulator.publicUrl("open", "a.png"));

    expect(seen).toMatchObject({ status, end: "complete" });
    expect(seen.headers["content-type"]).toBe(type);
    expect(seen.bytes.toString("latin1")).toMatch(body === "" ? /^$/ : body);
    expect(handle.hits).toBe(1);
    expect(emulator.requests.at(-1)).toMatchObject({ fault: rule.kind, status });
  });

  test("Retry-After and other headers are sent", async () => {
    const { emulator } = await openWorld();
    emulator.fault({ kind: "status", status: 429, retryAfter: 7, headers: { "x-request-id": "1" } });

    const { headers } = await see(emulator.publicUrl("open", "a.png"));

    expect(headers).toMatchObject({ "retry-after": "7", "x-request-id": "1" });
  });

  test("a redirect leads to another origin, which answers and logs the same request", async () => {
    const { emulator } = await openWorld();
    emulator.fault({ kind: "redirect" });

    const response = await fetch(emulator.publicUrl("open", "a.png"));

    expect(response.status).toBe(200);
    expect(new URL(response.url).hostname).toBe("localhost");
    expect(emulator.requests.map(({ origin }) => origin)).toEqual([emulator.origin, new URL(response.url).origin]);
  });
});

test.each([
  [undefined, "localhost"],
  ["127.0.0.1:1", "localhost"],
  ["storage.example", "localhost"],
  ["localhost.example:80", "localhost"],
  ["localhost", "127.0.0.1"],
  ["localhost:1", "127.0.0.1"],
  ["LocalHost:1", "127.0.0.1"],
])("a redirect from %s leads to %s", async (host, hostname) => {
  const { emulator } = await openWorld();
  emulator.fault({ kind: "redirect" });
  const url = emulator.publicUrl("open", "a.png");

  const { headers } = await see(url, host === undefined ? {} : { headers: { host } });

  expect(headers.location).toBe(url.replace("127.0.0.1", hostname));
});

test("a client on localhost that follows is answered by 127.0.0.1", async () => {
  const { emulator } = await openWorld();
  emulator.fault({ kind: "redirect" });

  const response = await fetch(emulator.publicUrl("open", "a.png").replace("127.0.0.1", "localhost"));

  expect(response.status).toBe(200);
  expect(new URL(response.url).origin).toBe(emulator.origin);
});

describe("faults in the connection", () => {
  test("a reset comes before any answer", async () => {
    const { emulator } = await openWorld();
    emulator.fault({ kind: "reset" });

    expect(await see(emulator.publicUrl("open", "a.png"))).toMatchObject({ status: undefined, end: "reset" });
    await emulator.idle();
    expect(emulator.requests.at(-1)).toMatchObject({ fault: "reset", outcome: "aborted" });
  });

  test("a hang sends nothing until the client gives up", async () => {
    const { emulator } = await openWorld();
    emulator.fault({ kind: "hang" });
    const controller = new AbortController();

    const answer = fetch(emulator.publicUrl("open", "a.png"), { signal: controller.signal });
    await expect.poll(() => emulator.requests.at(-1)).toMatchObject({ fault: "hang", outcome: "open" });
    controller.abort();

    await expect(answer).rejects.toThrow("aborted");
    await emulator.idle();
    expect(emulator.requests.at(-1)).toMatchObject({ bytesSent: 0, outcome: "aborted" });
  });

  test.each([
    [{ kind: "hang-in-body" }, 500],
    [{ kind: "hang-in-body", after: 3 }, 3],
    [{ kind: "drip", bytesPerSecond: 1000 }, 100],
  ] as const)("%j keeps the connection open in the body", async (rule, bytes) => {
    const { emulator } = await openWorld();
    emulator.fault(rule);

    const seen = await see(emulator.publicUrl("open", "a.png"), { leaveAfter: bytes });

    expect(seen).toMatchObject({ status: 200, end: "cut", headers: { "content-length": "1000" } });
    expect(seen.bytes).toEqual(PICTURE.subarray(0, bytes));
    await emulator.idle();
    expect(emulator.requests.at(-1)).toMatchObject({ bytesSent: expect.closeTo(bytes, -2), outcome: "aborted" });
  });

  test("a drip ends when the whole body has come", async () => {
    const { emulator } = await openWorld();
    emulator.fault({ kind: "drip", bytesPerSecond: 50_000 });

    const seen = await see(emulator.publicUrl("open", "a.png"));

    expect(seen).toMatchObject({ status: 200, end: "complete", bytes: PICTURE });
  });

  test.each([
    [{ kind: "cut" }, 500],
    [{ kind: "cut", after: 0 }, 0],
    [{ kind: "cut", after: 999 }, 999],
    [{ kind: "wrong-length", by: 10 }, 1000],
  ] as const)("%j ends the connection in the body", async (rule, bytes) => {
    const { emulator } = await openWorld();
    emulator.fault(rule);

    const seen = await see(emulator.publicUrl("open", "a.png"));

    expect(seen).toMatchObject({ status: 200, end: "cut" });
    expect(seen.bytes).toEqual(PICTURE.subarray(0, bytes));
    await emulator.idle();
    expect(emulator.requests.at(-1)).toMatchObject({ bytesSent: bytes, outcome: "aborted" });
  });

  test("a Content-Length too small makes the body end early for the client", async () => {
    const { emulator } = await openWorld();
    emulator.fault({ kind: "wrong-length", by: -400 });

    const seen = await see(emulator.publicUrl("open", "a.png"));

    expect(seen).toMatchObject({ status: 200, end: "complete", headers: { "content-length": "600" } });
    expect(seen.bytes).toEqual(PICTURE.subarray(0, 600));
  });

  test.each([
    [{ kind: "wrong-length", by: 5 }, "1005"],
    [{ kind: "cut" }, "1000"],
  ] as const)("%j on HEAD is a matter of headers", async (rule, length) => {
    const world = await openWorld();
    world.emulator.fault(rule);

    const response = await world.storage("/object/images/a.png", { method: "HEAD" });

    expect(response.headers.get("content-length")).toBe(length);
  });

  test.each(["cut", "hang-in-body", "drip"] as const)("%s strikes JSON answers too", async (kind) => {
    const world = await openWorld();
    world.emulator.fault({ kind, ...(kind === "drip" ? { bytesPerSecond: 1000 } : {}) });

    const seen = await see(`${world.emulator.supabase.url}/storage/v1/object/info/public/open/a.png`, {
      leaveAfter: 20,
    });

    expect(seen.status).toBe(200);
    expect(seen.bytes.toString()).toMatch(/^\{"id":/);
  });
});

describe("a wrong token from signing", () => {
  const rows = [
    ["expired", "InvalidJWT", '"exp" claim timestamp check failed'],
    ["forged", "InvalidJWT", "signature verification failed"],
    ["garbage", "InvalidJWT", "Invalid Compact JWS"],
    ["other-object", "InvalidSignature", "Invalid signature"],
    ["absent", "InvalidRequest", "querystring must have required property 'token'"],
  ] as const;

  test.each(rows)("%s does not open the object", async (token, code, message) => {
    const world = await openWorld();
    world.emulator.fault({ kind: "wrong-token", token, route: "object.sign" });

    const [url = ""] = await signedUrls(await world.storage("/object/sign/images/a.png", { json: { expiresIn: 60 } }));

    expect(await (await world.storage(url)).json()).toMatchObject({ code, message });
  });

  test("in a batch strikes only the keys that are meant", async () => {
    const world = await openWorld();
    world.emulator.fault({ kind: "wrong-token", token: "garbage", key: "b.png" });

    const signed = await signedUrls(
      await world.storage("/object/sign/images", { json: { expiresIn: 60, paths: ["a.png", "b.png"] } }),
    );

    const statuses = await Promise.all(signed.map(async (url) => (await world.storage(url)).status));
    expect(statuses).toEqual([200, 400]);
  });
});

/** Signs only in the last two of five requests; the faults that struck them. */
async function askAndSign(world: World): Promise<(string | undefined)[]> {
  await world.storage("/object/images/a.png");
  await world.storage("/object/images/new.png", { body: "bytes" });
  await world.replicate("/files");
  await world.storage("/object/sign/images/a.png", { json: { expiresIn: 60 } });
  await world.storage("/object/sign/images", { json: { expiresIn: 60, paths: ["a.png"] } });
  return world.emulator.requests.map(({ fault }) => fault);
}

describe("a wrong token is not used up by a request that does not sign", () => {
  test("ordered by a rule", async () => {
    const world = await openWorld();
    const asked: string[] = [];
    const when = ({ route }: RequestRecord): boolean => asked.push(route) > 0;
    const handle = world.emulator.fault({ kind: "wrong-token", token: "garbage", when });

    expect(await askAndSign(world)).toEqual([undefined, undefined, undefined, "wrong-token", undefined]);
    expect(handle.hits).toBe(1);
    expect(asked).toEqual(["object.sign"]);
  });

  test("chosen for every request", async () => {
    const world = await openWorld();
    const handle = world.emulator.faultEach(() => ({ kind: "wrong-token", token: "garbage" }));

    expect(await askAndSign(world)).toEqual([undefined, undefined, undefined, "wrong-token", "wrong-token"]);
    expect(handle.hits).toBe(2);
  });
});

test("a chooser's wrong token strikes every key of a batch", async () => {
  const world = await openWorld();
  world.emulator.faultEach(() => ({ kind: "wrong-token", token: "absent" }));

  const signed = await world.storage("/object/sign/images", { json: { expiresIn: 60, paths: ["a.png", "b.png"] } });

  expect(await signedUrls(signed)).toEqual(["/object/sign/images/a.png", "/object/sign/images/b.png"]);
});

describe("which requests a fault strikes", () => {
  const other = { kind: "empty", status: 418 } as const;
  const rows: [
    target: Omit<FaultRule, "kind">,
    statuses: [get: number, head: number, sign: number, replicate: number],
  ][] = [
    [{ times: 9 }, [418, 418, 418, 418]],
    [{ times: Number.POSITIVE_INFINITY }, [418, 418, 418, 418]],
    [{}, [418, 200, 200, 200]],
    [{ route: "object.sign-batch" }, [200, 200, 418, 200]],
    [{ route: ["files.list", "object.get"], times: 9 }, [418, 418, 200, 418]],
    [{ service: "replicate" }, [200, 200, 200, 418]],
    [{ method: "head" }, [200, 418, 200, 200]],
    [{ bucket: "images", times: 9 }, [418, 418, 418, 200]],
    [{ bucket: "open", times: 9 }, [200, 200, 200, 200]],
    [{ key: "a.png", times: 9 }, [418, 418, 418, 200]],
    [{ key: /^b\./, times: 9 }, [200, 200, 418, 200]],
    [{ key: "c.png", times: 9 }, [200, 200, 200, 200]],
    [{ when: ({ id }) => id === 2, times: 9 }, [200, 418, 200, 200]],
    [{ bucket: "images", when: () => false, times: 9 }, [200, 200, 200, 200]],
  ];

  test.each(rows)("%o", async (target, statuses) => {
    const world = await openWorld();
    world.emulator.fault({ ...other, ...target });

    const seen = [
      await world.storage("/object/images/a.png"),
      await world.storage("/object/images/a.png", { method: "HEAD" }),
      await world.storage("/object/sign/images", { json: { expiresIn: 9, paths: ["a.png", "b.png"] } }),
      await world.replicate("/files"),
    ];

    expect(seen.map(({ status }) => status)).toEqual(statuses);
  });

  test("the fault that was ordered first strikes first, and the rest can be canceled", async () => {
    const world = await openWorld();
    const get = async (): Promise<number> => (await world.storage("/object/images/a.png")).status;
    world.emulator.fault({ kind: "empty", status: 501 });
    const second = world.emulator.fault({ kind: "empty", status: 502, times: 9 });

    expect([await get(), await get()]).toEqual([501, 502]);
    expect(second.hits).toBe(1);
    second.remove();
    expect(await get()).toBe(200);
    world.emulator.fault({ kind: "empty", times: 9 });
    world.emulator.clearFaults();
    expect(await get()).toBe(200);
  });

  test("a chooser decides about every request", async () => {
    const world = await openWorld();
    const handle = world.emulator.faultEach(({ id }) => (id % 2 === 0 ? { kind: "empty", status: 504 } : undefined));
    const get = async (): Promise<number> => (await world.storage("/object/images/a.png")).status;

    expect([await get(), await get(), await get(), await get()]).toEqual([200, 504, 200, 504]);
    expect(handle.hits).toBe(2);
  });

  test.each([
    [{ kind: "empty", times: 0 }, "times must be a whole number from 1 up, or Infinity, not 0"],
    [{ kind: "empty", status: 99 }, "status must be an HTTP status from 200 to 599, not 99"],
    [{ kind: "status", status: Number.NaN }, "status must be an HTTP status from 200 to 599, not NaN"],
    [{ kind: "drip", bytesPerSecond: 0 }, "bytesPerSecond must be a finite number, more than 0, not 0"],
  ] as const)("%j is refused", async (rule, message) => {
    const { emulator } = await openWorld();

    expect(() => emulator.fault(rule)).toThrow(message);
  });
});

describe("when a fault strikes", () => {
  test.each([
    ["before-body", 0, 0],
    ["before-handling", 5, 0],
    ["after-handling", 5, 1],
  ] as const)("%s: %d bytes of body were read, %d objects were stored", async (strikes, bodyBytes, stored) => {
    const world = await openWorld();
    world.emulator.fault({ kind: "empty", status: 500, strikes });

    const response = await world.storage("/object/images/new.png", { body: "bytes" });

    expect(response.status).toBe(500);
    expect(world.emulator.requests.at(-1)).toMatchObject({ route: "object.upload", bodyBytes });
    expect((await world.emulator.getObject("images", "new.png")) === undefined ? 0 : 1).toBe(stored);
  });

  test("a request is struck once, also when the first fault comes early", async () => {
    const world = await openWorld();
    world.emulator.fault({ kind: "delay", ms: 1, strikes: "before-body" });
    const second = world.emulator.fault({ kind: "empty" });

    const response = await world.storage("/object/images/new.png", { body: "bytes" });

    expect(response.status).toBe(200);
    expect(second.hits).toBe(0);
    expect(world.emulator.requests.at(-1)).toMatchObject({ fault: "delay" });
  });

  test("after handling a download, its bytes are thrown away", async () => {
    const world = await openWorld();
    world.emulator.fault({ kind: "html", strikes: "after-handling" });

    const response = await world.storage("/object/images/a.png");

    expect(response.status).toBe(502);
    expect(Object.fromEntries(response.headers)).not.toHaveProperty("etag");
    expect(await response.text()).toMatch(/^<html>/);
  });

  test("after handling a connection can still be reset", async () => {
    const world = await openWorld();
    world.emulator.fault({ kind: "reset", strikes: "after-handling" });

    await expect(world.storage("/object/images/new.png", { body: "bytes" })).rejects.toThrow("fetch failed");
    expect(await world.emulator.getObject("images", "new.png")).toHaveLength(5);
  });
});

test.each(["storage", "replicate"] as const)("a predicate that throws is an internal error of %s", async (service) => {
  const world = await openWorld();
  world.emulator.faultEach(() => {
    throw new Error("a bug in the test");
  });

  const response = await world[service](service === "storage" ? "/object/images/a.png" : "/files");

  expect(response.status).toBe(500);
});
