import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { countTests } from "../src/count-tests.ts";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "vg-count-"));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

function report(folder: string, content: unknown): void {
  mkdirSync(join(root, folder, ".vitest"), { recursive: true });
  writeFileSync(join(root, folder, ".vitest/results.json"), JSON.stringify(content));
}

test.each([
  [0, { passed: 15, failed: 1, skipped: 2 }],
  [1, { passed: 15, failed: 1, skipped: 2 }],
  [3, { passed: 15, failed: 3, skipped: 2 }],
])("adds up every package's report, with %d broken commands", (broken, expected) => {
  report("packages/config", { numPassedTests: 10, numFailedTests: 1, numPendingTests: 2 });
  report("testing", { numPassedTests: 5, numFailedTests: 0, numPendingTests: 0 });

  expect(countTests(root, broken)).toEqual(expected);
});

test("counts nothing where no test ran", () => {
  expect(countTests(root, 0)).toEqual({ passed: 0, failed: 0, skipped: 0 });
});

test.each([[null], [{}], [{ numPassedTests: "10" }]])("refuses the report %j", (content) => {
  report("testing", content);

  expect(() => countTests(root, 0)).toThrow('holds no number "numPassedTests"');
});
