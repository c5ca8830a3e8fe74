import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { median, reportFigures } from "../src/bench-report.ts";

let lines: string[];

beforeEach(() => {
  lines = [];
  vi.spyOn(console, "log").mockImplementation((line: string) => lines.push(line));
});

afterEach(() => {
  process.exitCode = undefined;
});

test.each([
  [{ atMost: 8 }, 8, "kept    the total: 8.00 x (at most 8 x)", undefined],
  [{ atMost: 8 }, 8.01, "MISSED  the total: 8.01 x (at most 8 x)", 1],
  [{ atLeast: 3 }, 3, "kept    the total: 3.00 x (at least 3 x)", undefined],
  [{ atLeast: 3 }, 2.99, "MISSED  the total: 2.99 x (at least 3 x)", 1],
])("a bound of %j with %d measured", (bound, measured, line, exitCode) => {
  reportFigures([{ what: "the total", measured, bound }]);

  expect(lines).toEqual([line]);
  expect(process.exitCode).toBe(exitCode);
});

test("a figure has the unit it is given", () => {
  reportFigures([{ what: "import", measured: 1, bound: { atMost: 15 }, unit: "ms" }]);

  expect(lines).toEqual(["kept    import: 1.00 ms (at most 15 ms)"]);
});

test.each([
  [[3], 3],
  [[9, 1, 5], 5],
  [[4, 3, 2, 1], 3],
])("the median of %j is %d", (values, middle) => {
  expect(median(values)).toBe(middle);
});

test("the median of nothing is an error", () => {
  expect(() => median([])).toThrow("pass at least one");
});
