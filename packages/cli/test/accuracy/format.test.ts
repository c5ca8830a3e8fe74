import { getCostRates } from "@vg/config";
import { expect, test } from "vitest";
import {
  formatClip,
  formatDeviation,
  formatShare,
  formatSignedError,
  formatVerdict,
} from "../../src/accuracy/format.ts";
import { renderReport } from "../../src/accuracy/report/report.ts";
import { judgedSample } from "./judged-sample.ts";

test.each([
  [0, "0 %"],
  [0.2, "20 %"],
  [0.187_35, "18.7 %"],
  [13.155, "1,315.5 %"],
  [0.000_312, "0.0312 %"],
])("a share of %d is %s", (share, words) => {
  expect(formatShare(share)).toBe(words);
});

test.each([
  [0.25, "25 % too high", "+25.0 %"],
  [-0.123, "12.3 % too low", "-12.3 %"],
  [0, "exact", "+0.0 %"],
])("an error of %d is %s, in a column %s", (error, words, column) => {
  expect([formatDeviation(error), formatSignedError(error)]).toEqual([words, column]);
});

test("a clip is called by its place and its id, cut where that is long", () => {
  expect(formatClip({ place: { line: 3 } })).toBe("line 3");
  expect(formatClip({ place: { item: 3 }, id: "a".repeat(50) })).toBe(`item 3, ${"a".repeat(40)}...`);
});

test("one clip that breaks the promise is spoken of as one", () => {
  expect(formatVerdict(judgedSample({ rows: [[6, "0.10"]] }))).toBe(
    "The ±20 % promise does not hold: 0 of 1 estimate is within 20 % of what the clip cost; the worst is 198 % too high (line 1).",
  );
});

test.each([
  [{ asOf: "2026-10-08", source: "the price page" }, "2026-10-08, the price page"],
  [{ asOf: "2025" }, "2025"],
])("a report says when and where the price of %j was read", async (facts, shown) => {
  const sample = judgedSample({
    rows: [
      [6, "0.298"],
      [8, "0.364"],
    ],
  });
  const rates = { ...getCostRates("production"), ...facts };
  const origins = [{ kind: "rates", rates, origin: "the rates of production", count: 2 }] as const;
  const page = await renderReport(
    { ...sample, origins },
    { version: "1.2.3", madeAt: new Date("2026-11-22T10:00:00Z") },
  );

  expect(page).toContain(`<dd>${shown}</dd>`);
  expect(page).toContain('Made by vg 1.2.3 on <time datetime="2026-11-22T10:00:00.000Z">22 November 2026</time>.');
  expect(page).toContain("no bias");
  expect(page).not.toContain("Not compared</a>");
});
