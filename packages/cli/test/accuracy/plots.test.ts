import { htmlUnescape } from "escape-goat";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Accuracy } from "../../src/accuracy/accuracy.ts";
import { dollarsNumber } from "../../src/accuracy/format.ts";
import { durationPlot, estimatePlot, plotSvg } from "../../src/accuracy/report/plots.ts";
import { html, Html } from "../../src/accuracy/report/html.ts";
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

describe("the plot of estimate against actual", () => {
  test("has a point for every clip, inside the band exactly where the estimate is within the tolerance", async () => {
    await fc.assert(
      fc.asyncProperty(accuracies, async (accuracy) => {
        const { points, bands } = readSvg(await svgOf(estimatePlot(accuracy).spec));

        expect(points).toHaveLength(accuracy.clips.length);
        // On the border itself a pixel decides nothing.
        const decided = accuracy.clips
          .map((clip, index) => ({ clip, into: distanceIntoBand(bands[0], pointAt(points, index)) }))
          .filter(({ into }) => Math.abs(into) > 0.01);
        expect(decided.map(({ into }) => into > 0)).toEqual(decided.map(({ clip }) => clip.within));
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    [
      "of one size",
      [
        [2, "0.10"],
        [10, "0.90"],
      ] as const,
      false,
    ],
    [
      "that span more than a factor of ten",
      [
        [2, "0.01"],
        [10, "0.90"],
      ] as const,
      true,
    ],
  ])("is logarithmic for amounts %s: %s", (_what, rows, logarithmic) => {
    expect(estimatePlot(judgedSample({ rows })).logarithmic).toBe(logarithmic);
  });

  test("puts an exact estimate on the diagonal, and names the worst", async () => {
    const svg = await svgOf(
      estimatePlot(
        judgedSample({
          rows: [
            [0, "0.10"],
            [5, "0.20"],
          ],
        }),
      ).spec,
    );
    const { points, lines } = readSvg(svg);
    const { x, y } = pointAt(points, 0);

    expect(svg).toContain(">worst</text>");
    expect(y).toBeCloseTo(interpolate(lines[0] ?? [], x), 1);
  });
});

describe("the plot of cost over duration", () => {
  test("has a point for every clip, inside the band exactly where the best rates are within the tolerance", async () => {
    await fc.assert(
      fc.asyncProperty(
        accuracies.filter(({ fit }) => fit.kind !== "too-few"),
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

describe("a drawing", () => {
  test.each(["costs $1 + $2 & more", `"><script>alert(1)</script>`])("keeps its label as it is: %s", async (label) => {
    const { text } = await plotSvg(durationPlot(judgedSample({ rows: [[5, "0.20"]] })), label);
    const [, shown = ""] = /^<svg role="img" aria-label="([^"<>]*)" viewBox="0 0 \d+ \d+">/.exec(text) ?? [];

    expect(htmlUnescape(shown)).toBe(label);
  });

  test("holds nothing that is fetched and nothing that runs", async () => {
    const svg = await svgOf(estimatePlot(judgedSample({ rows: KNOWN.hailuo })).spec);

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

function errorOfFit({ clips, fit }: Accuracy, index: number): number {
  const clip = clips[index];
  if (fit.kind === "too-few" || clip === undefined) throw new RangeError("there is no fit");
  const actual = dollarsNumber(clip.actual);
  return (Number(fit.rates.baseCost) + Number(fit.rates.perSecond) * clip.duration - actual) / actual;
}
