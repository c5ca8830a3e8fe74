import { call } from "@vg/testing/untyped";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  clipDurations,
  type ClipWish,
  ConfigError,
  inputNeed,
  modelInput,
  type ModelInput,
  type ModelSpec,
  MODELS,
  parseModelName,
  type Price,
} from "../src/index.ts";
import { inputValidator } from "./input-schema.ts";

const NAMES = Object.keys(MODELS).map(parseModelName);
const IMAGE = "https://images.example/first.png";
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });

const size = fc.tuple(fc.integer({ min: 16, max: 4096 }), fc.integer({ min: 16, max: 4096 }));
const resolution = fc.oneof(
  fc.constantFrom(
    "480p",
    "512p",
    "540p",
    "720p",
    "768P",
    "1080p",
    "2k",
    "4k",
    "1024x576",
    "768x432",
    "1280*720",
    "pro",
  ),
  size.map(([width, height]) => `${width}x${height}`),
);
const aspectRatio = fc.constantFrom("16:9", "9:16", "1:1", "4:3", "21:9", "5:7", "landscape", "portrait", "auto");
const wish: fc.Arbitrary<ClipWish> = fc.record({
  duration: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.double({ min: 0.01, max: 40, noNaN: true })),
  prompt: fc.constant("a fox"),
  negativePrompt: maybe(fc.constant("rain")),
  image: maybe(fc.constantFrom(IMAGE, "data:image/png;base64,AAAA")),
  lastImage: maybe(fc.constant("https://images.example/last.png?token=a%20b")),
  resolution: maybe(resolution),
  aspectRatio: maybe(aspectRatio),
  fps: maybe(fc.oneof(fc.integer({ min: 1, max: 60 }), fc.constant(29.97))),
  audio: maybe(fc.boolean()),
  seed: maybe(fc.maxSafeInteger()),
  steps: maybe(fc.integer({ min: 1, max: 1000 })),
  motionBucketId: maybe(fc.integer({ min: 1, max: 1000 })),
});
const options = fc.record({ lengths: fc.constantFrom("at-least", "nearest", "exact") });

/** A model's input, or the error in its place. */
function attempt(spec: ModelSpec, wished: ClipWish, lengths: object): ModelInput | ConfigError {
  try {
    return modelInput(spec, wished, lengths);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
}

describe.each(NAMES)("of %s", (name) => {
  const spec: ModelSpec = MODELS[name];
  const validate = inputValidator(spec);
  const lengthInput = spec.roles.duration ?? spec.roles.frames ?? "";

  test("any wish becomes an input that the schema takes, or a ConfigError", () => {
    fc.assert(
      fc.property(wish, options, (wished, lengths) => {
        const made = attempt(spec, wished, lengths);
        if (made instanceof ConfigError) return;

        validate(made.input);
        expect(validate.errors ?? []).toEqual([]);
      }),
    );
  });

  test("every wish is in the input, in what is made, or in the adjustments", () => {
    fc.assert(
      fc.property(wish, options, (wished, lengths) => {
        const made = attempt(spec, wished, lengths);
        if (made instanceof ConfigError) return;
        const adjusted = new Set<string>(made.adjustments.map(({ field }) => field));
        const { seconds, fps, audio } = made.makes;

        // Every wish that is not adjusted, and whether it is kept.
        const kept: [field: string, isKept: boolean][] = [
          ["duration", Math.abs(seconds - wished.duration) <= 0.005],
          ["fps", wished.fps === undefined || fps === wished.fps],
          ["audio", wished.audio === undefined || audio === wished.audio],
          ["resolution", wished.resolution === undefined || made.makes.resolution !== undefined],
          [
            "aspectRatio",
            wished.aspectRatio === undefined ||
              made.makes.aspectRatio !== undefined ||
              Object.hasOwn(made.input, spec.roles.aspectRatio ?? ""),
          ],
          ...(["prompt", "negativePrompt", "image", "lastImage", "seed", "steps"] as const).map(
            (field): [string, boolean] => {
              const input = made.input[spec.roles[field] ?? ""];
              return [field, wished[field] === undefined || [input].flat().includes(wished[field])];
            },
          ),
        ];
        expect(kept.filter(([field, isKept]) => !isKept && !adjusted.has(field))).toEqual([]);
      }),
    );
  });

  test("the length is the shortest that is long enough, or the longest, of those that the rules and the rate leave", () => {
    const ruled = (spec.rules ?? []).some(({ when, needs = {} }) => [when, needs].some((part) => lengthInput in part));
    fc.assert(
      fc.property(wish, (wished) => {
        const made = attempt(spec, wished, {});
        if (made instanceof ConfigError || ruled) return;
        const rate = wished.fps === undefined ? undefined : made.makes.fps;
        const seconds = clipDurations(name, spec.roles.frames === undefined ? {} : { fps: rate }).map(
          (clip) => clip.seconds,
        );
        const enough = seconds.filter((length) => length >= wished.duration - 0.005);
        const expected = enough.length > 0 ? Math.min(...enough) : Math.max(...seconds);

        expect(Math.abs(made.makes.seconds - expected)).toBeLessThanOrEqual(0.01);
      }),
    );
  });

  test("the price is the one for the values that are sent", () => {
    fc.assert(
      fc.property(wish, (wished) => {
        const made = attempt(spec, wished, {});
        if (made instanceof ConfigError || made.price === undefined) return;

        const met = Object.entries(made.price.when ?? {}).map(([input, condition]) => {
          if (typeof condition !== "object") return made.input[input] === condition;
          if ("present" in condition) return input in made.input === condition.present;
          return condition.some((value) => value === made.input[input]);
        });
        expect(met).not.toContain(false);
      }),
    );
  });

  test("every price without a reference video can be reached by a wish", () => {
    const reachable = spec.prices.filter(({ when = {} }) => !Object.values(when).some(isOfReference));
    const reached = new Set<Price | undefined>(reachable.map((price) => reach(spec, price)));

    expect([...reached]).toEqual(reachable);
  });
});

function isOfReference(condition: unknown): boolean {
  return typeof condition === "object" && condition !== null && "present" in condition && condition.present === true;
}

/** Wishes for what a price is for, and returns the price of what is made. */
function reach(spec: ModelSpec, { when = {} }: Price): Price | undefined {
  const extra = Object.fromEntries(
    Object.entries(when).flatMap(([input, condition]) => {
      if (typeof condition !== "object") return [[input, condition]];
      return "present" in condition ? [] : [[input, condition[0]]];
    }),
  );
  const image = inputNeed(spec, "image") === "none" ? undefined : IMAGE;
  return modelInput(spec, { duration: 5, prompt: "a fox", image, extra }).price;
}

function thrownBy(run: () => unknown): unknown {
  try {
    run();
    return undefined;
  } catch (error) {
    return error;
  }
}

test("whatever the arguments are, nothing but a ConfigError is thrown", () => {
  const anything = fc.anything({ withBigInt: true, withNullPrototype: true });
  const fields = Object.fromEntries(
    ["duration", "prompt", "image", "resolution", "aspectRatio", "fps", "audio", "seed", "steps", "extra"].map(
      (field) => [field, maybe(fc.oneof(fc.constantFrom(5, "720p", "16:9", IMAGE, true), anything))],
    ),
  );
  fc.assert(
    fc.property(
      fc.oneof(fc.constantFrom<unknown>(...NAMES), fc.string()),
      fc.oneof(fc.record(fields), anything),
      fc.oneof(fc.record({ lengths: anything }), anything),
      (model, wished, chosen) => {
        const thrown = thrownBy(() => call(modelInput, model, wished, chosen));
        expect(thrown === undefined || thrown instanceof ConfigError).toBe(true);
      },
    ),
    { numRuns: 1000 },
  );
});
