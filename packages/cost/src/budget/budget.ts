import { CostError } from "../errors.ts";
import { type Cost, costOf, parseDollars } from "../money/cost.ts";
import { add, compare, type Decimal, subtract, ZERO } from "../money/decimal.ts";
import { BudgetExceededError, budgetCheck } from "./check-budget.ts";

/** A settled reservation that cost more than was reserved for it. */
export interface Overrun {
  readonly reserved: Cost;
  readonly actual: Cost;
  /** `actual - reserved`. */
  readonly overrun: Cost;
}

/** A limit and the amounts taken from it; `limit = spent + reserved + remaining` at every moment, exactly. */
export interface Budget {
  readonly limit: Cost;
  /** The actual costs of all settled reservations. */
  readonly spent: Cost;
  /** The sum of all reservations that are neither settled nor released. */
  readonly reserved: Cost;
  /** The amount that can still be reserved; less than 0 if actual costs took the budget over its limit. */
  readonly remaining: Cost;
  /** Every reservation that was settled above what it had reserved, in the order of settling. */
  readonly overruns: readonly Overrun[];
  /**
   * Takes a cost from what remains, in the same synchronous step that checks it: of two callers only one gets the last
   * dollar.
   *
   * @param cost Dollars, a cost or a decimal text, at least 0.
   * @throws {@link BudgetExceededError} if more than the limit would be spent and reserved; equal is within.
   * @throws {@link CostError} `INVALID_AMOUNT` if the cost is not an amount.
   */
  reserve(cost: string | Cost): Reservation;
}

/**
 * Creates a budget that callers share: each reserves a job's estimate before it starts, and settles its actual cost.
 *
 * @param limit Dollars, a cost or a decimal text such as `"25.00"`, at least 0.
 * @throws {@link CostError} `INVALID_AMOUNT` if the limit is not an amount.
 * @example
 * ```ts
 * import { createBudget, formatCost } from "@vg/cost";
 *
 * const budget = createBudget("1.00");
 * const reservation = budget.reserve("0.75");
 * budget.reserve("0.30"); // throws BudgetExceededError: 1.05 USD would be spent and reserved, 0.05 USD over the limit
 * reservation.settle("0.62");
 * formatCost(budget.remaining); // => '$0.38'
 * ```
 */
export function createBudget(limit: string | Cost): Budget {
  const limitDollars = parseDollars(limit, "limit");
  const overruns: Overrun[] = [];
  let spent = ZERO;
  let reserved = ZERO;

  function settle(reservation: Decimal, actual: Decimal): void {
    reserved = subtract(reserved, reservation);
    spent = add(spent, actual);
    if (compare(actual, reservation) > 0) overruns.push(overrunOf(reservation, actual));
  }

  return Object.freeze({
    limit: costOf(limitDollars),
    get spent() {
      return costOf(spent);
    },
    get reserved() {
      return costOf(reserved);
    },
    get remaining() {
      return costOf(subtract(limitDollars, add(spent, reserved)));
    },
    get overruns() {
      return Object.freeze([...overruns]);
    },
    reserve(cost: string | Cost): Reservation {
      const dollars = parseDollars(cost, "cost");
      const total = add(add(spent, reserved), dollars);
      if (compare(total, limitDollars) > 0) throw new BudgetExceededError(budgetCheck(limitDollars, total, 0));
      reserved = add(reserved, dollars);
      return createReservation(dollars, {
        settle: (actual) => settle(dollars, actual),
        release: () => {
          reserved = subtract(reserved, dollars);
        },
      });
    },
  });
}

function overrunOf(reserved: Decimal, actual: Decimal): Overrun {
  return Object.freeze({
    reserved: costOf(reserved),
    actual: costOf(actual),
    overrun: costOf(subtract(actual, reserved)),
  });
}

/** The state of a reservation. */
export type ReservationState = "open" | "settled" | "released";

/**
 * A part of a budget, kept for a job until its actual cost is known; `using` releases it at the end of its block unless it
 * was settled.
 *
 * @example
 * ```ts
 * import { createBudget, formatCost } from "@vg/cost";
 *
 * const budget = createBudget("1.00");
 * function startJob(): void {
 *   using reservation = budget.reserve("0.75");
 *   throw new Error(`the job failed while ${formatCost(reservation.cost)} were reserved`);
 * }
 * startJob(); // throws Error: the job failed while $0.75 were reserved
 * formatCost(budget.remaining); // => '$1.00'
 * ```
 */
export interface Reservation extends Disposable {
  /** The reserved amount. */
  readonly cost: Cost;
  readonly state: ReservationState;
  /**
   * Puts the actual cost in place of the reserved one, even if it is more: the budget then counts it as spent and lists
   * it under `overruns`.
   *
   * @param actual Dollars, a cost or a decimal text, at least 0.
   * @throws {@link CostError} `RESERVATION_CLOSED` if it was settled or released before, `INVALID_AMOUNT` if `actual`
   * is not an amount; the reservation stays as it was.
   */
  settle(actual: string | Cost): void;
  /**
   * Gives back the reserved amount.
   *
   * @throws {@link CostError} `RESERVATION_CLOSED` if it was settled or released before.
   */
  release(): void;
}

/** The budget's part in closing a reservation. */
interface ReservationOutcomes {
  readonly settle: (actual: Decimal) => void;
  readonly release: () => void;
}

/** Creates an open reservation, which closes once. */
function createReservation(dollars: Decimal, outcomes: ReservationOutcomes): Reservation {
  let state: ReservationState = "open";

  function close(next: "settled" | "released"): void {
    if (state !== "open") {
      throw new CostError("RESERVATION_CLOSED", `the reservation was ${state} before and cannot be ${next} now`);
    }
    state = next;
  }

  function release(): void {
    close("released");
    outcomes.release();
  }

  return Object.freeze({
    cost: costOf(dollars),
    get state() {
      return state;
    },
    settle(actual: string | Cost): void {
      const actualDollars = parseDollars(actual, "actual");
      close("settled");
      outcomes.settle(actualDollars);
    },
    release,
    [Symbol.dispose](): void {
      if (state === "open") release();
    },
  });
}
