import type { Mark, Spec } from "vega";
import { largest } from "../../report/plot.ts";
import type { Accuracy } from "../accuracy.ts";
import { createColourFinder, mark, PLOT_SIZE, pointScale } from "./plot-parts.ts";

/** A bar of the plot of errors. */
export interface ErrorBar {
  /** Its beginning and end, as errors: 0.05 is 5 %. */
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
