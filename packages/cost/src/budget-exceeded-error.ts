import type { BudgetCheck } from "./check-budget.ts";
import { CostError } from "./cost-error.ts";
import { costToJSON } from "./cost-json.ts";

/**
 * A reservation that would take a budget over its limit; nothing was reserved.
 *
 * In its `check` the total is what is spent and reserved already plus the refused reservation, which counts as one clip.
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
}
