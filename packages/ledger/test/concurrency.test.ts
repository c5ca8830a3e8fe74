import { BudgetExceededError } from "@vg/cost";
import { whyNoPostgres } from "@vg/testing/postgres";
import type { Pool, PoolClient } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createLedger, type Ledger, LedgerError } from "../src/index.ts";
import { collect } from "./support/collect.ts";
import { createDatabase, createPool } from "./support/stores.ts";

const missing = whyNoPostgres();

describe.skipIf(missing !== undefined)(`callers at the same time${missing ?? ""}`, () => {
  let pool: Pool;
  let ledger: Ledger;
  /** The deadlocks that the ledger got over by sending again. */
  const deadlocked: unknown[] = [];
  beforeAll(async () => {
    pool = createPool(await createDatabase(), { max: 20 });
    const query = async (text: string, values: unknown[]): Promise<{ rows: unknown[] }> => {
      try {
        return await pool.query(text, values);
      } catch (error) {
        if (Object(error).code === "40P01") deadlocked.push(Object(error).where);
        throw error;
      }
    };
    ledger = createLedger({ postgres: { query } });
  });
  afterAll(() => pool.end());

  /** Lets 16 workers do everything at once, and returns how much was done. */
  async function storms(name: string): Promise<number> {
    await ledger.openBudget(name, { limit: "3.00" });
    await ledger.openBudget(`${name} a`, { limit: "2.00", parent: name, period: "day" });
    const leaves = [
      await ledger.openBudget(`${name} a a`, { limit: "1.50", parent: `${name} a` }),
      await ledger.openBudget(`${name} a b`, {
        limit: "1.50",
        parent: `${name} a`,
        period: "month",
        timeZone: "Asia/Tokyo",
      }),
      await ledger.openBudget(`${name} b`, { limit: "2.00", parent: name }),
    ];
    const until = performance.now() + 100;
    const allowed = new Set<unknown>(["BUDGET_EXCEEDED", "KEY_REUSED", "RESERVATION_CLOSED", "UNKNOWN_RESERVATION"]);
    let done = 0;
    async function tolerate(run: () => Promise<unknown>): Promise<void> {
      try {
        await run();
        done += 1;
      } catch (error) {
        if (!allowed.has(Object(error).code)) throw error;
      }
    }
    async function work(worker: number): Promise<void> {
      for (let round = 0; performance.now() < until; round += 1) {
        const leaf = leaves[(worker + round) % leaves.length];
        const key = `${name}/${(worker * 7 + round * 3) % 97}`;
        await tolerate(async () => leaf?.reserve("0.10", { key, expiresIn: round % 3 === 0 ? 0.005 : 60 }));
        await tolerate(async () =>
          leaf?.reserveMany([{ cost: "0.10" }, { cost: "0.20", key: `${key}/b` }], { expiresIn: 0.02 }),
        );
        if (round % 3 !== 1) await tolerate(() => ledger.settle(key, "0.001"));
        else await tolerate(() => ledger.release(key));
        if (round % 5 === 0) await tolerate(() => ledger.expire());
        if (round % 7 === 0) await ledger.openBudget(`${name} b`, { limit: `${2 + (round % 3)}.00`, parent: name });
        if (round % 11 === 0) await ledger.prune({ before: new Date() });
        if (worker === 0) await ledger.verify();
      }
    }

    await Promise.all(Array.from({ length: 16 }, (_, worker) => work(worker)));
    return done;
  }

  test("keep the limit, and get all that it allows", async () => {
    const budget = await ledger.openBudget("limit", { limit: "10.00" });

    const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => budget.reserve("1.00")));

    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
    const refused = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
    expect(refused.filter((error) => !(error instanceof BudgetExceededError))).toEqual([]);
    expect(String((await budget.balance()).remaining)).toBe("0.00 USD");
  });

  test("with one key get one reservation, and settle it once", async () => {
    const budget = await ledger.openBudget("one key", { limit: "10.00" });

    const all = await Promise.all(Array.from({ length: 20 }, () => budget.reserve("1.00", { key: "one key/1" })));
    await Promise.all(all.map((reservation) => reservation.settle("0.90")));

    expect(String((await budget.balance()).spent)).toBe("0.90 USD");
    expect(await collect(budget.settlements())).toHaveLength(1);
  });

  test("with keys in whatever order do not wait for each other without end", async () => {
    const budget = await ledger.openBudget("orders", { limit: "1000.00" });
    for (let round = 0; round < 10; round += 1) {
      const items = Array.from({ length: 20 }, (_, index) => ({ cost: "0.01", key: `orders/${round}/${index}` }));
      await Promise.all([
        budget.reserveMany(items),
        budget.reserveMany(items.toReversed()),
        budget.reserveMany([...items.slice(10), ...items.slice(0, 10)]),
      ]);
      // A part of them with others is another call, whose keys are taken.
      await expect(budget.reserveMany([{ cost: "0.01" }, ...items.slice(5)])).rejects.toMatchObject({
        code: "KEY_REUSED",
      });
    }

    expect(String((await budget.balance()).reserved)).toBe("2.00 USD");
    expect(deadlocked).toEqual([]);
  });

  test("of different budgets with one key get it once", async () => {
    const budgets = [
      await ledger.openBudget("mine", { limit: "1.00" }),
      await ledger.openBudget("yours", { limit: "1.00" }),
    ];

    const outcomes = await Promise.allSettled(budgets.map((budget) => budget.reserve("1.00", { key: "shared" })));

    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "KEY_REUSED" } });
    await ledger.verify();
  });

  test("are refused without a write", async () => {
    await ledger.openBudget("above", { limit: "1.00" });
    const budget = await ledger.openBudget("full", { limit: "2.00", parent: "above" });
    await budget.reserve("1.00");

    await inTransaction(pool, async (client) => {
      const refused = createLedger({ postgres: client }).budget("full").reserve("0.01");
      await expect(refused).rejects.toThrow(BudgetExceededError);
      // PostgreSQL gives a transaction its number with its first write.
      expect((await client.query("select pg_current_xact_id_if_assigned() as id")).rows).toEqual([{ id: null }]);
    });
  });

  test("that fill a budget after the first look at it are refused, and leave it as it was", async () => {
    await ledger.openBudget("top", { limit: "1.00" });
    await ledger.openBudget("middle", { limit: "5.00", parent: "top" });
    const leaf = await ledger.openBudget("leaf", { limit: "5.00", parent: "middle" });
    const other = await ledger.openBudget("other", { limit: "5.00", parent: "top" });
    await leaf.reserve("0.10");
    const holder = await pool.connect();
    await holder.query("begin");
    await createLedger({ postgres: holder }).budget(other.name).reserve("0.50");
    // The plain read does not see what is not committed; the update waits for it.
    const refused = leaf.reserve("0.50", { key: "leaf/late" }).catch(String);
    await blocked(pool);
    await holder.query("commit");
    holder.release();
    await refused;

    expect(
      (await ledger.balances())
        .filter(({ name }) => ["leaf", "middle", "top"].includes(name))
        .map(({ reserved }) => String(reserved)),
    ).toEqual(["0.10 USD", "0.10 USD", "0.60 USD"]);
    await expect(ledger.settle("leaf/late")).rejects.toMatchObject({ code: "UNKNOWN_RESERVATION" });
    await ledger.verify();
  });

  test.each([
    ["commit", { outcome: "reserved", replayed: true }, "0.80 USD"],
    ["rollback", { outcome: "exceeded", total: "1.10" }, "0.30 USD"],
  ])("that send again what is on its way wait for its %s", async (end, answer, reserved) => {
    const budget = await ledger.openBudget(`again ${end}`, { limit: "1.00" });
    const other = await budget.reserve("0.30");
    const request = JSON.stringify({ budget: budget.name, items: [{ key: budget.name, amount: "0.80" }], again: true });
    const sql = "select public.vg_ledger_reserve($1::text::jsonb) as answer";
    const first = await pool.connect();
    await first.query("begin");
    await createLedger({ postgres: first }).release(other.key);
    await first.query(sql, [request]);
    // By what is committed there is no room for it.
    const second = pool.query(sql, [request]);
    await blocked(pool);
    await first.query(end);
    first.release();

    expect((await second).rows).toMatchObject([{ answer }]);
    expect(String((await budget.balance()).reserved)).toBe(reserved);
  });

  test("who read the record miss nothing that is committed later but has an earlier time", async () => {
    const budget = await ledger.openBudget("record", { limit: "10.00" });
    await budget.reserveMany(["record/1", "record/2", "record/3"].map((key) => ({ key, cost: "1.00" })));
    await ledger.settle("record/1");
    await pool.query(
      "update vg_ledger.reservations set closed_at = closed_at - interval '1 minute' where key = 'record/1'",
    );
    await inTransaction(pool, async (slow) => {
      await createLedger({ postgres: slow }).settle("record/2");
      const other = ledger.budget("record").settlements();
      await expect(other.next()).resolves.toMatchObject({ value: { key: "record/1" } });
    });
    const slow = await pool.connect();
    await slow.query("begin");
    await createLedger({ postgres: slow }).settle("record/2");
    const waits = ledger.settle("record/3");
    await blocked(pool);

    const seen = await collect(budget.settlements());
    expect(seen.map(({ key }) => key)).toEqual(["record/1"]);
    await slow.query("commit");
    slow.release();
    await waits;
    const more = await collect(budget.settlements({ after: seen.at(-1)?.cursor ?? "" }));
    expect(more.map(({ key }) => key)).toEqual(["record/2", "record/3"]);
    // Both are young, so going on after them begins where nothing can appear any more.
    const again = await collect(budget.settlements({ after: more.at(-1)?.cursor ?? "" }));
    expect(again.map(({ key }) => key)).toEqual(["record/2", "record/3"]);
  });

  test("doing everything at once wait for no deadlock, and every sum is right at every moment", async () => {
    // Most can go wrong while budgets are new and their keys are free.
    for (let storm = 0; storm < 20; storm += 1) expect(await storms(`storm ${storm}`)).toBeGreaterThan(5);

    await ledger.verify();
    expect(deadlocked).toEqual([]);
  });

  test("see an error of the ledger as one, whatever else they do", async () => {
    await expect(ledger.budget("nobody").reserve("1")).rejects.toThrow(LedgerError);
  });
});

async function inTransaction(pool: Pool, run: (client: PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await run(client);
  } finally {
    await client.query("rollback");
    client.release();
  }
}

/** Waits until a connection waits for another's lock. */
async function blocked(pool: Pool): Promise<void> {
  for (;;) {
    const { rowCount } = await pool.query(
      "select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
    );
    if (rowCount !== 0) return;
  }
}
