import type { BudgetCheck } from "./check-budget.ts";
import type { Cost } from "../money/cost.ts";
import { CostError } from "../errors.ts";
import { type CostJSON, costToJSON } from "../money/cost-json.ts";

/** A {@link BudgetExceededError} as JSON; its costs are text, which `costFromJSON` reads. */
export interface BudgetExceededJSON {
  readonly name: "BudgetExceededError";
  readonly code: "BUDGET_EXCEEDED";
  readonly message: string;
  readonly check: {
    readonly [Field in keyof BudgetCheck]: BudgetCheck[Field] extends Cost ? CostJSON : BudgetCheck[Field];
  };
}

/**
 * A reservation that would take a budget over its limit; nothing was reserved.
 *
 * In its `check` the total is what is spent and reserved already plus the refused reservation, which counts as one clip.
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

  constructor(check: BudgetCheck) {
    const [total, limit, overrun] = [check.total, check.limit, check.overrun].map((cost) => costToJSON(cost).amount);
    super(
      "BUDGET_EXCEEDED",
      `${total} USD would be spent and reserved, ${overrun} USD over the limit of ${limit} USD; raise the limit, or settle or release what is reserved`,
    );
    this.check = check;
  }

  /** The error for a log: `JSON.stringify` takes it, though it cannot take a cost. */
  toJSON(): BudgetExceededJSON {
    const { name, code, message, check } = this;
    const { limit, total, remaining, overrun, ...counts } = check;
    const costs = {
      limit: costToJSON(limit),
      total: costToJSON(total),
      remaining: costToJSON(remaining),
      overrun: costToJSON(overrun),
    };
    return { name, code, message, check: { ...counts, ...costs } };
  }
}
