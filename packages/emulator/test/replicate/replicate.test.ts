import { describe, expect, test } from "vitest";
import { NOON, openWorld, type World, type WorldRequest } from "../support/world.ts";

const DAY = 24 * 60 * 60 * 1000;
const VERSION = "a".repeat(64);

function form(parts: Readonly<Record<string, Blob | string>>): FormData {
  const data = new FormData();
  for (const [name, part] of Object.entries(parts)) data.append(name, part);
  return data;
}

function cat(bytes = "meow"): File {
  return new File([bytes], "cat.png", { type: "image/png" });
}

function invalid(detail: string): unknown {
  return { title: "Input validation failed", detail, status: 422 };
}

async function upload(world: World): Promise<string> {
  const created = await world.replicate("/files", { body: form({ content: cat() }) });
  return /"id":"([^"]+)"/.exec(await created.text())?.[1] ?? "";
}

describe("errors", () => {
  const unauthenticated = {
    title: "Unauthenticated",
    detail: "You did not pass an authentication token",
    status: 401,
  };
  const notFound = { detail: "The requested resource could not be found.", status: 404 };
  const badVersion = {
    title: "Invalid version or not permitted",
    detail: "The specified version does not exist (or perhaps you don't have permission to use it?)",
    status: 422,
  };

  const rows: [what: string, path: string, ask: WorldRequest, status: number, body: unknown][] = [
    ["no token", "/files", { key: null }, 401, unauthenticated],
    ["another token", "/files", { key: "r8_other" }, 401, unauthenticated],
    ["no token, upload", "/files", { key: null, body: form({ content: cat() }) }, 401, unauthenticated],
    ["unknown file", "/files/none", {}, 404, { detail: "File not found" }],
    ["unknown file, DELETE", "/files/none", { method: "DELETE" }, 404, { detail: "File not found" }],
    ["unknown model", "/models/vg/none", {}, 404, notFound],
    ["versions of an unknown model", "/models/vg/none/versions", {}, 404, notFound],
    ["unknown version", "/models/vg/clip/versions/none", {}, 404, notFound],
    ["broken cursor", "/models/vg/clip/versions?cursor=x", {}, 404, notFound],
    ["unknown prediction", "/predictions/none", {}, 404, notFound],
    ["unknown route", "/none", {}, 404, notFound],
    ["unknown version to predict", "/predictions", { json: { version: "b".repeat(64), input: {} } }, 422, badVersion],
    ["latest to predict", "/predictions", { json: { version: "vg/clip:latest", input: {} } }, 422, badVersion],
    ["a model with versions by its name", "/predictions", { json: { version: "vg/clip", input: {} } }, 422, badVersion],
    [
      "no input to predict",
      "/predictions",
      { json: { version: VERSION } },
      422,
      {
        title: "Input validation failed",
        detail: "- input is required\n",
        status: 422,
        invalid_fields: [{ type: "required", field: "", description: "input is required" }],
      },
    ],
    ["not multipart", "/files", { body: "meow" }, 422, invalid("The request body must be multipart/form-data")],
    [
      "broken multipart",
      "/files",
      { body: "meow", headers: { "content-type": "multipart/form-data; boundary=x" } },
      422,
      invalid("The request body is not valid multipart/form-data"),
    ],
    [
      "no content",
      "/files",
      { body: form({ metadata: "{}" }) },
      422,
      invalid("content: Missing data for required field"),
    ],
    [
      "metadata that is no JSON",
      "/files",
      { body: form({ content: cat(), metadata: "{" }) },
      422,
      invalid("metadata: Not valid JSON"),
    ],
    [
      "metadata that is no object",
      "/files",
      { body: form({ content: cat(), metadata: "1" }) },
      422,
      invalid("metadata: Not a valid mapping type"),
    ],
    [
      "metadata that is a list",
      "/files",
      { body: form({ content: cat(), metadata: "[1]" }) },
      422,
      invalid("metadata: Not a valid mapping type"),
    ],
    [
      "too large a file",
      "/files",
      { body: form({ content: cat("x".repeat(101)) }) },
      413,
      { detail: "Files must be less than 100MB in size" },
    ],
    [
      "far too large a file",
      "/files",
      { body: form({ content: cat("x".repeat(200_000)) }) },
      413,
      { detail: "Files must be less than 100MB in size" },
    ],
  ];

  test.each(rows)("%s", async (_what, path, ask, status, body) => {
    const world = await openWorld({ maxFileBytes: 100 });
    world.emulator.addModel({ owner: "vg", name: "clip", versions: [VERSION] });

    const response = await world.replicate(path, ask);

    expect(response.status).toBe(status);
    expect(await response.json()).toEqual(body);
  });

  test.each([
    [{ status: 429 }, { detail: "Request was throttled. Your rate limit resets in ~30s.", retry_after: 30 }],
    [
      { status: 429, retryAfter: 7 },
      { detail: "Request was throttled. Your rate limit resets in ~7s.", retry_after: 7 },
    ],
    [{ status: 500 }, { title: "Internal server error", detail: "An unexpected error occurred" }],
    [{ status: 503 }, { detail: "Status 503" }],
  ])("the fault %j has Replicate's own body", async (fault, body) => {
    const world = await openWorld();
    world.emulator.fault({ kind: "status", ...fault });

    const response = await world.replicate("/files");

    expect(response.status).toBe(fault.status);
    const retryAfter = response.headers.get("retry-after");
    expect(retryAfter).toBe("retry_after" in body ? String(body.retry_after) : null);
    expect(await response.json()).toEqual({ ...body, status: fault.status });
  });
});

describe("without a good token nothing is looked at", () => {
  const asks: readonly [what: string, path: string, ask: WorldRequest][] = [
    ["a file that is too large", "/files", { body: form({ content: cat("x".repeat(200_000)) }) }],
    ["a broken form", "/files", { body: "meow", headers: { "content-type": "multipart/form-data; boundary=x" } }],
    ["broken JSON", "/predictions", { body: "{", headers: { "content-type": "application/json" } }],
    ["a prediction without input", "/predictions", { json: {} }],
    ["an unknown file", "/files/none", {}],
    ["an unknown route", "/none", {}],
  ];

  test.each(asks)("%s", async (_what, path, ask) => {
    const world = await openWorld({ maxFileBytes: 100 });
    const without = await world.replicate(path, { ...ask, key: null });
    const withAnother = await world.replicate(path, { ...ask, key: "r8_other" });

    expect([without.status, withAnother.status]).toEqual([401, 401]);
    expect(world.emulator.requests.map(({ json }) => json)).toEqual([undefined, undefined]);
  });

  test("a fault that is ordered for before the body comes first", async () => {
    const world = await openWorld();
    world.emulator.fault({ kind: "status", status: 503, strikes: "before-body" });

    expect((await world.replicate("/files", { key: null })).status).toBe(503);
  });
});

describe("files", () => {
  test("an upload is answered with everything about the file", async () => {
    const world = await openWorld();
    const body = form({ content: cat(), metadata: new Blob(['{"job":1}'], { type: "application/json" }) });

    const created = await world.replicate("/files", { body });

    expect(created.status).toBe(201);
    const [file] = world.emulator.files;
    expect(await created.json()).toEqual({
      id: file?.id,
      name: "cat.png",
      content_type: "image/png",
      size: 4,
      etag: "4a4be40c96ac6314e91d93f38043a634",
      checksums: {
        md5: "4a4be40c96ac6314e91d93f38043a634",
        sha256: "404cdd7bc109c432f8cc2443b45bcfe95980f5107215c645236e577929ac3e52",
      },
      metadata: { job: 1 },
      created_at: new Date(NOON).toISOString(),
      expires_at: new Date(NOON + DAY).toISOString(),
      urls: { get: `${world.emulator.replicate.baseUrl}/files/${file?.id}` },
    });
    expect(Buffer.from(file?.bytes ?? []).toString()).toBe("meow");
  });

  test("a file without a type is a stream of octets", async () => {
    const world = await openWorld();

    await world.replicate("/files", { body: form({ content: new File(["x"], "x") }) });

    expect(world.emulator.files[0]?.contentType).toBe("application/octet-stream");
  });

  test.each([
    [DAY - 1, 200],
    [DAY, 404],
  ])("after %d ms a file answers %d", async (ms, status) => {
    const world = await openWorld();
    const id = await upload(world);

    world.time += ms;

    expect((await world.replicate(`/files/${id}`)).status).toBe(status);
    expect(await (await world.replicate("/files")).json()).toHaveProperty("results.length", status === 200 ? 1 : 0);
    expect(world.emulator.files).toHaveLength(status === 200 ? 1 : 0);
  });

  test("an expired file is in no list", async () => {
    const world = await openWorld();
    await upload(world);

    world.time += DAY;

    expect(await (await world.replicate("/files")).json()).toEqual({ next: null, previous: null, results: [] });
  });

  test("a removed file is gone", async () => {
    const world = await openWorld();
    const id = await upload(world);

    expect((await world.replicate(`/files/${id}`, { method: "DELETE" })).status).toBe(204);
    expect((await world.replicate(`/files/${id}`, { method: "DELETE" })).status).toBe(404);
  });
});

describe("models", () => {
  const ids = ["a", "b", "c", "d", "e"].map((digit) => digit.repeat(64));

  test("pages of versions lead to each other", async () => {
    const world = await openWorld({ maxVersionsPerPage: 2 });
    world.emulator.addModel({ owner: "vg", name: "clip", versions: ids });
    const first = `${world.emulator.replicate.baseUrl}/models/vg/clip/versions`;
    const page = async (url: string): Promise<{ ids: string[]; next: string; previous: string }> => {
      const text = await (await world.replicate(url.replace(world.emulator.replicate.baseUrl, ""))).text();
      const link = (name: string): string => new RegExp(`"${name}":"([^"]+)"`).exec(text)?.[1] ?? "";
      return {
        ids: [...text.matchAll(/"id":"(\w+)"/g)].map(([, id = ""]) => id),
        next: link("next"),
        previous: link("previous"),
      };
    };

    const one = await page(first);
    const two = await page(one.next);
    const three = await page(two.next);
    expect([one.ids, two.ids, three.ids]).toEqual([ids.slice(0, 2), ids.slice(2, 4), ids.slice(4)]);
    expect([one.previous, three.next]).toEqual(["", ""]);
    expect((await page(three.previous)).ids).toEqual(two.ids);
  });

  test("the dates of versions go down the list", async () => {
    const world = await openWorld();
    world.emulator.addModel({ owner: "vg", name: "clip", versions: ids });

    const text = await (await world.replicate("/models/vg/clip/versions")).text();

    const dates = [...text.matchAll(/"created_at":"([^"]+)"/g)].map(([, date = ""]) => Date.parse(date));
    expect(dates).toEqual([0, 1, 2, 3, 4].map((index) => NOON - index * 1000));
  });

  test("a model shows its latest version, an official one has one that nobody can list, and runs by its name", async () => {
    const world = await openWorld();
    world.emulator.addModel({ owner: "vg", name: "clip", versions: ids, description: "makes clips" });
    world.emulator.addModel({ owner: "vg", name: "official" });
    const latest = { id: ids[0], created_at: new Date(NOON).toISOString() };

    expect(await (await world.replicate("/models/vg/clip")).json()).toMatchObject({
      owner: "vg",
      name: "clip",
      description: "makes clips",
      latest_version: latest,
    });
    expect(await (await world.replicate(`/models/vg/clip/versions/${ids[0]}`)).json()).toMatchObject(latest);
    expect(await (await world.replicate("/models/vg/official")).json()).toMatchObject({
      latest_version: { id: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect((await world.replicate("/models/vg/official/versions")).status).toBe(404);
    const asked = await world.replicate("/predictions", { json: { version: "vg/official", input: { prompt: "a" } } });
    expect(asked.status).toBe(201);
  });

  const [own = "", other = ""] = ids;
  test.each([
    [own, "vg/clip"],
    [`vg/clip:${own}`, "vg/clip"],
    [other, "vg/film"],
    ["vg/official", "vg/official"],
    [`vg/film:${own}`, undefined],
    [`wrong/owner:${own}`, undefined],
    [`vg/official:${own}`, undefined],
    [`clip:${own}`, undefined],
    [`a:${own}`, undefined],
    ["vg/clip", undefined],
    ["vg/clip:", undefined],
    ["vg/official:", undefined],
    ["vg/official/", undefined],
    ["vg/official:latest", undefined],
    ["", undefined],
  ])("the version %s runs %s", async (version, model) => {
    const world = await openWorld();
    world.emulator.addModel({ owner: "vg", name: "clip", versions: [own] });
    world.emulator.addModel({ owner: "vg", name: "film", versions: [other] });
    world.emulator.addModel({ owner: "vg", name: "official" });

    const response = await world.replicate("/predictions", { json: { version, input: {} } });

    expect(response.status).toBe(model === undefined ? 422 : 201);
    expect(world.emulator.predictions.map((prediction) => prediction.model)).toEqual(
      model === undefined ? [] : [model],
    );
  });

  test("a prediction waits in the queue", async () => {
    const world = await openWorld();
    world.emulator.addModel({ owner: "vg", name: "clip", versions: ids });

    const created = await world.replicate("/predictions", {
      json: { version: `vg/clip:${ids[1]}`, input: { prompt: "a cat" } },
    });

    expect(created.status).toBe(201);
    const [prediction] = world.emulator.predictions;
    const body = {
      id: prediction?.id,
      model: "vg/clip",
      version: ids[1],
      status: "starting",
      input: { prompt: "a cat" },
      created_at: new Date(NOON).toISOString(),
    };
    expect(await created.json()).toMatchObject(body);
    expect(await (await world.replicate(`/predictions/${prediction?.id}`)).json()).toMatchObject(body);
  });

  test("a version id must be whole", async () => {
    const { emulator } = await openWorld();

    expect(() => emulator.addModel({ owner: "vg", name: "clip", versions: ["3f0457f4613a"] })).toThrow(
      'versions must be ids of 64 hexadecimal digits, not "3f0457f4613a"',
    );
  });
});
