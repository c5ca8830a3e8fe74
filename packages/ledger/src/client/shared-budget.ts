import { formatValue } from "@vg/internal";
import { type AnyBudget as CommonBudget, type Balance, type Cost, CostError, type ReserveOptions } from "@vg/cost";
import { LedgerError } from "../errors.ts";
import type { Send } from "../transports/send.ts";
import { formatAmount, parseAmount } from "./amounts.ts";
import { ask } from "./answers.ts";
import { invalidOption, validateDetails, validateName, validateOptions, validateSeconds } from "./options.ts";
import { createReservation, type SharedReservation } from "./reservation.ts";
import { readSettlements, type SharedSettlement, type SharedSettlementsOptions } from "./settlements.ts";

/**
 * A budget of this process or one that many share: the `AnyBudget` of `@vg/cost`, which its `createBudget` makes as well.
 */
export type AnyBudget = CommonBudget;

/** The time after which the limit of a budget starts afresh. */
export type Period = "day" | "week" | "month";

/** The balance of a shared budget in the period that is in force. */
export interface SharedBalance extends Balance {
  readonly name: string;
  /** The name of the budget whose limit holds as well. */
  readonly parent?: string;
  readonly period?: Period;
  /** The time zone in which the days, weeks or months begin. */
  readonly timeZone?: string;
  /** When the period began. */
  readonly startsAt?: Date;
  /** When the next one begins. */
  readonly endsAt?: Date;
}

/** One of the costs of {@link SharedBudget.reserveMany}. */
export interface ReserveItem extends Omit<ReserveOptions, "expiresIn"> {
  /** Dollars, a cost or a decimal text, at least 0. */
  readonly cost: string | Cost;
}

/** A budget that every program with the same database shares, and that no restart forgets. */
export interface SharedBudget extends CommonBudget {
  readonly name: string;
  /**
   * The limit and the amounts taken from it, in the period in force.
   *
   * @throws {@link LedgerError}
   */
  balance(): Promise<SharedBalance>;
  /**
   * Takes a cost from what remains of this budget and of each above it, in one transaction: all or nothing.
   *
   * The same key again gives the reservation that there is, so a job that starts over reserves once.
   *
   * @param cost Dollars, a cost or a decimal text, at least 0; at most 12 digits before the point and 30 after it.
   * @throws `BudgetExceededError` if more than a limit would be spent and reserved; equal is within. {@link LedgerError}
   * `UNKNOWN_BUDGET`, `KEY_REUSED` for a key of another amount or budget, `RESERVATION_CLOSED` for one that is closed, or
   * one of `LEDGER_*`: without the database nothing is reserved. `CostError` for a wrong argument.
   */
  reserve(cost: string | Cost, options?: ReserveOptions): Promise<SharedReservation>;
  /**
   * Reserves up to 1,000 costs in one call and one transaction: all or none. It is many times faster than one by one.
   *
   * The `check` of its `BudgetExceededError` says how many of them, from the first on, would fit.
   *
   * @returns a reservation for each, in their order.
   * @throws as `reserve` does.
   */
  reserveMany(
    items: readonly ReserveItem[],
    options?: Pick<ReserveOptions, "expiresIn">,
  ): Promise<readonly SharedReservation[]>;
  /**
   * The record of what was settled in this budget and those below it, the earliest first: samples for `evaluateEstimates`
   * and `calibrateRates` of `@vg/cost`.
   *
   * @throws {@link LedgerError} or `CostError` while it is read.
   */
  settlements(options?: SharedSettlementsOptions): AsyncIterableIterator<SharedSettlement>;
}

/** Creates the handle of a budget, which may not be open yet. */
export function createSharedBudget(send: Send, name: string): SharedBudget {
  return Object.freeze({
    name,
    balance: async () => only(await readBalances(send, name)),
    reserve: async (cost: string | Cost, options: ReserveOptions = {}) => {
      const { expiresIn } = validateOptions(options);
      return only(await reserveAll(send, name, [parseItem({ ...options, cost }, "")], expiresIn));
    },
    reserveMany: async (items: readonly ReserveItem[], options: Pick<ReserveOptions, "expiresIn"> = {}) => {
      const { expiresIn } = validateOptions(options);
      if (!Array.isArray(items) || items.length > MOST_ITEMS) {
        throw invalidOption(`items must be a list of at most ${MOST_ITEMS} costs`, items);
      }
      return reserveAll(
        send,
        name,
        items.map((item, index) => parseItem(item, `items[${index}].`)),
        expiresIn,
      );
    },
    settlements: (options: SharedSettlementsOptions = {}) => readSettlements(send, name, options),
  });
}

/** Reads the balance of one budget, or of all, in the periods in force. */
export async function readBalances(send: Send, budget?: string): Promise<readonly SharedBalance[]> {
  const request = budget === undefined ? {} : { budget };
  const { balances } = await ask(send, "balances", request, ["balances"], { budget });
  return Object.freeze(
    balances.map(({ parent, period, timeZone, startsAt, endsAt, ...amounts }) =>
      Object.freeze({
        ...amounts,
        ...(parent !== null && { parent }),
        ...(period !== null && { period, timeZone }),
        ...(startsAt !== null && { startsAt }),
        ...(endsAt !== null && { endsAt }),
      }),
    ),
  );
}

const MOST_ITEMS = 1000;

/** The longest that a reservation may be kept: 30 days, in seconds. */
const LONGEST_HOLD = 2_592_000;

/** A cost as the ledger takes it, beside its own form. */
interface ParsedItem {
  readonly key: string;
  readonly cost: Cost;
  readonly sent: object;
}

function parseItem(item: ReserveItem, place: string): ParsedItem {
  const { cost, key = crypto.randomUUID(), duration, details } = validateOptions(item);
  if (duration !== undefined && !(typeof duration === "number" && duration >= 0 && duration < Infinity)) {
    throw new CostError(
      "INVALID_DURATION",
      `${place}duration must be a finite number of seconds, at least 0, not ${formatValue(duration)}`,
    );
  }
  const amount = formatAmount(cost, `${place}cost`);
  return {
    key: validateName(key, `${place}key`),
    cost: parseAmount(amount),
    sent: {
      key,
      amount,
      ...(duration !== undefined && { duration }),
      ...(details !== undefined && { details: validateDetails(details) }),
    },
  };
}

/** Reserves costs, all or none, and asks again while the ledger makes room by letting go what was due. */
async function reserveAll(
  send: Send,
  budget: string,
  items: readonly ParsedItem[],
  expiresIn: number | undefined,
): Promise<readonly SharedReservation[]> {
  if (expiresIn !== undefined) validateSeconds(expiresIn, "expiresIn", { most: LONGEST_HOLD });
  const keys = new Set(items.map(({ key }) => key));
  if (keys.size < items.length) throw invalidOption("items must each have a key of its own", [...keys]);
  const [key] = keys;
  if (key === undefined) return [];
  const request = { budget, items: items.map(({ sent }) => sent), ...(expiresIn !== undefined && { expiresIn }) };
  for (;;) {
    const answer = await ask(send, "reserve", request, ["reserved", "retry"], { budget, key });
    if (answer.outcome === "retry") continue;
    const { expiresAt } = answer;
    return Object.freeze(
      items.map((item) => createReservation(send, { key: item.key, budget, cost: item.cost, expiresAt })),
    );
  }
}

function only<T>(list: readonly T[]): T {
  const [first] = list;
  if (first !== undefined && list.length === 1) return first;
  throw new LedgerError("LEDGER_FAILED", `the database's answer must have one entry, not ${list.length}`);
}
