import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clipDurations, MODELS, nearestClipDuration, parseModelName } from "../src/index.ts";

const NAMES = Object.keys(MODELS).map(parseModelName);
const model = fc.constantFrom(...NAMES);
const length = fc.double({ min: 0, max: 100, noNaN: true });

describe("clipDurations", () => {
  test.each(NAMES)("of %s ascend, each once, all above zero, and cannot be changed", (name) => {
    const clips = clipDurations(name);
    const seconds = clips.map((clip) => clip.seconds);

    expect(seconds.length).toBeGreaterThan(0);
    expect(seconds.every((value) => value > 0)).toBe(true);
    expect(seconds).toEqual([...new Set(seconds)].toSorted((a, b) => a - b));
    expect(Object.isFrozen(clips) && clips.every((clip) => Object.isFrozen(clip))).toBe(true);
  });

  test.each([
    ["svd", { fps: 30 }, [14 / 31, 25 / 31]],
    ["svd", { fps: 24 }, [14 / 25, 1]],
    ["svd", { fps: 5 }, [14 / 6, 25 / 6]],
    ["cogvideox", {}, [6.125]],
    ["cogvideox-t2v", { fps: 30 }, [6.125]],
    ["kling-v2.5-turbo-pro", {}, [5, 10]],
    ["kling-v2.5-turbo-pro", { fps: 30 }, [5, 10]],
    ["video-01", {}, [6]],
  ] as const)("of %s with %o are %j seconds", (name, options, seconds) => {
    expect(clipDurations(name, options).map((clip) => clip.seconds)).toEqual(seconds);
  });

  test("of svd reach from 14 frames at 30 to 25 frames at 5 frames per second", () => {
    expect(clipDurations("svd")[0]).toEqual({ seconds: 14 / 31, frames: 14, fps: 30 });
    expect(clipDurations("svd").at(-1)).toEqual({ seconds: 25 / 6, frames: 25, fps: 5 });
  });

  test.each([4, 31, 60, 24.5, Number.NaN])("of svd are not made at %d frames per second", (fps) => {
    expect(() => clipDurations("svd", { fps })).toThrow(
      `fps must be a whole number from 5 to 30 for stability-ai/stable-video-diffusion, not ${fps}`,
    );
  });
});

describe("nearestClipDuration", () => {
  test.each([
    ["svd", 8, {}, { seconds: 25 / 6, frames: 25, fps: 5, possible: false }],
    ["svd", 8, { fps: 30 }, { seconds: 25 / 31, frames: 25, fps: 30, possible: false }],
    ["svd", 4.17, {}, { seconds: 25 / 6, frames: 25, fps: 5, possible: true }],
    ["svd", 0.81, { fps: 30 }, { seconds: 25 / 31, frames: 25, fps: 30, possible: true }],
    ["svd", 0, {}, { seconds: 14 / 31, frames: 14, fps: 30, possible: false }],
    ["cogvideox", 6.125, {}, { seconds: 6.125, frames: 49, fps: 8, possible: true }],
    ["cogvideox", 6, {}, { seconds: 6.125, frames: 49, fps: 8, possible: false }],
    ["kling-v2.5-turbo-pro", 7.5, {}, { seconds: 5, possible: false }],
    ["kling-v2.5-turbo-pro", 7.6, {}, { seconds: 10, possible: false }],
    ["svd", 1, {}, { seconds: 1, frames: 25, fps: 24, possible: true }],
    ["veo-3.1-lite", 6.004, {}, { seconds: 6, possible: true }],
    ["veo-3.1-lite", 6.006, {}, { seconds: 6, possible: false }],
    ["grok-imagine-video", 12, {}, { seconds: 12, possible: true }],
  ] as const)("of %s for %d seconds with %o is %o", (name, seconds, options, nearest) => {
    expect(nearestClipDuration(name, seconds, options)).toEqual(nearest);
  });

  test.each([-1, Number.NaN, Infinity, "5", null])("refuses %j, which is no length", (seconds) => {
    // @ts-expect-error - JavaScript lets any value through
    expect(() => nearestClipDuration("svd", seconds)).toThrow(/^seconds must be a finite number, 0 or more/);
  });

  test("is a length that the model makes, and none of its lengths is nearer", () => {
    fc.assert(
      fc.property(model, length, (name, seconds) => {
        const { possible, ...nearest } = nearestClipDuration(name, seconds);
        const clips = clipDurations(name);
        const distances = clips.map((clip) => Math.abs(clip.seconds - seconds));

        expect(clips).toContainEqual(nearest);
        expect(Math.abs(nearest.seconds - seconds)).toBe(Math.min(...distances));
        expect(possible).toBe(Math.min(...distances) <= 0.005);
      }),
    );
  });

  test("is possible for every length that the model makes", () => {
    fc.assert(
      fc.property(model, fc.nat(), (name, at) => {
        const clips = clipDurations(name);
        const clip = clips[at % clips.length];

        expect(nearestClipDuration(name, clip?.seconds ?? Number.NaN)).toEqual({ ...clip, possible: true });
      }),
    );
  });
});
