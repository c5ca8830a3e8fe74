import type { CostRates } from "@vg/config";
import type { Config, EncodeEntry, Mark, Scale, Spec } from "vega";
import type { Accuracy } from "../accuracy.ts";
import { dollarsNumber } from "../format.ts";
import { html, Html } from "./html.ts";

/** A plot, and a fact to show beside it. */
export interface EstimatePlot {
  readonly spec: Spec;
  /** True if both axes are logarithmic. */
  readonly logarithmic: boolean;
}

/** Creates the plot of estimate over actual cost: the closer to the diagonal, the better; the band is the tolerance. */
export function estimatePlot({ clips, tolerance, worst }: Accuracy): EstimatePlot {
  const points = clips.map((clip) => ({
    actual: dollarsNumber(clip.actual),
    estimate: dollarsNumber(clip.estimate),
    within: clip.within,
    worst: clip === worst,
  }));
  const domain = dollarDomain(points.flatMap(({ actual, estimate }) => [actual, estimate]));
  const [low, high] = domain.ends;
  const share = Number(tolerance);
  // The band ends where the plot does: it has a corner where it leaves by an edge.
  const corners = new Set([low, low / (1 - share), high / (1 + share), high]);
  const band = [...corners]
    .filter((dollars) => dollars >= low && dollars <= high)
    .toSorted((a, b) => a - b)
    .map((dollars) => ({
      dollars,
      low: Math.max(dollars * (1 - share), low),
      high: Math.min(dollars * (1 + share), high),
    }));
  const scale = (name: string, range: "width" | "height"): Scale =>
    domain.logarithmic
      ? { name, type: "log", domain: [low, high], range }
      : { name, type: "linear", domain: [low, high], range };
  return {
    logarithmic: domain.logarithmic,
    spec: {
      ...PLOT_SIZE,
      data: [
        { name: "points", values: points },
        { name: "worst", values: points.filter((point) => point.worst) },
        { name: "band", values: band },
      ],
      scales: [scale("x", "width"), scale("y", "height")],
      axes: [
        { orient: "bottom", scale: "x", title: "What the clip cost", format: "$,~f", tickCount: 6 },
        { orient: "left", scale: "y", title: "What was estimated", format: "$,~f", tickCount: 6 },
      ],
      marks: [
        mark("area", { data: "band", x: "dollars", y: "low", y2: "high" }, { fill: { value: "var(--band)" } }),
        diagonalMark(),
        estimatePoints(pointScale(points.length)),
        worstMark(),
      ],
    },
  };
}

interface DollarDomain {
  readonly logarithmic: boolean;
  readonly ends: readonly [number, number];
}

/** The range of both axes. Amounts that span more than a factor of ten need a logarithmic scale to be distinguished. */
function dollarDomain(amounts: readonly number[]): DollarDomain {
  const lowest = amounts.reduce((low, amount) => Math.min(low, amount), Infinity);
  const highest = amounts.reduce((high, amount) => Math.max(high, amount), 0);
  if (lowest > 0 && highest / lowest > 10) {
    return { logarithmic: true, ends: [lowest / 1.3, highest * 1.3] };
  }
  return { logarithmic: false, ends: [0, highest * 1.06] };
}

function diagonalMark(): Mark {
  return mark(
    "line",
    { data: "band", x: "dollars", y: "dollars" },
    { stroke: { value: "var(--axis)" }, strokeWidth: { value: 1.5 } },
  );
}

function estimatePoints(scale: number): Mark {
  return mark(
    "symbol",
    { data: "points", x: "actual", y: "estimate" },
    {
      shape: { signal: "datum.within ? 'circle' : 'diamond'" },
      size: { signal: `datum.within ? ${45 * scale} : ${60 * scale}` },
      fill: { signal: "datum.within ? 'var(--within)' : 'var(--outside)'" },
      stroke: { value: "var(--page)" },
      strokeWidth: { value: 0.75 },
    },
  );
}

/** The word beside the worst point, on the side where there is room. */
function worstMark(): Mark {
  return mark(
    "text",
    { data: "worst", x: "actual", y: "estimate" },
    {
      dy: { signal: "scale('y', datum.estimate) > 24 ? -12 : 16" },
      align: { signal: "scale('x', datum.actual) > width / 2 ? 'right' : 'left'" },
      baseline: { value: "middle" },
      text: { value: "worst" },
      font: { value: "inherit" },
      fontSize: { value: 12 },
      fontWeight: { value: 600 },
      fill: { value: "var(--ink)" },
    },
  );
}

/** Creates the plot of cost over duration: the clips, the line of the rates in use, and the best one with its tolerance. */
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
  // A clip is within the tolerance if its cost is at most this much above the line; the band ends where the plot does.
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
      durationPoints(pointScale(points.length)),
    ],
  };
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
      fill: { value: "var(--clip)" },
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
