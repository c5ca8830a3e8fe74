/** A size in pixels that a text names: both sides, or the shorter one only. */
export interface Size {
  readonly shorter: number;
  readonly width?: number;
  readonly height?: number;
}

const SIDES = /^([1-9]\d{0,4})[x*×]([1-9]\d{0,4})$/i;
const LINES = /^([1-9]\d{0,4})p$/i;
const KILO = /^([1-9]\d{0,1})k$/i;

/** The shorter sides behind the names by thousands of columns. */
const KILO_SIDES: Readonly<Record<string, number>> = { "2": 1440, "4": 2160, "8": 4320 };

/** Reads `1280x720`, `1280*720`, `720p` or `4k`; `undefined` for every other text. */
export function parseSize(text: string): Size | undefined {
  const [, width, height] = SIDES.exec(text) ?? [];
  if (width !== undefined && height !== undefined) {
    const sides = { width: Number(width), height: Number(height) };
    return { shorter: Math.min(sides.width, sides.height), ...sides };
  }
  const lines = LINES.exec(text)?.[1];
  if (lines !== undefined) return { shorter: Number(lines) };
  const thousands = KILO.exec(text)?.[1];
  if (thousands === undefined) return undefined;
  return { shorter: KILO_SIDES[thousands] ?? Math.round(Number(thousands) * 540) };
}
