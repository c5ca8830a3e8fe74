import type { Cost } from "../money/cost.ts";

/**
 * A budget of this process or one that many share: the common shape of `createBudget`'s and of `@vg/ledger`'s.
 *
 * A program that takes an `AnyBudget` and awaits moves from one process to many by the line that makes the budget.
 *
 * @example
 * ```ts
 * import { type AnyBudget, createBudget } from "@vg/cost";
 *
 * async function run(budget: AnyBudget): Promise<string> {
 *   await using reservation = await budget.reserve("0.42", { duration: 6, details: { model: "kling-v2.5-turbo-pro" } });
 *   await reservation.settle("0.35");
 *   return `${(await budget.balance()).remaining}`;
 * }
 * await run(createBudget("1.00")); // => '0.65 USD'
 * ```
 */
export interface AnyBudget {
  /** The limit and the amounts taken from it, as they are now. */
  balance(): Balance | PromiseLike<Balance>;
  /**
   * Takes a cost from what remains, in the same step that checks it.
   *
   * @param cost Dollars, a cost or a decimal text, at least 0.
   * @throws {@link BudgetExceededError} if more than the limit would be spent and reserved; equal is within.
   */
  reserve(cost: string | Cost, options?: ReserveOptions): AnyReservation | PromiseLike<AnyReservation>;
  /** The record of the settled reservations, the earliest first: samples for `evaluateEstimates` and `calibrateRates`. */
  settlements(options?: SettlementsOptions): Iterable<Settlement> | AsyncIterable<Settlement>;
}

/**
 * A reservation of {@link AnyBudget}; `await using` releases it at the end of its block unless it was settled.
 */
export interface AnyReservation extends AsyncDisposable {
  /** The key of the reservation, given or made. */
  readonly key: string;
  /** The reserved amount. */
  readonly cost: Cost;
  /**
   * Puts the actual cost in place of the reserved one.
   *
   * @param actual Dollars, a cost or a decimal text, at least 0.
   * @default the reserved amount: a run whose cost is unknown does not count as free
   */
  settle(actual?: string | Cost): void | PromiseLike<void>;
  /** Gives back the reserved amount. */
  release(): void | PromiseLike<void>;
}

/** A limit and the amounts taken from it; `limit = spent + reserved + remaining`, exactly. */
export interface Balance {
  readonly limit: Cost;
  /** The actual costs of all settled reservations, and what was spent before. */
  readonly spent: Cost;
  /** The sum of all reservations that are neither settled nor released. */
  readonly reserved: Cost;
  /** The amount that can still be reserved; less than 0 if actual costs took the budget over its limit. */
  readonly remaining: Cost;
}

/** Options of a reservation. */
export interface ReserveOptions {
  /**
   * A name of your own, from 1 to 200 characters: reserving the same cost by the same key again gives the reservation that
   * there is, so a step that is repeated reserves once.
   *
   * @default a random one
   */
  readonly key?: string;
  /**
   * Seconds after which a shared budget gives the reservation up if nobody closes it, more than 0. In one process a
   * reservation cannot outlive its owner, and does not expire.
   *
   * @default 3600
   */
  readonly expiresIn?: number;
  /** Seconds of clip that are reserved for, at least 0: `calibrateRates` needs it of a settlement. */
  readonly duration?: number;
  /**
   * More to be kept with the settlement, such as `{ model, jobId }`: a JSON object, of which a copy is kept.
   *
   * @default {}
   */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Options of a budget's record. */
export interface SettlementsOptions {
  /**
   * Only those settled at this time or later.
   *
   * @default all
   */
  readonly since?: Date;
}

/** A settled reservation: what was estimated, and what was paid. */
export interface Settlement {
  readonly key: string;
  /** The time of the settlement. */
  readonly at: Date;
  /** The reserved amount. */
  readonly estimate: Cost;
  readonly actual: Cost;
  /** Seconds of clip, if the reservation had it. */
  readonly duration?: number;
  /** The details of the reservation; `{}` if it had none. */
  readonly details: Readonly<Record<string, unknown>>;
}
