import { describe, expect, test } from "vitest";
import {
  type ClipWish,
  ConfigError,
  modelInput,
  type ModelInputOptions,
  type ModelSpec,
  MODELS,
} from "../src/index.ts";

const IMAGE = "https://images.example/first.png";
const LAST = "https://images.example/last.png";
const wish = (more: Partial<ClipWish> = {}): ClipWish => ({ prompt: "a fox", duration: 5, ...more });

/** The fields of the adjustments with what is made. */
function adjusted(model: string, wished: ClipWish, options?: ModelInputOptions): object {
  return Object.fromEntries(modelInput(model, wished, options).adjustments.map(({ field, made }) => [field, made]));
}

describe("what runs", () => {
  test.each([
    ["veo-3.1-lite", { model: "google/veo-3.1-lite" }],
    ["svd", { version: "3f0457e4619daac51203dedb472816fd4af51f3149fa7a9e0b5ffcf1b8172438" }],
    ["cogvideox", { version: "82caaa79520e03b3963c975e38dd68ac8a6b18a8a39c19fd8dc03b4ed4b91c58" }],
  ])("of %s is %o", (model, run) => {
    expect(modelInput(model, wish({ image: IMAGE })).run).toEqual(run);
  });

  test("of a community model whose version nobody knows is left open", () => {
    const { knownVersion: _, ...spec }: ModelSpec = MODELS["cogvideox-t2v"];

    expect(modelInput(spec, wish()).run).toEqual({ version: "latest" });
  });
});

describe("a wish is spelled as the model spells it", () => {
  test.each<[string, Partial<ClipWish>, object]>([
    ["veo-3.1-lite", { resolution: "1280x720" }, { resolution: "720p" }],
    ["veo-3.1-lite", { resolution: "1920x1080" }, { resolution: "1080p", duration: 8 }],
    ["minimax", { resolution: "720P" }, { resolution: "768p" }],
    ["wan-2.6-t2v", { resolution: "1280x720" }, { size: "1280*720" }],
    ["wan-2.6-t2v", { resolution: "720x1280" }, { size: "720*1280" }],
    ["wan-2.6-t2v", { resolution: "1080p", aspectRatio: "9:16" }, { size: "1080*1920" }],
    ["kling-v2.1", { resolution: "1080p", image: IMAGE }, { mode: "pro" }],
    ["kling-v2.1", { resolution: "pro", image: IMAGE }, { mode: "pro" }],
    ["kling-v3-video", { resolution: "3840x2160" }, { mode: "4k" }],
    ["pixverse-v6", { resolution: "540p", audio: true }, { quality: "540p", generate_audio_switch: true }],
    ["sora-2-pro", { resolution: "1792x1024" }, { resolution: "high", aspect_ratio: "landscape", seconds: 8 }],
    ["sora-2", { aspectRatio: "9:16" }, { aspect_ratio: "portrait" }],
    ["svd", { duration: 1, image: IMAGE }, { video_length: "25_frames_with_svd_xt", frames_per_second: 24 }],
    ["ltx-2.5-fast", { resolution: "2560x1440" }, { resolution: "2k" }],
    ["happyhorse-1.1", { image: IMAGE }, { images: [IMAGE] }],
    ["veo-3", { negativePrompt: "rain", seed: 7 }, { negative_prompt: "rain", seed: 7 }],
    ["cogvideox", { steps: 20, image: IMAGE }, { num_inference_steps: 20, num_frames: 49 }],
  ])("%s: %o becomes %o", (name, more, input) => {
    expect(modelInput(name === "minimax" ? "hailuo-02" : name, wish(more)).input).toMatchObject(input);
  });

  test("and is not an adjustment then", () => {
    expect(
      modelInput("kling-v2.1", wish({ resolution: "1920x1080", image: IMAGE, lastImage: LAST })).adjustments,
    ).toEqual([]);
  });
});

describe("sound is written, and off unless it is wished for", () => {
  test.each<[string, string]>([
    ["veo-3", "generate_audio"],
    ["seedance-1.5-pro", "generate_audio"],
    ["pixverse-v6", "generate_audio_switch"],
    ["q3-pro", "audio"],
    ["p-video", "save_audio"],
  ])("by %s as %s", (name, input) => {
    expect(modelInput(name, wish()).input).toMatchObject({ [input]: false });
    expect(modelInput(name, wish({ audio: true })).input).toMatchObject({ [input]: true });
    expect(modelInput(name, wish({ audio: true })).makes.audio).toBe(true);
  });

  test.each([true, false])("or an adjustment if there is no switch: %s", (audio) => {
    expect(adjusted("sora-2", wish({ duration: 4, audio }))).toEqual({ audio: undefined });
    expect(modelInput("sora-2", wish()).makes).not.toHaveProperty("audio");
  });
});

describe("the length", () => {
  test.each([
    ["veo-3.1-lite", 5, "at-least", 6],
    ["veo-3.1-lite", 5, "nearest", 4],
    ["veo-3.1-lite", 5.1, "nearest", 6],
    ["veo-3.1-lite", 30, "at-least", 8],
    ["veo-3.1-lite", 0.5, "at-least", 4],
    ["kling-v2.5-turbo-pro", 5.004, "at-least", 5],
    ["kling-v2.5-turbo-pro", 5.006, "at-least", 10],
    ["video-01", 5, "at-least", 6],
    ["wan-2.1-i2v-480p", 5, "at-least", 5.0625],
    ["ltx-2.5-fast", 5, "at-least", 5.16],
    ["ltx-2.5-fast", 4.1, "at-least", 4.2],
    ["seedance-2.0", 2, "at-least", 4],
    ["cogvideox", 5, "at-least", 6.125],
    ["svd", 8, "at-least", 25 / 6],
    ["ltx-video", 4, "at-least", 97 / 24],
  ] as const)("of %s for %d s, %s, is %d s", (name, duration, lengths, seconds) => {
    const { makes, adjustments } = modelInput(name, wish({ duration, image: IMAGE }), { lengths });

    expect(makes.seconds).toBe(seconds);
    expect(adjustments.filter(({ field }) => field === "duration")).toHaveLength(
      Math.abs(seconds - duration) > 0.005 ? 1 : 0,
    );
  });

  test("is an error if it has to be exact and is not made", () => {
    expect(() => modelInput("veo-3.1-lite", wish({ duration: 5 }), { lengths: "exact" })).toThrow(
      "wish.duration must be a length that veo-3.1-lite makes, not 5; the nearest is 4, because veo-3.1-lite makes clips of 4, 6 or 8 s",
    );
    expect(() => modelInput("veo-3.1-lite", wish({ duration: 6, resolution: "1080p" }), { lengths: "exact" })).toThrow(
      "wish.duration must be a length that veo-3.1-lite makes, not 6; the nearest is 8, because its 1080p clips are 8 s long",
    );
    expect(modelInput("veo-3.1-lite", wish({ duration: 6 }), { lengths: "exact" }).makes.seconds).toBe(6);
  });

  test.each<[string, Partial<ClipWish>, object]>([
    ["a rate that is free", { duration: 5 }, { num_frames: 85, frames_per_second: 17 }],
    ["a rate that is wished for", { duration: 5, fps: 24 }, { num_frames: 120, frames_per_second: 24 }],
    ["a rate that the model does not play", { duration: 3, fps: 60 }, { num_frames: 90, frames_per_second: 30 }],
    ["the model's own rate", { duration: 81 / 16 }, { num_frames: 81, frames_per_second: 16 }],
  ])("is made of frames and %s", (_, more, input) => {
    expect(modelInput("wan-2.2-i2v-fast", wish({ image: IMAGE, ...more })).input).toMatchObject(input);
  });

  test("of a model that plays at one rate more is right for the file", () => {
    const { input, makes } = modelInput("svd", wish({ image: IMAGE, duration: 2, fps: 6 }));

    expect(input).toMatchObject({ video_length: "14_frames_with_svd", frames_per_second: 6 });
    expect(makes).toEqual({ seconds: 2, frames: 14, fps: 6 });
  });
});

describe("rules between inputs are kept", () => {
  test.each<[string, Partial<ClipWish>, object, object]>([
    ["veo-3.1-lite", { duration: 6, resolution: "1080p" }, { duration: 8 }, { duration: 8 }],
    ["veo-3.1-lite", { duration: 6, lastImage: LAST }, {}, { lastImage: undefined }],
    ["hailuo-2.3", { duration: 10, resolution: "1080p" }, { duration: 6 }, { duration: 6 }],
    ["hailuo-02", { duration: 10, resolution: "512p" }, { resolution: "768p", duration: 10 }, { resolution: "768p" }],
    ["kling-v2.1", { image: IMAGE, lastImage: LAST, resolution: "720p" }, { mode: "pro" }, { resolution: "1080p" }],
    ["ltx-2.3-fast", { duration: 12, resolution: "4k" }, { duration: 10, resolution: "4k" }, { duration: 10 }],
    ["ltx-2.3-fast", { duration: 12, resolution: "1080p", fps: 48 }, { duration: 10, fps: 48 }, { duration: 10 }],
    ["ltx-2.3-fast", { duration: 12, resolution: "1080p" }, { duration: 12 }, {}],
    ["ltx-2.3-pro", { duration: 6, image: IMAGE }, { task: "image_to_video" }, {}],
    ["ray-3.2", { duration: 10, image: IMAGE, lastImage: LAST }, { duration: 5 }, { duration: 5 }],
    ["seedance-2.5", { image: IMAGE, aspectRatio: "16:9" }, { aspect_ratio: "adaptive" }, { aspectRatio: undefined }],
    ["kling-v2.5-turbo-pro", { image: IMAGE, aspectRatio: "9:16" }, {}, { aspectRatio: undefined }],
    ["kling-o1", { duration: 7 }, { duration: 10 }, { duration: 10 }],
    ["wan-2.7-i2v", { image: IMAGE, extra: { first_clip: LAST } }, { first_clip: LAST }, { image: undefined }],
    [
      "seedance-2.0",
      { image: IMAGE, extra: { reference_images: [LAST] } },
      { reference_images: [LAST] },
      { image: undefined },
    ],
  ])("%s: %o gives %o", (name, more, input, adjustments) => {
    const made = modelInput(name, wish(more));

    expect(made.input).toMatchObject(input);
    expect(adjusted(name, wish(more))).toEqual(adjustments);
    expect(made.adjustments.every(({ reason }) => reason.length > 10)).toBe(true);
  });

  test.each<[string, ClipWish, string]>([
    ["svd", wish(), "wish.image is missing; svd does not run without it"],
    ["veo-3.1-lite", { duration: 4 }, "wish.prompt is missing; veo-3.1-lite does not run without it"],
    ["hailuo-2.3-fast", { duration: 6 }, "wish.image is missing"],
    ["kling-v1.6-pro", wish(), "wish.image is missing; it needs a first or a last image"],
    ["seedance-2.5", { duration: 5 }, "wish.prompt is missing; without an image, a video or a sound it needs a prompt"],
    ["p-video", wish({ extra: { audio: LAST } }), "wish.duration cannot be known; a clip to a sound has the length"],
    ["p-video", wish({ extra: { draf: true } }), "wish.extra.draf is not an input of p-video; did you mean draft?"],
    ["p-video", wish({ extra: { draft: 1 } }), "wish.extra.draft must be true or false, not 1"],
    ["veo-3.1-lite", wish({ extra: { duration: 5 } }), "wish.extra.duration must be 4, 6 or 8, not 5"],
    ["seedance-2.0", wish({ extra: { duration: -1 } }), "wish.extra.duration must be a length that seedance-2.0 makes"],
    [
      "kling-v3-omni-video",
      wish({ resolution: "4k", extra: { reference_video: LAST, mode: "4k" } }),
      "is not possible",
    ],
    ["veo-3.1-lite", wish({ resolution: "HD" }), "must be one that veo-3.1-lite makes (720p or 1080p) or a size"],
    ["veo-3.1-lite", wish({ resolution: "108p0" }), 'not "108p0"; did you mean 1080p?'],
    ["veo-3.1-lite", wish({ aspectRatio: "wide" }), "must be one that veo-3.1-lite makes (16:9 or 9:16) or a ratio"],
    ["video-01", wish({ aspectRatio: "wide" }), 'must be a ratio such as 16:9, not "wide"'],
    ["video-01", wish({ resolution: "HD" }), 'must be a size such as 720p or 1280x720, not "HD"'],
  ])("%s: %o is an error", (name, wished, message) => {
    expect(() => modelInput(name, wished)).toThrow(ConfigError);
    expect(() => modelInput(name, wished)).toThrow(message);
  });

  test("all that is wrong with a wish is reported at once, with the nearest names", () => {
    // @ts-expect-error - JavaScript lets any value through
    expect(() => modelInput("veo-3.1-lite", { duratoin: 5, seed: 1.5, image: "fox.png", audio: "yes" })).toThrow(
      [
        "wish.duratoin is not a wish; did you mean duration?",
        "wish.seed must be a whole number, not 1.5",
        'wish.image must be the address of a file (http, https or data), or a file, not "fox.png"',
        'wish.audio must be true or false, not "yes"',
        "wish.duration is missing; pass the length in seconds",
      ].join("\n"),
    );
  });

  test("so is all that is missing", () => {
    expect(() => modelInput("wan-2.2-i2v-fast", { duration: 5, extra: { go_fast: 1 } })).toThrow(
      /^wish\.extra\.go_fast must be .*\nwish\.image is missing.*\nwish\.prompt is missing/,
    );
  });
});

describe("what a model cannot be told", () => {
  test.each<[string, Partial<ClipWish>, object]>([
    ["svd", { image: IMAGE, duration: 1 }, { prompt: undefined }],
    ["cogvideox-t2v", { image: IMAGE, duration: 6.125 }, { image: undefined }],
    ["sora-2", { duration: 4, seed: 1, steps: 9 }, { seed: undefined, steps: undefined }],
    ["cogvideox", { image: IMAGE, duration: 6.125, fps: 24 }, { fps: 8 }],
    ["veo-2", { resolution: "720p" }, { resolution: undefined }],
    [
      "video-01",
      { duration: 6, aspectRatio: "16:9", negativePrompt: "x" },
      { aspectRatio: undefined, negativePrompt: undefined },
    ],
    ["veo-3", { duration: 4, aspectRatio: "4:3" }, { aspectRatio: "16:9" }],
    ["veo-3", { duration: 4, resolution: "1080x1080" }, { aspectRatio: "16:9" }],
    ["svd", { image: IMAGE, duration: 1, prompt: undefined, motionBucketId: 300 }, { motionBucketId: 255 }],
    ["seedance-1-pro", { fps: 30 }, { fps: 24 }],
    ["wan-2.6-t2v", { resolution: "720p", aspectRatio: "1:1" }, { aspectRatio: "16:9" }],
    ["gen-4.5", { aspectRatio: "auto" }, { aspectRatio: "16:9" }],
  ])("%s: %o is an adjustment to %o", (name, more, adjustments) => {
    expect(adjusted(name, wish(more))).toEqual(adjustments);
  });

  test("is no adjustment if the model does it anyway", () => {
    expect(adjusted("cogvideox", wish({ image: IMAGE, duration: 6.125, fps: 8, resolution: "480p" }))).toEqual({});
    expect(adjusted("grok-imagine-video", wish({ aspectRatio: "adaptive" }))).toEqual({});
  });
});

describe("extra inputs", () => {
  test("go in by their own names, and win over wishes", () => {
    const { input, makes, adjustments } = modelInput(
      "p-video",
      wish({ fps: 24, extra: { draft: true, fps: 48, seed: 3 } }),
    );

    expect(input).toMatchObject({ draft: true, fps: 48, seed: 3 });
    expect(makes.fps).toBe(48);
    expect(adjustments).toEqual([{ field: "fps", asked: 24, made: 48, reason: "extra sets fps" }]);
  });

  test("can choose the length, the resolution and the sound", () => {
    const { makes, rates } = modelInput(
      "seedance-1.5-pro",
      wish({ extra: { duration: 7, resolution: "480p", generate_audio: true } }),
    );

    expect(makes).toMatchObject({ seconds: 7, resolution: "480p", audio: true });
    expect(rates?.perSecond).toBe("0.025");
  });
});

describe("the price is that of what is made", () => {
  test.each<[string, Partial<ClipWish>, string, string]>([
    ["seedance-1.5-pro", { resolution: "720p" }, "0", "0.026"],
    ["seedance-1.5-pro", { resolution: "720p", audio: true }, "0", "0.052"],
    ["veo-3.1-lite", { resolution: "1080p" }, "0", "0.08"],
    ["wan-2.2-i2v-fast", { image: IMAGE, resolution: "480p" }, "0.05", "0"],
    ["wan-2.2-i2v-fast", { image: IMAGE, resolution: "480p", extra: { interpolate_output: true } }, "0.065", "0"],
    ["kling-v2.1", { image: IMAGE, resolution: "1080p" }, "0", "0.09"],
    ["kling-v3-video", { resolution: "1080p", audio: true }, "0", "0.336"],
    ["kling-o1", { resolution: "1080p", extra: { reference_video: LAST } }, "0", "0.168"],
    ["hailuo-2.3-fast", { image: IMAGE, duration: 10, resolution: "768p" }, "0.32", "0"],
    ["ray-3.2", { duration: 10, resolution: "720p" }, "0.90", "0"],
    ["wan-2.6-t2v", { resolution: "1080x1920" }, "0", "0.15"],
    ["p-video", { extra: { draft: true } }, "0", "0.005"],
    ["grok-imagine-video-1.5", { image: IMAGE, resolution: "720p" }, "0.01", "0.14"],
    ["seedance-2.5", { extra: { reference_videos: [LAST] } }, "0", "0.9676"],
    ["ltx-video", {}, "0.012675", "0"],
  ])("%s: %o costs %s and %s a second", (name, more, baseCost, perSecond) => {
    const { price, rates } = modelInput(name, wish(more));

    expect(rates).toMatchObject({ baseCost, perSecond, currency: "USD" });
    expect(MODELS[name]?.prices).toContain(price);
  });

  test.each<[string, Partial<ClipWish>]>([
    ["svd", { image: IMAGE }],
    ["ray-3.2", { extra: { hdr: true } }],
  ])("%s: %o has none that is known", (name, more) => {
    const made = modelInput(name, wish(more));

    expect(made).not.toHaveProperty("price");
    expect(made.rates).toBeUndefined();
  });
});

test("a file goes in as it is", () => {
  const image = new File(["x"], "first.png", { type: "image/png" });

  expect(modelInput("veo-3.1-lite", wish({ image })).input["image"]).toBe(image);
});

test("what comes back cannot be changed", () => {
  const made = modelInput("veo-3.1-lite", wish());

  expect(
    [made, made.run, made.input, made.makes, made.price, made.rates, made.adjustments, made.adjustments[0]].map(
      Object.isFrozen,
    ),
  ).toEqual(Array.from({ length: 8 }, () => true));
});

test("a model of one's own is looked up beside the catalogue's", () => {
  const models = { ...MODELS, mine: { ...MODELS["veo-3.1-lite"], name: "mine" } };

  expect(modelInput("mine", wish(), { models }).run).toEqual({ model: "google/mine" });
  expect(() => modelInput("mine", wish())).toThrow("model must be svd, cogvideox");
  expect(() => modelInput("veo-3.1-lit", wish())).toThrow("did you mean veo-3.1-lite?");
});
