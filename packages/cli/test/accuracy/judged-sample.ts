import { getCostRates } from "@vg/config";
import { costFromJSON } from "@vg/cost";
import type { Accuracy } from "../../src/accuracy/accuracy.ts";
import type { PaidClip } from "../../src/accuracy/collect-clips.ts";
import { judgeClips } from "../../src/accuracy/judge-clips.ts";

/** What is judged in a test: seconds and dollars of each clip, and whatever else is not as usual. */
export interface Sample extends Partial<Omit<Accuracy, "clips" | "origins">> {
  readonly rows: readonly (readonly [duration: number, actual: string, more?: Partial<PaidClip>])[];
  readonly baseCost?: string;
  readonly perSecond?: string;
  readonly decimals?: number;
}

/** An accuracy of clips in a file of one line each, by default against production's rates. */
export function judgedSample({
  rows,
  baseCost,
  perSecond,
  decimals = 6,
  tolerance = "0.20",
  ...more
}: Sample): Accuracy {
  const [first, ...others] = rows.map(([duration, actual, clip], index): PaidClip => ({
    place: { line: index + 1 },
    duration,
    actual: costFromJSON({ amount: actual, currency: "USD" }),
    isPricedByCatalogue: false,
    ...clip,
  }));
  if (first === undefined) throw new RangeError("a sample needs a row");
  const production = getCostRates("production");
  const rates = baseCost === undefined || perSecond === undefined ? production : { ...production, baseCost, perSecond };
  return {
    file: "actuals.jsonl",
    setAside: [],
    hasNextPage: false,
    tolerance,
    ...judgeClips([first, ...others], {
      environment: "production",
      judged: { rates, origin: "the rates of production" },
      use: "for-unpriced",
      tolerance,
      decimals,
    }),
    ...more,
  };
}

/** The measured seconds of an H100 by clip length, in dollars of one a second; and price lists and laws that break fits. */
export const KNOWN = {
  "360p": [
    [2, "18"],
    [4, "31"],
    [8, "62"],
    [16, "121"],
  ],
  "480p": [
    [2, "29"],
    [4, "55"],
    [8, "108"],
    [16, "219"],
  ],
  "720p": [
    [2, "68"],
    [4, "130"],
    [8, "260"],
    [16, "547"],
  ],
  hailuo: [
    [6, "0.23"],
    [10, "0.56"],
  ],
  quadratic: [2, 3, 4, 5, 6, 7, 8, 9, 10].map((seconds) => [seconds, (seconds * seconds * 0.01).toFixed(2)] as const),
} as const satisfies Record<string, readonly (readonly [number, string])[]>;
