import type { Spec } from "vega";
import { type Html, html } from "../report/html.ts";
import { plotSvg } from "../report/plot.ts";

/** A bar: its place along the scale, and its edges in the units of the drawing. */
export interface PlotBar {
  readonly from: number;
  readonly to: number;
  readonly top: number;
  readonly bottom: number;
  /** A variable of the page. */
  readonly colour: string;
  /**
   * The look of a bar: filled; outlined, for what is not paid for; dashed, for what is not made.
   *
   * @default "filled"
   */
  readonly look?: "filled" | "outlined" | "dashed";
}

/** A text beside the bars. */
export interface PlotLabel {
  readonly at: number;
  /** The height of its middle. */
  readonly y: number;
  readonly text: string;
  /** A variable of the page. */
  readonly colour: string;
  readonly align: "left" | "center" | "right";
  /**
   * The distance from its place, in the units of the drawing.
   *
   * @default 0
   */
  readonly gap?: number;
  /**
   * True if it is important.
   *
   * @default false
   */
  readonly isBold?: boolean;
}

/** A line across the bars. */
export interface PlotLine {
  readonly at: number;
  readonly top: number;
  readonly bottom: number;
  readonly colour: string;
}

/** A plot of horizontal bars over one scale that begins at 0. */
export interface BarPlot {
  /** The size in the units of the drawing, without the axis. */
  readonly width: number;
  readonly height: number;
  /** The end of the scale, above 0. */
  readonly end: number;
  /** The title of the scale, and the format of its numbers. */
  readonly axis: { readonly title: string; readonly format: string };
  readonly bars: readonly PlotBar[];
  readonly labels: readonly PlotLabel[];
  readonly lines: readonly PlotLine[];
}

/** The widths in which a plot is drawn, in the units of the drawing. */
export interface PlotWidths {
  readonly wide: number;
  readonly narrow: number;
}

/** The widths of a plot that is as wide as its page: at a desk, and on a phone. */
const PAGE_WIDTHS: PlotWidths = { wide: 1020, narrow: 320 };

/**
 * Renders a plot twice, for wide and for narrow pages, of which the page shows one: its letters are as large as those of the
 * page in both.
 */
export async function barPlotPair(
  plotOf: (width: number) => BarPlot,
  label: string,
  widths: PlotWidths = PAGE_WIDTHS,
): Promise<Html> {
  const [wide, narrow] = await Promise.all(
    [widths.wide, widths.narrow].map((width) => plotSvg(barPlotSpec(plotOf(width)), label)),
  );
  return html`<div class="wide">${wide}</div>
    <div class="narrow">${narrow}</div>`;
}

/** The distance between neighbours along the scale. */
const SEAM = 1.5;

/** Creates the drawing of a plot of bars. */
function barPlotSpec({ width, height, end, axis, bars, labels, lines }: BarPlot): Spec {
  return {
    width,
    height,
    padding: 6,
    data: [
      { name: "bars", values: bars.map(drawnBar) },
      { name: "labels", values: labels.map(({ gap = 0, isBold = false, ...label }) => ({ ...label, gap, isBold })) },
      { name: "lines", values: [...lines] },
    ],
    scales: [{ name: "x", type: "linear", domain: [0, end], range: "width" }],
    axes: [{ orient: "bottom", scale: "x", ...axis, tickCount: width < 500 ? 5 : 10 }],
    marks: [
      {
        type: "rect",
        aria: false,
        from: { data: "bars" },
        encode: {
          enter: {
            x: { scale: "x", field: "from" },
            // A bar that is narrower than the seam is still seen.
            x2: { signal: `max(scale('x', datum.to) - ${SEAM}, scale('x', datum.from) + 0.5)` },
            y: { field: "top" },
            y2: { field: "bottom" },
            fill: { field: "fill" },
            stroke: { field: "colour" },
            strokeWidth: { field: "stroke" },
            strokeDash: { field: "dash" },
          },
        },
      },
      {
        type: "rule",
        aria: false,
        from: { data: "lines" },
        encode: {
          enter: {
            x: { scale: "x", field: "at" },
            y: { field: "top" },
            y2: { field: "bottom" },
            stroke: { field: "colour" },
            strokeWidth: { value: 2.5 },
          },
        },
      },
      {
        type: "text",
        aria: false,
        from: { data: "labels" },
        encode: {
          enter: {
            x: { signal: "scale('x', datum.at) + datum.gap" },
            y: { field: "y" },
            text: { field: "text" },
            align: { field: "align" },
            baseline: { value: "middle" },
            fill: { field: "colour" },
            font: { value: "inherit" },
            fontSize: { value: 12 },
            fontWeight: { signal: "datum.isBold ? 600 : 400" },
          },
        },
      },
    ],
  };
}

function drawnBar({ look = "filled", ...bar }: PlotBar): object {
  const isFilled = look === "filled";
  return { ...bar, fill: isFilled ? bar.colour : "var(--page)", stroke: isFilled ? 0 : 1.25, dash: DASHES[look] };
}

const DASHES = { filled: [], outlined: [], dashed: [3, 2] };

/** Returns the format of the dollars along a scale: to the cent, or finer if the scale ends below ten cents. */
export function dollarAxis(title: string, end: number): BarPlot["axis"] {
  return { title, format: end < 0.1 ? "$,~f" : "$,.2f" };
}

/** Returns about how wide a text is drawn, in the units of the drawing. */
export function textWidth(text: string): number {
  return text.length * 7;
}
