import type { ClipPrompts } from "./clip-prompts.ts";
import { add, type Decimal } from "./decimal.ts";
import { exactMillionths } from "./decimal-of-number.ts";
import { secondsOf } from "./duration.ts";

/** How many clips there are and how long they are together. */
export interface DurationSum {
  readonly count: number;
  readonly seconds: Decimal;
}

/**
 * The exact sum of the clips' durations, in one pass.
 *
 * Durations of up to six decimals are summed as safe integers, which are carried over into a bigint before they can
 * leave the safe range; the others are summed as bigints, one sum a scale, and brought together at the end.
 */
export function sumDurations(clips: ClipPrompts["clipPrompts"]): DurationSum {
  let count = 0;
  let pending = 0;
  let millionths = 0n;
  const unitsByScale = new Map<number, bigint>();
  for (const clip of clips) {
    const duration = clip?.duration;
    const exact = typeof duration === "number" && duration >= 0 ? exactMillionths(duration) : undefined;
    if (exact === undefined) {
      const { units, scale } = secondsOf(duration, `clipPrompts[${count}].duration`, count);
      unitsByScale.set(scale, (unitsByScale.get(scale) ?? 0n) + units);
    } else {
      pending += exact;
      if (pending > LARGEST_PENDING) {
        millionths += BigInt(pending);
        pending = 0;
      }
    }
    count += 1;
  }
  const seconds = [...unitsByScale]
    .map(([scale, units]) => ({ units, scale }))
    .reduce(add, { units: millionths + BigInt(pending), scale: 6 });
  return { count, seconds };
}

/** One more duration, of less than 1e15 millionths, added to this is still a safe integer. */
const LARGEST_PENDING = Number.MAX_SAFE_INTEGER - 1e15;
