import { describe, expect, test } from "vitest";
import { EmulatorError, type PredictionRule } from "../../src/index.ts";
import { MODELS, VERSION } from "../support/sample-models.ts";
import { NOON, openWorld, type World } from "../support/world.ts";

const DAY = 24 * 60 * 60 * 1000;

function openStudio(): Promise<World> {
  return openWorld({ models: MODELS });
}

function run(world: World, input: object = {}, model = "film"): Promise<Response> {
  return world.replicate(`/models/vg/${model}/predictions`, { json: { input: { prompt: "a cat", ...input } } });
}

describe("an outcome", () => {
  const rows: readonly [what: string, rule: PredictionRule, after: number, ended: object][] = [
    ["fails", { outcome: "fail" }, 1000, { status: "failed", error: "Prediction failed for an unknown reason." }],
    [
      "fails with an error",
      { outcome: "fail", error: "NSFW" },
      1000,
      { status: "failed", error: "NSFW", output: null },
    ],
    ["hangs while it runs", { outcome: "hang" }, DAY, { status: "processing" }],
    ["hangs before it starts", { outcome: "never-start" }, DAY, { status: "starting" }],
    ["is slow", { runsFor: 60_000 }, 60_199, { status: "processing" }],
    ["is slow, but ends", { runsFor: 60_000 }, 60_200, { status: "succeeded", metrics: { predict_time: 60 } }],
    ["waits for long", { startsAfter: DAY }, DAY - 1, { status: "starting" }],
    ["has an output of its own", { output: { text: "hi" } }, 1000, { status: "succeeded", output: { text: "hi" } }],
    ["has no output", { output: null }, 1000, { status: "succeeded", output: null }],
    ["has metrics of its own", { metrics: { predict_time: 99, tokens: 5 } }, 1000, { metrics: { tokens: 5 } }],
    ["loses its data soon", { keepsDataFor: 10 }, 1010, { isDataRemoved: true, output: null, input: {} }],
    ["keeps its data", { keepsDataFor: Number.POSITIVE_INFINITY }, DAY, { isDataRemoved: false }],
  ];

  test.each(rows)("%s", async (_what, rule, after, ended) => {
    const world = await openStudio();
    world.emulator.script(rule);
    await run(world);

    await world.emulator.advance(after);

    expect(world.emulator.predictions).toMatchObject([ended]);
  });

  test("can leave out the time that a prediction took", async () => {
    const world = await openStudio();
    world.emulator.script({ metrics: { predict_time: null } });
    await run(world);

    await world.emulator.advance(1000);

    expect(world.emulator.predictions[0]?.metrics).toEqual({
      total_time: 1,
      video_output_duration_seconds: 8,
      resolution_target: "720p",
      with_audio: true,
    });
  });

  test("of a prediction that failed is free of what it would have made", async () => {
    const world = await openStudio();
    world.emulator.script({ outcome: "fail" });
    await run(world);

    await world.emulator.advance(1000);

    expect(world.emulator.predictions[0]?.metrics).toEqual({ predict_time: 0.8, total_time: 1 });
  });

  test("is for the next prediction, in the order of the rules", async () => {
    const world = await openStudio();
    const first = world.emulator.script({ outcome: "fail", error: "one" });
    const second = world.emulator.script({ outcome: "fail", error: "two", times: 2 });

    for (let count = 0; count < 4; count += 1) await run(world);
    await world.emulator.advance(1000);

    expect(world.emulator.predictions.map(({ error }) => error)).toEqual(["one", "two", "two", null]);
    expect([first.hits, second.hits]).toEqual([1, 2]);
  });

  test("is for one model, or for the inputs that a function chooses", async () => {
    const world = await openStudio();
    world.emulator.script({ model: "vg/sketch", outcome: "fail", error: "sketch", times: Number.POSITIVE_INFINITY });
    world.emulator.script({ when: ({ model, input }) => model === "vg/film" && input["seed"] === 7, outcome: "hang" });

    await run(world, { seed: 1 });
    await run(world, {}, "sketch");
    await run(world, { seed: 7 });
    await run(world, {}, "sketch");
    await world.emulator.advance(1000);

    expect(world.emulator.predictions.map(({ status }) => status)).toEqual([
      "succeeded",
      "failed",
      "processing",
      "failed",
    ]);
  });

  test("can be taken back, one and all", async () => {
    const world = await openStudio();
    world.emulator.script({ outcome: "hang" }).remove();
    world.emulator.script({ outcome: "fail" });
    world.emulator.clearScripts();
    await run(world);

    await world.emulator.advance(1000);

    expect(world.emulator.predictions[0]?.status).toBe("succeeded");
  });

  test("is copied when it is ordered", async () => {
    const world = await openStudio();
    const rule = { outcome: "fail", error: "first" } satisfies PredictionRule;
    world.emulator.script(rule);
    rule.error = "changed";
    await run(world);

    await world.emulator.advance(1000);

    expect(world.emulator.predictions[0]?.error).toBe("first");
  });
});

describe("a rule that is invalid", () => {
  test.each([
    [{ outcome: "explode" }, 'outcome must be one of "succeed", "fail", "hang", "never-start", not "explode"'],
    [{ model: "film" }, 'model must be owner/name, not "film"'],
    [{ times: 0 }, "times must be a whole number from 1 up, or Infinity, not 0"],
    [{ runsFor: -1 }, "runsFor must be a number of milliseconds from 0 up, not -1"],
    [{ startsAfter: Number.POSITIVE_INFINITY }, "startsAfter must be a number of milliseconds from 0 up"],
    [{ keepsDataFor: "1h" }, 'keepsDataFor must be a number of milliseconds from 0 up, not "1h"'],
    [{ when: true }, "when must be a function, not true"],
    [{ metrics: [] }, "metrics must be an object, not an empty list"],
    [{ error: 5 }, "error must be a text, not 5"],
    [{ fail: true }, "fail is not a field of rule; its fields are startsAfter, runsFor, outcome"],
    [null, "rule must be an object, not null"],
    [{ times: 0, error: 5 }, "error must be a text, not 5\ntimes must be a whole number from 1 up, or Infinity, not 0"],
  ])("%j is refused", async (rule, message) => {
    const { emulator } = await openStudio();

    // @ts-expect-error - a caller without types
    const order = (): unknown => emulator.script(rule);

    expect(order).toThrow(EmulatorError);
    expect(order).toThrow(message);
  });
});

describe("inputs", () => {
  test("that break a rule of the model let the prediction fail", async () => {
    const world = await openStudio();
    const rules = [
      ...(MODELS.film.rules ?? []),
      { when: { guidance: 1 }, needs: { seed: 7 }, reason: "it is given a seed that it does not like" },
      { when: { guidance: 2 }, needs: { image: { present: true } }, reason: "it needs an image" },
    ];
    world.emulator.addModel({ ...MODELS.film, rules });
    const inputs = [
      { resolution: "1080p", duration: 4 },
      { resolution: "1080p" },
      { guidance: 1 },
      { guidance: 1, seed: 8 },
      { guidance: 2 },
    ];
    for (const input of inputs) await run(world, input);

    await world.emulator.advance(1000);

    expect(world.emulator.predictions.map(({ error }) => error)).toEqual([
      "1080p clips are 8 s long",
      null,
      null,
      "it is given a seed that it does not like",
      "it needs an image",
    ]);
  });

  test("are files that the model gets when it starts, without credentials", async () => {
    const world = await openStudio();
    const { emulator } = world;
    const good = await emulator.signedUrl("images", "a.png", { expiresIn: 60 });
    const expired = await emulator.signedUrl("images", "b.png", { expiresIn: 0 });
    emulator.script({ startsAfter: 61_000 });

    await run(world, { image: good });
    await run(world, { image: good });
    await run(world, { image: expired });
    await emulator.advance(61_800);

    expect(emulator.predictions).toMatchObject([
      { status: "failed", error: `400 Client Error: Bad Request for url: ${good}` },
      { status: "succeeded" },
      { status: "failed", error: `400 Client Error: Bad Request for url: ${expired}` },
    ]);
    const asked = emulator.requests.filter(({ route }) => route === "object.signed");
    expect(asked.map(({ status, headers }) => [status, headers.authorization])).toEqual([
      [200, undefined],
      [400, undefined],
      [400, undefined],
    ]);
  });

  test("may be files of Replicate, for as long as they are there", async () => {
    const world = await openStudio();
    const body = new FormData();
    body.append("content", new File(["meow"], "cat.png", { type: "image/png" }));
    await world.replicate("/files", { body });
    const url = `${world.emulator.replicate.baseUrl}/files/${world.emulator.files[0]?.id}`;

    await run(world, { references: [url] });
    await world.emulator.advance(DAY);
    await run(world, { references: [url] });
    await world.emulator.advance(1000);

    expect(world.emulator.predictions).toMatchObject([
      { status: "succeeded" },
      { status: "failed", error: `404 Client Error: Not Found for url: ${url}` },
    ]);
  });

  test("on a machine that does not answer let the prediction fail", async () => {
    const world = await openStudio();
    const { origin } = world.emulator;
    world.emulator.fault({ kind: "reset", route: "object.get" });
    const url = `${origin}/storage/v1/object/images/a.png`;

    await run(world, { image: url });
    await world.emulator.advance(1000);

    expect(world.emulator.predictions[0]?.error).toBe(`HTTPConnectionPool: Max retries exceeded with url: ${url}`);
  });

  test("elsewhere are not asked for", async () => {
    const world = await openStudio();
    world.emulator.script({ startsAfter: 0, runsFor: 0 });
    await world.replicate("/predictions", {
      json: { version: VERSION, input: { input_image: "https://example.invalid/a.png" } },
    });

    await world.emulator.advance(0);

    expect(world.emulator.predictions[0]?.status).toBe("succeeded");
    expect(world.emulator.requests).toHaveLength(1);
  });
});

describe("being throttled", () => {
  test.each([
    ["both", "7", { detail: "Request was throttled. Your rate limit resets in ~7s.", status: 429, retry_after: 7 }],
    ["header", "7", { detail: "Request was throttled.", status: 429 }],
    ["body", null, { detail: "Request was throttled. Your rate limit resets in ~7s.", status: 429, retry_after: 7 }],
  ] as const)("says how long in %s", async (retryAfterIn, header, body) => {
    const world = await openStudio();
    const target = { route: "predictions.create", model: "vg/film" } as const;
    world.emulator.fault({ kind: "status", status: 429, retryAfter: 7, retryAfterIn, ...target });

    const other = await run(world, {}, "sketch");
    const throttled = await run(world);

    expect(other.status).toBe(201);
    expect(throttled.status).toBe(429);
    expect(throttled.headers.get("retry-after")).toBe(header);
    expect(await throttled.json()).toEqual(body);
    expect((await run(world)).status).toBe(201);
  });

  test("finds the model of a version in the body", async () => {
    const world = await openStudio();
    const handle = world.emulator.fault({ kind: "status", status: 429, model: "vg/frames" });

    const answer = await world.replicate("/predictions", { json: { version: VERSION, input: {} } });

    expect([answer.status, handle.hits]).toEqual([429, 1]);
    expect(world.emulator.requests[0]?.model).toBe("vg/frames");
  });

  test("without credit is 402", async () => {
    const world = await openStudio();
    world.emulator.fault({ kind: "status", status: 402, route: "predictions.create" });

    const refused = await run(world);

    expect(await refused.json()).toMatchObject({ title: "Insufficient credit", status: 402 });
  });
});

test("the clock moves on for files, tokens and keys, too", async () => {
  const world = await openStudio();
  const url = await world.emulator.signedUrl("images", "a.png", { expiresIn: 60 });

  await world.emulator.advance(60_000);

  const answer = await fetch(url);
  expect(answer.status).toBe(400);
  expect(answer.headers.get("date")).toBe(new Date(NOON + 60_000).toUTCString());
});

test.each([-1, Number.NaN, Number.POSITIVE_INFINITY, "5"])("the clock cannot be moved by %j", async (ms) => {
  const { emulator } = await openStudio();

  // @ts-expect-error - a caller without types
  await expect(emulator.advance(ms)).rejects.toThrow("ms must be a number of milliseconds from 0 up");
});
