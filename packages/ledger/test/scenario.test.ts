import { setTimeout as delay } from "node:timers/promises";
import { BudgetExceededError, calibrateRates, type Cost, costFromJSON, costToJSON, evaluateEstimates } from "@vg/cost";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createLedger, type Ledger, type SharedBalance } from "../src/index.ts";
import { collect } from "./support/collect.ts";
import { type Store, STORES } from "./support/stores.ts";

for (const kind of STORES) {
  const { name, missing } = kind;
  describe.skipIf(missing !== undefined)(`a ledger on ${name}${missing === undefined ? "" : ` (${missing})`}`, () => {
    let store: Store;
    let ledger: Ledger;
    beforeAll(async () => {
      store = await kind.open();
      ledger = createLedger(store.connection);
    });
    afterAll(async () => {
      await store[Symbol.asyncDispose]();
    });

    test("moves what is settled from reserved to spent, and gives back the rest", async () => {
      const budget = await ledger.openBudget("moves", { limit: "10.00" });
      const first = await budget.reserve("4.00");
      const second = await budget.reserve(costFromJSON({ amount: "6", currency: "USD" }));
      expect(amounts(await budget.balance())).toEqual(["10.00", "0.00", "10.00", "0.00"]);

      await first.settle("3.123");
      expect(amounts(await budget.balance())).toEqual(["10.00", "3.123", "6.00", "0.877"]);

      await second.release();
      expect(amounts(await budget.balance())).toEqual(["10.00", "3.123", "0.00", "6.877"]);
      expect([first.state, second.state]).toEqual(["settled", "released"]);
    });

    test("counts the reserved amount if the actual one is not known", async () => {
      const budget = await ledger.openBudget("unknown actual", { limit: "1.00" });
      await (await budget.reserve("0.40")).settle();

      expect(amounts(await budget.balance())).toEqual(["1.00", "0.40", "0.00", "0.60"]);
    });

    test("refuses what does not fit, says by how much, and takes nothing", async () => {
      const budget = await ledger.openBudget("refuses", { limit: "1.00" });
      await (await budget.reserve("0.25")).settle("0.25");
      await budget.reserve("0.50");

      const error: unknown = await budget.reserve("0.2500001").catch((reason: unknown) => reason);

      expect(error).toBeInstanceOf(BudgetExceededError);
      expect(JSON.parse(JSON.stringify(error))).toMatchObject({
        code: "BUDGET_EXCEEDED",
        check: {
          withinBudget: false,
          total: { amount: "1.0000001" },
          overrun: { amount: "0.0000001" },
          remaining: { amount: "0.00" },
          firstClipOver: 0,
          affordableClips: 0,
        },
      });
      expect(amounts(await budget.balance())).toEqual(["1.00", "0.25", "0.50", "0.25"]);
    });

    test("counts in every budget above, and each of them can refuse", async () => {
      await ledger.openBudget("studio", { limit: "1.00" });
      const films = await ledger.openBudget("films", { limit: "5.00", parent: "studio" });
      const trailers = await ledger.openBudget("trailers", { limit: "0.50", parent: "films" });
      await (await trailers.reserve("0.40")).settle("0.45");
      await films.reserve("0.30");

      await expect(films.reserve("0.26")).rejects.toMatchObject({
        budget: "studio",
        message: expect.stringContaining(
          '1.01 USD would be spent and reserved, 0.01 USD over the limit of 1.00 USD of the budget "studio"',
        ),
      });
      await expect(trailers.reserve("0.06")).rejects.toThrow("0.51 USD would be spent and reserved, 0.01 USD over");

      const balances = await ledger.balances();
      expect(balances.filter(({ name: of }) => ["films", "studio", "trailers"].includes(of)).map(amounts)).toEqual([
        ["5.00", "0.45", "0.30", "4.25"],
        ["1.00", "0.45", "0.30", "0.25"],
        ["0.50", "0.45", "0.00", "0.05"],
      ]);
      expect(balances.find(({ name: of }) => of === "trailers")).toMatchObject({ parent: "films" });
    });

    test("reserves many at once, all or none, and says how many would fit", async () => {
      const budget = await ledger.openBudget("many", { limit: "1.00" });
      const clips = [{ cost: "0.40", key: "many/1", duration: 6 }, { cost: "0.40" }, { cost: "0.30" }];

      await expect(budget.reserveMany(clips)).rejects.toMatchObject({
        check: { firstClipOver: 2, affordableClips: 2 },
      });
      expect(amounts(await budget.balance())).toEqual(["1.00", "0.00", "0.00", "1.00"]);

      const [first, second] = await budget.reserveMany(clips.slice(0, 2), { expiresIn: 60 });
      expect([first?.key, first?.cost].map(String)).toEqual(["many/1", "0.40 USD"]);
      expect(second?.key).toMatch(/^[0-9a-f-]{36}$/);
      await second?.settle("0.10");
      expect(amounts(await budget.balance())).toEqual(["1.00", "0.10", "0.40", "0.50"]);
      expect(await budget.reserveMany([])).toEqual([]);
    });

    test("gives a reservation again by its key, once", async () => {
      const budget = await ledger.openBudget("again", { limit: "1.00" });
      const first = await budget.reserve("0.60", { key: "again/1" });
      const second = await budget.reserve("0.600", { key: "again/1" });

      expect([second.key, second.expiresAt]).toEqual([first.key, first.expiresAt]);
      expect(amounts(await budget.balance())).toEqual(["1.00", "0.00", "0.60", "0.40"]);
      await expect(budget.reserve("0.61", { key: "again/1" })).rejects.toMatchObject({ code: "KEY_REUSED" });
      await second.settle("0.50");
      await expect(budget.reserve("0.60", { key: "again/1" })).rejects.toMatchObject({
        code: "RESERVATION_CLOSED",
        key: "again/1",
        budget: "again",
      });
    });

    test("settles and releases by key, from elsewhere, as often as it is told", async () => {
      const budget = await ledger.openBudget("by key", { limit: "1.00" });
      await budget.reserve("0.50", { key: "by key/1" });
      await budget.reserve("0.50", { key: "by key/2" });

      await ledger.settle("by key/1", "0.30");
      await ledger.settle("by key/1", "0.300");
      await ledger.release("by key/2");
      await ledger.release("by key/2");

      expect(amounts(await budget.balance())).toEqual(["1.00", "0.30", "0.00", "0.70"]);
      await expect(ledger.settle("by key/1", "0.31")).rejects.toMatchObject({ code: "RESERVATION_CLOSED" });
      await expect(ledger.release("by key/1")).rejects.toThrow('the reservation "by key/1" was settled before');
      await expect(ledger.settle("by key/2")).rejects.toThrow('the reservation "by key/2" was released before');
      await expect(ledger.settle("by key/3")).rejects.toMatchObject({ code: "UNKNOWN_RESERVATION", key: "by key/3" });
    });

    test("closes a reservation once, and releases it at the end of its block", async () => {
      const budget = await ledger.openBudget("closes", { limit: "1.00" });
      const settled = await budget.reserve("0.10");
      await settled.settle("0.20");
      await expect(settled.settle("0.20")).rejects.toMatchObject({ code: "RESERVATION_CLOSED" });
      await expect(settled.release()).rejects.toThrow("the reservation was settled before and cannot be released now");
      await settled[Symbol.asyncDispose]();
      {
        await using left = await budget.reserve("0.30");
        expect(left.state).toBe("open");
      }
      {
        await using elsewhere = await budget.reserve("0.30");
        await ledger.settle(elsewhere.key, "0.25");
      }

      expect(amounts(await budget.balance())).toEqual(["1.00", "0.45", "0.00", "0.55"]);
    });

    test("makes room by what is due, and still takes its bill, which is late", async () => {
      const budget = await ledger.openBudget("due", { limit: "1.00" });
      const forgotten = await budget.reserve("0.80", { expiresIn: 0.01 });
      await delay(20);

      const next = await budget.reserve("0.70");
      expect(amounts(await budget.balance())).toEqual(["1.00", "0.00", "0.70", "0.30"]);

      await forgotten.settle("0.75");
      await next.settle();
      expect(amounts(await budget.balance())).toEqual(["1.00", "1.45", "0.00", "-0.45"]);
      const late = (await collect(budget.settlements())).map(({ key, late: is }) => [key, is]);
      expect(late).toEqual([
        [forgotten.key, true],
        [next.key, false],
      ]);
    });

    test("lets what is due expire, which can be released or reserved no more", async () => {
      const budget = await ledger.openBudget("expires", { limit: "1.00" });
      const first = await budget.reserve("0.10", { key: "expires/1", expiresIn: 0.01 });
      await budget.reserve("0.20", { key: "expires/2", expiresIn: 0.01 });
      await budget.reserve("0.30", { key: "expires/3" });
      await delay(20);

      expect((await ledger.expire()).filter((key) => key.startsWith("expires/")).toSorted()).toEqual([
        "expires/1",
        "expires/2",
      ]);
      expect(await ledger.expire()).toEqual([]);
      expect(amounts(await budget.balance())).toEqual(["1.00", "0.00", "0.30", "0.70"]);
      await expect(budget.reserve("0.10", { key: "expires/1" })).rejects.toThrow('"expires/1" has expired before');
      await first.release();
      expect(amounts(await budget.balance())).toEqual(["1.00", "0.00", "0.30", "0.70"]);
    });

    test("changes the limit of an open budget, and nothing else", async () => {
      const budget = await ledger.openBudget("limit", { limit: "1.00", period: "week", timeZone: "Asia/Tokyo" });
      await budget.reserve("0.90");
      await ledger.openBudget("limit", { limit: "0.50", period: "week", timeZone: "Asia/Tokyo" });

      expect(amounts(await budget.balance())).toEqual(["0.50", "0.00", "0.90", "-0.40"]);
      await expect(budget.reserve("0")).rejects.toThrow("0.40 USD over the limit of 0.50 USD");
      await expect(ledger.openBudget("limit", { limit: "9.00" })).rejects.toThrow(
        'budget "limit" must stay as it was opened, with no parent and a period of a week in Asia/Tokyo',
      );
      await expect(ledger.openBudget("orphan", { limit: "1", parent: "nobody" })).rejects.toMatchObject({
        code: "UNKNOWN_BUDGET",
        budget: "nobody",
      });
      await expect(ledger.budget("nobody").balance()).rejects.toMatchObject({ code: "UNKNOWN_BUDGET" });
      await expect(ledger.budget("nobody").reserve("1")).rejects.toMatchObject({ code: "UNKNOWN_BUDGET" });
      await expect(ledger.budget("nobody").settlements().next()).rejects.toMatchObject({ code: "UNKNOWN_BUDGET" });
    });

    test("starts afresh with each period, and bills the one that was reserved in", async () => {
      const budget = await ledger.openBudget("daily", { limit: "1.00", period: "day", timeZone: "America/New_York" });
      const old = await budget.reserve("0.90");
      await store.sql(`update vg_ledger.balances set starts_at = starts_at - interval '7 days',
        ends_at = ends_at - interval '7 days' where budget = 'daily'`);
      await store.sql(`update vg_ledger.reservations set starts = array[starts[1] - interval '7 days']
        where path[1] = 'daily'`);

      const { startsAt, endsAt, ...balance } = await budget.balance();
      expect(amounts(balance)).toEqual(["1.00", "0.00", "0.00", "1.00"]);
      expect(startsAt?.getTime()).toBeLessThanOrEqual(Date.now());
      expect(endsAt?.getTime()).toBeGreaterThan(Date.now());
      await (await budget.reserve("0.95")).settle();
      await old.settle("0.85");

      expect(amounts(await budget.balance())).toEqual(["1.00", "0.95", "0.00", "0.05"]);
      const rows = await store.sql(
        "select spent::text from vg_ledger.balances where budget = 'daily' order by starts_at",
      );
      expect(rows).toEqual([{ spent: "0.85" }, { spent: "0.95" }]);
    });

    test("records what evaluateEstimates and calibrateRates take", async () => {
      await ledger.openBudget("record", { limit: "100" });
      const below = await ledger.openBudget("record below", { limit: "100", parent: "record" });
      const details = { model: "kling", jobId: "film-1", tags: ["ä", { deep: 1.5 }] };
      await (await below.reserve("0.50", { duration: 6, details })).settle("0.42");
      await (await below.reserve("0.30", { duration: 4.123456789012345 })).settle("0.33");
      await (await below.reserve("0.30")).release();

      const settlements = await collect(ledger.budget("record").settlements());

      expect(
        settlements.map(({ budget, duration, estimate, actual, details: kept }) => [
          budget,
          duration,
          String(estimate),
          String(actual),
          kept,
        ]),
      ).toEqual([
        ["record below", 6, "0.50 USD", "0.42 USD", details],
        ["record below", 4.123456789012345, "0.30 USD", "0.33 USD", {}],
      ]);
      expect(evaluateEstimates(settlements)).toMatchObject({ count: 2, within: 2, holds: true });
      expect(calibrateRates(settlements.map(({ duration = 0, actual }) => ({ duration, actual }))).holds).toBe(true);
      expect(Date.now() - Number(settlements[0]?.at)).toBeLessThan(60_000);
    });

    test("reads the record from a time or a place on, page by page", async () => {
      const budget = await ledger.openBudget("pages", { limit: "100" });
      const reservations = await budget.reserveMany(
        Array.from({ length: 1000 }, (_, index) => ({ cost: "0.01", key: `pages/${index}` })),
      );
      await store.sql(`update vg_ledger.balances set reserved = 0, spent = 10 where budget = 'pages'`);
      await store.sql(`update vg_ledger.reservations set state = 'settled', actual = amount,
        closed_at = timestamptz '2026-01-01' + substring(key from 7)::int / 10 * interval '1 s' where key like 'pages/%'`);

      const all = await collect(budget.settlements());
      expect(new Set(all.map(({ key }) => key))).toEqual(new Set(reservations.map(({ key }) => key)));
      expect(all.map(({ at }) => at.getTime())).toEqual(all.map(({ at }) => at.getTime()).toSorted((a, b) => a - b));

      const since = new Date("2026-01-01T00:01:30Z");
      expect(await collect(budget.settlements({ since }))).toEqual(all.slice(900));
      const rest = await collect(budget.settlements({ after: all[654]?.cursor ?? "" }));
      expect(rest).toEqual(all.slice(655));
      expect(await collect(budget.settlements({ since, after: all[654]?.cursor ?? "" }))).toEqual(all.slice(900));
    });

    test("keeps every digit of amounts that a number cannot hold", async () => {
      const budget = await ledger.openBudget("digits", { limit: "123456789012.123456789012345678901234567891" });
      const reservation = await budget.reserve("123456789012.123456789012345678901234567890");

      expect(amounts(await budget.balance())[3]).toBe("0.000000000000000000000000000001");
      await reservation.settle("0.000000000000000000000000000001");
      expect(amounts(await budget.balance()).slice(1)).toEqual([
        "0.000000000000000000000000000001",
        "0.00",
        "123456789012.12345678901234567890123456789",
      ]);
    });

    test("forgets what was closed long ago, but not what it cost", async () => {
      const budget = await ledger.openBudget("pruned", { limit: "10.00", period: "day" });
      await ledger.openBudget("above", { limit: "10.00" });
      const child = await ledger.openBudget("pruned below", { limit: "10.00", period: "day", parent: "above" });
      await (await child.reserve("2.00", { key: "old/1" })).settle("1.50");
      await (await child.reserve("2.00", { key: "old/2" })).release();
      await child.reserve("2.00", { key: "old/3" });
      await (await budget.reserve("1.00", { key: "young" })).settle();
      await store.sql(`update vg_ledger.reservations set closed_at = closed_at - interval '10 days',
        starts = array[starts[1] - interval '10 days', starts[2]] where key like 'old/%'`);
      await store.sql(`update vg_ledger.balances set starts_at = starts_at - interval '10 days',
        ends_at = ends_at - interval '10 days' where budget = 'pruned below'`);
      const before = new Date();

      expect(await ledger.prune({ before })).toBeGreaterThanOrEqual(2);
      await expect(ledger.settle("old/1", "1.50")).rejects.toMatchObject({ code: "UNKNOWN_RESERVATION" });
      expect(amounts(await ledger.budget("above").balance())).toEqual(["10.00", "1.50", "2.00", "6.50"]);
      const periods = "select count(*)::int from vg_ledger.balances where budget = 'pruned below'";
      expect(await store.sql(periods)).toEqual([{ count: 1 }]);
      await ledger.verify();

      await ledger.settle("old/3", "2.00");
      await store.sql(
        "update vg_ledger.reservations set closed_at = closed_at - interval '10 days' where key = 'old/3'",
      );
      expect(await ledger.prune({ before })).toBe(1);
      expect(await store.sql(periods)).toEqual([{ count: 0 }]);
      expect(amounts(await ledger.budget("above").balance())).toEqual(["10.00", "3.50", "0.00", "6.50"]);
    });

    test("verifies every balance, to the last digit", async () => {
      const budget = await ledger.openBudget("verified", { limit: "1.00" });
      await (await budget.reserve("0.50")).settle("0.40");
      await ledger.verify();
      await store.sql("update vg_ledger.balances set spent = spent + 1e-30 where budget = 'verified'");

      await expect(ledger.verify()).rejects.toMatchObject({
        code: "LEDGER_FAILED",
        message:
          'budget "verified" must have spent 0.40 USD and reserved 0.00 USD, the sums over its reservations, not 0.400000000000000000000000000001 USD and 0.00 USD',
      });
      await store.sql("update vg_ledger.balances set spent = 0.4 where budget = 'verified'");
    });
  });
}

function amounts({
  limit,
  spent,
  reserved,
  remaining,
}: Pick<SharedBalance, "limit" | "spent" | "reserved" | "remaining">): string[] {
  return [limit, spent, reserved, remaining].map((cost: Cost) => costToJSON(cost).amount);
}
