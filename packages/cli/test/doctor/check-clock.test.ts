import { expect, test } from "vitest";
import { checkClock } from "../../src/doctor/run-doctor.ts";

test.each([
  [0, "ok", "within 60 s"],
  [60, "ok", "within 60 s"],
  [-60, "ok", "within 60 s"],
  [61, "warning", "61 s ahead of"],
  [-300, "warning", "300 s behind"],
  [301, "problem", "301 s ahead of"],
  [-86_400, "problem", "86400 s behind"],
])("judges a clock that is %d s off as %s", (seconds, status, text) => {
  const there = Date.parse("2026-11-22T12:00:00Z");
  const check = checkClock([{ here: there + seconds * 1000, there }]);

  expect(check.status).toBe(status);
  expect(check.message).toContain(text);
});
