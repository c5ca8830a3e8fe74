import type { Mark } from "vega";

/** How large every plot is, in the units of its own drawing; a page scales it. */
export const PLOT_SIZE = { width: 390, height: 370, padding: 6 } as const;

/** Marks of which none is anything by itself to a screen reader: the plot is one image. */
export function silent(marks: readonly Mark[]): Mark[] {
  return marks.map((mark) => ({ ...mark, aria: false }));
}

/** How much larger than usual points are drawn: a few are easily overlooked, many cover each other. */
export function pointScale(count: number): number {
  return count <= 60 ? 1.8 : 1;
}
