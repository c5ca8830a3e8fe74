import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The number of tests that passed, failed and were skipped. */
export interface TestCount {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/**
 * Adds up the reports that vitest left in every package below `root`.
 *
 * @param broken - How many commands ended with an error; a command can break without a failing test (a build, a lint,
 * a type), so at least as many failures are counted.
 * @throws TypeError when a report holds no counts.
 */
export function countTests(root: string, broken: number): TestCount {
  const reports = globSync("{examples/*,packages/*,internal,release,testing}/.vitest/results.json", { cwd: root }).map(
    (file): unknown => JSON.parse(readFileSync(join(root, file), "utf8")),
  );
  const count = (key: string): number => reports.reduce((sum: number, report) => sum + numberAt(report, key), 0);
  return {
    passed: count("numPassedTests"),
    failed: Math.max(count("numFailedTests"), broken),
    skipped: count("numPendingTests"),
  };
}

function numberAt(report: unknown, key: string): number {
  const value: unknown = typeof report === "object" && report !== null ? Reflect.get(report, key) : undefined;
  if (typeof value === "number") return value;
  throw new TypeError(`A test report holds no number "${key}"; was it written by vitest's JSON reporter?`);
}
