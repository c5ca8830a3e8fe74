import { expect, test } from "vitest";
import { call, thrownBy } from "../src/untyped.ts";

test("calls with whatever arguments, and gives what comes back", () => {
  expect(call((value: number) => value, "text")).toBe("text");
});

test("gives what is thrown, and throws where nothing is", () => {
  expect(thrownBy(() => call((value: string) => value.trim(), 5))).toBeInstanceOf(TypeError);
  expect(() => thrownBy(() => 5)).toThrow("nothing was thrown");
});
