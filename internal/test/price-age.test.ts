import { describe, expect, test } from "vitest";
import { priceAgeDays } from "../src/index.ts";

describe("priceAgeDays", () => {
  const now = new Date("2026-11-22T12:00:00Z");

  test.each([
    ["2026-11-22", 0],
    ["2026-11-21", 1],
    ["2026-10-08", 45],
    ["2026-12-01", 0],
    ["2025-11", 357],
    ["2024-02", 997],
    ["2025", 326],
    ["2026", 0],
    ["yesterday", undefined],
    ["2026-13", undefined],
    ["2026-02-30", undefined],
    ["", undefined],
    [2026, undefined],
  ])("counts %j as %j days", (asOf, days) => {
    expect(priceAgeDays(asOf, now)).toBe(days);
  });
});
