import type { ClipPrompts } from "./clip-prompts.ts";
import { add, type Decimal } from "../money/decimal.ts";
import { exactMillionths } from "../money/decimal-of-number.ts";
import { secondsOf } from "./duration.ts";

/** How many clips there are and how long they are together. */
export interface DurationSum {
  readonly count: number;
  readonly seconds: Decimal;
}

type Clips = ClipPrompts["clipPrompts"];
type Clip = Clips extends Iterable<infer Item> ? Item : never;

/**
 * The exact sum of the clips' durations, in one pass.
 *
 * Durations of up to six decimals are summed as safe integers, which are carried over into a bigint before they can
 * leave the safe range; the others are summed as bigints, one sum a scale, and brought together at the end.
 */
export function sumDurations(clips: Clips): DurationSum {
  const unitsByScale = new Map<number, bigint>();
  let count = 0;
  let pending = 0;
  let millionths = 0n;
  if (Array.isArray(clips)) {
    // The same loop twice: counting through an array is half as long as iterating, and most jobs are arrays.
    for (; count < clips.length; count++) {
      const exact = millionthsOf(clips[count]);
      if (exact >= 0) pending += exact;
      else addTo(unitsByScale, clips[count], count);
      if (pending > LARGEST_PENDING) {
        millionths += BigInt(pending);
        pending = 0;
      }
    }
  } else {
    for (const clip of clips) {
      const exact = millionthsOf(clip);
      if (exact >= 0) pending += exact;
      else addTo(unitsByScale, clip, count);
      if (pending > LARGEST_PENDING) {
        millionths += BigInt(pending);
        pending = 0;
      }
      count++;
    }
  }
  const seconds = [...unitsByScale]
    .map(([scale, units]) => ({ units, scale }))
    .reduce(add, { units: millionths + BigInt(pending), scale: 6 });
  return { count, seconds };
}

/** One more duration, of less than 1e15 millionths, added to this is still a safe integer. */
const LARGEST_PENDING = Number.MAX_SAFE_INTEGER - 1e15;

/** A clip's duration where it is exact in millionths; NaN for every other and for what is no clip. */
function millionthsOf(clip: Clip | undefined): number {
  const duration = clip?.duration;
  return typeof duration === "number" ? exactMillionths(duration) : Number.NaN;
}

function addTo(unitsByScale: Map<number, bigint>, clip: Clip, index: number): void {
  const { units, scale } = secondsOf(clip?.duration, `clipPrompts[${index}].duration`, index);
  unitsByScale.set(scale, (unitsByScale.get(scale) ?? 0n) + units);
}
