import type { CostRates } from "@vg/config";
import type { Mark, Spec } from "vega";
import { largest } from "../../report/plot.ts";
import type { Accuracy } from "../accuracy.ts";
import { dollarsNumber } from "../format.ts";
import { createColourFinder, mark, modelColours, PLOT_SIZE, pointScale } from "./plot-parts.ts";

/** Creates the plot of cost over duration: the clips and the best line of each model; of one model, also its tolerance. */
export function durationPlot({ clips, models, origins, tolerance }: Accuracy): Spec {
  const colourOf = createColourFinder(models);
  const found = models.flatMap((group) => (group.fit.kind === "too-few" ? [] : { group, fit: group.fit }));
  const binding = new Set(found.flatMap(({ fit }) => fit.binding));
  const points = clips.flatMap((clip) =>
    clip.duration === undefined
      ? []
      : {
          duration: clip.duration,
          actual: dollarsNumber(clip.actual),
          binding: binding.has(clip),
          colour: colourOf(clip),
        },
  );
  const longest = largest(points.map(({ duration }) => duration)) * 1.06 || 1;
  const [only] = models.length === 1 ? found : [];
  const old = ratesInUse(origins);
  const oldLine = old === undefined ? [] : lineOf(old, [0, longest]);
  const lines = found.map(({ group, fit }) => ({
    colour: only === undefined ? (modelColours(models).get(group) ?? "") : "var(--new)",
    points: lineOf(fit.rates, [0, longest]),
  }));
  const top =
    largest([
      ...points.map(({ actual }) => actual),
      ...[...oldLine, ...lines.flatMap((line) => line.points)].map(({ dollars }) => dollars),
    ]) * 1.06 || 1;
  const share = Number(tolerance);
  // A clip is within the tolerance if its cost is at most this much above the line; the band ends where the plot does.
  const most = 1 / Math.max(1 - share, Number.EPSILON);
  const band = (only === undefined ? [] : lineOf(only.fit.rates, bandCorners(only.fit.rates, longest, top / most))).map(
    ({ duration, dollars }) => ({ duration, low: dollars / (1 + share), high: Math.min(dollars * most, top) }),
  );
  return {
    ...PLOT_SIZE,
    data: [
      { name: "points", values: points },
      { name: "old", values: [...oldLine] },
      ...lines.map((line, index) => ({ name: `best${index}`, values: [...line.points] })),
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
      ...lines.map(({ colour }, index) => lineMark(`best${index}`, colour)),
      durationPoints(pointScale(points.length)),
    ],
  };
}

/** Returns the rates that made every estimate; `undefined` if there are several, or estimates were recorded. */
export function ratesInUse(origins: Accuracy["origins"]): CostRates | undefined {
  const [first, another] = origins;
  return first?.kind === "rates" && another === undefined ? first.rates : undefined;
}

interface LinePoint {
  readonly duration: number;
  readonly dollars: number;
}

/** Returns the line of a base and a rate; approximate, as is every pixel. */
function lineOf({ baseCost, perSecond }: CostRates, durations: readonly number[]): readonly LinePoint[] {
  return durations.map((duration) => ({ duration, dollars: Number(baseCost) + Number(perSecond) * duration }));
}

/** Returns the corners of a line's band: both ends, and the point where the line passes the height that cuts the band. */
function bandCorners({ baseCost, perSecond }: CostRates, longest: number, height: number): readonly number[] {
  const crossing = (height - Number(baseCost)) / Number(perSecond);
  return crossing > 0 && crossing < longest ? [0, crossing, longest] : [0, longest];
}

function lineMark(data: string, stroke: string, dash: number[] = []): Mark {
  return mark(
    "line",
    { data, x: "duration", y: "dollars" },
    { stroke: { value: stroke }, strokeWidth: { value: 2.25 }, strokeDash: { value: dash } },
  );
}

function durationPoints(scale: number): Mark {
  return mark(
    "symbol",
    { data: "points", x: "duration", y: "actual" },
    {
      size: { signal: `datum.binding ? ${70 * scale} : ${45 * scale}` },
      fill: { field: "colour" },
      stroke: { signal: "datum.binding ? 'var(--ink)' : 'var(--page)'" },
      strokeWidth: { signal: "datum.binding ? 2 : 0.75" },
    },
  );
}
