import { createClient } from "@supabase/supabase-js";
import Replicate from "replicate";
import { describe, expect, test, vi } from "vitest";
import { type Emulator, type FaultRule } from "../../src/index.ts";
import { emulating } from "../support/emulating.ts";

// What the official clients do when the services misbehave; the emulator has to bring all of it out.

type Bucket = ReturnType<ReturnType<typeof createClient>["storage"]["from"]>;

async function withBucket(): Promise<{ emulator: Emulator; bucket: Bucket }> {
  const emulator = await emulating();
  emulator.putObject("images", "a.png", "picture", { contentType: "image/png" });
  emulator.putObject("other", "x.png", "secret");
  const { url, serviceRoleKey } = emulator.supabase;
  return { emulator, bucket: createClient(url, serviceRoleKey).storage.from("images") };
}

function replicateOf({ replicate: { token: auth, baseUrl } }: Emulator): Replicate {
  return new Replicate({ auth, baseUrl });
}

describe("the Supabase client", () => {
  test.each(["../other/x.png", "%2e%2e/other/x.png"])("reads another bucket through %s", async (path) => {
    const { emulator, bucket } = await withBucket();

    expect(await (await bucket.download(path)).data?.text()).toBe("secret");
    expect(emulator.requests.at(-1)).toMatchObject({ bucket: "other", key: "x.png" });
  });

  test("batch signing opens no other bucket", async () => {
    const { bucket } = await withBucket();

    const { data } = await bucket.createSignedUrls(["../other/x.png"], 60);

    expect(data).toMatchObject([{ error: expect.stringMatching(/^Either the object/), path: "../other/x.png" }]);
  });

  test.each(["?", "#"])("cuts a key at %s", async (mark) => {
    const { emulator, bucket } = await withBucket();

    await bucket.download(`a.png${mark}b`);

    expect(emulator.requests.at(-1)).toMatchObject({ key: "a.png" });
  });

  test("takes {} from signing for a URL", async () => {
    const { emulator, bucket } = await withBucket();
    emulator.fault({ kind: "empty-json" });

    const { data, error } = await bucket.createSignedUrl("a.png", 60);

    expect(error).toBeNull();
    expect(data?.signedUrl).toBe(`${emulator.supabase.url}/storage/v1undefined`);
  });

  test.each([
    { kind: "html", status: 200 },
    { kind: "empty", status: 200 },
  ] as const)("takes %j for success", async (rule) => {
    const { emulator, bucket } = await withBucket();
    emulator.fault(rule);

    expect(await bucket.download("a.png")).toMatchObject({ error: null });
  });

  test("follows a redirect to another origin and sends the key there", async () => {
    const { emulator, bucket } = await withBucket();
    emulator.fault({ kind: "redirect" });

    await bucket.download("a.png");

    const [first, second] = emulator.requests;
    expect(second?.origin).not.toBe(first?.origin);
    expect(second?.headers["apikey"]).toBe(emulator.supabase.serviceRoleKey);
  });

  const errors: [rule: FaultRule, error: Readonly<Record<string, unknown>>][] = [
    [
      { kind: "status", status: 544 },
      { status: 544, statusCode: "544" },
    ],
    [
      { kind: "status", status: 429 },
      { status: 429, statusCode: "429" },
    ],
    [{ kind: "html" }, { status: 502 }],
    [{ kind: "reset" }, { name: "StorageUnknownError" }],
  ];

  test.each(errors)("reports %j", async (rule, error) => {
    const { emulator, bucket } = await withBucket();
    emulator.fault(rule);

    expect((await bucket.download("a.png")).error).toMatchObject(error);
    expect(emulator.requests).toHaveLength(1);
  });

  test.each([{ kind: "cut" }, { kind: "wrong-length", by: 3 }] as const)("throws at %j", async (rule) => {
    const { emulator, bucket } = await withBucket();
    emulator.fault(rule);

    await expect(bucket.download("a.png")).rejects.toThrow("terminated");
  });

  test("returns whether an object exists", async () => {
    const { bucket } = await withBucket();

    expect([(await bucket.exists("a.png")).data, (await bucket.exists("b.png")).data]).toEqual([true, false]);
  });
});

describe("the Replicate client", () => {
  test.each([
    ["GET, 500", { kind: "status", status: 500 }, (client: Replicate) => client.files.list(), 6, "500"],
    ["GET, 429", { kind: "status", status: 429, retryAfter: 30 }, (client: Replicate) => client.files.list(), 6, "429"],
    [
      "POST, 500",
      { kind: "status", status: 500 },
      (client: Replicate) => client.files.create(new Blob(["x"])),
      1,
      "500",
    ],
    ["POST, reset", { kind: "reset" }, (client: Replicate) => client.files.create(new Blob(["x"])), 6, "fetch failed"],
  ] as const)("asks again without waiting: %s", async (_what, fault, ask, requests, message) => {
    const emulator = await emulating();
    emulator.fault({ ...fault, times: Number.POSITIVE_INFINITY });

    await expect(ask(replicateOf(emulator))).rejects.toThrow(message);

    expect(emulator.requests).toHaveLength(requests);
  });

  test("repeats a POST that had already been done", async () => {
    const emulator = await emulating();
    emulator.fault({ kind: "reset", strikes: "after-handling" });

    await replicateOf(emulator).files.create(new Blob(["x"]));

    expect(emulator.files).toHaveLength(2);
  });
});

test("a client's fake clock does not move the emulator", async () => {
  const emulator = await emulating({ latency: 1 });
  emulator.addBucket("open", { public: true });
  emulator.putObject("open", "a.png", "picture");
  emulator.fault({ kind: "drip", bytesPerSecond: 1000 });
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"] });

  const answer = await fetch(emulator.publicUrl("open", "a.png"));
  const text = await answer.text();

  vi.useRealTimers();
  expect(text).toBe("picture");
});
