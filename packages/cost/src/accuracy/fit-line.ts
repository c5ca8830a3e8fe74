import type { Points } from "./convex-hull.ts";
import { type Envelope, extremesOf, type Line } from "./hull.ts";
import { compareFractions, type Fraction, signOf } from "./error-ratio.ts";

/** A line and its worst relative error. */
export interface MinimaxLine extends Line {
  readonly worst: Fraction;
}

/**
 * The exact line with the smallest worst relative error among all with no negative base or slope.
 *
 * For the direction of a line, (base, slope), let v be its height over the height of each point. The best multiple of
 * the line has a worst error of (max v - min v) / (max v + min v), so max v / min v is what has to be small. While the
 * points of the maximum and of the minimum stay the same, that is monotone in the direction, and they change where the
 * direction is that of an edge of the envelope. So the best direction is an edge's or an end: no slope, or no base.
 *
 * Where points above each other decide alone, a range of directions is equally good, and the middle line is taken.
 */
export function minimaxLine(envelope: Envelope): MinimaxLine {
  const flat = fitAlong(FLAT, envelope);
  // Points that are all above each other say nothing about a slope.
  if (envelope.lower.length === 1) return flat.line;
  let best = [flat];
  for (const direction of [...edgesOf(envelope.lower), ...edgesOf(envelope.upper), STEEP]) {
    const fit = fitAlong(direction, envelope);
    const order = compareFractions(fit.spread, (best[0] ?? flat).spread);
    if (order < 0) best = [fit];
    if (order === 0) best.push(fit);
  }
  const lines = best.map(({ line }) => line).toSorted((a, b) => signOf(a.slope * b.base - b.slope * a.base));
  return middleOf(lines[0] ?? flat.line, lines.at(-1) ?? flat.line);
}

/** The best line of one direction. */
interface Fit {
  readonly line: MinimaxLine;
  /** The largest over the smallest height ratio. */
  readonly spread: Fraction;
}

const FLAT: Line = { base: 1n, slope: 0n, denominator: 1n };
const STEEP: Line = { base: 0n, slope: 1n, denominator: 1n };

/** The lines through two corners each that have no negative part. */
function edgesOf(chain: Points): Line[] {
  return chain.flatMap((right, index) => {
    const left = chain[index - 1];
    if (left === undefined) return [];
    const edge = { base: left.y * right.x - right.y * left.x, slope: right.y - left.y, denominator: right.x - left.x };
    return edge.base >= 0n && edge.slope >= 0n ? [edge] : [];
  });
}

function fitAlong(direction: Line, envelope: Envelope): Fit {
  const { highest, lowest } = extremesOf(direction, envelope);
  const max = highest.numerator * lowest.denominator;
  const min = lowest.numerator * highest.denominator;
  const twice = 2n * highest.denominator * lowest.denominator;
  return {
    line: {
      base: direction.base * twice,
      slope: direction.slope * twice,
      denominator: direction.denominator * (max + min),
      worst: { numerator: max - min, denominator: max + min },
    },
    spread: { numerator: max, denominator: min },
  };
}

/** The middle between two equally good lines, which is as good: the worst error is convex in base and slope. */
function middleOf(a: MinimaxLine, b: MinimaxLine): MinimaxLine {
  return {
    base: a.base * b.denominator + b.base * a.denominator,
    slope: a.slope * b.denominator + b.slope * a.denominator,
    denominator: 2n * a.denominator * b.denominator,
    worst: a.worst,
  };
}
