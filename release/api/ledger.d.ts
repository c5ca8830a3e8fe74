import {
  AnyBudget as AnyBudget$1,
  AnyReservation,
  Balance,
  Cost,
  ReserveOptions,
  Settlement,
  SettlementsOptions,
} from "@vg/cost";

/**
 * The kind of failure, for a program to branch on.
 *
 * - `UNKNOWN_BUDGET`: nobody has opened a budget of this name.
 * - `UNKNOWN_RESERVATION`: there is no reservation of this key; it was never made, or was pruned.
 * - `BUDGET_CONFLICT`: the budget is open with another parent, period or time zone.
 * - `KEY_REUSED`: the key is that of a reservation of another amount or budget.
 * - `RESERVATION_CLOSED`: the reservation was settled, was released or has expired before.
 * - `LEDGER_MISSING`: the database has no ledger, or one that is older than this client.
 * - `LEDGER_FORBIDDEN`: the database refuses the key or the role.
 * - `LEDGER_UNREACHABLE`: the database did not answer in time; whether it acted is unknown, and the same call by the same
 *   key is safe.
 * - `LEDGER_FAILED`: the database answered with an error, or `verify` found a mismatch.
 */
type LedgerErrorCode =
  | "UNKNOWN_BUDGET"
  | "UNKNOWN_RESERVATION"
  | "BUDGET_CONFLICT"
  | "KEY_REUSED"
  | "RESERVATION_CLOSED"
  | "LEDGER_MISSING"
  | "LEDGER_FORBIDDEN"
  | "LEDGER_UNREACHABLE"
  | "LEDGER_FAILED";
/** The facts of a {@link LedgerError} besides its code and message. */
interface LedgerErrorOptions {
  /** The name of the budget. */
  readonly budget?: string | undefined;
  /** The key of the reservation. */
  readonly key?: string | undefined;
  /** The error that led to this one. */
  readonly cause?: unknown;
}
/**
 * Everything that this package throws besides the errors of `@vg/cost`, which it throws for wrong arguments and for a
 * budget that is exceeded.
 *
 * @example
 * ```ts
 * import { LedgerError } from "@vg/ledger";
 *
 * const error = new LedgerError("UNKNOWN_BUDGET", "budget must be open", { budget: "films" });
 * [error.code, error.budget, error.key]; // => [ 'UNKNOWN_BUDGET', 'films', undefined ]
 * ```
 */
declare class LedgerError extends Error {
  override readonly name = "LedgerError";
  readonly code: LedgerErrorCode;
  /** The name of the budget, where the call has one. */
  readonly budget: string | undefined;
  /** The key of the reservation, or of the first of several, where the call has one; also one that was made for it. */
  readonly key: string | undefined;
  constructor(code: LedgerErrorCode, message: string, options?: LedgerErrorOptions);
}
/**
 * A connection to PostgreSQL, or a pool of them: a `Pool` or `Client` of `pg`, a `PGlite`, or anything with their
 * `query`.
 */
interface SqlClient {
  /** Runs one statement whose parameters, `$1` and so on, are `values`. */
  query(
    text: string,
    values: unknown[],
  ): PromiseLike<{
    readonly rows: readonly unknown[];
  }>;
}
/** A client of Supabase: that of `@supabase/supabase-js` or `@supabase/postgrest-js`, or anything with their `rpc`. */
interface RpcClient {
  /**
   * Calls a function of the database by its name, with an object of arguments. Their types are `never` because a client
   * whose database is typed takes only the names that it knows.
   */
  rpc(name: never, args: never): RpcCall;
}
/** A call of {@link RpcClient} that is awaited. */
interface RpcCall extends PromiseLike<RpcAnswer> {
  /** Gives the call up when a signal says so. */
  abortSignal?(signal: AbortSignal): PromiseLike<RpcAnswer>;
}
/** The answer to a call of {@link RpcClient}. */
interface RpcAnswer {
  readonly data: unknown;
  readonly error: unknown;
  /** The status of HTTP; 0 if there was no answer. */
  readonly status?: number;
}
/** A settled reservation of a shared budget: what was estimated, and what was paid. */
interface SharedSettlement extends Settlement {
  /** The name of the budget that it was reserved in. */
  readonly budget: string;
  /** True if it was settled after it had expired. */
  readonly late: boolean;
  /**
   * A place in the record to go on `after`, later or in another process: nothing is missed, and what was settled within
   * the last 5 seconds comes again, by the same key.
   */
  readonly cursor: string;
}
/** Options of a shared budget's record. */
interface SharedSettlementsOptions extends SettlementsOptions {
  /**
   * Only those after the `cursor` of a settlement that was seen before.
   *
   * @default all
   */
  readonly after?: string;
}
/**
 * A part of a shared budget, kept for a job until its actual cost is known or it expires; `await using` releases it at
 * the end of its block unless somebody settled it, or tried to.
 */
interface SharedReservation extends AnyReservation {
  /** The name of the budget. */
  readonly budget: string;
  /** When the reservation expires unless it is closed; it can still be settled then. */
  readonly expiresAt: Date;
  /** The last thing that this program did with it; another one can have closed it meanwhile. */
  readonly state: "open" | "settled" | "released";
  /**
   * Puts the actual cost in place of the reserved one, even if it is more, and even after the reservation has expired.
   *
   * @param actual Dollars, a cost or a decimal text, at least 0.
   * @default the reserved amount: a run whose cost is unknown does not count as free
   * @throws {@link LedgerError} `RESERVATION_CLOSED` if it was settled otherwise or released before, or one of `LEDGER_*`,
   * after which it may be settled again. `CostError` `INVALID_AMOUNT` if `actual` is not an amount.
   */
  settle(actual?: string | Cost): Promise<void>;
  /**
   * Gives back the reserved amount.
   *
   * @throws {@link LedgerError} `RESERVATION_CLOSED` if it was settled before, or released by this program, or one of
   * `LEDGER_*`, after which it may be released again.
   */
  release(): Promise<void>;
}
/**
 * A budget of this process or one that many share: the `AnyBudget` of `@vg/cost`, which its `createBudget` makes as well.
 */
type AnyBudget = AnyBudget$1;
/** The time after which the limit of a budget starts afresh. */
type Period = "day" | "week" | "month";
/** The balance of a shared budget in the period that is in force. */
interface SharedBalance extends Balance {
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
interface ReserveItem extends Omit<ReserveOptions, "expiresIn"> {
  /** Dollars, a cost or a decimal text, at least 0. */
  readonly cost: string | Cost;
}
/** A budget that every program with the same database shares, and that no restart forgets. */
interface SharedBudget extends AnyBudget$1 {
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
/** The way to the database: a client of Supabase with the key of `service_role`, or one of PostgreSQL. */
type LedgerConnection =
  | {
      readonly supabase: RpcClient;
    }
  | {
      readonly postgres: SqlClient;
    };
/** The connection to a ledger. */
interface LedgerOptions {
  /**
   * Seconds, above 0 and at most 600, within which a call is repeated while the database cannot be reached; then it fails.
   *
   * @default 30
   */
  readonly timeout?: number;
}
/** The options of opening a budget. */
interface OpenBudgetOptions {
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
interface Ledger {
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
declare function createLedger(connection: LedgerConnection, options?: LedgerOptions): Ledger;
/** A step in the making of the ledger's tables and functions. */
interface Migration {
  /** Its number, from 1; the ledger has the version of the last one applied. */
  readonly version: number;
  /** Its file in this package's `migrations/`: `0001_ledger.sql`. */
  readonly file: string;
  /** One SQL statement, which is applied atomically and may be applied again. */
  readonly sql: string;
}
/**
 * Reads the migrations that make the ledger, in their order.
 *
 * They are for whoever owns the database: files of `supabase/migrations`, or SQL for `psql` or the client of a test.
 * Beside a later version of the ledger each does nothing.
 *
 * @example
 * ```ts
 * import { migrations } from "@vg/ledger";
 *
 * migrations().map(({ version, file }) => `${version}: ${file}`); // => [ '1: 0001_ledger.sql' ]
 * ```
 */
declare function migrations(): readonly Migration[];
export {
  type AnyBudget,
  type Ledger,
  type LedgerConnection,
  LedgerError,
  type LedgerErrorCode,
  type LedgerErrorOptions,
  type LedgerOptions,
  type Migration,
  type OpenBudgetOptions,
  type Period,
  type ReserveItem,
  type RpcAnswer,
  type RpcCall,
  type RpcClient,
  type SharedBalance,
  type SharedBudget,
  type SharedReservation,
  type SharedSettlement,
  type SharedSettlementsOptions,
  type SqlClient,
  createLedger,
  migrations,
};
