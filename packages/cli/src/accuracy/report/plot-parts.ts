import type { EncodeEntry, Mark } from "vega";
import type { Accuracy, JudgedClip, ModelAccuracy } from "../accuracy.ts";

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

/** Creates the function that returns the colour of a clip: its model's. */
export function createColourFinder(models: Accuracy["models"]): (clip: JudgedClip) => string {
  const byClip = new Map<JudgedClip, string>();
  for (const [group, colour] of modelColours(models)) for (const clip of group.clips) byClip.set(clip, colour);
  return (clip) => byClip.get(clip) ?? "var(--clip)";
}

/** The size of every plot, in the units of its drawing; a page scales it. */
export const PLOT_SIZE = { width: 390, height: 370, padding: 6 } as const;

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

/** Returns the scale of points: a few are easily overlooked, many cover each other. */
export function pointScale(count: number): number {
  return count <= 60 ? 1.8 : 1;
}
