import { describe, expect, test } from "vitest";
import { openWorld, type World, type WorldRequest } from "../support/world.ts";

const ANON = (world: World): WorldRequest => ({ key: world.emulator.supabase.anonKey });

describe("writing refuses", () => {
  const upload = { body: "bytes" };
  const rows: [what: string, path: string, ask: (world: World) => WorldRequest, code: string, statusCode: string][] = [
    ["an object that exists", "/object/images/a.png", () => upload, "KeyAlreadyExists", "409"],
    ["a bucket that is missing", "/object/none/a.png", () => upload, "NoSuchBucket", "404"],
    ["the anon key", "/object/images/new", (w) => ({ ...upload, ...ANON(w) }), "AccessDenied", "403"],
    ["no key", "/object/images/new", () => ({ ...upload, key: null }), "InvalidRequest", "400"],
    ["too many bytes", "/object/images/new", () => ({ body: "x".repeat(200_000) }), "EntityTooLarge", "413"],
    ["a byte too many", "/object/images/new", () => ({ body: "x".repeat(1001) }), "EntityTooLarge", "413"],
    ["a bucket that exists", "/bucket", () => ({ json: { name: "images" } }), "BucketAlreadyExists", "409"],
    ["a bucket with a slash", "/bucket", () => ({ json: { name: "a/b" } }), "InvalidBucketName", "400"],
    ["a bucket without a name", "/bucket", () => ({ json: {} }), "InvalidRequest", "400"],
    [
      "a body that is no JSON",
      "/bucket",
      () => ({ body: "{", headers: { "content-type": "application/json" } }),
      "InvalidRequest",
      "400",
    ],
    ["the anon key, bucket", "/bucket", (w) => ({ json: { name: "new" }, ...ANON(w) }), "AccessDenied", "403"],
    ["the anon key, reading a bucket", "/bucket/images", ANON, "NoSuchBucket", "404"],
    ["removing a bucket with objects", "/bucket/images", () => ({ method: "DELETE" }), "ResourceNotEmpty", "409"],
    ["removing a missing bucket", "/bucket/none", () => ({ method: "DELETE" }), "NoSuchBucket", "404"],
    ["removing a missing object", "/object/images/none", () => ({ method: "DELETE" }), "NoSuchKey", "404"],
    ["removing by anon", "/object/images/a.png", (w) => ({ method: "DELETE", ...ANON(w) }), "AccessDenied", "403"],
  ];

  test.each(rows)("%s", async (_what, path, ask, code, statusCode) => {
    const world = await openWorld({ maxObjectBytes: 1000 });

    const response = await world.storage(path, ask(world));

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code, statusCode });
  });
});

function formOf(parts: Readonly<Record<string, string | Blob>>): FormData {
  const form = new FormData();
  for (const [name, part] of Object.entries(parts)) form.append(name, part);
  return form;
}

function field(text: string, name: string): string | undefined {
  return new RegExp(`"${name}":"([^"]+)"`).exec(text)?.[1];
}

describe("uploading", () => {
  test.each([
    ["POST", { "content-type": "image/png", "cache-control": "max-age=60" }, "new", "image/png", "max-age=60"],
    ["POST", { "x-upsert": "true", "content-type": "image/gif" }, "a.png", "image/gif", "no-cache"],
    ["PUT", { "content-type": "application/json" }, "a.png", "application/json", "no-cache"],
  ])("%s %j stores the bytes as they are", async (method, headers, key, contentType, cacheControl) => {
    const world = await openWorld();

    const response = await world.storage(`/object/images/${key}`, { method, headers, body: "{}" });

    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ Key: `images/${key}`, Id: expect.any(String) });
    const stored = await world.storage(`/object/images/${key}`);
    expect(Object.fromEntries(stored.headers)).toMatchObject({
      "content-type": contentType,
      "cache-control": cacheControl,
    });
    expect(await stored.text()).toBe("{}");
  });

  test.each([
    [3, 200],
    [1001, 400],
  ])("%d bytes without a Content-Length answer %d", async (count, status) => {
    const world = await openWorld({ maxObjectBytes: 1000 });
    const body = new Blob(["x".repeat(count)]).stream();

    const response = await world.storage("/object/images/chunked", { body, duplex: "half" });

    expect(response.status).toBe(status);
    expect((await world.emulator.getObject("images", "chunked"))?.length).toBe(status === 200 ? count : undefined);
  });

  test.each(["multipart/form-data", "multipart/form-data; boundary=x"])(
    "a broken form is refused: %s",
    async (type) => {
      const world = await openWorld();

      const response = await world.storage("/object/images/form", { body: "x", headers: { "content-type": type } });

      expect(await response.json()).toMatchObject({ code: "InvalidRequest", message: "body must be a valid form" });
    },
  );

  test.each(["{", "1", "[1]"])("metadata that is not an object is ignored: %s", async (metadata) => {
    const world = await openWorld();

    await world.storage("/object/images/form", { body: formOf({ metadata, "": new Blob(["meow"]) }) });

    expect(await (await world.storage("/object/info/images/form")).json()).toMatchObject({ size: 4, metadata: {} });
  });

  test("a form brings a file, its caching and its metadata", async () => {
    const world = await openWorld();
    const body = new FormData();
    body.append("cacheControl", "60");
    body.append("metadata", '{"job":1}');
    body.append("", new Blob(["meow"], { type: "image/png" }));

    await world.storage("/object/images/form", { body });

    expect(await (await world.storage("/object/info/images/form")).json()).toMatchObject({
      size: 4,
      content_type: "image/png",
      cache_control: "max-age=60",
      metadata: { job: 1 },
    });
  });

  test.each([
    ["nothing", new FormData()],
    ["fields alone", formOf({ metadata: "1", cacheControl: "60" })],
  ])("a form with %s has no content", async (_what, body) => {
    const world = await openWorld();

    const response = await world.storage("/object/images/form", { body });

    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      statusCode: "400",
      error: "InvalidRequest",
      message: "No content provided",
      code: "InvalidRequest",
    });
    expect(await world.emulator.getObject("images", "form")).toBeUndefined();
  });

  test.each(["1", "[1]", "null", '"text"'])(
    "metadata that is not an object is ignored in a form: %s",
    async (metadata) => {
      const world = await openWorld();

      await world.storage("/object/images/form", { body: formOf({ metadata, "": new Blob(["meow"]) }) });

      expect(await (await world.storage("/object/info/images/form")).json()).toHaveProperty("metadata", {});
    },
  );

  test.each(["multipart/form-data", "Multipart/Form-Data", " MULTIPART/FORM-DATA "])("%s is a form", async (type) => {
    const world = await openWorld();
    const body = '--x\r\nContent-Disposition: form-data; name=""; filename="a"\r\n\r\nmeow\r\n--x--\r\n';

    await world.storage("/object/images/form", { body, headers: { "content-type": `${type}; boundary=x` } });

    expect(await (await world.storage("/object/images/form")).text()).toBe("meow");
  });

  test.each(["multipart/form-database", "application/form-data"])("%s is not a form", async (type) => {
    const world = await openWorld();

    await world.storage("/object/images/form", { body: "--x--", headers: { "content-type": `${type}; boundary=x` } });

    expect(await (await world.storage("/object/images/form")).text()).toBe("--x--");
  });

  test("a download fails if a header cannot hold a stored text", async () => {
    const world = await openWorld();
    await world.storage("/object/images/form", { body: formOf({ cacheControl: "6\n0", "": new Blob(["meow"]) }) });

    const response = await world.storage("/object/images/form");

    expect(response.status).toBe(400);
    expect(response.headers.get("etag")).toBeNull();
    expect(await response.json()).toMatchObject({
      error: "invalid_header_char",
      message: expect.stringMatching(/^Invalid character in response header "cache-control": max-age=6\s+0$/),
    });
  });

  test("a new version keeps the object's id and first day", async () => {
    const world = await openWorld();
    const info = async (): Promise<string> => (await world.storage("/object/info/images/a.png")).text();
    const before = await info();

    world.time += 1000;
    await world.storage("/object/images/a.png", { method: "PUT", body: "x" });

    const after = await info();
    expect(["id", "created_at"].map((name) => field(after, name) === field(before, name))).toEqual([true, true]);
    expect(["version", "last_modified"].map((name) => field(after, name) === field(before, name))).toEqual([
      false,
      false,
    ]);
  });
});

async function list(world: World, json: unknown, ask: WorldRequest = {}): Promise<string[]> {
  const text = await (await world.storage("/object/list/images", { json, ...ask })).text();
  return [...text.matchAll(/"name":"([^"]+)"/g)].map(([, name = ""]) => name);
}

describe("listing", () => {
  test.each([
    [{ prefix: "" }, ["a.png", "b.png", "cats", "zero.bin"]],
    [{ prefix: "cats" }, ["1.png", "2.png"]],
    [{ prefix: "cats/" }, ["1.png", "2.png"]],
    [{ prefix: "", search: "ca" }, ["cats"]],
    [{ prefix: "", limit: 2, offset: 1 }, ["b.png", "cats"]],
    [{ prefix: "dogs" }, []],
  ])("%j", async (ask, names) => {
    const world = await openWorld();
    for (const key of ["cats/2.png", "cats/1.png"]) world.emulator.putObject("images", key, "");

    expect(await list(world, ask)).toEqual(names);
    expect(await list(world, ask, ANON(world))).toEqual([]);
  });

  const NAMES = ["a.png", "b.png", "cats", "zero.bin"];
  test.each([
    [{ column: "name" }, NAMES],
    [{ column: "name", order: "asc" }, NAMES],
    [{ column: "name", order: "desc" }, NAMES.toReversed()],
    [{ column: "created_at" }, ["cats", "a.png", "b.png", "zero.bin"]],
    [{ column: "created_at", order: "desc" }, ["cats", "a.png", "b.png", "zero.bin"]],
    [{ column: "updated_at", order: "asc" }, ["cats", "b.png", "zero.bin", "a.png"]],
    [{ column: "updated_at", order: "desc" }, ["cats", "a.png", "b.png", "zero.bin"]],
    [{ column: "last_accessed_at", order: "desc" }, ["cats", "a.png", "b.png", "zero.bin"]],
  ])("sorts by %j", async (sortBy, names) => {
    const world = await openWorld();
    world.emulator.putObject("images", "cats/1.png", "");
    world.time += 1000;
    await world.storage("/object/images/a.png", { method: "PUT", body: "newer" });

    expect(await list(world, { prefix: "", sortBy })).toEqual(names);
    expect(await list(world, { prefix: "", sortBy, limit: 2, offset: 1 })).toEqual(names.slice(1, 3));
  });

  test.each([
    [{ column: "size" }, "body/sortBy/column must be equal to one of the allowed values"],
    [{ column: "name", order: "up" }, "body/sortBy/order must be equal to one of the allowed values"],
    [{}, "body/sortBy must have required property 'column'"],
  ])("refuses to sort by %j", async (sortBy, message) => {
    const world = await openWorld();

    const response = await world.storage("/object/list/images", { json: { prefix: "", sortBy } });

    expect(await response.json()).toMatchObject({ message, code: "InvalidRequest" });
  });

  test("shows an object and a folder of the same name", async () => {
    const world = await openWorld();
    for (const key of ["l/dup/z", "l/dup", "l/dup/y", "l/other"]) world.emulator.putObject("images", key, "");

    expect(await list(world, { prefix: "l" })).toEqual(["dup", "dup", "other"]);
    expect(await list(world, { prefix: "l/dup" })).toEqual(["y", "z"]);
  });

  test("shows nothing of a missing bucket", async () => {
    const world = await openWorld();

    expect(await (await world.storage("/object/list/none", { json: { prefix: "" } })).json()).toEqual([]);
  });
});

describe("listing page by page", () => {
  test("shows 1,000 objects at most", async () => {
    const world = await openWorld();
    for (let index = 0; index < 1001; index += 1) world.emulator.putObject("images", `many/${index}.png`, "");

    const page = await (
      await world.storage("/object/list-v2/images", { json: { prefix: "many/", limit: 1e6 } })
    ).json();

    expect(page).toMatchObject({
      hasNext: true,
      folders: [],
      objects: expect.toSatisfy(({ length }) => length === 1000),
    });
  });

  test("begins after the cursor, also for a list that has grown", async () => {
    const world = await openWorld();
    const ask = async (json: object): Promise<{ readonly nextCursor?: string; readonly objects: unknown[] }> =>
      Object(await (await world.storage("/object/list-v2/images", { json })).json());
    const { nextCursor } = await ask({ limit: 1 });
    world.emulator.putObject("images", "0.png", "");

    expect((await ask({ limit: 1, cursor: nextCursor })).objects).toMatchObject([{ name: "b.png" }]);
  });
});

test.each(["move", "copy"])("an empty destination bucket of a %s is the same bucket", async (act) => {
  const world = await openWorld();
  const json = { bucketId: "images", sourceKey: "a.png", destinationBucket: "", destinationKey: "new.png" };

  expect((await world.storage(`/object/${act}`, { json })).status).toBe(200);
  expect(await world.emulator.getObject("images", "new.png")).toBeDefined();
});

describe("removing", () => {
  test("many at once says which were there", async () => {
    const world = await openWorld();
    const remove = (ask: WorldRequest = {}): Promise<Response> =>
      world.storage("/object/images", { method: "DELETE", json: { prefixes: ["a.png", "none"] }, ...ask });

    expect(await (await remove(ANON(world))).json()).toEqual([]);
    expect(await (await remove()).json()).toMatchObject([{ name: "a.png" }]);
    expect(await (await remove()).json()).toEqual([]);
  });

  test("one that is named twice shows it once", async () => {
    const world = await openWorld();
    const prefixes = ["a.png", "a.png"];

    const removed = await world.storage("/object/images", { method: "DELETE", json: { prefixes } });

    expect(await removed.json()).toEqual([expect.objectContaining({ name: "a.png" })]);
  });

  test("one by its path", async () => {
    const world = await openWorld();

    const response = await world.storage("/object/images/a.png", { method: "DELETE" });

    expect(await response.json()).toEqual({ message: "Successfully deleted" });
    expect(await world.emulator.getObject("images", "a.png")).toBeUndefined();
  });
});

test("buckets are listed for the service key alone", async () => {
  const world = await openWorld();

  expect(await (await world.storage("/bucket")).json()).toMatchObject([
    { name: "open", public: true },
    { name: "images", public: false },
  ]);
  expect(await (await world.storage("/bucket", ANON(world))).json()).toEqual([]);
});
