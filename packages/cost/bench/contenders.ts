import { COST_PER_CLIP } from "@vg/config";
import { costToJSON, estimateJob, estimateTotalCost } from "@vg/cost";
import { Big } from "big.js";
import { BigNumber } from "bignumber.js";
import { Decimal } from "decimal.js";

/** A clip of a job. */
export interface Clip {
  readonly duration: number;
}

/** One way to a job's total, as text. */
export interface Contender {
  readonly name: string;
  readonly total: (clips: readonly Clip[]) => string;
}

const { baseCost, perSecond } = COST_PER_CLIP.production;

// Its default of 20 digits would round; the other two add and multiply exactly.
Decimal.set({ precision: 60 });

/** The total that rounding errors creep into. */
export function plainTotal(clips: readonly Clip[]): number {
  let total = 0;
  for (const clip of clips) total += 0.1 + 0.033 * clip.duration;
  return total;
}

/** Total alone, as fast as each can be had; the first is ours. */
export const totals: readonly Contender[] = [
  {
    name: "@vg/cost",
    total: (clips) => costToJSON(estimateTotalCost({ clipPrompts: clips }, "production")).amount,
  },
  {
    name: "big.js",
    total: (clips) => {
      const [base, rate] = [new Big(baseCost), new Big(perSecond)];
      let total = new Big(0);
      for (const { duration } of clips) total = total.plus(base.plus(rate.times(duration)));
      return total.toFixed();
    },
  },
  {
    name: "bignumber.js",
    total: (clips) => {
      const [base, rate] = [new BigNumber(baseCost), new BigNumber(perSecond)];
      let total = new BigNumber(0);
      for (const { duration } of clips) total = total.plus(base.plus(rate.times(duration)));
      return total.toFixed();
    },
  },
  {
    name: "decimal.js",
    total: (clips) => {
      const [base, rate] = [new Decimal(baseCost), new Decimal(perSecond)];
      let total = new Decimal(0);
      for (const { duration } of clips) total = total.plus(base.plus(rate.times(duration)));
      return total.toFixed();
    },
  },
];

/** The cost of every clip besides; the first is ours. */
export const jobs: readonly Contender[] = [
  {
    name: "@vg/cost",
    total: (clips) => costToJSON(estimateJob({ clipPrompts: clips }, "production").total).amount,
  },
  {
    name: "big.js",
    total: (clips) => {
      const [base, rate] = [new Big(baseCost), new Big(perSecond)];
      const costs = clips.map(({ duration }, index) => ({ index, duration, cost: base.plus(rate.times(duration)) }));
      return costs.reduce((total, { cost }) => total.plus(cost), new Big(0)).toFixed();
    },
  },
  {
    name: "bignumber.js",
    total: (clips) => {
      const [base, rate] = [new BigNumber(baseCost), new BigNumber(perSecond)];
      const costs = clips.map(({ duration }, index) => ({ index, duration, cost: base.plus(rate.times(duration)) }));
      return costs.reduce((total, { cost }) => total.plus(cost), new BigNumber(0)).toFixed();
    },
  },
  {
    name: "decimal.js",
    total: (clips) => {
      const [base, rate] = [new Decimal(baseCost), new Decimal(perSecond)];
      const costs = clips.map(({ duration }, index) => ({ index, duration, cost: base.plus(rate.times(duration)) }));
      return costs.reduce((total, { cost }) => total.plus(cost), new Decimal(0)).toFixed();
    },
  },
];
