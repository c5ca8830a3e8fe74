import { type Cost, costToJSON } from "@vg/cost";
import { LedgerError } from "../errors.ts";
import { postgresTransport, type SqlClient } from "../transports/postgres.ts";
import { createSend, type Send } from "../transports/send.ts";
import { hasRpc, type RpcClient, supabaseTransport } from "../transports/supabase.ts";
import type { Transport } from "../transports/transport.ts";
import { formatAmount } from "./amounts.ts";
import { ask } from "./answers.ts";
import {
  formatDate,
  invalidOption,
  validateChoice,
  validateName,
  validateOptions,
  validateSeconds,
  validateTimeZone,
} from "./options.ts";
import { release, settle } from "./reservation.ts";
import { readSettlements, type SharedSettlement, type SharedSettlementsOptions } from "./settlements.ts";
import {
  createSharedBudget,
  type Period,
  readBalances,
  type SharedBalance,
  type SharedBudget,
} from "./shared-budget.ts";

/** The way to the database: a client of Supabase with the key of `service_role`, or one of PostgreSQL. */
export type LedgerConnection = { readonly supabase: RpcClient } | { readonly postgres: SqlClient };

/** The connection to a ledger. */
export interface LedgerOptions {
  /**
   * Seconds, above 0 and at most 600, within which a call is repeated while the database cannot be reached; then it fails.
   *
   * @default 30
   */
  readonly timeout?: number;
}

/** The options of opening a budget. */
export interface OpenBudgetOptions {
  /** Dollars, a cost or a decimal text, at least 0; of each period, if there is one. */
  readonly limit: string | Cost;
  /**
   * The name of an open budget that everything in this one counts in as well; there can be seven, one above another.
   *
   * @default none
   */
  readonly parent?: string;
  /**
   * The time after which the limit starts afresh; a week begins on Monday.
   *
   * @default never
   */
  readonly period?: Period;
  /**
   * The time zone of the period, by its name, such as `"Europe/Berlin"`.
   *
   * @default "UTC"
   */
  readonly timeZone?: string;
}

/** Budgets that programs share through a database, and the record of what was reserved and paid. */
export interface Ledger {
  /**
   * Opens a budget, or gives an open one another limit. The limit holds from now on, in the period in force as well, and may
   * be less than what is spent and reserved: then nothing more can be reserved.
   *
   * @param name From 1 to 200 characters.
   * @throws {@link LedgerError} `BUDGET_CONFLICT` if it is open with another parent, period or time zone, `UNKNOWN_BUDGET`
   * if the parent is not open. `CostError` for a wrong argument.
   */
  openBudget(name: string, options: OpenBudgetOptions): Promise<SharedBudget>;
  /** Gives the budget of this name without asking the database; its calls fail with `UNKNOWN_BUDGET` if it is not open. */
  budget(name: string): SharedBudget;
  /** Reads the balances of all budgets, in the periods in force, by name. */
  balances(): Promise<readonly SharedBalance[]>;
  /**
   * Settles a reservation by its key, from a webhook or another process; the same actual cost again does nothing. One that
   * has expired is settled as well, and is `late`.
   *
   * @param actual Dollars, a cost or a decimal text, at least 0.
   * @default the reserved amount
   * @throws {@link LedgerError} `UNKNOWN_RESERVATION`, or `RESERVATION_CLOSED` if it was settled otherwise or released.
   */
  settle(key: string, actual?: string | Cost): Promise<void>;
  /**
   * Releases a reservation by its key; again, it does nothing.
   *
   * @throws {@link LedgerError} `UNKNOWN_RESERVATION`, or `RESERVATION_CLOSED` if it was settled.
   */
  release(key: string): Promise<void>;
  /**
   * Lets every reservation expire that is due, and returns their keys. A budget does so by itself when it would refuse, so
   * this only keeps balances tidy.
   */
  expire(): Promise<readonly string[]>;
  /**
   * Checks that every balance is the sum over its reservations, to the last digit.
   *
   * @throws {@link LedgerError} `LEDGER_FAILED` with one line for each that is not.
   */
  verify(): Promise<void>;
  /** The record of all budgets, as {@link SharedBudget.settlements} is of one. */
  settlements(options?: SharedSettlementsOptions): AsyncIterableIterator<SharedSettlement>;
  /**
   * Removes reservations that were closed or have expired before a moment, at least a day ago, and the balances of ended
   * periods that had only those. What they cost stays spent; their keys are forgotten.
   *
   * @returns how many reservations were removed.
   */
  prune(options: { readonly before: Date }): Promise<number>;
}

/**
 * Creates a client of the ledger in a database, whose {@link migrations} were applied. It opens no connection and holds
 * none.
 *
 * @throws `CostError` `INVALID_OPTION` if the connection has no `rpc` or `query`, or the timeout is invalid.
 * @example
 * ```ts
 * import { PGlite } from "@electric-sql/pglite";
 * import { createLedger, migrations } from "@vg/ledger";
 *
 * const postgres = await PGlite.create();
 * for (const { sql } of migrations()) await postgres.exec(sql);
 * const ledger = createLedger({ postgres });
 *
 * await ledger.openBudget("studio", { limit: "500.00", period: "month", timeZone: "Europe/Berlin" });
 * const films = await ledger.openBudget("films", { limit: "1.00", parent: "studio" });
 * await films.reserve("0.75", { key: "film-1/clip-3", duration: 6 });
 * await films.reserve("0.30"); // throws BudgetExceededError: 1.05 USD would be spent and reserved
 * await ledger.settle("film-1/clip-3", "0.62");
 * `${(await films.balance()).remaining}`; // => '0.38 USD'
 * await postgres.close();
 * ```
 */
export function createLedger(connection: LedgerConnection, options: LedgerOptions = {}): Ledger {
  const { timeout = 30 } = validateOptions(options);
  const send = createSend(transportOf(connection), validateSeconds(timeout, "timeout", { most: 600 }));

  return Object.freeze({
    openBudget: (name: string, budgetOptions: OpenBudgetOptions) => openBudget(send, name, budgetOptions),
    budget: (name: string) => createSharedBudget(send, validateName(name, "name")),
    balances: () => readBalances(send),
    settle: async (key: string, actual?: string | Cost) => settle(send, validateName(key, "key"), actual),
    release: async (key: string) => release(send, validateName(key, "key")),
    expire: () => expire(send),
    verify: () => verify(send),
    settlements: (settlementsOptions: SharedSettlementsOptions = {}) =>
      readSettlements(send, undefined, settlementsOptions),
    prune: (pruneOptions: { readonly before: Date }) => prune(send, pruneOptions),
  });
}

/** Finds out what the connection can do; callers may not be checked by a compiler. */
function transportOf(connection: LedgerConnection): Transport {
  const { supabase, postgres }: { supabase?: RpcClient; postgres?: SqlClient } = validateOptions(connection);
  if (hasRpc(supabase)) return supabaseTransport(supabase);
  if (typeof postgres?.query === "function") return postgresTransport(postgres);
  throw invalidOption(
    "connection must be { supabase } with a client that has rpc, or { postgres } with one that has query",
    connection,
  );
}

async function openBudget(send: Send, name: string, options: OpenBudgetOptions): Promise<SharedBudget> {
  const { limit, parent, period, timeZone } = validateOptions(options);
  if (timeZone !== undefined && period === undefined) {
    throw invalidOption("timeZone must come with a period", timeZone);
  }
  const request = {
    name: validateName(name, "name"),
    limit: formatAmount(limit, "limit"),
    ...(parent !== undefined && { parent: validateName(parent, "parent") }),
    ...(period !== undefined && { period: validateChoice(period, ["day", "week", "month"], "period") }),
    ...(timeZone !== undefined && { timeZone: validateTimeZone(timeZone) }),
  };
  await ask(send, "open_budget", request, ["opened"], { budget: name });
  return createSharedBudget(send, name);
}

async function expire(send: Send): Promise<readonly string[]> {
  const expired: string[] = [];
  for (;;) {
    const { keys, more } = await ask(send, "expire", {}, ["expired"]);
    expired.push(...keys);
    if (!more) return Object.freeze(expired);
  }
}

async function prune(send: Send, options: { readonly before: Date }): Promise<number> {
  const request = { before: formatDate(validateOptions(options).before, "before") };
  for (let total = 0; ;) {
    const { count, more } = await ask(send, "prune", request, ["pruned"]);
    total += count;
    if (!more) return total;
  }
}

async function verify(send: Send): Promise<void> {
  const { mismatches } = await ask(send, "verify", {}, ["verified"]);
  const lines = mismatches.map(({ budget, startsAt, spent, reserved, settled, open }) => {
    const place = `budget ${JSON.stringify(budget)}${startsAt === null ? "" : ` from ${startsAt}`}`;
    const [isSpent, isReserved, shouldSpent, shouldReserved] = [spent, reserved, settled, open].map((cost) =>
      cost === null ? "nothing" : `${costToJSON(cost).amount} USD`,
    );
    return `${place} must have spent ${shouldSpent} and reserved ${shouldReserved}, the sums over its reservations, not ${isSpent} and ${isReserved}`;
  });
  if (lines.length > 0) throw new LedgerError("LEDGER_FAILED", lines.join("\n"));
}
