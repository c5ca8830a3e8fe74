import { compareFractions, type Fraction, signOf } from "./error-ratio.ts";

/** The line `(base + slope * x) / denominator`, neither part below 0. */
export interface Line {
  readonly base: bigint;
  readonly slope: bigint;
  /** Above 0. */
  readonly denominator: bigint;
}

/** Points with heights above 0, reduced to those at which a line's error can be largest. */
export interface Envelope {
  /** The points at which a line can be too high by most, as a fraction of the point's height. */
  readonly lower: Points;
  /** The points at which it can be too low by most. */
  readonly upper: Points;
}

/** The largest and the smallest ratio of a line's height to a point's. */
interface Extremes {
  readonly highest: Fraction;
  readonly lowest: Fraction;
}

export function envelopeOf(points: Points): Envelope {
  return { lower: lowerHull(points), upper: upperHull(points) };
}

/** A line's height divided by a point's: 1 if the line goes through the point. */
export function heightRatio({ base, slope, denominator }: Line, { x, y }: Point): Fraction {
  return { numerator: base + slope * x, denominator: denominator * y };
}

export function extremesOf(line: Line, { lower, upper }: Envelope): Extremes {
  const ratio = (point: Point): Fraction => heightRatio(line, point);
  return {
    highest: ratio(peakOf(lower, (left, right) => compareFractions(ratio(left), ratio(right)) < 0)),
    lowest: ratio(peakOf(upper, (left, right) => compareFractions(ratio(left), ratio(right)) > 0)),
  };
}

/**
 * Finds the corner up to which a chain rises, by bisection.
 *
 * Height ratios rise and then fall along the lower chain, and the other way round along the upper one: they are the
 * steepness at which the corners are seen from where the line meets the axis, which is left of them all.
 */
function peakOf(chain: Points, rises: (left: Point, right: Point) => boolean): Point {
  let first = 0;
  let last = chain.length - 1;
  while (first < last) {
    const middle = (first + last) >> 1;
    const [left = chain[0], right = chain[0]] = chain.slice(middle, middle + 2);
    if (rises(left, right)) first = middle + 1;
    else last = middle;
  }
  return chain[first] ?? chain[0];
}

/** A point with integer coordinates. */
export interface Point {
  readonly x: bigint;
  readonly y: bigint;
}

/** At least one point. */
export type Points = readonly [Point, ...Point[]];

/** The corners of the lower half of the convex hull of points, from left to right, no three of them in line. */
function lowerHull(points: Points): Points {
  const [first = points[0], ...others] = points.toSorted((a, b) => signOf(a.x - b.x) || signOf(a.y - b.y));
  const corners: [Point, ...Point[]] = [first];
  for (const next of others) {
    if (next.x === corners.at(-1)?.x) continue;
    while (isAboveLineTo(next, corners)) corners.pop();
    corners.push(next);
  }
  return corners;
}

/** The corners of the upper half of the convex hull of points, from left to right, no three of them in line. */
function upperHull([first, ...others]: Points): Points {
  const [corner, ...corners] = lowerHull([upsideDown(first), ...others.map(upsideDown)]);
  return [upsideDown(corner), ...corners.map(upsideDown)];
}

/** Returns whether the last corner is on or above the line from the one before it to the next point. */
function isAboveLineTo(next: Point, corners: readonly Point[]): boolean {
  const [before, last] = corners.slice(-2);
  if (before === undefined || last === undefined) return false;
  return (last.x - before.x) * (next.y - before.y) <= (next.x - before.x) * (last.y - before.y);
}

function upsideDown({ x, y }: Point): Point {
  return { x, y: -y };
}
