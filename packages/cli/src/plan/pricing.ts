import type { Environment } from "@vg/config";
import { type ClipEstimate, costFromJSON, estimateJob, type JobEstimate } from "@vg/cost";
import { add, toDecimal } from "dinero.js/bigint";
import type { ClipRates } from "./clip-rates.ts";

const NOTHING = costFromJSON({ amount: "0", currency: "USD" });

/** A clip and the rates that price it. */
export interface PricedClip {
  /** Seconds. */
  readonly duration: number;
  readonly rates: ClipRates;
}

/**
 * What a job will cost whose clips may have different rates; exact like `estimateJob`, which it is for each group of clips
 * with the same rates.
 *
 * Its `rates` are those of the first clip.
 */
export function estimateClips(clips: readonly PricedClip[], environment: Environment): JobEstimate {
  const groups = [...Map.groupBy(clips.entries(), ([, { rates }]) => rates)].map(([{ rates }, members]) => {
    const clipPrompts = members.map(([, clip]) => clip);
    return { members, estimate: estimateJob({ clipPrompts }, environment, { rates }) };
  });
  const whole = estimateJob({ clipPrompts: clips }, environment);
  const priced = groups.flatMap(({ members, estimate }) =>
    estimate.clips.map(({ duration, cost }, at): ClipEstimate => ({ index: members[at]?.[0] ?? at, duration, cost })),
  );
  const total = groups.map(({ estimate }) => estimate.total).reduce((sum, cost) => add(sum, cost), NOTHING);
  return {
    ...whole,
    rates: groups[0]?.estimate.rates ?? whole.rates,
    clips: priced.toSorted((a, b) => a.index - b.index),
    total: costFromJSON({ amount: toDecimal(total), currency: "USD" }),
  };
}
