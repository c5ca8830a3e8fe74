import type { CostRates } from "@vg/config";
import type { Config, EncodeEntry, Mark, Spec } from "vega";
import type { Accuracy, JudgedClip, ModelAccuracy } from "../accuracy.ts";
import { dollarsNumber } from "../format.ts";
import { html, Html } from "./html.ts";

/** The most models that have a colour of their own; the others share one. */
const MOST_COLOURS = 6;

/** Returns the colours of the models, those with most clips first: variables of the page. */
export function modelColours(models: Accuracy["models"]): ReadonlyMap<ModelAccuracy, string> {
  if (models.length === 1) return new Map(models.map((group) => [group, "var(--clip)"]));
  const ordered = models.toSorted((a, b) => b.count - a.count);
  return new Map(
    ordered.map((group, index) => [group, index < MOST_COLOURS ? `var(--model-${index + 1})` : "var(--old)"]),
  );
}

function createColourFinder(models: Accuracy["models"]): (clip: JudgedClip) => string {
  const byClip = new Map<JudgedClip, string>();
  for (const [group, colour] of modelColours(models)) for (const clip of group.clips) byClip.set(clip, colour);
  return (clip) => byClip.get(clip) ?? "var(--clip)";
}

/** A bar of the plot of errors. */
export interface ErrorBar {
  /** Where it begins and ends, as errors: 0.05 is 5 %. */
  readonly from: number;
  readonly to: number;
  /** The number of its clips whose estimate is within the tolerance, and of those outside. */
  readonly within: number;
  readonly outside: number;
}

/** The bars on each side of 0 up to the tolerance, and up to the end of the plot. */
const BARS_WITHIN = 4;
const BARS_ASIDE = 12;

/** Counts the clips by their errors; those further off than the plot is wide are in its outermost bars. */
export function errorBars({ clips, tolerance }: Pick<Accuracy, "clips" | "tolerance">): readonly ErrorBar[] {
  const width = (Number(tolerance) || 0.2) / BARS_WITHIN;
  const counts = Array.from({ length: 2 * BARS_ASIDE }, () => ({ within: 0, outside: 0 }));
  for (const { error, within } of clips) {
    // The border itself is within, whatever a number makes of it.
    const [least, most] = within ? [0, BARS_WITHIN - 1] : [Number(tolerance) > 0 ? BARS_WITHIN : 0, BARS_ASIDE - 1];
    const steps = Math.min(Math.max(Math.ceil(Math.abs(error) / width) - 1, least), most);
    const bar = counts[error < 0 ? BARS_ASIDE - 1 - steps : BARS_ASIDE + steps];
    if (bar !== undefined) bar[within ? "within" : "outside"] += 1;
  }
  return counts.map(({ within, outside }, index) => ({
    from: (index - BARS_ASIDE) * width,
    to: (index + 1 - BARS_ASIDE) * width,
    within,
    outside,
  }));
}

/** Creates the plot of errors: how many clips were estimated how far off, too low on the left and too high on the right. */
export function errorPlot(accuracy: Accuracy): Spec {
  const bars = errorBars(accuracy).filter(({ within, outside }) => within + outside > 0);
  const share = Number(accuracy.tolerance);
  const end = ((share || 0.2) / BARS_WITHIN) * BARS_ASIDE;
  const highest = largest(bars.map(({ within, outside }) => within + outside));
  return {
    ...PLOT_SIZE,
    data: [
      { name: "bars", values: [...bars] },
      { name: "band", values: [{ from: -share, to: share }] },
      {
        name: "zero",
        values: [
          { error: 0, count: 0 },
          { error: 0, count: highest * 1.06 },
        ],
      },
    ],
    scales: [
      { name: "x", type: "linear", domain: [-end, end], range: "width" },
      { name: "y", type: "linear", domain: [0, highest * 1.06], range: "height" },
    ],
    axes: [
      { orient: "bottom", scale: "x", title: "Estimate over actual cost", format: "+.0%", tickCount: 7 },
      { orient: "left", scale: "y", title: "Clips", format: "~d", tickMinStep: 1, tickCount: 6 },
    ],
    marks: [
      bandMark(),
      barMark({ bottom: "0", top: "datum.within", fill: "var(--within)" }),
      barMark({ bottom: "datum.within", top: "datum.within + datum.outside", fill: "var(--outside)" }),
      mark(
        "line",
        { data: "zero", x: "error", y: "count" },
        { stroke: { value: "var(--axis)" }, strokeWidth: { value: 1.5 } },
      ),
    ],
  };
}

/** Marks the errors within the tolerance, over the whole height. */
function bandMark(): Mark {
  return {
    type: "rect",
    aria: false,
    from: { data: "band" },
    encode: {
      enter: {
        x: { scale: "x", field: "from" },
        x2: { scale: "x", field: "to" },
        y: { value: 0 },
        y2: { signal: "height" },
        fill: { value: "var(--band)" },
      },
    },
  };
}

function barMark({
  bottom,
  top,
  fill,
}: {
  readonly bottom: string;
  readonly top: string;
  readonly fill: string;
}): Mark {
  return {
    type: "rect",
    aria: false,
    from: { data: "bars" },
    encode: {
      enter: {
        x: { scale: "x", field: "from", offset: 0.75 },
        x2: { scale: "x", field: "to", offset: -0.75 },
        y: { signal: `scale('y', ${top})` },
        y2: { signal: `scale('y', ${bottom})` },
        fill: { value: fill },
      },
    },
  };
}

/** The largest error that the plot over time shows at its place; one beyond is at the edge. */
const MOST_ERROR = 3;

/** Creates the plot of errors over time, one point for each clip whose row has a time. */
export function timePlot({ clips, models, tolerance }: Accuracy): Spec {
  const colourOf = createColourFinder(models);
  const share = Number(tolerance);
  const points = clips.flatMap((clip) =>
    clip.at === undefined
      ? []
      : { time: clip.at.getTime(), error: clip.error, within: clip.within, colour: colourOf(clip) },
  );
  const times = points.map(({ time }) => time).toSorted((a, b) => a - b);
  const [first = 0, last = first] = [times[0], times.at(-1)];
  const margin = Math.max((last - first) * 0.03, 3_600_000);
  const end = Math.min(Math.max(largest(points.map(({ error }) => Math.abs(error))) * 1.1, share * 1.5), MOST_ERROR);
  return {
    ...PLOT_SIZE,
    data: [
      { name: "points", values: points },
      { name: "band", values: [-share, share].map((error) => ({ error })) },
      { name: "zero", values: [first - margin, last + margin].map((time) => ({ time, error: 0 })) },
    ],
    scales: [
      { name: "x", type: "utc", domain: [first - margin, last + margin], range: "width" },
      { name: "y", type: "linear", domain: [-Math.min(end, 1.06), end], range: "height", clamp: true },
    ],
    axes: [
      { orient: "bottom", scale: "x", title: "When the clip was made (UTC)", tickCount: 5 },
      { orient: "left", scale: "y", title: "Estimate over actual cost", format: "+.0%", tickCount: 6 },
    ],
    marks: [
      {
        type: "rect",
        aria: false,
        encode: {
          enter: {
            x: { value: 0 },
            x2: { signal: "width" },
            y: { signal: `scale('y', ${share})` },
            y2: { signal: `scale('y', ${-share})` },
            fill: { value: "var(--band)" },
          },
        },
      },
      mark(
        "line",
        { data: "zero", x: "time", y: "error" },
        { stroke: { value: "var(--axis)" }, strokeWidth: { value: 1.5 } },
      ),
      mark(
        "symbol",
        { data: "points", x: "time", y: "error" },
        {
          shape: { signal: "datum.within ? 'circle' : 'diamond'" },
          size: { value: 45 * pointScale(points.length) },
          fill: { field: "colour" },
          stroke: { value: "var(--page)" },
          strokeWidth: { value: 0.75 },
        },
      ),
    ],
  };
}

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

/** The size of every plot, in the units of its drawing; a page scales it. */
const PLOT_SIZE = { width: 390, height: 370, padding: 6 } as const;

/** The data of a mark, and its fields along the axes. */
interface MarkPlace {
  /** The name of the data; each of its entries is a place. */
  readonly data: string;
  /** The entries' field along the x axis. */
  readonly x: string;
  /** The entries' field along the y axis. */
  readonly y: string;
  /** The field where an area ends along the y axis. */
  readonly y2?: string;
}

/** Creates a mark at the places of its data; a screen reader gets the plot as one image, without its marks. */
function mark(type: "area" | "line" | "symbol" | "text", { data, x, y, y2 }: MarkPlace, looks: EncodeEntry): Mark {
  const enter: EncodeEntry = {
    x: { scale: "x", field: x },
    y: { scale: "y", field: y },
    ...(y2 !== undefined && { y2: { scale: "y", field: y2 } }),
    ...looks,
  };
  return { type, aria: false, from: { data }, encode: { enter } };
}

/** Returns the scale of points: a few are easily overlooked, many cover each other. */
function pointScale(count: number): number {
  return count <= 60 ? 1.8 : 1;
}

/**
 * Renders a plot as SVG inside a page: one image with a label to a screen reader, as wide as its place,
 * coloured by the page's own CSS variables.
 */
export async function plotSvg(spec: Spec, label: string): Promise<Html> {
  const { parse, View } = await import("vega");
  const view = new View(parse(spec, LOOKS), { renderer: "none" });
  const svg = await view.toSVG();
  view.finalize();
  const [head = "", box = ""] = /^<svg [^>]*viewBox="([^"]*)">/u.exec(svg) ?? [];
  return html`<svg role="img" aria-label="${label}" viewBox="${box}">${new Html(svg.slice(head.length))}`;
}

/** Colours are variables of the page, so that one drawing serves light and dark. */
const LOOKS: Config = {
  background: "transparent",
  axis: {
    aria: false,
    domainColor: "var(--axis)",
    tickColor: "var(--axis)",
    grid: true,
    gridColor: "var(--grid)",
    labelColor: "var(--muted)",
    labelFont: "inherit",
    labelFontSize: 12,
    labelOverlap: "greedy",
    titleColor: "var(--ink)",
    titleFont: "inherit",
    titleFontSize: 13,
    titleFontWeight: 600,
    titlePadding: 10,
  },
};
