import { whyNoPostgres } from "@vg/testing/postgres";
import * as fc from "fast-check";
import type { Pool } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createLedger } from "../src/index.ts";
import { createDatabase, createPool } from "./support/stores.ts";

const missing = whyNoPostgres();
const ZONES = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "Asia/Kathmandu",
  "Africa/Cairo",
  "America/Havana",
  "Pacific/Apia",
];

describe.skipIf(missing !== undefined)(`a period${missing ?? ""}`, () => {
  let pool: Pool;
  beforeAll(async () => {
    pool = createPool(await createDatabase());
  });
  afterAll(() => pool.end());

  async function periodAt(period: string, zone: string, at: Date): Promise<{ start: Date; end: Date }> {
    const sql = `select s.start, vg_ledger.period_end($1, $2, s.start) as end
      from (select vg_ledger.period_start($1, $2, $3) as start) s`;
    const [row] = (await pool.query<{ start: Date; end: Date }>(sql, [period, zone, at])).rows;
    if (row === undefined) throw new RangeError("no row");
    return row;
  }

  test.each([
    ["day", "UTC", "2026-11-26T23:59:59Z", "2026-11-26T00:00:00Z", "2026-11-27T00:00:00Z"],
    ["day", "Asia/Tokyo", "2026-11-26T15:00:00Z", "2026-11-26T15:00:00Z", "2026-11-27T15:00:00Z"],
    ["day of 23 hours", "Europe/Berlin", "2026-03-29T12:00:00Z", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"],
    ["day of 25 hours", "Europe/Berlin", "2026-10-25T12:00:00Z", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"],
    ["day without midnight", "Africa/Cairo", "2026-04-24T12:00:00Z", "2026-04-23T22:00:00Z", "2026-04-24T21:00:00Z"],
    [
      "day whose first hour comes twice",
      "America/Havana",
      "2026-11-01T04:30:00Z",
      "2026-11-01T04:00:00Z",
      "2026-11-02T05:00:00Z",
    ],
    ["week", "America/New_York", "2026-11-29T12:00:00Z", "2026-11-23T05:00:00Z", "2026-11-30T05:00:00Z"],
    ["month", "America/New_York", "2026-11-26T12:00:00Z", "2026-11-01T04:00:00Z", "2026-12-01T05:00:00Z"],
    ["month", "Europe/Berlin", "2027-02-28T22:59:59Z", "2027-01-31T23:00:00Z", "2027-02-28T23:00:00Z"],
  ])("of a %s in %s holds %s from %s to %s", async (name, zone, at, start, end) => {
    const [period = ""] = name.split(" ");

    expect(await periodAt(period, zone, new Date(at))).toEqual({ start: new Date(start), end: new Date(end) });
  });

  test("ends where the next begins, in every zone and at any time", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("day", "week", "month"),
        fc.constantFrom(...ZONES),
        fc.date({ min: new Date("2020-01-01"), max: new Date("2035-01-01"), noInvalidDate: true }),
        async (period, zone, at) => {
          const { start, end } = await periodAt(period, zone, at);
          expect(start.getTime()).toBeLessThanOrEqual(at.getTime());
          expect(end.getTime()).toBeGreaterThan(at.getTime());
          expect((await periodAt(period, zone, end)).start).toEqual(end);
          expect((await periodAt(period, zone, new Date(end.getTime() - 1))).start).toEqual(start);
        },
      ),
      { numRuns: 300 },
    );
  });

  test("that a reservation opens while its limit is changed gets the new limit", async () => {
    const ledger = createLedger({ postgres: pool });
    for (let round = 0; round < 30; round += 1) {
      const name = `turn ${round}`;
      const budget = await ledger.openBudget(name, { limit: "1.00", period: "day" });
      await Promise.all([
        budget.reserve("0.10"),
        ledger.openBudget(name, { limit: "2.00", period: "day" }),
        budget.reserve("0.10"),
      ]);
      expect(String((await budget.balance()).limit)).toBe("2.00 USD");
    }
  });

  test("that opens while a change of the limit waits gets the new limit as well", async () => {
    const ledger = createLedger({ postgres: pool });
    const budget = await ledger.openBudget("waits", { limit: "1.00", period: "day" });
    const other = await pool.connect();
    await other.query("begin");
    // What a reservation does that begins a period: it holds the budget, and its balance is not committed yet.
    await other.query("select vg_ledger.open_period('waits', date_trunc('day', now(), 'UTC') + interval '1 day')");
    const changed = ledger.openBudget("waits", { limit: "2.00", period: "day" });
    await blocked(pool);
    await other.query("commit");
    other.release();
    await changed;

    const { rows } = await pool.query("select amount_limit::text from vg_ledger.balances where budget = 'waits'");
    expect(rows).toEqual([{ amount_limit: "2.00" }]);
    expect(String((await budget.balance()).limit)).toBe("2.00 USD");
  });

  test("needs a time zone that the database knows", async () => {
    const ledger = createLedger({ postgres: pool });

    await expect(ledger.openBudget("zone", { limit: "1", period: "day", timeZone: "+02:00" })).rejects.toThrow(
      "the database does not know the time zone +02:00",
    );
  });
});

/** Waits until one connection waits for another's lock. */
async function blocked(pool: Pool): Promise<void> {
  for (;;) {
    const { rowCount } = await pool.query(
      "select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
    );
    if (rowCount !== 0) return;
  }
}
