import { htmlUnescape } from "escape-goat";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Accuracy } from "../../src/accuracy/accuracy.ts";
import { dollarsNumber } from "../../src/accuracy/format.ts";
import { durationPlot } from "../../src/accuracy/report/duration-plot.ts";
import { errorBars, errorPlot, timePlot } from "../../src/accuracy/report/error-plots.ts";
import { plotSvg } from "../../src/report/plot.ts";
import { html, Html } from "../../src/report/html.ts";
import { judgedSample, KNOWN } from "./judged-sample.ts";

/** Clips whose costs lie near to and far from production's estimates, on both kinds of scale. */
const accuracies = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 400_000 })), {
    minLength: 1,
    maxLength: 12,
  })
  .map((clips) =>
    judgedSample({ rows: clips.map(([seconds, units]) => [seconds, (units / 100_000).toFixed(5)] as const) }),
  );

describe("the plot of errors", () => {
  test("counts every clip once, in the colour of its verdict and on the side of its error", () => {
    fc.assert(
      fc.property(accuracies, (accuracy) => {
        const bars = errorBars(accuracy);
        const sum = (count: (bar: (typeof bars)[number]) => number): number =>
          bars.reduce((all, bar) => all + count(bar), 0);

        expect(sum(({ within }) => within)).toBe(accuracy.withinCount);
        expect(sum(({ within, outside }) => within + outside)).toBe(accuracy.clips.length);
        const low = bars.filter(({ to }) => to <= 0).reduce((all, { within, outside }) => all + within + outside, 0);
        expect(low).toBe(accuracy.clips.filter(({ error }) => error < 0).length);
        for (const { from, to, within, outside } of bars) {
          const isInside = Math.max(Math.abs(from), Math.abs(to)) < 0.2001;
          expect(isInside ? outside : within).toBe(0);
        }
      }),
    );
  });

  test.each([
    ["0.20", 0.2, "within"],
    ["0.20", 0.200_000_1, "outside"],
    ["0.30", -0.3, "within"],
    ["0.30", -0.300_000_1, "outside"],
    ["0", 0, "within"],
    ["0", 0.01, "outside"],
  ] as const)("with a tolerance of %s counts an error of %d as %s", (tolerance, error, verdict) => {
    const rows = [[1, "1.00"]] as const;
    const baseCost = (1 + error).toFixed(9);
    const bars = errorBars(judgedSample({ rows, baseCost, perSecond: "0", tolerance }));

    expect(bars.filter(({ [verdict]: count }) => count === 1)).toHaveLength(1);
  });

  test("draws a bar as high as its clips are many", async () => {
    const rows = [
      ...Array.from({ length: 30 }, () => [5, "0.265"] as const),
      ...Array.from({ length: 10 }, () => [5, "0.20"] as const),
    ];
    const heights = [
      ...(await svgOf(errorPlot(judgedSample({ rows })))).matchAll(
        /v(-?[\d.]+)h-?[\d.]+Z" fill="var\(--(within|outside)\)"/g,
      ),
    ]
      .map(([, height]) => Math.abs(Number(height)))
      .filter((height) => height > 0);

    expect(heights).toHaveLength(2);
    expect((heights[0] ?? 0) / (heights[1] ?? 1)).toBeCloseTo(3, 1);
  });
});

describe("the plot over time", () => {
  test("has a point for every clip that has a time, in the order of time and in the colour of its model", async () => {
    const rows = [
      [5, "0.20", { at: new Date("2026-10-09"), model: "a/b" }],
      [5, "0.30", { at: new Date("2026-10-01"), model: "c/d" }],
      [5, "0.30", { model: "c/d" }],
    ] as const;
    const svg = await svgOf(timePlot(judgedSample({ rows })));
    const { points } = readSvg(svg);

    expect(points).toHaveLength(2);
    expect(pointAt(points, 0).x).toBeGreaterThan(pointAt(points, 1).x);
    // An estimate that is too high is above one that is too low.
    expect(pointAt(points, 0).y).toBeLessThan(pointAt(points, 1).y);
    expect(svg.match(/fill="var\(--model-\d\)"/g)).toEqual(['fill="var(--model-2)"', 'fill="var(--model-1)"']);
  });
});

describe("the plot of cost over duration", () => {
  test("has a point for every clip, inside the band exactly where the best rates are within the tolerance", async () => {
    await fc.assert(
      fc.asyncProperty(
        accuracies.filter(({ models }) => models[0]?.fit.kind !== "too-few"),
        async (accuracy) => {
          const { points, bands } = readSvg(await svgOf(durationPlot(accuracy)));

          expect(points).toHaveLength(accuracy.clips.length);
          const decided = accuracy.clips
            .map((_clip, index) => ({ index, into: distanceIntoBand(bands[0], pointAt(points, index)) }))
            .filter(({ into }) => Math.abs(into) > 0.05);
          expect(decided.map(({ into }) => into > 0)).toEqual(
            decided.map(({ index }) => Math.abs(errorOfFit(accuracy, index)) <= 0.2),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  test("rings the clips that decide the best rates", async () => {
    const svg = await svgOf(durationPlot(judgedSample({ rows: KNOWN.quadratic })));

    expect(svg.match(/stroke="var\(--ink\)"/g)).toHaveLength(2);
  });

  test("has the line of the rates in use alone where one clip finds no others", async () => {
    const { lines, bands } = readSvg(await svgOf(durationPlot(judgedSample({ rows: [[5, "0.20"]] }))));

    expect([lines.length, bands.length]).toEqual([1, 0]);
  });
});

test("the plot of cost over duration draws the line of each model in its own colour", async () => {
  const rows = ["a/b", "c/d"].flatMap((model) =>
    [2, 4].map((seconds) => [seconds, (seconds / 10).toFixed(2), { model }] as const),
  );
  const svg = await svgOf(durationPlot(judgedSample({ rows })));
  const { lines, points, bands } = readSvg(svg);

  expect([lines.length, points.length, bands.length]).toEqual([3, 4, 0]);
  expect(svg.match(/stroke="var\(--model-\d\)"/g)).toEqual(['stroke="var(--model-1)"', 'stroke="var(--model-2)"']);
});

describe("a drawing", () => {
  test.each(["costs $1 + $2 & more", `"><script>alert(1)</script>`])("keeps its label as it is: %s", async (label) => {
    const { text } = await plotSvg(durationPlot(judgedSample({ rows: [[5, "0.20"]] })), label);
    const [, shown = ""] = /^<svg role="img" aria-label="([^"<>]*)" viewBox="0 0 \d+ \d+">/.exec(text) ?? [];

    expect(htmlUnescape(shown)).toBe(label);
  });

  test("holds nothing that is fetched and nothing that runs", async () => {
    const svg = await svgOf(errorPlot(judgedSample({ rows: KNOWN.hailuo })));

    expect(svg).not.toMatch(/<script|<image|<foreignObject|href|url\(|\son\w+=/);
  });
});

describe("html", () => {
  test("escapes every text that is put into it, in elements and in attributes", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("<", ">", '"', "'", "&", "a", ";", "\n ", "&lt;") }), (text) => {
        const [, attribute = "", element = ""] =
          /^<p title="([^"<>]*)">([^"<>]*)<\/p>$/.exec(html`<p title="${text}">${text}</p>`.text) ?? [];

        expect([attribute, element].map(htmlUnescape)).toEqual([text, text]);
      }),
    );
  });

  test("leaves HTML as it is, joins lists and leaves out what is undefined", () => {
    expect(html`<b>${[new Html("<i>"), 5, "<"]}${undefined}</b>`.text).toBe("<b><i>5&lt;</b>");
  });
});

type Corner = readonly [x: number, y: number];

interface Point {
  readonly x: number;
  readonly y: number;
}

async function svgOf(spec: Parameters<typeof plotSvg>[0]): Promise<string> {
  return (await plotSvg(spec, "a plot")).text;
}

/** Where points, bands and lines are, in the drawing's own units. */
function readSvg(svg: string) {
  const symbols = /mark-symbol role-mark"[^>]*>(.*?)<\/g>/s.exec(svg)?.[1] ?? "";
  const points = [...symbols.matchAll(/translate\(([-\d.e]+),([-\d.e]+)\)/g)].map(([, x, y]) => ({
    x: Number(x),
    y: Number(y),
  }));
  return { points, bands: pathsOf(svg, "area"), lines: pathsOf(svg, "line") };
}

function pathsOf(svg: string, mark: "area" | "line"): readonly (readonly Corner[])[] {
  return [...svg.matchAll(new RegExp(`mark-${mark} role-mark"[^>]*><path d="M([^"Z]*)Z?"`, "g"))].map(([, path = ""]) =>
    path.split("L").map((corner) => {
      const [x = 0, y = 0] = corner.split(",").map(Number);
      return [x, y] as const;
    }),
  );
}

function pointAt(points: readonly Point[], index: number): Point {
  const point = points[index];
  if (point === undefined) throw new RangeError(`there is no point ${index}`);
  return point;
}

/** How far a point is from the nearer edge of a band, above 0 inside: a band is drawn along one edge and back along the other. */
function distanceIntoBand(band: readonly Corner[] | undefined, { x, y }: Point): number {
  if (band === undefined) throw new RangeError("there is no band");
  const half = band.length / 2;
  const edges = [band.slice(0, half), band.slice(half).toReversed()].map((edge) => interpolate(edge, x));
  return Math.min(y - Math.min(...edges), Math.max(...edges) - y);
}

function interpolate(edge: readonly Corner[], x: number): number {
  const next = Math.max(
    1,
    edge.findIndex(([corner]) => corner >= x),
  );
  const [[x0, y0] = [0, 0], [x1, y1] = [0, 0]] = edge.slice(next - 1, next + 1);
  return x1 === x0 ? y1 : y0 + ((x - x0) / (x1 - x0)) * (y1 - y0);
}

function errorOfFit({ clips, models }: Accuracy, index: number): number {
  const clip = clips[index];
  const fit = models[0]?.fit ?? { kind: "too-few" };
  if (fit.kind === "too-few" || clip === undefined) throw new RangeError("there is no fit");
  const actual = dollarsNumber(clip.actual);
  return (Number(fit.rates.baseCost) + Number(fit.rates.perSecond) * (clip.duration ?? 0) - actual) / actual;
}
