import { costFromJSON } from "@vg/cost";
import { describe, expect, test } from "vitest";
import { durationFigure, errorFigure, timeFigure } from "../../src/accuracy/report/figures.ts";
import { judgedSample } from "./judged-sample.ts";

const KLING = "kwaivgi/kling-v2.5-turbo-pro";
const DAY = new Date("2026-11-20T08:00:00Z");
const recorded = costFromJSON({ amount: "0.30", currency: "USD" });

describe("the reading of the errors", () => {
  test.each([
    [["0.298"], "Every estimate is within the band."],
    [["0.10"], "1 is right of the band: estimated too high."],
    [["0.10", "0.11", "0.90"], "2 are right of the band: estimated too high; 1 is left of it: estimated too low."],
    [["0.90", "0.80"], "2 are left of it: estimated too low."],
  ])("of clips that cost %j is %j", async (costs, reading) => {
    const { text } = await errorFigure(judgedSample({ rows: costs.map((cost) => [6, cost] as const) }));

    expect(text).toContain(reading);
  });
});

describe("the figure of errors over time", () => {
  test.each([
    [[DAY, new Date("2026-11-24T08:00:00Z")], "From 2026-11-20 to 2026-11-24.</p>"],
    [[DAY, DAY, undefined], "From 2026-11-20 to 2026-11-20. 1 clip has no time."],
    [[DAY, DAY, undefined, undefined], "From 2026-11-20 to 2026-11-20. 2 clips have no time."],
  ])("of %j says %j", async (times, reading) => {
    const rows = times.map((at) => [6, "0.30", at === undefined ? {} : { at }] as const);

    expect((await timeFigure(judgedSample({ rows })))?.text).toContain(reading);
  });

  test("is not there if fewer than two clips have a time", async () => {
    expect(
      await timeFigure(
        judgedSample({
          rows: [
            [6, "0.30", { at: DAY }],
            [6, "0.30"],
          ],
        }),
      ),
    ).toBeUndefined();
  });
});

describe("the figure of cost over duration", () => {
  test("has the rates in use and the best ones of a single model", async () => {
    const figure = await durationFigure(
      judgedSample({
        rows: [
          [5, "0.35"],
          [10, "0.70"],
        ],
      }),
    );

    expect(figure?.text).toContain("Rates in use: $0.10 + $0.033 a second. Best rates found: ");
    expect(figure?.text).toContain("clips that decide them");
  });

  test("has only the rates in use of a single clip", async () => {
    const figure = await durationFigure(judgedSample({ rows: [[5, "0.35"]] }));

    expect(figure?.text).toContain("Rates in use: $0.10 + $0.033 a second.");
    expect(figure?.text).not.toContain("Best rates found");
  });

  test("has a line for each of several models, and no rates in use if the estimates were recorded", async () => {
    const rows = [KLING, KLING, "other/model", "other/model"].map(
      (model, at) => [5 + at, `0.${30 + at * 7}`, { model, recorded }] as const,
    );
    const figure = await durationFigure(judgedSample({ rows }));

    expect(figure?.text).toContain("with the best rates found for each model.");
    expect(figure?.text).toContain("Each line is the best base and rate of its model.");
    expect(figure?.text).not.toContain("Rates in use: ");
  });
});
