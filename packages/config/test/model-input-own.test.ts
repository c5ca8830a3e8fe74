import { describe, expect, test } from "vitest";
import {
  type ClipWish,
  ConfigError,
  type ModelField,
  modelInput,
  type ModelRule,
  type ModelSpec,
} from "../src/index.ts";

/** A model of one's own, with inputs of every kind. */
const OWN: ModelSpec = {
  owner: "vg",
  name: "own",
  kind: "community",
  version: "a".repeat(64),
  inputs: {
    prompt: { type: "string" },
    image: { type: "string", format: "uri" },
    last: { type: "array", format: "uri", items: "string" },
    seconds: { type: "integer", minimum: 2, maximum: 8, default: 4 },
    rate: { type: "integer", enum: [12, 24], default: 24 },
    size: { type: "string", enum: ["480p", "720p"], default: "480p" },
    shape: { type: "string", enum: ["16:9", "9:16", "auto"], default: "16:9" },
    sound: { type: "boolean", default: true },
    seed: { type: "integer", minimum: 0 },
    steps: { type: "integer", minimum: 10, maximum: 50 },
    bucket: { type: "integer", enum: [1, 127, 255] },
    flag: { type: "boolean" },
    scale: { type: "number", maximum: 20 },
    strength: { type: "number" },
    tags: { type: "array", items: "string" },
    anything: { type: "array" },
    mode: { type: "string", enum: ["fast", "best"] },
  },
  roles: {
    prompt: "prompt",
    image: "image",
    lastImage: "last",
    duration: "seconds",
    fps: "rate",
    resolution: "size",
    aspectRatio: "shape",
    audio: "sound",
    seed: "seed",
    steps: "steps",
    motionBucketId: "bucket",
  },
  prices: [{ kind: "output-second", perSecond: "0.10", asOf: "2026-11-26", source: "the bill" }],
  output: "uri",
};
const IMAGE = "https://example.com/a.png";

function withRules(...rules: readonly ModelRule[]): ModelSpec {
  return { ...OWN, rules };
}

function withInput(name: string, field: ModelField): ModelSpec {
  return { ...OWN, inputs: { ...OWN.inputs, [name]: field } };
}

function without(...roles: readonly (keyof ModelSpec["roles"])[]): ModelSpec {
  return {
    ...OWN,
    roles: Object.fromEntries(Object.entries(OWN.roles).filter(([role]) => !roles.some((one) => one === role))),
  };
}

describe("a model of one's own", () => {
  test("gets everything that is wished for, by its own names", () => {
    const { run, input, makes, adjustments } = modelInput(OWN, {
      duration: 6,
      prompt: "a fox",
      image: IMAGE,
      lastImage: IMAGE,
      resolution: "720P",
      aspectRatio: "9:16",
      fps: 12,
      audio: true,
      seed: 7,
      steps: 20,
      motionBucketId: 127,
      extra: { flag: true, scale: 2.5, tags: ["a"], anything: [1, "b"], mode: "best" },
    });

    expect(run).toEqual({ version: "a".repeat(64) });
    expect(input).toEqual({
      prompt: "a fox",
      image: IMAGE,
      last: [IMAGE],
      seconds: 6,
      rate: 12,
      size: "720p",
      shape: "9:16",
      sound: true,
      seed: 7,
      steps: 20,
      bucket: 127,
      flag: true,
      scale: 2.5,
      tags: ["a"],
      anything: [1, "b"],
      mode: "best",
    });
    expect(makes).toEqual({ seconds: 6, fps: 12, resolution: "720p", aspectRatio: "9:16", audio: true });
    expect(adjustments).toEqual([]);
  });

  test.each<
    [what: string, spec: ModelSpec, wish: Partial<ClipWish>, field: keyof ClipWish, made: unknown, reason: string]
  >([
    ["too many steps", OWN, { steps: 99 }, "steps", 50, "own takes a whole number from 10 to 50"],
    ["a bucket between two", OWN, { motionBucketId: 100 }, "motionBucketId", 127, "own takes 1, 127 or 255"],
    ["another rate", OWN, { fps: 30 }, "fps", 24, "own plays at 12 or 24"],
    ["steps without a place", without("steps"), { steps: 20 }, "steps", undefined, "own takes no number of steps"],
    ["a seed without a place", without("seed"), { seed: 1 }, "seed", undefined, "own takes no seed"],
    [
      "sound without a switch",
      without("audio"),
      { audio: true },
      "audio",
      undefined,
      "own has no switch for its sound",
    ],
    ["a rate without a place", without("fps"), { fps: 12 }, "fps", undefined, "own takes no frame rate"],
    ["an image without a place", without("image"), { image: IMAGE }, "image", undefined, "own takes no image"],
    [
      "a shape without a place",
      without("aspectRatio"),
      { aspectRatio: "16:9" },
      "aspectRatio",
      undefined,
      "own takes no aspect ratio",
    ],
    [
      "a shape that a rule ignores",
      withRules({ when: { image: { present: true } }, ignores: ["shape"], reason: "it follows the image" }),
      { aspectRatio: "9:16", image: IMAGE },
      "aspectRatio",
      undefined,
      "it follows the image",
    ],
    [
      "an image that does not go with what extra sets",
      withRules({
        when: { image: { present: true } },
        needs: { mode: "best" },
        reason: "images are made in the best mode",
      }),
      { image: IMAGE, extra: { mode: "fast" } },
      "image",
      undefined,
      "images are made in the best mode",
    ],
    [
      "sound that a rule forbids",
      withRules({ when: { image: { present: true } }, needs: { sound: false }, reason: "images have no sound" }),
      { audio: true, image: IMAGE },
      "audio",
      false,
      "images have no sound",
    ],
    ["steps that extra sets", OWN, { steps: 20, extra: { steps: 30 } }, "steps", 30, "extra sets steps"],
    ["a seed that extra sets", OWN, { seed: 1, extra: { seed: 2 } }, "seed", 2, "extra sets seed"],
    ["sound that extra sets", OWN, { audio: true, extra: { sound: false } }, "audio", false, "extra sets sound"],
    ["a prompt that extra sets", OWN, { prompt: "a", extra: { prompt: "b" } }, "prompt", "b", "extra sets prompt"],
    [
      "a shape that extra sets",
      OWN,
      { aspectRatio: "9:16", extra: { shape: "16:9" } },
      "aspectRatio",
      "16:9",
      "extra sets shape",
    ],
    ["a rate that extra sets", OWN, { fps: 24, extra: { rate: 12 } }, "fps", 12, "extra sets rate"],
  ])("adjusts %s", (_what, spec, wish, field, made, reason) => {
    const { adjustments } = modelInput(spec, { duration: 4, ...wish });

    expect(adjustments).toEqual([{ field, asked: wish[field], made, reason }]);
  });

  test.each<[what: string, spec: ModelSpec, wish: Partial<ClipWish>, message: string]>([
    ["a switch that is a number", OWN, { extra: { flag: 1 } }, "wish.extra.flag must be true or false, not 1"],
    [
      "a number that is too large",
      OWN,
      { extra: { scale: 21 } },
      "wish.extra.scale must be a number of at most 20, not 21",
    ],
    ["a number that is a text", OWN, { extra: { strength: "1" } }, 'wish.extra.strength must be a number, not "1"'],
    [
      "a list that is a text",
      OWN,
      { extra: { tags: "a" } },
      'wish.extra.tags must be a list of values of type string, not "a"',
    ],
    ["a list of numbers", OWN, { extra: { tags: [1] } }, "wish.extra.tags must be a list of values of type string"],
    [
      "a list that is a number",
      OWN,
      { extra: { anything: 5 } },
      "wish.extra.anything must be a list of values of type any, not 5",
    ],
    [
      "a list of images that is none",
      OWN,
      { extra: { last: "a" } },
      "wish.extra.last must be a list of addresses of files",
    ],
    [
      "a value that is not listed",
      OWN,
      { extra: { mode: "slow" } },
      'wish.extra.mode must be fast or best, not "slow"',
    ],
    ["a text that is a number", OWN, { extra: { prompt: 5 } }, "wish.extra.prompt must be a text, not 5"],
    [
      "a file that is none",
      OWN,
      { extra: { image: "a b" } },
      "wish.extra.image must be the address of a file, or a file",
    ],
    [
      "a number below the lowest",
      OWN,
      { extra: { seed: -1 } },
      "wish.extra.seed must be a whole number of at least 0, not -1",
    ],
    ["a seed below the lowest", OWN, { seed: -1 }, "wish.seed must be a whole number of at least 0, not -1"],
    [
      "an input that is almost one",
      OWN,
      { extra: { stregnth: 1 } },
      "wish.extra.stregnth is not an input of own; did you mean strength?",
    ],
    [
      "an input that is none",
      OWN,
      { extra: { zzzzzzzzzz: 1 } },
      "wish.extra.zzzzzzzzzz is not an input of own; it has prompt,",
    ],
    [
      "a shape that is none",
      OWN,
      { aspectRatio: "wide" },
      "wish.aspectRatio must be one that own makes (16:9, 9:16 or auto)",
    ],
    ["a resolution that is none", OWN, { resolution: "huge" }, "wish.resolution must be"],
    [
      "an input that is required and missing",
      withInput("licence", { type: "string", required: true }),
      {},
      "wish.extra.licence is missing; own does not run without it",
    ],
    [
      "an input that a rule asks for",
      withRules({
        when: { image: { present: true } },
        needs: { mode: { present: true } },
        reason: "images need a mode",
      }),
      { image: IMAGE },
      "wish.extra.mode is missing; images need a mode",
    ],
    [
      "sound that is not possible at all",
      withRules(
        {
          when: { size: ["480p", "720p"], sound: true },
          needs: { seed: { present: true } },
          reason: "sound needs a seed",
        },
        { when: { sound: [true, false] }, needs: { seed: { present: true } }, reason: "it needs a seed" },
      ),
      {},
      "wish.audio is not possible; it needs a seed",
    ],
    [
      "a length that nobody knows",
      withRules({ when: { image: { present: true } }, ignores: ["seconds"], reason: "it follows the image" }),
      { image: IMAGE },
      "wish.duration cannot be known; it follows the image",
    ],
    ["a model without lengths", without("duration"), {}, "own makes no clip of a known length"],
  ])("refuses %s", (_what, spec, wish, message) => {
    const run = (): unknown => modelInput(spec, { duration: 4, ...wish });

    expect(run).toThrow(ConfigError);
    expect(run).toThrow(message);
  });

  test("gets the value that a rule asks of an input without a role", () => {
    const spec = withRules({
      when: { image: { present: true } },
      needs: { mode: "best" },
      reason: "images are made in the best mode",
    });

    expect(modelInput(spec, { duration: 4, image: IMAGE }).input).toMatchObject({ mode: "best" });
    expect(modelInput(spec, { duration: 4 }).input).not.toHaveProperty("mode");
  });

  test.each([
    ["latest", undefined, { version: "latest" }],
    ["latest", "b".repeat(64), { version: "b".repeat(64) }],
    [undefined, undefined, { version: "latest" }],
  ])("of version %s, known as %s, runs as %o", (version, knownVersion, run) => {
    const { version: _version, ...spec } = OWN;
    const known = { ...spec, ...(version && { version }), ...(knownVersion && { knownVersion }) };

    expect(modelInput(known, { duration: 4 }).run).toEqual(run);
  });

  test("has no rates without a price", () => {
    const made = modelInput({ ...OWN, prices: [] }, { duration: 4 });

    expect(made.rates).toBeUndefined();
    expect(made).not.toHaveProperty("price");
  });
});
