import { describe, expect, test } from "vitest";
import { EmulatorError, startEmulator } from "../../src/index.ts";
import { FILM, FRAMES, MODELS, SKETCH, VERSION } from "../support/sample-models.ts";
import { NOON, openWorld, type World } from "../support/world.ts";

async function json(world: World, path: string): Promise<unknown> {
  return (await world.replicate(path)).json();
}

describe("a model", () => {
  test("publishes its inputs, a list of values by allOf and $ref", async () => {
    const world = await openWorld({ models: MODELS });

    expect(await json(world, "/models/vg/film")).toMatchObject({
      url: `${world.emulator.origin}/vg/film`,
      description: "Makes films from text",
      is_official: true,
      latest_version: {
        created_at: new Date(NOON).toISOString(),
        openapi_schema: {
          openapi: "3.0.2",
          components: {
            schemas: {
              Input: {
                type: "object",
                title: "Input",
                required: ["prompt"],
                properties: {
                  prompt: { type: "string", title: "Prompt", "x-order": 0 },
                  image: { type: "string", title: "Image", format: "uri", "x-order": 1 },
                  duration: { allOf: [{ $ref: "#/components/schemas/duration" }], default: 8, "x-order": 2 },
                  resolution: { allOf: [{ $ref: "#/components/schemas/resolution" }], default: "720p", "x-order": 3 },
                  generate_audio: { type: "boolean", title: "Generate Audio", default: true, "x-order": 4 },
                  guidance: { type: "number", minimum: 0, maximum: 10, default: 7.5, "x-order": 5 },
                  seed: { type: "integer", title: "Seed", minimum: 0, "x-order": 6 },
                  references: { type: "array", items: { type: "string", format: "uri" }, "x-order": 7 },
                },
              },
              Output: { type: "string", title: "Output", format: "uri" },
              duration: { type: "integer", enum: [4, 6, 8], title: "duration" },
              resolution: { type: "string", enum: ["720p", "1080p"], title: "resolution" },
            },
          },
        },
      },
    });
  });

  test("that makes lists of files says so", async () => {
    const world = await openWorld({ models: [FRAMES] });

    expect(await json(world, `/models/vg/frames/versions/${VERSION}`)).toMatchObject({
      id: VERSION,
      openapi_schema: {
        components: { schemas: { Output: { type: "array", items: { type: "string", format: "uri" } } } },
      },
    });
  });

  test.each([
    ["latest", undefined, /^[0-9a-f]{64}$/],
    ["latest", "c".repeat(64), /^c{64}$/],
    [undefined, undefined, /^[0-9a-f]{64}$/],
    ["d".repeat(64), "c".repeat(64), /^d{64}$/],
  ])("with the version %s, known as %s, has one", async (version, knownVersion, id) => {
    const { version: _own, ...frames } = FRAMES;
    const world = await openWorld({
      models: [
        {
          ...frames,
          ...(version === undefined ? {} : { version }),
          ...(knownVersion === undefined ? {} : { knownVersion }),
        },
      ],
    });

    expect(await json(world, "/models/vg/frames/versions")).toMatchObject({
      results: [{ id: expect.stringMatching(id) }],
    });
  });

  test("that is official has a latest version that nobody can list, get or run", async () => {
    const world = await openWorld({ models: [FILM] });
    const { emulator, replicate } = world;
    const shown: { readonly latest_version: { readonly id: string } } = JSON.parse(
      await (await replicate("/models/vg/film")).text(),
    );
    const { id } = shown.latest_version;

    expect((await replicate("/models/vg/film/versions")).status).toBe(404);
    expect((await replicate(`/models/vg/film/versions/${id}`)).status).toBe(404);
    expect((await replicate("/predictions", { json: { version: id, input: { prompt: "a" } } })).status).toBe(422);
    expect(emulator.predictions).toEqual([]);
  });

  test("can be added later, and replaced", async () => {
    const world = await openWorld();

    world.emulator.addModel(FILM);
    world.emulator.addModel({ ...FILM, description: "Another" });

    expect(await json(world, "/models")).toMatchObject({ results: [{ name: "film", description: "Another" }] });
  });
});

describe("the lists", () => {
  test("of models are in pages of 25, the newest first", async () => {
    const world = await openWorld();
    for (let number = 0; number < 30; number += 1) world.emulator.addModel({ owner: "vg", name: `m${number}` });

    const first: { readonly next: string; readonly results: readonly { readonly name: string }[] } = JSON.parse(
      await (await world.replicate("/models")).text(),
    );
    const second = await json(world, first.next.slice(world.emulator.replicate.baseUrl.length));
    const oldest = await json(world, "/models?sort_direction=asc");

    expect(first.results.map(({ name }) => name).slice(0, 2)).toEqual(["m29", "m28"]);
    expect(second).toMatchObject({ next: null, results: [{ name: "m4" }, {}, {}, {}, { name: "m0" }] });
    expect(oldest).toMatchObject({ results: expect.arrayContaining([expect.objectContaining({ name: "m0" })]) });
    expect((await world.replicate("/models?cursor=x")).status).toBe(404);
  });

  test.each([
    ["text-to-video", ["sketch", "film"]],
    ["image-to-video", ["frames", "film"]],
  ])("%s has %j", async (slug, names) => {
    const world = await openWorld({ models: MODELS });

    expect(await json(world, `/collections/${slug}`)).toMatchObject({ slug, models: names.map((name) => ({ name })) });
  });

  test("has no other collections", async () => {
    const world = await openWorld({ models: MODELS });

    expect((await world.replicate("/collections/none")).status).toBe(404);
  });

  test.each([
    ["query=film", { models: [{ model: { name: "film" } }], collections: [] }],
    [
      "query=FILMS+text",
      { models: [{ model: { name: "film" }, metadata: { tags: ["text-to-video", "image-to-video"] } }] },
    ],
    ["query=vg&limit=1", { models: [{ model: { name: "sketch" } }] }],
    ["query=image", { models: [], collections: [{ slug: "image-to-video", models: ["vg/frames", "vg/film"] }] }],
    ["query=nothing", { models: [], collections: [], pages: [] }],
    ["", { detail: 'Query parameter "query" is required' }],
    ["query=", { detail: 'Query parameter "query" is required' }],
    ["query=a&limit=0", { detail: 'Query parameter "limit" must be between 1 and 50' }],
    ["query=a&limit=51", { detail: 'Query parameter "limit" must be between 1 and 50' }],
  ])("are searched by %s", async (query, found) => {
    const world = await openWorld({ models: MODELS });

    expect(await json(world, `/search?${query}`)).toMatchObject(found);
  });

  test("are searched by the QUERY method, too", async () => {
    const world = await openWorld({ models: MODELS });
    const search = async (body: string): Promise<unknown> =>
      (await world.replicate("/models", { method: "QUERY", body, headers: { "content-type": "text/plain" } })).json();

    expect(await search("sketch")).toMatchObject({ results: [{ name: "sketch" }] });
    expect(await search('"sketch"')).toMatchObject({ results: [{ name: "sketch" }] });
  });
});

async function propsOf(world: World, path: string): Promise<unknown> {
  const page = await fetch(world.emulator.origin + path);
  expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
  const script = /<script type="application\/json" id="react-component-props-[^"]+">(.*?)<\/script>/s;
  return JSON.parse(script.exec(await page.text())?.[1] ?? "");
}

const criterion = (title: string, value: unknown): object => ({
  title,
  type: "equals",
  subtype: typeof value,
  value,
});
const price = (metric: string, dollars: string): object => ({ metric, type: "per-unit", price: dollars });

const perSecond = (dollars: string): object[] => [price("video_output_duration_seconds", dollars)];

const perClip = (dollars: string): object[] => [price("video_output_count", dollars)];

const tier = (resolution: string, audio: boolean, dollars: string): object => ({
  criteria: [criterion("target resolution", resolution), criterion("with audio", audio)],
  prices: perSecond(dollars),
});

describe("the public page", () => {
  test("has the prices by resolution and sound", async () => {
    const world = await openWorld({ models: MODELS });

    expect(await propsOf(world, "/vg/film")).toMatchObject({
      model: {
        owner: "vg",
        name: "film",
        is_official: true,
        billingConfig: {
          current_tiers: [
            tier("720p", true, "$0.20"),
            tier("720p", false, "$0.10"),
            tier("1080p", true, "$0.40"),
            tier("1080p", false, "$0.30"),
          ],
        },
      },
    });
  });

  test("has the prices of variants, and a tier for each of several values", async () => {
    const world = await openWorld({ models: MODELS });

    const careful = criterion("model variant", "careful");
    expect(await propsOf(world, "/vg/sketch")).toMatchObject({
      model: {
        billingConfig: {
          current_tiers: [
            { criteria: [criterion("model variant", "quick")], prices: perClip("$0.05") },
            { criteria: [careful, criterion("target resolution", "1280*720")], prices: perClip("$0.11") },
            { criteria: [careful, criterion("target resolution", "720*1280")], prices: perClip("$0.11") },
            { criteria: [careful, criterion("target resolution", "1920*1080")], prices: perClip("$0.22") },
          ],
        },
      },
    });
  });

  test("has the price of the hardware, and of a typical run", async () => {
    const world = await openWorld({ models: MODELS });

    expect(await propsOf(world, "/vg/frames")).toMatchObject({
      model: { price: "$0.001", p50price: "$0.0325", billingConfig: null },
    });
  });

  test("has two prices of one tier, a length and other inputs by their names", async () => {
    const world = await openWorld({
      models: [
        {
          ...FILM,
          prices: [
            {
              kind: "output-second",
              when: { duration: 4, image: { present: true } },
              perSecond: "0.1",
              perClip: "0.02",
            },
          ],
        },
      ],
    });

    expect(await propsOf(world, "/vg/film")).toMatchObject({
      model: {
        billingConfig: {
          current_tiers: [
            {
              criteria: [criterion("second of output video", 4), criterion("image", true)],
              prices: [price("video_output_duration_seconds", "$0.1"), price("video_output_count", "$0.02")],
            },
          ],
        },
      },
    });
  });

  test("escapes what a model says about itself", async () => {
    const world = await openWorld({ models: [{ ...FILM, description: '</script><b>"&' }] });

    const page = await (await fetch(`${world.emulator.origin}/vg/film`)).text();

    expect(page).toContain("<p>&lt;/script&gt;&lt;b&gt;&quot;&amp;</p>");
    expect(page.split("</script>")).toHaveLength(2);
    expect(await propsOf(world, "/vg/film")).toMatchObject({ model: { description: '</script><b>"&' } });
  });

  test("is there for models only, and is in the log", async () => {
    const { emulator } = await openWorld({ models: MODELS });

    const none = await fetch(`${emulator.origin}/vg/none`);
    await fetch(`${emulator.origin}/vg/film?tab=api`);

    expect([none.status, await none.json()]).toEqual([404, { message: "no Route matched with those values" }]);
    expect(emulator.requests).toMatchObject([
      { service: "none", route: "unknown", url: "/vg/none" },
      { service: "replicate", route: "models.page", url: "/vg/film?tab=api", model: "vg/film" },
    ]);
  });
});

describe("a model that is invalid", () => {
  const rows: readonly [message: string, model: unknown][] = [
    ["models.0 must be an object", null],
    ["models.0.owner must be a name of ASCII letters, digits, _, . and -, not empty, not undefined", {}],
    ['models.0.kind must be "official" or "community", not "private"', { ...FILM, kind: "private" }],
    [
      'models.0.owner must be a name of ASCII letters, digits, _, . and -, not empty, not "a/b"',
      { ...FILM, owner: "a/b" },
    ],
    ['models.0.version must be an id of 64 hexadecimal digits, or "latest", not "abc"', { ...FRAMES, version: "abc" }],
    ["models.0.inputs must be an object", { ...FILM, inputs: [] }],
    ["models.0.inputs.a.type must be one of string, integer, number", { ...FILM, inputs: { a: { type: "text" } } }],
    ["models.0.inputs.a.type must be one of", { ...FILM, inputs: { a: {} } }],
    ["models.0.inputs.a must be an object", { ...FILM, inputs: { a: 5 } }],
    [
      'models.0.inputs.a.minimum must be a number, not "1"',
      { ...FILM, inputs: { a: { type: "string", minimum: "1" } } },
    ],
    ['models.0.output must be "uri" or "uri[]", not "file"', { ...FILM, output: "file" }],
    ["models.0.prices must be a list, not an object", { ...FILM, prices: {} }],
  ];

  test.each(rows)("%s", async (message, model) => {
    // @ts-expect-error - a caller without types
    const refused = startEmulator({ models: [model] });

    await expect(refused).rejects.toThrow(EmulatorError);
    await expect(refused).rejects.toThrow(message);
  });

  test("is refused by its name, with all its problems", async () => {
    // @ts-expect-error - a caller without types
    const refused = startEmulator({ models: { svd: { ...FRAMES, kind: "mine" }, film: { ...FILM, name: "" } } });

    await expect(refused).rejects.toMatchObject({
      field: "models.svd.kind",
      issues: [
        { field: "models.svd.kind", message: 'must be "official" or "community", not "mine"' },
        { field: "models.film.name", message: expect.stringContaining("must be a name") },
      ],
    });
  });

  test("is refused by addModel", async () => {
    const { emulator } = await openWorld();

    // @ts-expect-error - a caller without types
    expect(() => emulator.addModel({ ...SKETCH, kind: "mine" })).toThrow('kind must be "official" or "community"');
    // @ts-expect-error - a caller without types
    expect(() => emulator.addModel({ ...SKETCH, inputs: { a: { type: 1 } } })).toThrow("inputs.a.type must be one of");
  });

  test.each([5, "svd", () => ({})])("%j is no list of models", async (models) => {
    // @ts-expect-error - a caller without types
    await expect(startEmulator({ models })).rejects.toThrow("models must be models by their names, or a list of them");
  });

  test.each([["soon"], [{ runsFor: -1 }], [{ starts: 5 }]])("the pace %j is refused", async (pace) => {
    // @ts-expect-error - a caller without types
    await expect(startEmulator({ pace })).rejects.toThrow(
      'pace must be "at-once", or startsAfter and runsFor in milliseconds from 0 up',
    );
  });
});
