import { expect, test } from "vitest";
import { closestName, formatList, formatPath } from "../src/index.ts";

test.each([
  [[], ""],
  [["a"], "a"],
  [["a", "b"], "a or b"],
  [["a", "b", "c"], "a, b or c"],
])("lists %j as %j", (names, text) => {
  expect(formatList(names)).toBe(text);
});

test("lists with another conjunction", () => {
  expect(formatList(["a", "b", "c"], "and")).toBe("a, b and c");
});

test.each([
  [["clipPrompts", 2, "duration"], "clipPrompts[2].duration"],
  [["jobId"], "jobId"],
  [[], ""],
  [["defaults", "a b"], 'defaults["a b"]'],
  [["r8_0123456789abcdefghijklmnopqrstuvwxyzA"], '["[redacted]"]'],
  [["input", "constructor"], "input.constructor"],
])("writes the path %j as %s", (keys, path) => {
  expect(formatPath(keys)).toBe(path);
});

const NAMES = ["svd", "cogvideox", "cogvideox-t2v", "kling-v2.5-turbo-pro", "imageUrl", "duration"];

test.each([
  ["sdv", "svd"],
  ["svdd", "svd"],
  ["cogvideo", "cogvideox"],
  ["CogVideoX", "cogvideox"],
  ["cogvideox_t2v", "cogvideox-t2v"],
  ["kling-v2.5-turbo", "kling-v2.5-turbo-pro"],
  ["image_url", "imageUrl"],
  ["image", "imageUrl"],
  ["durration", "duration"],
  ["seed", undefined],
  ["", undefined],
  ["...", undefined],
])("takes %j for %j", (name, meant) => {
  expect(closestName(name, NAMES)).toBe(meant);
});

test("prefers the closest of several close names", () => {
  expect(closestName("veo-3.1-fats", ["veo-3-fast", "veo-3.1-fast", "veo-3.1-lite"])).toBe("veo-3.1-fast");
});
