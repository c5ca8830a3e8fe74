import type { CostRates } from "@vg/config";
import type { Mark, Spec } from "vega";
import { dollarsNumber } from "../words.ts";
import type { Accuracy } from "../accuracy.ts";
import { mark, PLOT_SIZE, pointScale } from "./plot-parts.ts";

/** Cost over duration: the clips, the line that was estimated with, and the best one with its tolerance. */
export function durationPlot({ clips, judged, fit, tolerance }: Accuracy): Spec {
  const found = fit.kind === "too-few" ? undefined : fit;
  const binding = new Set(found?.binding);
  const points = clips.map((clip) => ({
    duration: clip.duration,
    actual: dollarsNumber(clip.actual),
    binding: binding.has(clip),
  }));
  const longest = largest(points.map(({ duration }) => duration)) * 1.06 || 1;
  const old = lineOf(judged.rates, [0, longest]);
  const best = found === undefined ? [] : lineOf(found.rates, [0, longest]);
  const top =
    largest([...points.map(({ actual }) => actual), ...[...old, ...best].map(({ dollars }) => dollars)]) * 1.06;
  const share = Number(tolerance);
  // A clip lies within the tolerance where its cost is at most this much above the line; the band ends where the plot does.
  const most = 1 / Math.max(1 - share, Number.EPSILON);
  const band = (found === undefined ? [] : lineOf(found.rates, bandCorners(found.rates, longest, top / most))).map(
    ({ duration, dollars }) => ({ duration, low: dollars / (1 + share), high: Math.min(dollars * most, top) }),
  );
  return {
    ...PLOT_SIZE,
    data: [
      { name: "points", values: points },
      { name: "old", values: [...old] },
      { name: "best", values: [...best] },
      { name: "band", values: band },
    ],
    scales: [
      { name: "x", type: "linear", domain: [0, longest], range: "width" },
      { name: "y", type: "linear", domain: [0, top], range: "height" },
    ],
    axes: [
      { orient: "bottom", scale: "x", title: "Seconds of clip", format: "~f", tickCount: 8 },
      { orient: "left", scale: "y", title: "Cost", format: "$,~f", tickCount: 6 },
    ],
    marks: [
      mark("area", { data: "band", x: "duration", y: "low", y2: "high" }, { fill: { value: "var(--new-band)" } }),
      lineMark("old", "var(--old)", [7, 5]),
      lineMark("best", "var(--new)"),
      pointMark(pointScale(points.length)),
    ],
  };
}

interface LinePoint {
  readonly duration: number;
  readonly dollars: number;
}

/** The line of a base and a rate; approximate, as is every pixel. */
function lineOf({ baseCost, perSecond }: CostRates, durations: readonly number[]): readonly LinePoint[] {
  return durations.map((duration) => ({ duration, dollars: Number(baseCost) + Number(perSecond) * duration }));
}

/** Where the band of a line has corners: both ends, and where the line passes the height above which the band is cut. */
function bandCorners({ baseCost, perSecond }: CostRates, longest: number, height: number): readonly number[] {
  const crossing = (height - Number(baseCost)) / Number(perSecond);
  return crossing > 0 && crossing < longest ? [0, crossing, longest] : [0, longest];
}

function largest(numbers: readonly number[]): number {
  return numbers.reduce((most, number) => Math.max(most, number), 0);
}

function lineMark(data: string, stroke: string, dash: number[] = []): Mark {
  return mark(
    "line",
    { data, x: "duration", y: "dollars" },
    { stroke: { value: stroke }, strokeWidth: { value: 2.25 }, strokeDash: { value: dash } },
  );
}

function pointMark(scale: number): Mark {
  return mark(
    "symbol",
    { data: "points", x: "duration", y: "actual" },
    {
      size: { signal: `datum.binding ? ${70 * scale} : ${45 * scale}` },
      fill: { value: "var(--clip)" },
      stroke: { signal: "datum.binding ? 'var(--ink)' : 'var(--page)'" },
      strokeWidth: { signal: "datum.binding ? 2 : 0.75" },
    },
  );
}
