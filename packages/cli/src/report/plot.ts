import type { Config, Spec } from "vega";
import { html, Html } from "./html.ts";

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

/** Returns the largest of the numbers; 0 if there is none above it. */
export function largest(numbers: readonly number[]): number {
  return numbers.reduce((most, number) => Math.max(most, number), 0);
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
