import { MODELS, type Price } from "@vg/config";
import { costToJSON } from "@vg/cost";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { collectClips, type CollectOptions } from "../../src/accuracy/collect-clips.ts";

const KLING = "kwaivgi/kling-v2.5-turbo-pro";
const SVD_VERSION = "3f0457e4619daac51203dedb472816fd4af51f3149fa7a9e0b5ffcf1b8172438";
const GPU: Price = {
  kind: "gpu-second",
  perSecond: "0.001",
  hardware: "gpu",
  typicalRunSeconds: "0",
  asOf: "2026",
  source: "here",
};

const SEEDANCE = "bytedance/seedance-1.5-pro";
const five = { video_output_duration_seconds: 5 };

describe("a row is priced by what was asked for and billed", () => {
  test.each([
    [
      "sound that was asked for",
      { model: "kwaivgi/kling-v2.6", input: { generate_audio: true }, metrics: five },
      "0.70",
      "0.14",
    ],
    ["no sound", { model: "kwaivgi/kling-v2.6", input: { generate_audio: false }, metrics: five }, "0.35", "0.07"],
    [
      "the model's own default of sound",
      { model: "kwaivgi/kling-v2.6", input: { duration: 5 }, metrics: five },
      "0.70",
      "0.14",
    ],
    [
      "sound that was billed, if the inputs are deleted",
      { model: "kwaivgi/kling-v2.6", data_removed: true, metrics: { ...five, with_audio: false } },
      "0.35",
      "0.07",
    ],
    [
      "the resolution that was billed",
      { model: "google/veo-3.1-lite", metrics: { ...five, resolution_target: "1080p" } },
      "0.40",
      "0.08",
    ],
    [
      "resolution and sound together",
      { model: SEEDANCE, input: { resolution: "720p", generate_audio: true, duration: 5 }, metrics: five },
      "0.26",
      "0.052",
    ],
  ])("%s", (_what, fields, actual, perSecond) => {
    const { clips, setAside, problems } = collect([prediction(fields)]);

    expect({ setAside, problems }).toEqual({ setAside: [], problems: [] });
    expect(clips.map((clip) => [costToJSON(clip.actual).amount, clip.price])).toEqual([
      [actual, expect.objectContaining({ perSecond })],
    ]);
  });

  test("an estimate has no price if what was asked for is not known, and somebody knows the cost", () => {
    const { clips } = collect([{ model: "google/veo-3.1-lite", duration: 5, cost: "0.25" }]);

    expect(clips).toHaveLength(1);
    expect(clips[0]).not.toHaveProperty("price");
  });
});

describe("a row becomes a clip", () => {
  test.each([
    ["duration and cost", { duration: 5, cost: "0.35" }, 5, "0.35"],
    ["texts, as CSV has them", { duration: "6.125", cost: "$0.350" }, 6.125, "0.35"],
    ["a cost that is a number", { duration: 0, cost: 0.1 }, 0, "0.10"],
    [
      "a prediction of the catalogue's model, by its output",
      prediction({ model: KLING, input: { duration: 5 }, metrics: { video_output_duration_seconds: 5.04 } }),
      5,
      "0.3528",
    ],
    [
      "a length that was asked for as a text",
      prediction({ model: KLING, input: { duration: "10" }, metrics: { video_output_duration_seconds: 10 } }),
      10,
      "0.70",
    ],
    [
      "a model with its version, in capitals",
      prediction({ model: `${KLING.toUpperCase()}:abc`, metrics: { video_output_duration_seconds: 5 } }),
      5,
      "0.35",
    ],
    [
      "a price by the resolution that was asked for",
      prediction({ model: "wan-video/wan-2.2-i2v-fast", input: { resolution: "480p" }, metrics: { predict_time: 30 } }),
      81 / 16,
      "0.05",
    ],
    [
      "two clips at a price a clip",
      prediction({
        model: "wan-video/wan-2.2-i2v-fast",
        input: { resolution: "480p" },
        metrics: { predict_time: 30, video_output_count: 2 },
      }),
      81 / 16,
      "0.10",
    ],
    [
      "frames at the model's fixed rate and a price by GPU time",
      prediction({ model: "lightricks/ltx-video", input: { length: 97 }, metrics: { predict_time: 12.5 } }),
      97 / 24,
      "0.0121875",
    ],
    [
      "a prediction whose cost and duration somebody has added",
      { ...prediction({ model: KLING, input: { duration: 5 } }), duration: 8, cost: "1.25" },
      8,
      "1.25",
    ],
    ["an empty id and model", { id: "", model: " ", duration: 5, cost: "0.35" }, 5, "0.35"],
    ["a small cost, as programs write it", { duration: 5, cost: "9e-05" }, 5, "0.00009"],
    ["a small cost that is a number", { duration: 5, cost: 1e-7 }, 5, "0.0000001"],
    ["a large cost, as programs write it", { duration: 5, cost: "1.25E+2" }, 5, "125.00"],
    ["a cost with fewer decimals than its exponent takes", { duration: 5, cost: "12.5e1" }, 5, "125.00"],
    ["a cost with more decimals than its exponent takes", { duration: 5, cost: "0.0125e1" }, 5, "0.125"],
  ])("of %s", (_what, row, duration, actual) => {
    const { clips, setAside, problems } = collect([row]);

    expect({ setAside, problems }).toEqual({ setAside: [], problems: [] });
    expect(clips).toMatchObject([{ place: { line: 1 }, duration }]);
    expect(clips.map((clip) => costToJSON(clip.actual).amount)).toEqual([actual]);
  });

  test.each([
    ["frames and their rate", { num_frames: 81, frames_per_second: 16 }, {}, 81 / 16],
    ["frames and fps", { num_frames: 48, fps: 24 }, {}, 2],
    ["what was measured, without anything asked for", {}, { video_output_duration_seconds: 7.5 }, 7.5],
  ])("of an unknown model by %s", (_what, input, metrics, duration) => {
    const row = prediction({ model: "some/model", input, metrics: { predict_time: 3, ...metrics } });

    expect(collect([row], { price: GPU }).clips).toMatchObject([{ duration, model: "some/model" }]);
  });

  test.each([
    ["by name", { model: "stability-ai/stable-video-diffusion" }],
    ["by version", { version: SVD_VERSION }],
    ["by what is judged", {}],
  ])("of SVD, whose frames play at one more than was asked for, known %s", (_how, model) => {
    const input = { video_length: "25_frames_with_svd_xt", frames_per_second: 6 };
    const row = prediction({ ...model, input, metrics: { predict_time: 31.8 } });

    expect(collect([row], { model: "svd", price: GPU }).clips).toMatchObject([{ duration: 25 / 7 }]);
  });

  test("of a ledger's settlement, with its estimate, time and model", () => {
    const settlement = {
      key: "job-42/3",
      at: "2026-11-26T10:00:00.123456+01:00",
      estimate: "0.35",
      actual: "0.36",
      details: { model: "svd", clip: 3 },
    };

    const { clips } = collect([settlement]);
    expect(clips).toMatchObject([{ id: "job-42/3", model: "svd", knownModel: "svd", isPricedByCatalogue: false }]);
    expect(clips[0]).not.toHaveProperty("duration");
    expect(clips[0]?.at).toEqual(new Date("2026-11-26T09:00:00.123Z"));
    expect([clips[0]?.actual, clips[0]?.recorded].map((cost) => cost && costToJSON(cost).amount)).toEqual([
      "0.36",
      "0.35",
    ]);
  });

  test.each([
    ["2026-11-26T10:00:00Z", "2026-11-26T10:00:00.000Z"],
    ["2026-11-26 10:00:00+00", "2026-11-26T10:00:00.000Z"],
    ["2026-11-26T10:00", "2026-11-26T10:00:00.000Z"],
    ["2026-11-26", "2026-11-26T00:00:00.000Z"],
    ["2026-11", "2026-11-01T00:00:00.000Z"],
  ])("at the time %s, in UTC wherever the reader is", (at, time) => {
    expect(collect([{ duration: 5, cost: 1, at }]).clips[0]?.at?.toISOString()).toBe(time);
  });

  test("with the time at which its prediction was finished", () => {
    const times = { created_at: "2026-11-26T10:00:00Z", completed_at: "2026-11-26T10:01:00Z" };
    const { clips } = collect([
      { ...prediction({ model: KLING, metrics: { video_output_duration_seconds: 5 } }), ...times },
    ]);

    expect(clips[0]?.at?.toISOString()).toBe("2026-11-26T10:01:00.000Z");
  });

  test("with its control characters taken off, because a terminal obeys them", () => {
    const { clips } = collect([{ id: "a\u001B[31m\nb", model: "\u0007x/y", duration: 5, cost: 1 }]);

    expect(clips).toMatchObject([{ id: "a [31m b", model: "x/y" }]);
  });
});

describe("a row is set aside", () => {
  const metrics = { video_output_duration_seconds: 5 };

  test.each([
    ["no-clip", { status: "failed", error: "out of memory" }, {}, "failed: there is no clip to compare"],
    ["no-clip", { status: "canceled", metrics }, {}, "canceled: there is no clip to compare"],
    ["no-clip", { status: "exploded" }, {}, 'its status is "exploded", not "succeeded"'],
    ["not-finished", { status: "processing", input: {} }, {}, "processing: it was not finished"],
    [
      "other-model",
      prediction({ model: KLING, metrics }),
      { model: "svd" },
      "made by kling-v2.5-turbo-pro, not by svd",
    ],
    ["other-model", prediction({ model: "some/model", metrics }), { model: "svd" }, "made by some/model, not by svd"],
    ["no-duration", prediction({ model: "some/model" }), { price: GPU }, "its length is not known"],
    ["no-duration", prediction({ input: { duration: "long" } }), {}, "its input.duration is not a number of seconds"],
    [
      "no-duration",
      prediction({ model: "stability-ai/stable-video-diffusion", input: { video_length: "many" } }),
      { price: GPU },
      "its length is not known",
    ],
    ["no-price", prediction({ metrics }), {}, "it does not name its model; say how it is billed with --price"],
    ["no-price", prediction({ model: "some/model", metrics }), {}, "the catalogue does not have some/model"],
    ["no-price", prediction({ version: "abc", metrics }), {}, "the catalogue does not have abc"],
    [
      "no-price",
      prediction({ metrics, input: { video_length: 14, frames_per_second: 6 } }),
      { model: "svd" },
      "the price of svd is not known",
    ],
    [
      "no-metric",
      prediction({ model: "google/veo-3.1-lite", metrics }),
      {},
      'metrics.resolution_target or input.resolution must be "720p" or "1080p"',
    ],
    [
      "no-metric",
      prediction({ model: "kwaivgi/kling-v2.6", metrics, data_removed: true }),
      {},
      "metrics.with_audio or input.generate_audio must be false or true",
    ],
    [
      "no-price",
      prediction({ model: "google/veo-3.1-lite", metrics, input: { resolution: "4k" } }),
      {},
      "say how it is billed with --price",
    ],
    [
      "no-metric",
      prediction({ model: KLING, input: { duration: 5 } }),
      {},
      "metrics.video_output_duration_seconds must be a finite number of seconds",
    ],
    [
      "no-metric",
      prediction({ input: { duration: 5 }, metrics: { predict_time: -1 } }),
      { price: GPU },
      "metrics.predict_time must be a finite number of seconds, at least 0, not -1",
    ],
    ["cost-nothing", { duration: 5, cost: "0.00" }, {}, "it cost nothing"],
  ] as const)("as %s: %j", (reason, row, options, why) => {
    const { clips, setAside, problems } = collect([row], options);

    expect({ clips, problems }).toEqual({ clips: [], problems: [] });
    expect(setAside).toMatchObject([{ place: { line: 1 }, reason, why: expect.stringContaining(why) }]);
  });

  test("where the same prediction stands twice, once it has succeeded", () => {
    const done = prediction({ model: KLING, metrics });
    const { clips, setAside } = collect([{ ...done, status: "starting" }, done, done, { ...done, id: "other" }]);

    expect(clips.map(({ place }) => place.line)).toEqual([2, 4]);
    expect(setAside).toMatchObject([
      { place: { line: 1 }, reason: "not-finished" },
      { place: { line: 3 }, reason: "duplicate", why: "the same id as on line 2", id: "p1" },
    ]);
  });

  test("because a row of duration and cost has the id of another", () => {
    const row = { id: "intro", duration: 5, cost: "0.35" };
    const { clips, setAside } = collect([row, row, { duration: 5, cost: "0.35" }, { duration: 5, cost: "0.35" }]);

    expect(clips.map(({ place }) => place.line)).toEqual([1, 3, 4]);
    expect(setAside).toMatchObject([{ place: { line: 2 }, reason: "duplicate", why: "the same id as on line 1" }]);
  });
});

describe("a row is wrong", () => {
  test.each([
    [5, undefined, "must be an object, not 5"],
    [["a"], undefined, "must be an object, not a list"],
    [
      {},
      undefined,
      "is neither a prediction (status, input, metrics), nor a row of duration and cost, nor one of estimate and cost",
    ],
    [{ duration: 5 }, "cost", "is missing; a row needs its dollars"],
    [{ cost: 5 }, "duration", "is missing; a row needs its seconds of clip"],
    [
      { duration: -1, cost: 1 },
      "duration",
      "must be the seconds of the clip, a number of at least 0 such as 5 or 6.125, not -1",
    ],
    [
      { duration: "5s", cost: 1 },
      "duration",
      'must be the seconds of the clip, a number of at least 0 such as 5 or 6.125, not "5s"',
    ],
    [{ duration: 5, cost: "0,35" }, "cost", 'must be dollars, a decimal of at least 0 such as "0.29", not "0,35"'],
    [{ duration: 5, cost: "-1" }, "cost", 'must be dollars, a decimal of at least 0 such as "0.29", not "-1"'],
    [
      { duration: 5, cost: "1e-1234" },
      "cost",
      'must be dollars, a decimal of at least 0 such as "0.29", not "1e-1234"',
    ],
    [
      { duration: 5, cost: "1", estimate: "$" },
      "estimate",
      'must be dollars, a decimal of at least 0 such as "0.29", not "$"',
    ],
    [{ estimate: "0.35" }, "cost", "is missing; a row needs its dollars"],
    [{ cost: "0.35" }, "duration", "is missing; a row needs its seconds of clip"],
    [
      { duration: 5, cost: 1, at: "yesterday" },
      "at",
      'must be a date or time such as 2026-11-26T10:00:00Z, not "yesterday"',
    ],
    [
      { duration: 5, cost: 1, at: "2026-13-01" },
      "at",
      'must be a date or time such as 2026-11-26T10:00:00Z, not "2026-13-01"',
    ],
    [{ duration: 5, cost: 1, id: 7 }, "id", "must be a text, not 7"],
    [{ status: "succeeded", metrics: [] }, "metrics", "must be an object, not an empty list"],
    [
      { status: "succeeded", metrics: { predict_time: "3" } },
      "metrics.predict_time",
      'must be a number of seconds, not "3"',
    ],
    [{ status: "succeeded", input: "x" }, "input", 'must be an object, not "x"'],
  ])("%j at %s", (row, field, message) => {
    expect(collect([row])).toEqual({
      clips: [],
      setAside: [],
      problems: [{ place: { line: 1 }, message, ...(field === undefined ? {} : { field }) }],
    });
  });

  test("in every field that is", () => {
    expect(collect([{ duration: "x", cost: "y", status: 5 }]).problems.map(({ field }) => field)).toEqual([
      "status",
      "duration",
      "cost",
    ]);
  });
});

test("every row is taken, set aside or wrong, and in exactly one of them", () => {
  const scalar = fc.oneof(fc.double(), fc.nat(20), fc.string(), fc.constant(null), fc.constantFrom("5", "0.3", KLING));
  const fields = fc.record(
    {
      id: scalar,
      status: fc.oneof(scalar, fc.constantFrom("succeeded", "failed", "processing")),
      model: fc.oneof(scalar, fc.constantFrom(KLING, "stability-ai/stable-video-diffusion")),
      duration: scalar,
      cost: scalar,
      input: fc.oneof(scalar, fc.dictionary(fc.constantFrom("duration", "num_frames", "fps", "resolution"), scalar)),
      metrics: fc.oneof(
        scalar,
        fc.dictionary(fc.constantFrom("predict_time", "video_output_duration_seconds"), scalar),
      ),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(
      fc.array(fc.oneof({ weight: 5, arbitrary: fields }, fc.jsonValue())),
      fc.record({
        model: fc.constantFrom("svd", "kling-v2.5-turbo-pro", undefined),
        price: fc.constantFrom(GPU, undefined),
      }),
      (rows, options) => {
        const { clips, setAside, problems } = collect(rows, options);
        const wrong = new Set(problems.map(({ place }) => place?.line));
        const lines = [...clips, ...setAside].map(({ place }) => place.line).concat([...wrong]);

        expect(lines.toSorted((a = 0, b = 0) => a - b)).toEqual(rows.map((_, index) => index + 1));
      },
    ),
  );
});

function collect(rows: readonly unknown[], options: Omit<CollectOptions, "models"> = {}) {
  return collectClips(
    rows.map((value, index) => ({ place: { line: index + 1 }, value })),
    { models: MODELS, ...options },
  );
}

function prediction(fields: Readonly<Record<string, unknown>>) {
  return { id: "p1", status: "succeeded", created_at: "2026-10-01T00:00:00Z", urls: {}, ...fields };
}
