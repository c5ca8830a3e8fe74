import { formatValue } from "@vg/internal";
import { CostError, validateOptions } from "../errors.ts";
import { type Cost, costOf, parseDollars } from "../money/cost.ts";
import { add, compare, type Decimal, subtract, ZERO } from "../money/decimal.ts";
import type { AnyBudget, Balance, ReserveOptions, Settlement, SettlementsOptions } from "./any-budget.ts";
import { BudgetExceededError, budgetCheck } from "./check-budget.ts";
import { createReservation, parseReservation, type Reservation, type ReservationFacts } from "./reservation.ts";

/** A settled reservation that cost more than was reserved for it. */
export interface Overrun {
  readonly reserved: Cost;
  readonly actual: Cost;
  /** `actual - reserved`. */
  readonly overrun: Cost;
}

/** Options of {@link createBudget}. */
export interface BudgetOptions {
  /**
   * Dollars that were spent of the limit before, a cost or a decimal text, at least 0; they may be more than the limit.
   *
   * @default "0"
   */
  readonly spent?: string | Cost;
}

/** A limit and the amounts taken from it; `limit = spent + reserved + remaining` at every moment, exactly. */
export interface Budget extends Balance, AnyBudget {
  /** Every reservation that was settled above its reserved amount, in the order of settling. */
  readonly overruns: readonly Overrun[];
  /** The limit and the amounts taken from it, as they are now; they do not change with the budget. */
  balance(): Balance;
  /**
   * Takes a cost from what remains, in the same synchronous step that checks it: of two callers only one gets the last
   * dollar.
   *
   * @param cost Dollars, a cost or a decimal text, at least 0.
   * @throws {@link BudgetExceededError} if more than the limit would be spent and reserved; equal is within.
   * @throws {@link CostError} `INVALID_AMOUNT` if the cost is not an amount, `INVALID_OPTION` or `INVALID_DURATION` if an
   * option is invalid, `KEY_REUSED` if the key is that of a reservation of another cost.
   */
  reserve(cost: string | Cost, options?: ReserveOptions): Reservation;
  /**
   * The record of the settled reservations, the earliest first: samples for `evaluateEstimates` and `calibrateRates`. It
   * is kept as long as the budget.
   *
   * @throws {@link CostError} `INVALID_OPTION` if `since` is not a valid date.
   */
  settlements(options?: SettlementsOptions): readonly Settlement[];
}

/**
 * Creates a budget that callers share: each reserves a job's estimate before it starts, and settles its actual cost.
 *
 * @param limit Dollars, a cost or a decimal text such as `"25.00"`, at least 0.
 * @throws {@link CostError} `INVALID_AMOUNT` if the limit or the spent amount is not an amount, `INVALID_OPTION`.
 * @example
 * ```ts
 * import { createBudget, formatCost } from "@vg/cost";
 *
 * const budget = createBudget("1.00", { spent: "0.10" });
 * const reservation = budget.reserve("0.75");
 * budget.reserve("0.30"); // throws BudgetExceededError: 1.15 USD would be spent and reserved, 0.15 USD over the limit
 * reservation.settle("0.62");
 * formatCost(budget.remaining); // => '$0.28'
 *
 * const unknown = budget.reserve("0.25");
 * unknown.settle();
 * formatCost(budget.remaining); // => '$0.03'
 * ```
 */
export function createBudget(limit: string | Cost, options: BudgetOptions = {}): Budget {
  const { spent: spentBefore = "0" } = validateOptions(options);
  const limitDollars = parseDollars(limit, "limit");
  const byKey = new Map<string, { readonly dollars: Decimal; readonly reservation: Reservation }>();
  const overruns: Overrun[] = [];
  const settled: Settlement[] = [];
  let spent = parseDollars(spentBefore, "spent");
  let reserved = ZERO;

  function settle({ key, dollars, duration, details }: ReservationFacts, actual: Decimal): void {
    reserved = subtract(reserved, dollars);
    spent = add(spent, actual);
    if (compare(actual, dollars) > 0) overruns.push(overrunOf(dollars, actual));
    const amounts = { estimate: costOf(dollars), actual: costOf(actual) };
    const length = duration === undefined ? {} : { duration };
    settled.push(Object.freeze({ key, at: new Date(), ...amounts, ...length, details }));
  }

  function reserve(facts: ReservationFacts): Reservation {
    const { dollars } = facts;
    const total = add(add(spent, reserved), dollars);
    if (compare(total, limitDollars) > 0) throw new BudgetExceededError(budgetCheck(limitDollars, total, 0));
    reserved = add(reserved, dollars);
    return createReservation(facts, {
      settle: (actual) => settle(facts, actual),
      release: () => {
        reserved = subtract(reserved, dollars);
      },
    });
  }

  function reserveByKey(facts: ReservationFacts): Reservation {
    const known = byKey.get(facts.key);
    if (known === undefined) {
      const reservation = reserve(facts);
      byKey.set(facts.key, { dollars: facts.dollars, reservation });
      return reservation;
    }
    if (compare(known.dollars, facts.dollars) === 0) return known.reservation;
    const cost = String(known.reservation.cost);
    throw new CostError(
      "KEY_REUSED",
      `key must be new for another cost, not ${formatValue(facts.key)}; by that ${cost} are reserved`,
    );
  }

  const remaining = (): Cost => costOf(subtract(limitDollars, add(spent, reserved)));
  return Object.freeze({
    limit: costOf(limitDollars),
    get spent() {
      return costOf(spent);
    },
    get reserved() {
      return costOf(reserved);
    },
    get remaining() {
      return remaining();
    },
    get overruns() {
      return Object.freeze([...overruns]);
    },
    balance(): Balance {
      return Object.freeze({
        limit: costOf(limitDollars),
        spent: costOf(spent),
        reserved: costOf(reserved),
        remaining: remaining(),
      });
    },
    reserve(cost: string | Cost, reserveOptions: ReserveOptions = {}): Reservation {
      const facts = parseReservation(cost, reserveOptions);
      return reserveOptions.key === undefined ? reserve(facts) : reserveByKey(facts);
    },
    settlements(settlementsOptions: SettlementsOptions = {}): readonly Settlement[] {
      const { since } = validateOptions(settlementsOptions);
      const from = since === undefined ? Number.NEGATIVE_INFINITY : parseTime(since);
      const found = settled.filter(({ at }) => at.getTime() >= from);
      // A date cannot be frozen, so each caller gets its own.
      return Object.freeze(found.map((settlement) => Object.freeze({ ...settlement, at: new Date(settlement.at) })));
    },
  });
}

function parseTime(since: Date): number {
  const time = since instanceof Date ? since.getTime() : Number.NaN;
  if (!Number.isNaN(time)) return time;
  throw new CostError("INVALID_OPTION", `since must be a valid Date, not ${formatValue(since)}`);
}

function overrunOf(reserved: Decimal, actual: Decimal): Overrun {
  return Object.freeze({
    reserved: costOf(reserved),
    actual: costOf(actual),
    overrun: costOf(subtract(actual, reserved)),
  });
}
