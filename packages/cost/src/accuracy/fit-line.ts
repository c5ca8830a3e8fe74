import { compareFractions, type Fraction, signOf } from "./error-ratio.ts";
import { type Envelope, extremesOf, type Line, type Points } from "./hull.ts";

/** A line and its worst relative error. */
interface FittedLine extends Line {
  readonly worst: Fraction;
}

/**
 * Fits the exact line with the smallest worst relative error among all with no negative base or slope.
 *
 * For the direction of a line, (base, slope), let v be its height over the height of each point. The best multiple of
 * the line has a worst error of (max v - min v) / (max v + min v), so max v / min v is what has to be small. While the
 * points of the maximum and of the minimum stay the same, that is monotone in the direction, and they change where the
 * direction is that of an edge of the envelope. So the best direction is an edge's or an end: no slope, or no base.
 *
 * If points above each other decide alone, a range of directions is equally good, and the middle line is taken.
 */
export function fitLine(envelope: Envelope): FittedLine {
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
  readonly line: FittedLine;
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
function middleOf(a: FittedLine, b: FittedLine): FittedLine {
  return {
    base: a.base * b.denominator + b.base * a.denominator,
    slope: a.slope * b.denominator + b.slope * a.denominator,
    denominator: 2n * a.denominator * b.denominator,
    worst: a.worst,
  };
}

/** A line whose base is a multiple of the grid's unit and whose slope is an integer. */
interface GridLine {
  /** The base in units. */
  readonly base: bigint;
  readonly slope: bigint;
}

/**
 * Fits the line on a grid with the smallest worst relative error, searching around the best line of all; a base or slope
 * that is 0 there stays 0.
 *
 * For each slope, the best base is found exactly. Slopes on both sides are tried: over short clips one unit of the base is
 * as high as several slopes, so a slope on either side can make up for the base's rounding. The worst error is convex, so the
 * search on one side ends as soon as no base at all, on the grid or off it, could do better. That is after a few slopes,
 * unless many lines are nearly as good; then it is after {@link FARTHEST} slopes.
 */
export function fitLineOnGrid(envelope: Envelope, unit: bigint, around: Line): GridLine {
  const slope = around.slope / around.denominator;
  if (around.base === 0n) return bestSlope(slope, envelope);
  const start = bestBase(slope, around.base / (around.denominator * unit), envelope, unit);
  if (around.slope === 0n) return start;
  return [1n, -1n].reduce((best, step) => bestTowards(step, start, best, envelope, unit), start);
}

/** The better of the two slopes around the best one, without a base. */
function bestSlope(below: bigint, envelope: Envelope): GridLine {
  const worst = (slope: bigint): Fraction => worseOf(errorsAt({ base: 0n, slope, denominator: 1n }, envelope));
  return { base: 0n, slope: compareFractions(worst(below), worst(below + 1n)) <= 0 ? below : below + 1n };
}

/** The most slopes that are tried on either side of the best line's. */
const FARTHEST = 1000n;

/** The best line for one slope. */
interface Candidate extends GridLine {
  readonly worst: Fraction;
  /** No base, on the grid or off it, has a smaller worst error with this slope. */
  readonly bound: Fraction;
}

function bestTowards(step: bigint, start: Candidate, best: Candidate, envelope: Envelope, unit: bigint): Candidate {
  let found = best;
  let base = start.base;
  for (let steps = 1n; steps <= FARTHEST && start.slope + steps * step >= 0n; steps++) {
    const next = bestBase(start.slope + steps * step, base, envelope, unit);
    if (compareFractions(next.worst, found.worst) < 0) found = next;
    if (compareFractions(next.bound, found.worst) >= 0) break;
    base = next.base;
  }
  return found;
}

/** The best base for a slope: one of the two between which too high and too low balance. */
function bestBase(slope: bigint, guess: bigint, envelope: Envelope, unit: bigint): Candidate {
  const errorsOf = (base: bigint): Errors => errorsAt({ base: base * unit, slope, denominator: 1n }, envelope);
  const above = firstThat((base) => isRatherHigh(errorsOf(base)), guess);
  const high = errorsOf(above);
  const upper = { base: above, slope, worst: worseOf(high), bound: worseOf(high) };
  if (above === 0n) return upper;
  const low = errorsOf(above - 1n);
  const bound = compareFractions(high.under, low.over) > 0 ? high.under : low.over;
  const lower = { base: above - 1n, slope, worst: worseOf(low), bound };
  return compareFractions(lower.worst, upper.worst) < 0 ? lower : { ...upper, bound };
}

/** The largest errors of a line upwards and downwards; below 0 if there are none in that direction. */
interface Errors {
  readonly over: Fraction;
  readonly under: Fraction;
}

function errorsAt(line: Line, envelope: Envelope): Errors {
  const { highest, lowest } = extremesOf(line, envelope);
  return {
    over: { numerator: highest.numerator - highest.denominator, denominator: highest.denominator },
    under: { numerator: lowest.denominator - lowest.numerator, denominator: lowest.denominator },
  };
}

function isRatherHigh({ over, under }: Errors): boolean {
  return compareFractions(over, under) >= 0;
}

function worseOf(errors: Errors): Fraction {
  return isRatherHigh(errors) ? errors.over : errors.under;
}

/** Finds the least integer of at least 0 from which on a condition holds, by ever larger steps from a guess. */
function firstThat(holds: (value: bigint) => boolean, guess: bigint): bigint {
  let fails = -1n;
  let found = guess;
  for (let step = 1n; !holds(found); step *= 2n) {
    fails = found;
    found += step;
  }
  for (let step = 1n; fails === -1n && step <= found; step *= 2n) {
    if (holds(found - step)) found -= step;
    else fails = found - step;
  }
  while (found - fails > 1n) {
    const middle = (found + fails) / 2n;
    if (holds(middle)) found = middle;
    else fails = middle;
  }
  return found;
}
