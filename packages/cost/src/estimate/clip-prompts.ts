import { formatValue } from "@vg/internal";
import { CostError } from "../errors.ts";

/** A job's clips, as far as their cost is concerned; whatever else they hold is not looked at. */
export interface ClipPrompts {
  /** The clips: an array, a generator, anything that can be gone through once. */
  readonly clipPrompts: Iterable<{
    /** Seconds, a finite number of at least 0. */
    readonly duration: number;
  }>;
}

/**
 * The clips of a job.
 *
 * @throws {@link CostError} `INVALID_JOB` when there is nothing to go through: a job without a list must not cost 0.
 */
export function clipsOf(job: ClipPrompts): ClipPrompts["clipPrompts"] {
  const clips: Partial<Iterable<unknown>> | null | undefined = job?.clipPrompts;
  if (typeof clips === "object" && typeof clips?.[Symbol.iterator] === "function") return job.clipPrompts;
  throw new CostError(
    "INVALID_JOB",
    `clipPrompts must be an array or another iterable of { duration }, not ${formatValue(clips)}`,
  );
}
