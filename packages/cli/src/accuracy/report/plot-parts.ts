import type { EncodeEntry, Mark } from "vega";

/** How large every plot is, in the units of its own drawing; a page scales it. */
export const PLOT_SIZE = { width: 390, height: 370, padding: 6 } as const;

/** What a mark shows, and where. */
export interface MarkPlace {
  /** The name of the data; each of its entries is a place. */
  readonly data: string;
  /** The entries' field along the x axis. */
  readonly x: string;
  /** The entries' field along the y axis. */
  readonly y: string;
  /** The field where an area ends along the y axis. */
  readonly y2?: string;
}

/** A mark at the places of its data. It is nothing by itself to a screen reader, to which the plot is one image. */
export function mark(
  type: "area" | "line" | "symbol" | "text",
  { data, x, y, y2 }: MarkPlace,
  looks: EncodeEntry,
): Mark {
  const enter: EncodeEntry = {
    x: { scale: "x", field: x },
    y: { scale: "y", field: y },
    ...(y2 !== undefined && { y2: { scale: "y", field: y2 } }),
    ...looks,
  };
  return { type, aria: false, from: { data }, encode: { enter } };
}

/** How much larger than usual points are drawn: a few are easily overlooked, many cover each other. */
export function pointScale(count: number): number {
  return count <= 60 ? 1.8 : 1;
}
