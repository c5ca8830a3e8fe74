import { formatValue } from "@vg/internal";
import { CostError } from "../errors.ts";
import type { JobEstimate } from "../estimate/estimate.ts";
import { type CostJSON, costToJSON } from "../money/cost-json.ts";
import { type Cost, costOf, parseDollars } from "../money/cost.ts";
import { add, compare, type Decimal, subtract, ZERO } from "../money/decimal.ts";

/** A job's total beside a limit, and how much of the job fits; `limit = total + remaining - overrun` always. */
export interface BudgetCheck {
  /** True if the total is at most the limit. */
  readonly withinBudget: boolean;
  readonly limit: Cost;
  readonly total: Cost;
  /** The limit less the total; 0 if the job is over budget. */
  readonly remaining: Cost;
  /** The total less the limit; 0 if the job is within budget. */
  readonly overrun: Cost;
  /** Position of the clip that takes the running total over the limit, from 0; null if none does. */
  readonly firstClipOver: number | null;
  /** The number of clips, from the first on, that fit into the limit. */
  readonly affordableClips: number;
}

/**
 * Compares a job's estimate with a limit, exactly; equal is within.
 *
 * @param limit Dollars, a cost or a decimal text such as `"25.00"`, at least 0.
 * @throws {@link CostError} `INVALID_AMOUNT` if the limit is not an amount, `INVALID_JOB` if the clips do not add up to
 * the total.
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
  const limitDollars = parseDollars(limit, "limit");
  if (!Array.isArray(estimate?.clips)) {
    throw new CostError("INVALID_JOB", `estimate must be made with estimateJob, not ${formatValue(estimate)}`);
  }
  let total = ZERO;
  let affordableClips = 0;
  for (const [index, clip] of estimate.clips.entries()) {
    total = add(total, parseDollars(clip?.cost, `estimate.clips[${index}].cost`, index));
    if (compare(total, limitDollars) <= 0) affordableClips = index + 1;
  }
  if (compare(total, parseDollars(estimate.total, "estimate.total")) !== 0) {
    throw new CostError("INVALID_JOB", "estimate.total must be the sum of estimate.clips; make it with estimateJob");
  }
  return budgetCheck(limitDollars, total, affordableClips);
}

/** Compares a total with a limit; `affordableClips` is the first clip over, if the total is over the limit. */
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

/** A {@link BudgetExceededError} as JSON; its costs are text, which `costFromJSON` reads. */
export interface BudgetExceededJSON {
  readonly name: "BudgetExceededError";
  readonly code: "BUDGET_EXCEEDED";
  readonly message: string;
  /** The name of the budget, if it has one. */
  readonly budget?: string;
  readonly check: {
    readonly [Field in keyof BudgetCheck]: BudgetCheck[Field] extends Cost ? CostJSON : BudgetCheck[Field];
  };
}

/**
 * Thrown for a reservation that would take a budget over its limit; nothing was reserved.
 *
 * In its `check` the total is the amount spent and reserved before plus the refused reservation, which counts as one clip.
 *
 * @example
 * ```ts
 * import { BudgetExceededError, createBudget } from "@vg/cost";
 *
 * const refused = (): unknown => {
 *   try {
 *     return createBudget("1.00").reserve("1.25");
 *   } catch (error) {
 *     return error instanceof BudgetExceededError ? error.toJSON().check.overrun : error;
 *   }
 * };
 * refused(); // => { amount: '0.25', currency: 'USD' }
 * ```
 */
export class BudgetExceededError extends CostError {
  override readonly name = "BudgetExceededError";
  override readonly code = "BUDGET_EXCEEDED";
  readonly check: BudgetCheck;
  /** The name of the budget that refused, if budgets have names: a shared one may not be the one that was asked. */
  readonly budget: string | undefined;

  constructor(check: BudgetCheck, { budget }: { readonly budget?: string } = {}) {
    const [total, limit, overrun] = [check.total, check.limit, check.overrun].map((cost) => costToJSON(cost).amount);
    const of = budget === undefined ? "" : ` of the budget ${formatValue(budget)}`;
    super(
      "BUDGET_EXCEEDED",
      `${total} USD would be spent and reserved, ${overrun} USD over the limit of ${limit} USD${of}; raise the limit, or settle or release what is reserved`,
    );
    this.check = check;
    this.budget = budget;
  }

  /** Writes the error as JSON, for a log; `JSON.stringify` calls it. */
  toJSON(): BudgetExceededJSON {
    const { name, code, message, budget, check } = this;
    const { limit, total, remaining, overrun, ...counts } = check;
    const costs = {
      limit: costToJSON(limit),
      total: costToJSON(total),
      remaining: costToJSON(remaining),
      overrun: costToJSON(overrun),
    };
    return { name, code, message, ...(budget !== undefined && { budget }), check: { ...counts, ...costs } };
  }
}
