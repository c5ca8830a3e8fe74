import { describe, expect, test } from "vitest";
import { etagOf, NOON, openWorld, PICTURE, signedUrls, type World, type WorldRequest } from "../support/world.ts";

// One test for each difference to the real server that was measured, in the order of the measurements. What only its file
// backend does is not here.

async function json(response: Response): Promise<unknown> {
  return response.json();
}

function anon({ emulator }: World): WorldRequest {
  return { key: emulator.supabase.anonKey };
}

/** What a client sees of an error: the status of HTTP and that of the body, the code and the message. */
async function seen(response: Response): Promise<unknown> {
  const { statusCode, code, message }: Record<string, unknown> = Object(await response.json());
  return [response.status, statusCode, code, message];
}

async function names(world: World, body: object): Promise<string[]> {
  const text = await (await world.storage("/object/list/images", { json: { prefix: "", ...body } })).text();
  return [...text.matchAll(/"name":"([^"]+)"/g)].map(([, name = ""]) => name);
}

describe("uploads", () => {
  test("1: PUT creates an object that is not there", async () => {
    const world = await openWorld();

    const created = await world.storage("/object/images/new", { method: "PUT", body: "new" });

    expect(created.status).toBe(200);
    expect(Buffer.from((await world.emulator.getObject("images", "new")) ?? []).toString()).toBe("new");
  });

  test("2: the bucket's limit counts", async () => {
    const world = await openWorld();
    world.emulator.addBucket("small", { fileSizeLimit: 10 });

    const fits = await world.storage("/object/small/a", { body: "x".repeat(10) });
    const refused = await world.storage("/object/small/b", { body: "x".repeat(11) });

    expect(fits.status).toBe(200);
    expect(await seen(refused)).toEqual([400, "413", "EntityTooLarge", "The object exceeded the maximum allowed size"]);
  });

  test.each([
    [["image/*"], "image/gif", true],
    [["image/png", "text/plain"], "image/png", true],
    [["image/png"], "image/gif", false],
    [["image/*"], "text/plain", false],
    [[], "text/plain", true],
  ])("3: a bucket for %j takes %s: %o", async (allowedMimeTypes, type, takes) => {
    const world = await openWorld();
    world.emulator.addBucket("typed", { allowedMimeTypes });

    const answer = await world.storage("/object/typed/a", { body: "x", headers: { "content-type": type } });

    const refused = [400, "415", "InvalidMimeType", `mime type ${type} is not supported`];
    expect(await seen(answer)).toEqual(takes ? [200, undefined, undefined, undefined] : refused);
  });

  test("3: a bucket shows its limits", async () => {
    const world = await openWorld();
    world.emulator.addBucket("limited", { fileSizeLimit: 10, allowedMimeTypes: ["image/*"] });

    expect(await json(await world.storage("/bucket/limited"))).toMatchObject({
      file_size_limit: 10,
      allowed_mime_types: ["image/*"],
    });
    expect(await json(await world.storage("/bucket/images"))).toMatchObject({
      file_size_limit: null,
      allowed_mime_types: null,
    });
  });

  test.each([
    ['{"job":1}', { job: 1 }],
    ["no JSON", {}],
  ])("5: the metadata of bytes are in x-metadata: %s", async (text, metadata) => {
    const world = await openWorld();
    const headers = { "x-metadata": Buffer.from(text).toString("base64") };

    await world.storage("/object/images/new", { body: "x", headers });

    expect(await json(await world.storage("/object/info/images/new"))).toMatchObject({ metadata });
  });

  test.each([
    [{ metadata: '{"job":1}', userMetadata: '{"job":2}' }, { job: 1 }],
    [{ userMetadata: '{"job":2}' }, { job: 2 }],
    [{ metadata: "no JSON" }, {}],
  ])("5: a form brings them in its fields: %j", async (fields, metadata) => {
    const world = await openWorld();
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    body.append("contentType", "image/webp");
    body.append("", new Blob(["x"], { type: "image/png" }));

    await world.storage("/object/images/new", { body });

    expect(await json(await world.storage("/object/info/images/new"))).toMatchObject({
      content_type: "image/webp",
      metadata,
    });
  });

  test.each(["x", "image/", "image/png, image/gif"])("17: the content type %j is malformed", async (type) => {
    const world = await openWorld();

    const refused = await world.storage("/object/images/new", { body: "x", headers: { "content-type": type } });

    expect(await seen(refused)).toEqual([400, "415", "InvalidMimeType", "Invalid Content-Type header"]);
  });

  test.each([
    ["TEXT/HTML", "TEXT/HTML"],
    ["text/html", "text/plain"],
  ])("17: %s is served as %s", async (type, served) => {
    const world = await openWorld();
    await world.storage("/object/images/new", { body: "x", headers: { "content-type": type } });

    expect((await world.storage("/object/images/new")).headers.get("content-type")).toBe(served);
  });
});

describe("downloads", () => {
  test("6: a token for an upload does not download, one without a scope does", async () => {
    const world = await openWorld();
    const upload: { readonly token: string } = Object(
      await json(
        await world.storage("/object/upload/sign/images/a.png", { method: "POST", headers: { "x-upsert": "true" } }),
      ),
    );

    const refused = await world.storage(`/object/sign/images/a.png?token=${upload.token}`, { key: null });

    expect(await seen(refused)).toEqual([400, "400", "InvalidSignature", "Token is not scoped for download"]);
  });

  test.each(["", "authenticated/", "public/"])("11: HEAD of %s ignores ranges and known versions", async (way) => {
    const world = await openWorld();
    const head = (headers: Readonly<Record<string, string>>): Promise<Response> =>
      world.storage(`/object/${way}open/a.png`, { method: "HEAD", headers });

    const ranged = await head({ range: "bytes=0-9" });
    const known = await head({ "if-none-match": etagOf(PICTURE) });

    expect([ranged.status, ranged.headers.get("content-length")]).toEqual([200, "1000"]);
    expect([known.status, known.headers.get("content-length")]).toEqual([200, "1000"]);
  });

  test("11: HEAD of a signed URL obeys both", async () => {
    const world = await openWorld();
    const url = await world.emulator.signedUrl("images", "a.png");
    const head = (headers: Readonly<Record<string, string>>): Promise<Response> =>
      fetch(url, { method: "HEAD", headers });

    expect((await head({ range: "bytes=0-9" })).status).toBe(206);
    expect((await head({ "if-none-match": etagOf(PICTURE) })).status).toBe(304);
  });

  test.each(["/object/public/none/a.png", "/object/public/images/none.png", "/object/info/public/none/a.png"])(
    "12: %s names no bucket",
    async (path) => {
      const world = await openWorld();

      expect(await seen(await world.storage(path, { key: null }))).toEqual([
        400,
        "404",
        "NoSuchBucket",
        "Bucket not found",
      ]);
    },
  );

  test.each([
    [{}, "none"],
    [{ "x-robots-tag": "noindex, nofollow" }, "noindex, nofollow"],
  ])("18: bytes uploaded with %j say to robots: %s", async (headers, tag) => {
    const world = await openWorld();
    await world.storage("/object/images/new", { body: "x", headers });
    const url = await world.emulator.signedUrl("images", "new");

    const answers = [
      await world.storage("/object/images/new"),
      await world.storage("/object/images/new", { method: "HEAD" }),
      await fetch(url),
      await fetch(url, { method: "HEAD" }),
    ];

    expect(answers.map((answer) => answer.headers.get("x-robots-tag"))).toEqual([tag, tag, tag, tag]);
  });

  test("19: info has the headers of the object", async () => {
    const world = await openWorld();

    const { headers } = await world.storage("/object/info/images/a.png");

    expect(["etag", "cache-control", "last-modified"].map((name) => headers.get(name))).toEqual([
      etagOf(PICTURE),
      "no-cache",
      new Date(NOON).toUTCString(),
    ]);
  });

  test.each(["*", `"other", ${etagOf(PICTURE)}`, '"other"'])(
    "21 and 23: If-None-Match %s is answered with the bytes, and may be used while it is stale",
    async (tag) => {
      const world = await openWorld();
      const headers = { "if-none-match": tag };

      const whole = await world.storage("/object/images/a.png", { headers });
      const head = await world.storage("/object/images/a.png", { method: "HEAD", headers });
      const signed = await fetch(await world.emulator.signedUrl("images", "a.png"), { headers });

      expect([whole.status, whole.headers.get("cache-control")]).toEqual([200, "no-cache, stale-while-revalidate=30"]);
      expect([head.status, head.headers.get("cache-control")]).toEqual([200, "no-cache, must-revalidate"]);
      expect([signed.status, signed.headers.get("cache-control")]).toEqual([200, null]);
    },
  );

  test.each(["authenticated/images", "public/open"])("25: `download` twice is refused at %s", async (place) => {
    const world = await openWorld();

    const refused = await world.storage(`/object/${place}/a.png?download=a&download=b`);

    expect(await seen(refused)).toEqual([400, "400", "InvalidRequest", "querystring/download must be string"]);
  });

  test("25: an answer 304 has a type and no length", async () => {
    const world = await openWorld();

    const known = await world.storage("/object/images/a.png", { headers: { "if-none-match": etagOf(PICTURE) } });

    expect(known.status).toBe(304);
    expect(known.headers.get("content-type")).toBe("image/png");
    expect(known.headers.get("content-length")).toBe("0");
  });
});

describe("removing and listing", () => {
  test("4: removed objects are shown as rows, more than 1,000 of them", async () => {
    const world = await openWorld();
    const prefixes = ["a.png", ...Array.from({ length: 1500 }, (_, index) => `none-${index}`)];

    const removed = await world.storage("/object/images", { method: "DELETE", json: { prefixes } });

    expect(removed.status).toBe(200);
    expect(await json(removed)).toEqual([
      {
        name: "a.png",
        bucket_id: "images",
        owner: "",
        owner_id: "",
        version: expect.any(String),
        id: expect.any(String),
        updated_at: new Date(NOON).toISOString(),
        created_at: new Date(NOON).toISOString(),
        last_accessed_at: new Date(NOON).toISOString(),
        metadata: {
          eTag: etagOf(PICTURE),
          size: 1000,
          mimetype: "image/png",
          cacheControl: "no-cache",
          lastModified: new Date(NOON).toISOString(),
          contentLength: 1000,
          httpStatusCode: 200,
        },
        user_metadata: {},
      },
    ]);
  });

  test.each([
    [{}, ["a.png", "b.png", "B.png", "cats", "zero.bin"]],
    [{ search: "B" }, ["b.png", "B.png"]],
    [{ prefix: "CATS" }, ["1.png", "2.png", "3.png"]],
    [{ prefix: "cats", search: "3" }, ["3.png"]],
    [{ sortBy: { column: "name", order: "desc" } }, ["zero.bin", "CATS", "b.png", "B.png", "a.png"]],
    [
      { sortBy: { column: "created_at", order: "desc" } },
      ["cats", "Cats", "CATS", "B.png", "a.png", "b.png", "zero.bin"],
    ],
    [{ sortBy: { column: "created_at" } }, ["cats", "Cats", "CATS", "a.png", "b.png", "zero.bin", "B.png"]],
  ])("7: a list by %j does not care for upper and lower case", async (body, expected) => {
    const world = await openWorld();
    world.time += 1000;
    for (const key of ["cats/1.png", "Cats/2.png", "CATS/3.png", "B.png"]) world.emulator.putObject("images", key, "");

    expect(await names(world, body)).toEqual(expected);
  });

  test("24: anon may not remove an object, and hears of a full bucket", async () => {
    const world = await openWorld();

    const object = await world.storage("/object/images/a.png", { method: "DELETE", ...anon(world) });
    const bucket = await world.storage("/bucket/images", { method: "DELETE", ...anon(world) });

    expect(await seen(object)).toEqual([400, "403", "AccessDenied", "Access denied"]);
    expect(await seen(bucket)).toEqual([400, "409", "ResourceNotEmpty", "The bucket you tried to delete is not empty"]);
    expect(await world.emulator.getObject("images", "a.png")).toBeDefined();
  });
});

describe("buckets", () => {
  test.each(["anon", "authenticated"])("8: %s may not empty one, and HTTP says so", async (role) => {
    const world = await openWorld();
    const key = await world.emulator.createKey(role);

    const refused = await world.storage("/bucket/images/empty", { method: "POST", key });

    expect(await seen(refused)).toEqual([403, "403", "AccessDenied", "Access denied: Invalid role"]);
  });

  test("10: an empty body may say that it is JSON", async () => {
    const world = await openWorld();
    const headers = { "content-type": "application/json" };

    const emptied = await world.storage("/bucket/images/empty", { method: "POST", headers });
    const removed = await world.storage("/bucket/images", { method: "DELETE", headers });

    expect([emptied.status, removed.status]).toEqual([200, 200]);
  });

  test.each([
    ["/bucket", ["open", "images"]],
    ["/bucket/", ["open", "images"]],
    ["/bucket?limit=1", ["open"]],
    ["/bucket?limit=1&offset=1", ["images"]],
    ["/bucket?sortColumn=name", ["images", "open"]],
    ["/bucket?sortColumn=name&sortOrder=desc", ["open", "images"]],
    ["/bucket?search=AGE", ["images"]],
  ])("13: %s lists %j", async (path, expected) => {
    const world = await openWorld();

    const listed = await json(await world.storage(path));

    expect(listed).toEqual(expected.map((name) => expect.objectContaining({ name, type: "STANDARD" })));
  });

  test("13: a limit of 0 is refused", async () => {
    const world = await openWorld();

    expect(await seen(await world.storage("/bucket?limit=0"))).toEqual([
      400,
      "400",
      "InvalidRequest",
      "querystring/limit must be >= 1",
    ]);
  });

  test.each([
    [{ file_size_limit: "big" }, "400", "InvalidRequest"],
    [{ file_size_limit: -1 }, "400", "InvalidRequest"],
    [{ file_size_limit: "60MB" }, "413", "EntityTooLarge"],
    [{ file_size_limit: 52_428_801 }, "413", "EntityTooLarge"],
    [{ allowed_mime_types: ["image"] }, "415", "InvalidMimeType"],
    [{ type: "OTHER" }, "400", "InvalidRequest"],
  ])("14: a new bucket with %j is refused", async (body, statusCode, code) => {
    const world = await openWorld();

    const refused = await world.storage("/bucket", { json: { name: "new", ...body } });

    expect(await seen(refused)).toEqual([400, statusCode, code, expect.any(String)]);
  });

  test("14: a new bucket has the limits that it is given", async () => {
    const world = await openWorld();
    const limits = { file_size_limit: "1.5kb", allowed_mime_types: ["image/*", "text/plain; charset=utf-8", ""] };

    await world.storage("/bucket", { json: { name: "new", public: true, ...limits } });

    expect(await json(await world.storage("/bucket/new"))).toMatchObject({
      public: true,
      file_size_limit: 1500,
      allowed_mime_types: ["image/*", "text/plain; charset=utf-8"],
    });
  });

  test.each([" new", "new ", "logs--table-s3"])("15: the name %j is refused", async (name) => {
    const world = await openWorld();

    expect(await seen(await world.storage("/bucket", { json: { name } }))).toEqual([
      400,
      "400",
      "InvalidBucketName",
      "Bucket name invalid",
    ]);
  });

  test.each(["..", "..."])("15: the name %j is accepted", async (name) => {
    const world = await openWorld();

    expect((await world.storage("/bucket", { json: { name } })).status).toBe(200);
  });

  test("15: id and name may differ, and both are kept", async () => {
    const world = await openWorld();

    const created = await world.storage("/bucket", { json: { name: "Pictures", id: "pics" } });

    expect(await json(created)).toEqual({ name: "Pictures" });
    expect(await json(await world.storage("/bucket/pics"))).toMatchObject({ id: "pics", name: "Pictures" });
    expect((await world.storage("/object/pics/a", { body: "x" })).status).toBe(200);
    expect((await world.storage("/bucket/Pictures")).status).toBe(400);
  });

  test("25: HEAD says whether there is one", async () => {
    const world = await openWorld();

    expect((await world.storage("/bucket/images", { method: "HEAD" })).status).toBe(200);
    expect((await world.storage("/bucket/none", { method: "HEAD" })).status).toBe(400);
  });
});

describe("signing", () => {
  test("9: a body over 1,048,576 bytes fails as a whole, by HTTP", async () => {
    const world = await openWorld();
    const paths = Array.from({ length: 1000 }, (_, index) => `${index}-${"x".repeat(1050)}`);

    const refused = await world.storage("/object/sign/images", { json: { expiresIn: 60, paths } });

    expect(refused.status).toBe(413);
    expect(await json(refused)).toEqual({
      statusCode: "413",
      error: "FastifyError",
      code: "EntityTooLarge",
      message: "Request body is too large",
    });
  });

  test("20: it may not end too late", async () => {
    const world = await openWorld();

    for (const path of ["/object/sign/images/a.png", "/object/sign/images"]) {
      const refused = await world.storage(path, { json: { expiresIn: 1e15, paths: ["a.png"] } });
      expect(await seen(refused)).toEqual([400, "400", "InvalidParameter", "Invalid Parameter expiresIn"]);
    }
  });

  test.each([
    ["60", 60],
    [true, 1],
  ])("20: expiresIn %j counts as %d", async (expiresIn, seconds) => {
    const world = await openWorld();
    const answer = await world.storage("/object/sign/images", { json: { expiresIn, paths: "a.png" } });

    const [path = ""] = await signedUrls(answer);

    world.time += seconds * 1000 - 1;
    expect((await world.storage(path, { key: null })).status).toBe(200);
    world.time += 1;
    expect((await world.storage(path, { key: null })).status).toBe(400);
  });

  test("a token's header says only how it is signed", async () => {
    const world = await openWorld();
    const url = new URL(await world.emulator.signedUrl("images", "a.png"));

    const [head = ""] = (url.searchParams.get("token") ?? "").split(".");

    expect(JSON.parse(Buffer.from(head, "base64url").toString())).toEqual({ alg: "HS256" });
  });

  test("obeys row level security in a public bucket, too", async () => {
    const world = await openWorld();
    const sign = { json: { expiresIn: 60 }, ...anon(world) };

    const refused = await world.storage("/object/sign/open/a.png", sign);

    expect(await seen(refused)).toEqual([400, "404", "NoSuchKey", "Object not found"]);
    expect((await world.storage("/object/public/open/a.png", { key: null })).status).toBe(200);
  });
});

describe("odd requests", () => {
  test("26: a route of neither part has another error", async () => {
    const world = await openWorld();

    const answer = await world.storage("/other/images");

    expect(answer.status).toBe(404);
    expect(await json(answer)).toEqual({
      message: "Route GET:/other/images not found",
      error: "Not Found",
      statusCode: 404,
    });
  });

  test("27: a role that the database does not know breaks it", async () => {
    const world = await openWorld();
    const key = await world.emulator.createKey("editor");

    const answers = [
      await world.storage("/object/images/a.png", { key }),
      await world.storage("/object/sign/images", { key, json: { expiresIn: 60, paths: ["a.png"] } }),
      await world.storage("/bucket", { key }),
    ];

    for (const answer of answers) {
      expect(await seen(answer)).toEqual([500, "500", "DatabaseError", "database error, code: 22023"]);
    }
    expect((await world.storage("/object/public/open/a.png", { key })).status).toBe(200);
  });

  test("27: so does a path with a NUL", async () => {
    const world = await openWorld();

    const answer = await world.storage("/object/sign/images", { json: { expiresIn: 60, paths: ["a\0.png"] } });

    expect(await seen(answer)).toEqual([500, "500", "DatabaseError", expect.any(String)]);
  });
});
