import { deepFreeze, formatValue, isObject } from "@vg/internal";
import { CostError, validateOptions } from "../errors.ts";
import { validateDuration } from "../estimate/clips.ts";
import { type Cost, costOf, parseDollars } from "../money/cost.ts";
import type { Decimal } from "../money/decimal.ts";
import type { AnyReservation, ReserveOptions, Settlement } from "./any-budget.ts";

/** The state of a reservation. */
export type ReservationState = "open" | "settled" | "released";

/**
 * A part of a budget, kept for a job until its actual cost is known; `using` and `await using` release it at the end of
 * their block unless it was settled.
 *
 * @example
 * ```ts
 * import { createBudget, formatCost } from "@vg/cost";
 *
 * const budget = createBudget("1.00");
 * function startJob(): void {
 *   using reservation = budget.reserve("0.75");
 *   throw new Error(`the job failed while ${reservation.cost} were reserved`);
 * }
 * startJob(); // throws Error: the job failed while 0.75 USD were reserved
 * formatCost(budget.remaining); // => '$1.00'
 * ```
 */
export interface Reservation extends AnyReservation, Disposable {
  readonly state: ReservationState;
  /**
   * Puts the actual cost in place of the reserved one, even if it is more: the budget then counts it as spent and lists
   * it under `overruns`.
   *
   * @param actual Dollars, a cost or a decimal text, at least 0.
   * @default the reserved amount: a run whose cost is unknown does not count as free
   * @throws {@link CostError} `RESERVATION_CLOSED` if it was settled or released before, `INVALID_AMOUNT` if `actual`
   * is not an amount; the reservation stays as it was.
   */
  settle(actual?: string | Cost): void;
  /**
   * Gives back the reserved amount.
   *
   * @throws {@link CostError} `RESERVATION_CLOSED` if it was settled or released before.
   */
  release(): void;
}

/** A reservation as it was asked for. */
export interface ReservationFacts extends Pick<Settlement, "key" | "duration" | "details"> {
  readonly dollars: Decimal;
}

/** The budget's part in closing a reservation. */
interface ReservationOutcomes {
  readonly settle: (actual: Decimal) => void;
  readonly release: () => void;
}

/** Creates an open reservation, which closes once. */
export function createReservation({ key, dollars }: ReservationFacts, outcomes: ReservationOutcomes): Reservation {
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

  function releaseIfOpen(): void {
    if (state === "open") release();
  }

  return Object.freeze({
    key,
    cost: costOf(dollars),
    get state() {
      return state;
    },
    settle(actual?: string | Cost): void {
      const actualDollars = actual === undefined ? dollars : parseDollars(actual, "actual");
      close("settled");
      outcomes.settle(actualDollars);
    },
    release,
    [Symbol.dispose]: releaseIfOpen,
    async [Symbol.asyncDispose](): Promise<void> {
      releaseIfOpen();
    },
  });
}

/**
 * Reads a cost and the options of its reservation.
 *
 * @throws {@link CostError} `INVALID_AMOUNT`, `INVALID_DURATION` or `INVALID_OPTION`.
 */
export function parseReservation(cost: string | Cost, options: ReserveOptions): ReservationFacts {
  const { key = crypto.randomUUID(), expiresIn = 3600, duration, details = {} } = validateOptions(options);
  if (typeof key !== "string" || key.length < 1 || key.length > 200) {
    throw invalidOption("key must be a text of 1 to 200 characters", key);
  }
  if (typeof expiresIn !== "number" || !(expiresIn > 0 && expiresIn < Number.POSITIVE_INFINITY)) {
    throw invalidOption("expiresIn must be a finite number of seconds above 0", expiresIn);
  }
  if (duration !== undefined) validateDuration(duration, "duration");
  return {
    key,
    dollars: parseDollars(cost, "cost"),
    ...(duration !== undefined && { duration }),
    details: copyDetails(details),
  };
}

/** Copies details as JSON keeps them, so that a budget in one process records what a shared one does. */
function copyDetails(details: Readonly<Record<string, unknown>>): Settlement["details"] {
  const rule = "details must be a JSON object";
  if (!isObject(details)) throw invalidOption(rule, details);
  let copy: unknown;
  try {
    copy = JSON.parse(JSON.stringify(details));
  } catch (cause) {
    throw new CostError("INVALID_OPTION", `${rule}; write a cost with costToJSON`, { cause });
  }
  if (isObject(copy)) return deepFreeze(copy);
  throw invalidOption(rule, copy);
}

function invalidOption(rule: string, value: unknown): CostError {
  return new CostError("INVALID_OPTION", `${rule}, not ${formatValue(value)}`);
}
