import { expect, test } from "vitest";
import type { EmulatedModel } from "../../src/index.ts";
import { clipSeconds } from "../../src/replicate/models/metrics.ts";
import { FILM, FRAMES, SKETCH } from "../support/sample-models.ts";

const ROUNDED: EmulatedModel = { ...FILM, clips: { rounding: { fps: 16, step: 4, added: 1 } } };
const TEXT_LENGTH: EmulatedModel = { ...FILM, inputs: { duration: { type: "string", default: "5s" } } };
const FIXED_RATE: EmulatedModel = { ...FRAMES, roles: { frames: "video_length" }, clips: { fps: 8 } };
const FIXED: EmulatedModel = { ...FRAMES, roles: {}, clips: { frames: [49], fps: 8 } };

test.each([
  ["its input", FILM, { duration: 4 }, 4],
  ["its default", FILM, {}, 8],
  ["a text", TEXT_LENGTH, {}, 5],
  ["a text that is given", TEXT_LENGTH, { duration: "10" }, 10],
  ["frames and a rate", FRAMES, { video_length: "25_frames", fps: 5 }, 25 / 6],
  ["the defaults of both", FRAMES, {}, 2],
  ["frames at a rate that is fixed", FIXED_RATE, {}, 1.75],
  ["frames and a rate that are fixed", FIXED, {}, 6.125],
  ["a length that is fixed", SKETCH, {}, 6],
  ["frames of a length that is rounded up", ROUNDED, { duration: 4 }, 65 / 16],
  ["nothing", { ...FILM, roles: {} }, {}, 5],
  ["a length that the model chooses", FILM, { duration: -1 }, 5],
])("the length of a clip is known from %s", (_what, model, input, seconds) => {
  expect(clipSeconds(model, input)).toBe(seconds);
});
