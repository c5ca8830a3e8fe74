import { type Envelope, extremesOf, type Line } from "./hull.ts";
import { compareFractions, type Fraction } from "./error-ratio.ts";

/** A line whose base is a multiple of the grid's unit and whose slope is an integer. */
export interface GridLine {
  /** The base in units. */
  readonly base: bigint;
  readonly slope: bigint;
}

/**
 * The line on a grid with the smallest worst relative error, looked for around the best line of all; a base or slope
 * that is 0 there stays 0.
 *
 * For each slope, the best base is found exactly. Both ways are tried: over short clips one unit of the base is as high as
 * several slopes, so what rounding it takes is given back by a slope on either side. The worst error is convex, so slopes
 * farther from the best line's need not be looked at once no base at all, on the grid or off it, could do better; that
 * ends the search after a few slopes unless many lines are nearly as good. Then it ends after {@link FARTHEST} slopes on
 * either side.
 */
export function bestOnGrid(envelope: Envelope, unit: bigint, around: Line): GridLine {
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

/** How many slopes are tried on either side of the best line's. */
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
  const above = firstWhere((base) => isRatherHigh(errorsOf(base)), guess);
  const high = errorsOf(above);
  const upper = { base: above, slope, worst: worseOf(high), bound: worseOf(high) };
  if (above === 0n) return upper;
  const low = errorsOf(above - 1n);
  const bound = compareFractions(high.under, low.over) > 0 ? high.under : low.over;
  const lower = { base: above - 1n, slope, worst: worseOf(low), bound };
  return compareFractions(lower.worst, upper.worst) < 0 ? lower : { ...upper, bound };
}

/** How far a line is too high at most and too low at most; below 0 where it is nowhere so. */
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

/** The least integer of at least 0 from which on a condition holds, found by ever larger steps from a guess. */
function firstWhere(holds: (value: bigint) => boolean, guess: bigint): bigint {
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
