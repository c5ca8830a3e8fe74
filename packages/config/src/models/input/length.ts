import { formatList, formatValue } from "@vg/internal";
import { type ClipLength, lengthsAtRate, ROUNDING } from "../lengths.ts";
import { describeField } from "../fields.ts";
import type { Role } from "../model.ts";
import type { Need } from "./compile.ts";
import { brokenNeed, choose, type Draft, ignoredBecause, isExtra, setInput, wishError } from "./draft.ts";
import { nearestOf } from "./given.ts";

/** Which length to make if the model does not make the wished one. */
export type Lengths = "at-least" | "nearest" | "exact";

/**
 * Decides the frame rate of a model whose length is in seconds; if it is in frames, both are decided together.
 *
 * @returns The rule that every rate breaks.
 */
export function decideRate(draft: Draft): Need | undefined {
  const { model, wish, name, reasons, input } = draft;
  const { fps } = wish;
  const slot = model.slots.fps;
  reasons.fps = undefined;
  if (slot === undefined) {
    const fixed = model.spec.clips?.fps;
    if (fps === undefined || fps === fixed) return undefined;
    reasons.fps = fixed === undefined ? `${name} takes no frame rate` : `${name} always plays at ${fixed}`;
    return undefined;
  }
  if (model.lengths.frames !== undefined || isExtra(draft, slot.name)) return undefined;
  const ranked = fps === undefined ? [undefined, ...model.rates] : rankRates(model.rates, fps);
  const { isPossible, broken } = choose(draft, "fps", ranked);
  if (!isPossible) return broken;
  if (fps !== undefined && input[slot.name] !== fps) reasons.fps = broken?.reason ?? ratesReason(draft);
  return undefined;
}

function rankRates(rates: readonly number[], wished: number): readonly number[] {
  return rates.toSorted((a, b) => Math.abs(a - wished) - Math.abs(b - wished));
}

function ratesReason({ name, model }: Draft): string {
  const field = model.slots.fps?.field;
  return `${name} plays at ${field === undefined ? "a rate of its own" : describeField(field)}`;
}

/** Decides the length among those that the rules allow, or returns the reason why none is left. */
export function decideLength(draft: Draft, mode: Lengths): ClipLength | { readonly reason: string } {
  const { model, wish, name } = draft;
  const role: Role = model.slots.duration === undefined ? "frames" : "duration";
  const slot = model.slots[role];
  const ignored = slot === undefined ? undefined : ignoredBecause(draft, slot.name);
  if (ignored !== undefined) throw wishError("duration", `cannot be known; ${ignored}`);
  const lengths = lengthCandidates(draft, role);
  let reason: string | undefined;
  const length = pickLength(lengths, wish.duration, mode, (candidate) => {
    setLength(draft, role, candidate);
    const broken = brokenNeed(draft, role) ?? (candidate.frames === undefined ? undefined : brokenNeed(draft, "fps"));
    reason ??= broken?.reason;
    return broken === undefined;
  });
  if (length === undefined) return { reason: reason ?? `${name} makes no clip of a known length` };
  setLength(draft, role, length);
  noteLength(draft, length, { mode, lengths, reason });
  return length;
}

function setLength(draft: Draft, role: Role, { asked, frames, fps }: ClipLength): void {
  const { slots } = draft.model;
  const slot = slots[role];
  if (slot !== undefined && asked !== undefined) setInput(draft, slot.name, asked);
  if (frames !== undefined && slots.fps !== undefined) setInput(draft, slots.fps.name, fps);
}

/** Returns the lengths that the wished rate and `extra` leave. */
function lengthCandidates(draft: Draft, role: Role): readonly ClipLength[] {
  const { model, name, extra } = draft;
  const slot = model.slots[role];
  const candidates = lengthsOfRate(draft);
  if (slot === undefined || !isExtra(draft, slot.name)) return candidates;
  const fixed = candidates.filter(({ asked }) => asked === extra[slot.name]);
  if (fixed.length > 0) return fixed;
  throw wishError(
    `extra.${slot.name}`,
    `must be a length that ${name} makes (${formatLengths(candidates)}), not ${formatValue(extra[slot.name])}`,
  );
}

function lengthsOfRate(draft: Draft): readonly ClipLength[] {
  const { model, wish, extra, reasons } = draft;
  const { spec, slots, lengths, rates } = model;
  if (lengths.frames === undefined || slots.fps === undefined) return lengths.lengths;
  const wished = isExtra(draft, slots.fps.name) ? extra[slots.fps.name] : wish.fps;
  if (typeof wished !== "number") return lengths.lengths;
  const rate = nearestOf(rates, wished);
  if (wish.fps !== undefined && rate !== wish.fps) reasons.fps = ratesReason(draft);
  return lengthsAtRate(spec, rate);
}

/** Returns the permitted length that is best for a wished one; `undefined` if none is permitted. */
function pickLength(
  ascending: readonly ClipLength[],
  wanted: number,
  mode: Lengths,
  isPermitted: (length: ClipLength) => boolean,
): ClipLength | undefined {
  const start = firstFrom(ascending, wanted - ROUNDING);
  const same = findSame(ascending, start, wanted, isPermitted);
  if (same !== undefined) return same;
  const longer = findPermitted(ascending, start, 1, isPermitted);
  if (mode === "at-least" && longer !== undefined) return longer;
  const shorter = findPermitted(ascending, start - 1, -1, isPermitted);
  if (longer === undefined || shorter === undefined) return longer ?? shorter;
  return longer.seconds - wanted < wanted - shorter.seconds ? longer : shorter;
}

/** Returns the permitted length that is nearest to a wanted one, of those that round to it. */
function findSame(
  lengths: readonly ClipLength[],
  start: number,
  wanted: number,
  isPermitted: (length: ClipLength) => boolean,
): ClipLength | undefined {
  let best: ClipLength | undefined;
  let difference = Number.POSITIVE_INFINITY;
  for (let at = start; (lengths[at]?.seconds ?? Number.POSITIVE_INFINITY) <= wanted + ROUNDING; at += 1) {
    const length = lengths[at];
    if (length === undefined || Math.abs(length.seconds - wanted) >= difference || !isPermitted(length)) continue;
    best = length;
    difference = Math.abs(length.seconds - wanted);
  }
  return best;
}

function findPermitted(
  lengths: readonly ClipLength[],
  start: number,
  step: 1 | -1,
  isPermitted: (length: ClipLength) => boolean,
): ClipLength | undefined {
  for (let at = start; at >= 0 && at < lengths.length; at += step) {
    const length = lengths[at];
    if (length !== undefined && isPermitted(length)) return length;
  }
  return undefined;
}

/** Returns the position of the first length of at least a number of seconds. */
function firstFrom(ascending: readonly ClipLength[], seconds: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((ascending[middle]?.seconds ?? 0) < seconds) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface LengthNote {
  readonly mode: Lengths;
  readonly lengths: readonly ClipLength[];
  readonly reason: string | undefined;
}

function noteLength(
  { wish, name, reasons }: Draft,
  { seconds }: ClipLength,
  { mode, lengths, reason }: LengthNote,
): void {
  reasons.duration = undefined;
  if (Math.abs(seconds - wish.duration) <= ROUNDING) return;
  const because = reason ?? `${name} makes clips of ${formatLengths(lengths)}`;
  if (mode !== "exact") reasons.duration = because;
  else {
    const nearest = formatSeconds(seconds);
    throw wishError(
      "duration",
      `must be a length that ${name} makes, not ${wish.duration}; the nearest is ${nearest}, because ${because}`,
    );
  }
}

/** The number of lengths that a message lists. */
const LISTED = 6;

/** The words for lengths that were formatted before: a model has the same list for many clips. */
const formatted = new WeakMap<readonly ClipLength[], string>();

function formatLengths(lengths: readonly ClipLength[]): string {
  const known = formatted.get(lengths);
  if (known !== undefined) return known;
  const text = `${formatList(spanOf(lengths))} s`;
  formatted.set(lengths, text);
  return text;
}

/** Returns the seconds of lengths, or, of many, their span. */
function spanOf(lengths: readonly ClipLength[]): readonly string[] {
  const seconds = lengths.map((length) => formatSeconds(length.seconds));
  return seconds.length > LISTED ? [`${seconds[0]} to ${seconds.at(-1)}`] : seconds;
}

function formatSeconds(seconds: number): string {
  return String(Number(seconds.toFixed(3)));
}
