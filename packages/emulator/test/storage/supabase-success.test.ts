import { describe, expect, test } from "vitest";
import { NOON, openWorld, PICTURE, signedUrls, type World } from "../support/world.ts";

const WAYS: readonly [route: string, url: (world: World) => Promise<string>][] = [
  ["object.get", async () => "/object/images/a.png"],
  ["object.authenticated", async () => "/object/authenticated/images/a.png"],
  ["object.public", async () => "/object/public/open/a.png"],
  [
    "object.signed",
    async ({ emulator }) => (await emulator.signedUrl("images", "a.png")).replace(/.*\/storage\/v1/, ""),
  ],
];

describe.each(WAYS)("%s", (route, url) => {
  test("serves the bytes with their headers", async () => {
    const world = await openWorld();

    const response = await world.storage(await url(world));

    expect(response.status).toBe(200);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(PICTURE);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "image/png",
      "content-length": "1000",
      "accept-ranges": "bytes",
      "last-modified": new Date(NOON).toUTCString(),
      etag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
    });
    expect(world.emulator.requests.at(-1)).toMatchObject({ route, status: 200, bytesSent: 1000 });
  });

  test("says in Expires when a token ends, and in Cache-Control everything else", async () => {
    const world = await openWorld();

    const { headers } = await world.storage(await url(world));

    const signed = route === "object.signed";
    expect(headers.get("expires")).toBe(signed ? new Date(NOON + 3_600_000).toUTCString() : null);
    expect(headers.get("cache-control")).toBe(signed ? null : "no-cache");
  });

  test("answers HEAD without a body", async () => {
    const world = await openWorld();

    const response = await world.storage(await url(world), { method: "HEAD" });

    expect(response.status).toBe(200);
    expect(response.headers.get("content-length")).toBe("1000");
    expect(await response.text()).toBe("");
    expect(world.emulator.requests.at(-1)).toMatchObject({ method: "HEAD", route, bytesSent: 0 });
  });

  test.each([
    ["bytes=0-99", 0, 100],
    ["bytes=900-", 900, 1000],
    ["bytes=-1", 999, 1000],
    ["bytes=-5000", 0, 1000],
    ["bytes=990-5000", 990, 1000],
  ])("serves the range %s", async (range, start, end) => {
    const world = await openWorld();

    const response = await world.storage(await url(world), { headers: { range } });

    expect(response.status).toBe(206);
    expect(response.headers.get("content-range")).toBe(`bytes ${start}-${end - 1}/1000`);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(PICTURE.subarray(start, end));
  });

  test("ignores a range of anything but bytes", async () => {
    const world = await openWorld();

    const response = await world.storage(await url(world), { headers: { range: "lines=1-2" } });

    expect(response.status).toBe(200);
    expect(await response.arrayBuffer()).toHaveProperty("byteLength", 1000);
  });

  test.each([
    ["if-none-match", (etag: string) => etag, 304],
    ["if-none-match", (etag: string) => `"other", ${etag}`, 200],
    ["if-none-match", () => "*", 200],
    ["if-none-match", () => '"other"', 200],
    ["if-modified-since", () => new Date(NOON).toUTCString(), 304],
    ["if-modified-since", () => new Date(NOON - 1000).toUTCString(), 200],
  ])("answers %s with the bytes that the client lacks", async (name, value, status) => {
    const world = await openWorld();
    const path = await url(world);
    const etag = (await world.storage(path, { method: "HEAD" })).headers.get("etag") ?? "";

    const response = await world.storage(path, { headers: { [name]: value(etag) } });

    expect(response.status).toBe(status);
    expect(await response.arrayBuffer()).toHaveProperty("byteLength", status === 304 ? 0 : 1000);
  });

  test.each([
    ["", "attachment;"],
    ["my cat.png", "attachment; filename=my%20cat.png; filename*=UTF-8''my%20cat.png"],
  ])("names the download %j", async (name, disposition) => {
    const world = await openWorld();
    const path = await url(world);

    const { headers } = await world.storage(`${path}${path.includes("?") ? "&" : "?"}download=${name}`);

    expect(headers.get("content-disposition")).toBe(disposition);
  });
});

test("a token that outlives all dates expires on the last of them", async () => {
  const world = await openWorld();
  const [path = ""] = await signedUrls(
    await world.storage("/object/sign/images/a.png", { json: { expiresIn: 9e12 - NOON / 1000 } }),
  );

  const response = await world.storage(path);

  expect(response.status).toBe(200);
  expect(response.headers.get("expires")).toBe("Sat, 13 Sep 275760 00:00:00 GMT");
});

test("an unsatisfiable range says nothing about the object", async () => {
  const world = await openWorld();

  const { status, headers } = await world.storage("/object/images/a.png", { headers: { range: "bytes=2000-" } });

  expect(status).toBe(416);
  const told = ["etag", "cache-control", "last-modified", "expires", "accept-ranges"].map((name) => headers.get(name));
  expect(told).toEqual([null, null, null, null, null]);
});

describe("the stored content type", () => {
  test.each([
    ["image/jpeg", "image/jpeg"],
    ["text/html", /^text\/plain/],
    ["text/html; charset=utf-8", /^text\/plain/],
    ["Text/HTML", "Text/HTML"],
    ["no such type", "no such type"],
    [undefined, "application/octet-stream"],
  ])("%s is served as %s", async (contentType, served) => {
    const world = await openWorld();
    world.emulator.putObject("images", "typed", "x", contentType === undefined ? {} : { contentType });

    const { headers } = await world.storage("/object/images/typed");

    expect(headers.get("content-type")).toMatch(served);
  });
});

test.each(["/object/images/none.png", "/object/authenticated/images/none.png", "/object/sign/images/a.png?token=x"])(
  "HEAD %s fails without a body",
  async (path) => {
    const world = await openWorld();

    const response = await world.storage(path, { method: "HEAD" });

    expect(response.status).toBe(400);
    expect(await response.text()).toBe("");
  },
);

test("a 0-byte object is a 200 of length 0", async () => {
  const world = await openWorld();

  const response = await world.storage("/object/images/zero.bin");

  expect(response.status).toBe(200);
  expect(response.headers.get("content-length")).toBe("0");
  expect(await response.text()).toBe("");
});

test.each(["/object/info/images/a.png", "/object/info/authenticated/images/a.png", "/object/info/public/open/a.png"])(
  "%s tells what is known about an object",
  async (path) => {
    const world = await openWorld();
    const { headers } = await world.storage("/object/images/a.png");

    const info = await (await world.storage(path)).json();

    expect(info).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      name: "a.png",
      version: expect.stringMatching(/^[0-9a-f-]{36}$/),
      bucket_id: path.includes("open") ? "open" : "images",
      size: 1000,
      content_type: "image/png",
      cache_control: "no-cache",
      etag: headers.get("etag"),
      metadata: {},
      last_modified: new Date(NOON).toISOString(),
      created_at: new Date(NOON).toISOString(),
    });
  },
);

test.each(["/object/open/a.png", "/object/info/open/a.png"])("%s needs no key in a public bucket", async (path) => {
  const world = await openWorld();

  expect((await world.storage(path, { key: null })).status).toBe(200);
  expect((await world.storage(path, { key: world.emulator.supabase.anonKey })).status).toBe(200);
});

function good(path: string): unknown {
  const signedURL: unknown = expect.stringMatching(new RegExp(`^/object/sign/images/${path}\\?token=`));
  return { error: null, path, signedURL };
}

function bad(path: string): unknown {
  return { error: "Either the object does not exist or you do not have access to it", path, signedURL: null };
}

describe("signing", () => {
  test("a token says which object and which seconds", async () => {
    const world = await openWorld();
    world.time += 999;

    const response = await world.storage("/object/sign/images/a.png", { json: { expiresIn: 60 } });

    const [url = ""] = await signedUrls(response);
    const [path, token = ""] = url.split("?token=");
    expect(path).toBe("/object/sign/images/a.png");
    expect(JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString())).toEqual({
      url: "images/a.png",
      scope: "download",
      iat: NOON / 1000,
      exp: NOON / 1000 + 60,
    });
  });

  test("two signs in one second give the same URL, in two seconds others", async () => {
    const world = await openWorld();
    const sign = async (): Promise<string> =>
      (await world.storage("/object/sign/images/a.png", { json: { expiresIn: 60 } })).text();

    const first = await sign();
    world.time += 999;
    expect(await sign()).toBe(first);
    world.time += 1;
    expect(await sign()).not.toBe(first);
  });

  test.each([
    [59_999, 200],
    [60_000, 400],
  ])("a token of 60 seconds after %d ms answers %d", async (ms, status) => {
    const world = await openWorld();
    const url = await world.emulator.signedUrl("images", "a.png", { expiresIn: 60 });

    world.time += ms;

    expect((await fetch(url)).status).toBe(status);
  });

  test("a signed URL serves the bytes of now, not of then", async () => {
    const world = await openWorld();
    const url = await world.emulator.signedUrl("images", "a.png");

    world.emulator.putObject("images", "a.png", "new");

    expect(await (await fetch(url)).text()).toBe("new");
  });

  test("a batch keeps the order and answers for each path, also in a bucket that is missing", async () => {
    const world = await openWorld();
    const paths = ["b.png", "none.png", "a.png", "b.png"];

    const signed = await world.storage("/object/sign/images", { json: { expiresIn: 60, paths } });
    const missing = await world.storage("/object/sign/none", { json: { expiresIn: 60, paths } });
    const anon = await world.storage("/object/sign/images", {
      key: world.emulator.supabase.anonKey,
      json: { expiresIn: 60, paths },
    });

    expect(await signed.json()).toEqual([good("b.png"), bad("none.png"), good("a.png"), good("b.png")]);
    expect([signed.status, missing.status, anon.status]).toEqual([200, 200, 200]);
    expect(await missing.json()).toEqual(paths.map((path) => bad(path)));
    expect(await anon.json()).toEqual(paths.map((path) => bad(path)));
  });

  test("1,000 paths are one batch", async () => {
    const world = await openWorld();
    const paths = Array.from({ length: 1000 }, () => "a.png");

    const signed = await (await world.storage("/object/sign/images", { json: { expiresIn: 60, paths } })).json();

    expect(signed).toHaveLength(1000);
  });

  test("a transformation asked for in signing is dropped without a word", async () => {
    const world = await openWorld();
    const ask = (transform: unknown): Promise<Response> =>
      world.storage("/object/sign/images/a.png", { json: { expiresIn: 60, transform } });

    expect(await (await ask({ width: 10 })).text()).toBe(await (await ask(undefined)).text());
  });
});

test("unknown query parameters are ignored", async () => {
  const world = await openWorld();

  expect((await world.storage("/object/images/a.png?width=10&cache=1")).status).toBe(200);
});

test("a path before /storage/v1 belongs to the origin", async () => {
  const world = await openWorld({ supabasePath: "/backend" });

  expect(world.emulator.supabase.url).toBe(`${world.emulator.origin}/backend`);
  expect((await world.storage("/object/images/a.png")).status).toBe(200);
  expect((await fetch(`${world.emulator.origin}/storage/v1/object/public/open/a.png`)).status).toBe(404);
});
