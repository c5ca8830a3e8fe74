import type { Mark, Scale, Spec } from "vega";
import { dollarsNumber } from "../words.ts";
import type { Accuracy } from "../accuracy.ts";
import { mark, PLOT_SIZE, pointScale } from "./plot-parts.ts";

/** A plot, and what has to be said about it. */
export interface EstimatePlot {
  readonly spec: Spec;
  /** Whether both axes are logarithmic. */
  readonly logarithmic: boolean;
}

/** Estimate over actual cost: the closer to the diagonal, the better; the band holds what is within the tolerance. */
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
        pointMark(pointScale(points.length)),
        worstMark(),
      ],
    },
  };
}

interface DollarDomain {
  readonly logarithmic: boolean;
  readonly ends: readonly [number, number];
}

/** Both axes share it. Amounts that span more than a factor of ten need a logarithmic scale to be told apart. */
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

function pointMark(scale: number): Mark {
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
