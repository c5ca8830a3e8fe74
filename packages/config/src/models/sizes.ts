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

/** The shapes that have a name. */
const NAMED_RATIOS: Readonly<Record<string, number>> = { landscape: 16 / 9, portrait: 9 / 16, square: 1 };

/** Reads the width over the height of `16:9` or `portrait`; `undefined` for every other text. */
export function parseRatio(text: string): number | undefined {
  const [, width, height] = /^([1-9]\d{0,3}(?:\.\d{1,3})?):([1-9]\d{0,3}(?:\.\d{1,3})?)$/.exec(text) ?? [];
  if (width !== undefined && height !== undefined) return Number(width) / Number(height);
  return Object.hasOwn(NAMED_RATIOS, text) ? NAMED_RATIOS[text] : undefined;
}

/** The ratios that people name, for a size that is one of them but for a pixel or two. */
const COMMON_RATIOS = ["16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9", "9:21", "5:4", "4:5", "2:1", "1:2"];

/** Formats the ratio of two sides: `16:9` for 1280 and 720, and for 854 and 480. */
export function formatRatio(width: number, height: number): string {
  const common = COMMON_RATIOS.find((ratio) => isNearRatio(parseRatio(ratio) ?? 0, width / height));
  if (common !== undefined) return common;
  const divisor = greatestDivisor(width, height);
  return `${width / divisor}:${height / divisor}`;
}

/** Returns whether two ratios differ by less than a hundredth. */
export function isNearRatio(a: number, b: number): boolean {
  return Math.abs(Math.log(a / b)) < 0.01;
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}
