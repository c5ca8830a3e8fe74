import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { EmulatorOptions } from "../../src/index.ts";
import { MODELS, VERSION } from "../support/sample-models.ts";
import { NOON, openWorld, type World, type WorldRequest } from "../support/world.ts";

interface Answer {
  readonly status: number;
  readonly body: PredictionAnswer;
}

interface PredictionAnswer {
  readonly [field: string]: unknown;
  readonly id: string;
  readonly status: string;
  readonly urls: Readonly<Record<"get" | "cancel" | "web", string>>;
}

const FILM = "/models/vg/film/predictions";

function openStudio(options: EmulatorOptions = {}): Promise<World> {
  return openWorld({ models: MODELS, ...options });
}

async function ask(world: World, path: string, request?: WorldRequest): Promise<Answer> {
  const response = await world.replicate(path, request);
  const body: PredictionAnswer = JSON.parse(await response.text());
  return { status: response.status, body };
}

async function create(world: World, input: object = {}, headers: Record<string, string> = {}): Promise<Answer> {
  return ask(world, FILM, { json: { input: { prompt: "a cat", ...input } }, headers });
}

async function show(world: World, { body }: Answer): Promise<PredictionAnswer> {
  return (await ask(world, `/predictions/${body.id}`)).body;
}

function at(ms: number): string {
  return new Date(NOON + ms).toISOString();
}

const stateAt = (ms: number): string => {
  if (ms < 300) return "starting";
  return ms < 800 ? "processing" : "succeeded";
};

describe("a prediction", () => {
  test("starts, runs, and ends with an output, logs and metrics", async () => {
    const world = await openStudio({ pace: { startsAfter: 2000, runsFor: 10_000 } });

    const created = await create(world, { seed: 7 });

    expect(created.status).toBe(201);
    const { origin } = world.emulator;
    const { id } = created.body;
    expect(created.body).toEqual({
      id: expect.stringMatching(/^[0-9a-z]{26}$/),
      model: "vg/film",
      version: expect.stringMatching(/^[0-9a-f]{64}$/),
      input: { prompt: "a cat", seed: 7 },
      logs: "",
      output: null,
      data_removed: false,
      error: null,
      source: "api",
      status: "starting",
      created_at: at(0),
      urls: {
        get: `${origin}/v1/predictions/${id}`,
        cancel: `${origin}/v1/predictions/${id}/cancel`,
        web: `${origin}/p/${id}`,
      },
    });

    await world.emulator.advance(1999);
    expect(await show(world, created)).toEqual(created.body);
    await world.emulator.advance(1);
    const running = await show(world, created);
    expect(running).toMatchObject({ status: "processing", started_at: at(2000), output: null });
    expect(running["logs"]).toMatch(/^Using seed: 7\n\s+0%\|/);
    expect(running).not.toHaveProperty("metrics");
    await world.emulator.advance(10_000);
    expect(await show(world, created)).toMatchObject({
      status: "succeeded",
      started_at: at(2000),
      completed_at: at(12_000),
      output: `${origin}/delivery/${id}/output.mp4`,
      metrics: {
        predict_time: 10,
        total_time: 12,
        video_output_duration_seconds: 8,
        resolution_target: "720p",
        with_audio: true,
      },
    });
  });

  test("of a community model runs by its version", async () => {
    const world = await openStudio({ pace: "at-once" });
    const input = { input_image: "https://example.com/a.png" };

    const created = await ask(world, "/predictions", { json: { version: VERSION, input } });

    expect(created.body).toMatchObject({ model: "vg/frames", version: VERSION, status: "starting" });
    const ended = await show(world, created);
    expect(ended).toMatchObject({
      status: "succeeded",
      output: [`${world.emulator.origin}/delivery/${created.body.id}/output.mp4`],
      metrics: { predict_time: 32.5, total_time: 32.5 },
    });
  });

  test.each([
    ["/models/vg/frames/predictions", {}, 404],
    ["/models/vg/none/predictions", {}, 404],
    ["/predictions", { version: "vg/film" }, 201],
    ["/predictions", { version: `vg/frames:${VERSION}` }, 201],
    ["/predictions", { version: "vg/frames" }, 422],
  ])("at %s with %j answers %d", async (path, body, status) => {
    const world = await openStudio();
    const input = { prompt: "a cat", input_image: "https://example.com/a.png" };

    expect((await ask(world, path, { json: { ...body, input } })).status).toBe(status);
  });

  test("ends in real time, when nobody turns the clock", async () => {
    const world = await openStudio({ clock: Date.now, pace: { startsAfter: 5, runsFor: 5 } });
    await create(world);

    await expect.poll(() => world.emulator.predictions[0]?.status).toBe("succeeded");
  });

  test("follows a clock that the test sets", async () => {
    const world = await openStudio();
    const created = await create(world);

    world.time += 200;
    expect((await show(world, created)).status).toBe("processing");
    world.time += 800;
    expect(await show(world, created)).toMatchObject({ status: "succeeded", completed_at: at(1000) });
  });

  test("is in the same state, however the clock is moved there", async () => {
    const world = await openStudio({ pace: { startsAfter: 300, runsFor: 500 } });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 4 }), async (steps) => {
        const created = await create(world);
        let passed = 0;
        for (const step of steps) {
          await world.emulator.advance(step);
          passed += step;
        }
        expect((await show(world, created)).status).toBe(stateAt(passed));
      }),
      { numRuns: 30 },
    );
  });

  test("shows itself to a browser", async () => {
    const world = await openStudio();
    const created = await create(world);

    const page = await fetch(created.body.urls.web);

    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(await page.text()).toContain(`<h1>${created.body.id}</h1><p>starting</p>`);
  });

  test("can be read from the emulator", async () => {
    const world = await openStudio({ pace: "at-once" });
    const created = await create(world, { duration: 4 }, { "cancel-after": "5m" });
    await world.emulator.advance(0);

    expect(world.emulator.predictions).toEqual([
      {
        id: created.body.id,
        version: "vg/film",
        model: "vg/film",
        input: { prompt: "a cat", duration: 4 },
        status: "succeeded",
        output: `${world.emulator.origin}/delivery/${created.body.id}/output.mp4`,
        error: null,
        logs: expect.stringContaining("100%"),
        metrics: expect.objectContaining({ video_output_duration_seconds: 4 }),
        createdAt: new Date(NOON),
        startedAt: new Date(NOON),
        completedAt: new Date(NOON),
        deadline: new Date(NOON + 300_000),
        isDataRemoved: false,
      },
    ]);
  });
});

describe("metrics say what is billed", () => {
  const rows: readonly [model: string, input: object, metrics: object][] = [
    ["film", {}, { video_output_duration_seconds: 8, resolution_target: "720p", with_audio: true }],
    [
      "film",
      { duration: 8, resolution: "1080p", generate_audio: false },
      { video_output_duration_seconds: 8, resolution_target: "1080p", with_audio: false },
    ],
    ["sketch", {}, { video_output_count: 1, resolution_target: "1280*720", model_variant: "quick" }],
    [
      "sketch",
      { mode: "final", size: "1920*1080" },
      { video_output_count: 1, resolution_target: "1920*1080", model_variant: "careful" },
    ],
  ];

  test.each(rows)("of %s with %j", async (model, input, metrics) => {
    const world = await openStudio({ pace: "at-once" });

    const created = await ask(world, `/models/vg/${model}/predictions`, {
      json: { input: { prompt: "a cat", ...input } },
      headers: { prefer: "wait" },
    });

    expect(created.body["metrics"]).toEqual({ predict_time: 0, total_time: 0, ...metrics });
  });
});

test("a resolution without a default is the first that there is", async () => {
  const { resolution: _resolution, ...inputs } = MODELS.film.inputs;
  const film = {
    ...MODELS.film,
    inputs: { ...inputs, resolution: { type: "string", enum: ["540p", "720p"] } },
  } as const;
  const world = await openWorld({ models: [film], pace: "at-once" });

  expect((await create(world, {}, { prefer: "wait" })).body["metrics"]).toMatchObject({ resolution_target: "540p" });
});

describe("outputs", () => {
  test("are served to everybody, as a whole and in ranges", async () => {
    const world = await openStudio({ pace: "at-once" });
    const created = await create(world, {}, { prefer: "wait" });
    const url = String(created.body["output"]);

    const whole = await fetch(url);
    const bytes = new Uint8Array(await whole.arrayBuffer());
    const head = await fetch(url, { method: "HEAD" });
    const part = await fetch(url, { headers: { range: "bytes=4-7" } });
    const beyond = await fetch(url, { headers: { range: "bytes=9999-" } });

    expect([whole.status, whole.headers.get("content-type")]).toEqual([200, "video/mp4"]);
    expect(bytes.length).toBeLessThan(1000);
    expect(head.headers.get("content-length")).toBe(String(bytes.length));
    expect([part.status, await part.text()]).toEqual([206, "ftyp"]);
    expect([beyond.status, beyond.headers.get("content-range")]).toEqual([416, `bytes */${bytes.length}`]);
    expect(world.emulator.requests.at(-1)).toMatchObject({ service: "replicate", route: "outputs.get" });
  });

  test("are not there before the end, and gone with the data", async () => {
    const world = await openStudio();
    const created = await create(world);
    const url = `${world.emulator.origin}/delivery/${created.body.id}/output.mp4`;

    expect((await fetch(url)).status).toBe(404);
    await world.emulator.advance(1000);
    expect((await fetch(url)).status).toBe(200);
    await world.emulator.advance(3_600_000);
    expect((await fetch(url)).status).toBe(404);
  });

  test("and inputs and logs are removed after an hour", async () => {
    const world = await openStudio({ pace: "at-once" });
    const created = await create(world);

    await world.emulator.advance(3_599_999);
    expect(await show(world, created)).toMatchObject({ data_removed: false, input: { prompt: "a cat" } });
    await world.emulator.advance(1);
    expect(await show(world, created)).toMatchObject({
      status: "succeeded",
      data_removed: true,
      input: {},
      output: null,
      logs: "",
      metrics: { video_output_duration_seconds: 8 },
    });
    expect(world.emulator.predictions[0]).toMatchObject({ isDataRemoved: true, input: {} });
  });
});

describe("Prefer: wait", () => {
  test.each(["wait", "wait=1", "wait=60"])("%s answers with the end", async (prefer) => {
    const world = await openStudio({ pace: "at-once" });

    expect(await create(world, {}, { prefer })).toMatchObject({ status: 201, body: { status: "succeeded" } });
  });

  test("answers as soon as the prediction ends", async () => {
    const world = await openStudio();
    const created = create(world, {}, { prefer: "wait=5" });
    await expect.poll(() => world.emulator.predictions).toHaveLength(1);

    await world.emulator.advance(1000);

    expect(await created).toMatchObject({ status: 201, body: { status: "succeeded" } });
  });

  test("answers with a prediction that starts, when the time is over", async () => {
    const world = await openStudio({ pace: { startsAfter: 0, runsFor: 10_000 } });
    const created = create(world, {}, { prefer: "wait=5" });
    await expect.poll(() => world.emulator.predictions).toHaveLength(1);

    await world.emulator.advance(5000);

    expect(await created).toMatchObject({ status: 202, body: { status: "starting" } });
    expect(world.emulator.predictions[0]?.status).toBe("processing");
  });

  test("answers after as much real time, when a test does not turn the clock", async () => {
    const world = await openStudio({ pace: { startsAfter: 10_000 } });

    expect(await create(world, {}, { prefer: "wait=1" })).toMatchObject({ status: 202, body: { status: "starting" } });
  });

  test("another preference is ignored", async () => {
    const world = await openStudio({ pace: "at-once" });

    expect(await create(world, {}, { prefer: "respond-async" })).toMatchObject({ body: { status: "starting" } });
  });
});

const cancel = (world: World, { body }: Answer): Promise<Answer> =>
  ask(world, `/predictions/${body.id}/cancel`, { method: "POST" });

describe("cancel", () => {
  test("before the start costs nothing", async () => {
    const world = await openStudio();
    const created = await create(world);

    expect(await cancel(world, created)).toMatchObject({ status: 200, body: { status: "canceled", output: null } });
    const canceled = await show(world, created);
    expect(canceled["metrics"]).toEqual({ total_time: 0 });
    expect(canceled).not.toHaveProperty("started_at");
    await world.emulator.advance(10_000);
    expect(await show(world, created)).toEqual(canceled);
  });

  test("while it runs costs the time that it ran", async () => {
    const world = await openStudio();
    const created = await create(world);
    await world.emulator.advance(700);

    expect((await cancel(world, created)).body).toMatchObject({
      status: "canceled",
      completed_at: at(700),
      metrics: { predict_time: 0.5, total_time: 0.7 },
    });
  });

  test("after the end changes nothing", async () => {
    const world = await openStudio({ pace: "at-once" });
    const created = await create(world, {}, { prefer: "wait" });

    expect((await cancel(world, created)).body).toEqual(created.body);
  });

  test("of a prediction that does not exist is 404", async () => {
    const world = await openStudio();

    expect((await world.replicate("/predictions/none/cancel", { method: "POST" })).status).toBe(404);
  });
});

describe("Cancel-After", () => {
  test.each([
    ["5", 5],
    ["90s", 90],
    ["5m", 300],
    ["1h30m45s", 5445],
    ["2h", 7200],
  ])("%s is a deadline in %d s", async (header, seconds) => {
    const world = await openStudio();

    const created = await create(world, {}, { "cancel-after": header });

    expect(created.body["deadline"]).toBe(at(seconds * 1000));
  });

  test.each(["4", "4s", "0m", "", "soon", "-5", "5d"])("%j is refused", async (header) => {
    const world = await openStudio();

    const refused = await create(world, {}, { "cancel-after": header });

    expect(refused).toMatchObject({ status: 422, body: { detail: expect.stringContaining("at least 5 seconds") } });
    expect(world.emulator.predictions).toEqual([]);
  });

  test.each([
    [{ startsAfter: 10_000 }, "aborted", { total_time: 5 }],
    [{ startsAfter: 1000, runsFor: 10_000 }, "canceled", { predict_time: 4, total_time: 5 }],
  ] as const)("ends one at the pace of %j: %s", async (pace, status, metrics) => {
    const world = await openStudio({ pace });
    const created = await create(world, {}, { "cancel-after": "5" });

    await world.emulator.advance(60_000);

    const ended = await show(world, created);
    expect(ended).toMatchObject({ status, completed_at: at(5000), output: null, error: null });
    expect(ended["metrics"]).toEqual(metrics);
  });

  test("leaves one alone that ends before", async () => {
    const world = await openStudio();
    const created = await create(world, {}, { "cancel-after": "5" });

    await world.emulator.advance(60_000);

    expect((await show(world, created)).status).toBe("succeeded");
  });
});

interface List {
  readonly next: string | null;
  readonly previous: string | null;
  readonly results: readonly { readonly id: string }[];
}

async function list(world: World, url: string): Promise<List> {
  return JSON.parse(await (await world.replicate(url)).text());
}

describe("the list", () => {
  test("has pages of 100, newest first", async () => {
    const world = await openStudio();
    const ids: string[] = [];
    for (let count = 0; count < 201; count += 1) ids.unshift((await create(world)).body.id);
    const pathOf = (url: string | null): string => url?.slice(world.emulator.replicate.baseUrl.length) ?? "";

    const first = await list(world, "/predictions");
    const second = await list(world, pathOf(first.next));
    const third = await list(world, pathOf(second.next));

    expect([first, second, third].map(({ results }) => results.length)).toEqual([100, 100, 1]);
    expect([first, second, third].flatMap(({ results }) => results.map(({ id }) => id))).toEqual(ids);
    expect([first.previous, third.next]).toEqual([null, null]);
    expect((await list(world, pathOf(second.previous))).results).toEqual(first.results);
  });

  test.each([
    ["created_after=2026-08-01T12:00:02Z", ["c"]],
    ["created_before=2026-08-01T12:00:02Z", ["b", "a"]],
    ["created_after=2026-08-01T12:00:01Z&created_before=2026-08-01T12:00:02Z", ["b"]],
    ["source=web", []],
  ])("with %s has %j", async (query, prompts) => {
    const world = await openStudio();
    for (const prompt of ["a", "b", "c"]) {
      await create(world, { prompt });
      await world.emulator.advance(1000);
    }

    const { results } = await list(world, `/predictions?${query}`);

    expect(results).toMatchObject(prompts.map((prompt) => ({ input: { prompt } })));
    expect(results).toHaveLength(prompts.length);
  });

  test.each([
    ["created_after=soon", 422],
    ["created_before=soon", 422],
    ["cursor=x", 404],
  ])("with %s answers %d", async (query, status) => {
    const world = await openStudio();

    expect((await world.replicate(`/predictions?${query}`)).status).toBe(status);
  });
});

describe("the token", () => {
  test.each(["Bearer", "Token"])("may follow the word %s", async (scheme) => {
    const world = await openStudio();
    const authorization = `${scheme} ${world.emulator.replicate.token}`;

    expect((await world.replicate("/predictions", { key: null, headers: { authorization } })).status).toBe(200);
  });
});
