import { formatValue } from "@vg/internal";
import { CostError } from "../errors.ts";
import { add, type Decimal, decimalOfNumber, exactMillionths } from "../money/decimal.ts";

/** A job's clips, as far as their cost is concerned; other fields are ignored. */
export interface ClipPrompts {
  /** The clips: an array, a generator, or another iterable, which is iterated once. */
  readonly clipPrompts: Iterable<{
    /** Seconds, a finite number of at least 0. */
    readonly duration: number;
  }>;
}

/**
 * Reads the clips of a job.
 *
 * @throws {@link CostError} `INVALID_JOB` if there is nothing to iterate: a job without a list must not cost 0.
 */
export function parseClips(job: ClipPrompts): ClipPrompts["clipPrompts"] {
  const clips: Partial<Iterable<unknown>> | null | undefined = job?.clipPrompts;
  if (typeof clips === "object" && typeof clips?.[Symbol.iterator] === "function") return job.clipPrompts;
  throw new CostError(
    "INVALID_JOB",
    `clipPrompts must be an array or another iterable of { duration }, not ${formatValue(clips)}`,
  );
}

/**
 * Reads a duration as exact seconds.
 *
 * @throws {@link CostError} `INVALID_DURATION` if it is not a finite number of at least 0.
 */
export function parseSeconds(duration: number | undefined, field: string, index?: number): Decimal {
  return decimalOfNumber(validateDuration(duration, field, index));
}

/**
 * Checks a duration in seconds.
 *
 * @throws {@link CostError} `INVALID_DURATION` if it is not a finite number of at least 0.
 */
export function validateDuration(duration: number | undefined, field: string, index?: number): number {
  if (typeof duration === "number" && duration >= 0 && duration < Number.POSITIVE_INFINITY) return duration;
  throw new CostError(
    "INVALID_DURATION",
    `${field} must be a finite number of seconds, at least 0, not ${formatValue(duration)}`,
    { index },
  );
}

/** The number of clips, and their seconds together. */
interface DurationSum {
  readonly count: number;
  readonly seconds: Decimal;
}

type Clips = ClipPrompts["clipPrompts"];
type Clip = Clips extends Iterable<infer Item> ? Item : never;

/**
 * Adds up the clips' durations in one pass, exactly.
 *
 * Durations of up to six decimals are added as safe integers, which are carried over into a bigint before they can leave
 * the safe range; the others are added as bigints, one sum for each scale, and all sums at the end.
 */
export function sumDurations(clips: Clips): DurationSum {
  const unitsByScale = new Map<number, bigint>();
  let count = 0;
  let pending = 0;
  let millionths = 0n;
  if (Array.isArray(clips)) {
    // The same loop twice: an index takes half the time of an iterator, and most jobs are arrays.
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

/** A clip's duration in millionths if that is exact; NaN for every other, and for a clip that is not an object. */
function millionthsOf(clip: Clip | undefined): number {
  const duration = clip?.duration;
  return typeof duration === "number" ? exactMillionths(duration) : Number.NaN;
}

function addTo(unitsByScale: Map<number, bigint>, clip: Clip, index: number): void {
  const { units, scale } = parseSeconds(clip?.duration, `clipPrompts[${index}].duration`, index);
  unitsByScale.set(scale, (unitsByScale.get(scale) ?? 0n) + units);
}
