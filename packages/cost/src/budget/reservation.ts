import { CostError } from "../errors.ts";
import { type Cost, costOf, dollarsOf } from "../money/cost.ts";
import type { Decimal } from "../money/decimal.ts";

/** What a reservation has come to. */
export type ReservationState = "open" | "settled" | "released";

/**
 * A part of a budget that waits for its actual cost; `using` releases it at the end of its block unless it was settled.
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
  /** What is reserved. */
  readonly cost: Cost;
  readonly state: ReservationState;
  /**
   * Puts the actual cost in place of the reserved one, even where it is more: the budget then counts it as spent and
   * lists it under `overruns`.
   *
   * @param actual Dollars, a cost or a decimal text, at least 0.
   * @throws {@link CostError} `RESERVATION_CLOSED` when it was settled or released before, `INVALID_AMOUNT` when
   * `actual` is no amount; the reservation stays as it was.
   */
  settle(actual: string | Cost): void;
  /**
   * Gives back what is reserved.
   *
   * @throws {@link CostError} `RESERVATION_CLOSED` when it was settled or released before.
   */
  release(): void;
}

/** What a budget does when a reservation of it closes. */
export interface ReservationOutcomes {
  readonly settle: (actual: Decimal) => void;
  readonly release: () => void;
}

/** An open reservation that closes once. */
export function createReservation(dollars: Decimal, outcomes: ReservationOutcomes): Reservation {
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
      const actualDollars = dollarsOf(actual, "actual");
      close("settled");
      outcomes.settle(actualDollars);
    },
    release,
    [Symbol.dispose](): void {
      if (state === "open") release();
    },
  });
}
