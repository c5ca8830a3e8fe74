import { formatValue } from "@vg/internal";
import { CostError } from "../errors.ts";
import { type Cost, costOf, dollarsOf } from "../money/cost.ts";
import { add, compare, type Decimal, subtract, ZERO } from "../money/decimal.ts";
import type { JobEstimate } from "../estimate/estimate-job.ts";

/** Whether a job fits into a limit, and how much of it does; `limit = total + remaining - overrun` always. */
export interface BudgetCheck {
  /** Whether the total is at most the limit. */
  readonly withinBudget: boolean;
  readonly limit: Cost;
  readonly total: Cost;
  /** What the limit leaves after the total; 0 when the job is over budget. */
  readonly remaining: Cost;
  /** How far the total is over the limit; 0 when the job is within budget. */
  readonly overrun: Cost;
  /** Position of the clip that takes the running total over the limit, from 0; null when none does. */
  readonly firstClipOver: number | null;
  /** How many clips, from the first on, fit into the limit. */
  readonly affordableClips: number;
}

/**
 * Compares a job's estimate with a limit, exactly; equal is within.
 *
 * @param limit Dollars, a cost or a decimal text such as `"25.00"`, at least 0.
 * @throws {@link CostError} `INVALID_AMOUNT` when the limit is no amount, `INVALID_JOB` when the clips do not add up to the total.
 * @example
 * ```ts
 * import { checkBudget, estimateJob } from "@vg/cost";
 *
 * const estimate = estimateJob({ clipPrompts: [{ duration: 6 }, { duration: 6 }, { duration: 6 }] }, "production");
 * checkBudget(estimate, "0.894").withinBudget; // => true
 * checkBudget(estimate, "0.60").firstClipOver; // => 2
 * ```
 */
export function checkBudget(estimate: JobEstimate, limit: string | Cost): BudgetCheck {
  const limitDollars = dollarsOf(limit, "limit");
  if (!Array.isArray(estimate?.clips)) {
    throw new CostError("INVALID_JOB", `estimate must be made with estimateJob, not ${formatValue(estimate)}`);
  }
  let total = ZERO;
  let affordableClips = 0;
  for (const [index, clip] of estimate.clips.entries()) {
    total = add(total, dollarsOf(clip?.cost, `estimate.clips[${index}].cost`, index));
    if (compare(total, limitDollars) <= 0) affordableClips = index + 1;
  }
  if (compare(total, dollarsOf(estimate.total, "estimate.total")) !== 0) {
    throw new CostError("INVALID_JOB", "estimate.total must be the sum of estimate.clips; make it with estimateJob");
  }
  return budgetCheck(limitDollars, total, affordableClips);
}

/** The check of a total; `affordableClips` counts where it is over the limit. */
export function budgetCheck(limit: Decimal, total: Decimal, affordableClips: number): BudgetCheck {
  const withinBudget = compare(total, limit) <= 0;
  return Object.freeze({
    withinBudget,
    limit: costOf(limit),
    total: costOf(total),
    remaining: costOf(withinBudget ? subtract(limit, total) : ZERO),
    overrun: costOf(withinBudget ? ZERO : subtract(total, limit)),
    firstClipOver: withinBudget ? null : affordableClips,
    affordableClips,
  });
}
