import { setTimeout as delay } from "node:timers/promises";
import { CostError } from "@vg/cost";
import { describe, expect, test } from "vitest";
import { createLedger, LedgerError, type RpcAnswer, type SqlClient } from "../src/index.ts";

const RESERVED = { outcome: "reserved", replayed: false, expiresAt: "2026-11-26T18:58:27.917382Z" };

describe("an error of a client of PostgreSQL", () => {
  test.each([
    [{ code: "42501", message: "permission denied" }, "LEDGER_FORBIDDEN", "permission denied (42501)"],
    [{ code: "28P01", message: "password authentication failed" }, "LEDGER_FORBIDDEN", "use that of service_role"],
    [{ code: "42883", message: "function does not exist" }, "LEDGER_MISSING", "apply the migrations of @vg/ledger"],
    [{ code: "3F000", message: "schema does not exist" }, "LEDGER_MISSING", "the database has no ledger"],
    [{ code: "22003", message: "out of range" }, "LEDGER_FAILED", "the database failed: out of range (22003)"],
    [new TypeError("this.socket is undefined"), "LEDGER_FAILED", "this.socket is undefined"],
    [{ code: "57P01", message: "terminating connection" }, "LEDGER_UNREACHABLE", "terminating connection"],
    [{ code: "40P01", message: "deadlock detected" }, "LEDGER_UNREACHABLE", "deadlock detected"],
    [{ code: "ECONNREFUSED", message: "" }, "LEDGER_UNREACHABLE", "the database did not answer: ECONNREFUSED"],
    [new Error("Connection terminated unexpectedly"), "LEDGER_UNREACHABLE", "Connection terminated unexpectedly"],
    ["gone", "LEDGER_UNREACHABLE", "gone"],
  ])("%j is %s", async (cause, code, message) => {
    const ledger = createLedger({ postgres: failing(cause) }, { timeout: 0.03 });

    await expect(ledger.settle("clip-1")).rejects.toMatchObject({
      name: "LedgerError",
      code,
      key: "clip-1",
      message: expect.stringContaining(message),
      cause,
    });
  });
});

describe("an error of a client of Supabase", () => {
  test.each<[error: unknown, status: number | undefined, code: string, message: string]>([
    [{ code: "42501", message: "permission denied" }, 401, "LEDGER_FORBIDDEN", "permission denied 42501 (HTTP 401)"],
    [{ message: "Invalid API key" }, 401, "LEDGER_FORBIDDEN", "Invalid API key (HTTP 401)"],
    [{ code: "PGRST301", message: "JWT expired" }, 401, "LEDGER_FORBIDDEN", "JWT expired"],
    [{ code: "PGRST202", message: "Could not find the function" }, 404, "LEDGER_MISSING", "apply the migrations"],
    [{ code: "PGRST106", message: "The schema must be one of" }, 406, "LEDGER_MISSING", "apply the migrations"],
    [{ code: "PGRST100", message: "parse error" }, 400, "LEDGER_FAILED", "parse error PGRST100 (HTTP 400)"],
    [{ code: "PGRST002", message: "Could not query the database" }, 503, "LEDGER_UNREACHABLE", "(HTTP 503)"],
    [{ code: "57014", message: "statement timeout" }, 500, "LEDGER_UNREACHABLE", "statement timeout"],
    [{ message: "<html>Bad Gateway</html>" }, 502, "LEDGER_UNREACHABLE", "Bad Gateway"],
    [{ message: "too many requests" }, 429, "LEDGER_UNREACHABLE", "too many requests"],
    [{ message: "TypeError: fetch failed", code: "" }, 0, "LEDGER_UNREACHABLE", "TypeError: fetch failed"],
    ["odd", undefined, "LEDGER_UNREACHABLE", "odd"],
  ])("%j with the status %s is %s", async (error, status, code, message) => {
    const answer: RpcAnswer = { data: null, error, ...(status !== undefined && { status }) };
    const ledger = createLedger({ supabase: { rpc: async () => answer } }, { timeout: 0.03 });

    await expect(ledger.release("clip-1")).rejects.toMatchObject({
      code,
      key: "clip-1",
      message: expect.stringContaining(message),
    });
  });

  test("is one that it throws, too", async () => {
    const supabase = { rpc: () => Promise.reject(new Error("fetch failed")) };

    await expect(createLedger({ supabase }, { timeout: 0.03 }).expire()).rejects.toMatchObject({
      code: "LEDGER_UNREACHABLE",
    });
  });
});

describe("an answer", () => {
  test.each([
    ["that is missing", undefined, "makes no sense at its root"],
    ["that is no JSON", "<html>", "makes no sense at its root"],
    ["of an unknown outcome", '{"outcome":"paid"}', "makes no sense at outcome"],
    ["without a field", '{"outcome":"reserved"}', "makes no sense at expiresAt"],
    ["with a number for an amount", '{"outcome":"exceeded","budget":"films","limit":1}', "makes no sense at limit"],
    ["to another request", '{"outcome":"opened"}', 'the database answers "opened" to another request'],
    ["that refuses the request", '{"outcome":"invalid","message":"no items"}', "refuses the request: no items"],
  ])("%s is an error", async (_, answer, message) => {
    await expect(
      createLedger({ postgres: answering(answer) })
        .budget("films")
        .reserve("1"),
    ).rejects.toMatchObject({
      code: "LEDGER_FAILED",
      budget: "films",
      message: expect.stringContaining(message),
    });
  });

  test("of an older ledger says so", async () => {
    await expect(
      createLedger({ postgres: answering('{"outcome":"outdated","version":0}') }).balances(),
    ).rejects.toMatchObject({ code: "LEDGER_MISSING", message: expect.stringContaining("version 0 of the ledger") });
  });

  test("without the balance that was asked for is an error", async () => {
    const ledger = createLedger({ postgres: answering('{"outcome":"balances","balances":[]}') });

    await expect(ledger.budget("films").balance()).rejects.toThrow("must have one entry, not 0");
  });

  test("of a verification names each balance that is wrong", async () => {
    const mismatches = [
      { budget: "films", startsAt: "2026-11-26T00:00:00.000000Z", spent: "1", reserved: "0", settled: "2", open: "0" },
      { budget: "gone", startsAt: null, spent: null, reserved: null, settled: "1", open: "0.5" },
    ];
    const ledger = createLedger({ postgres: answering(JSON.stringify({ outcome: "verified", mismatches })) });

    await expect(ledger.verify()).rejects.toThrow(
      'budget "films" from 2026-11-26T00:00:00.000000Z must have spent 2.00 USD and reserved 0.00 USD, the sums over its reservations, not 1.00 USD and 0.00 USD\n' +
        'budget "gone" must have spent 1.00 USD and reserved 0.50 USD, the sums over its reservations, not nothing and nothing',
    );
  });
});

describe("a call that fails on its way", () => {
  test("is sent again, by the same key, and says that it is", async () => {
    const requests: unknown[] = [];
    const postgres: SqlClient = {
      async query(_text, [request]) {
        requests.push(JSON.parse(String(request)));
        if (requests.length < 3) throw Object.assign(new Error("reset"), { code: "ECONNRESET" });
        return { rows: [{ answer: JSON.stringify(RESERVED) }] };
      },
    };

    const reservation = await createLedger({ postgres }).budget("films").reserve("0.5", { key: "clip-1" });

    const first = { version: 1, budget: "films", items: [{ key: "clip-1", amount: "0.50" }] };
    expect(requests).toEqual([first, { ...first, again: true }, { ...first, again: true }]);
    expect(reservation.expiresAt).toEqual(new Date("2026-11-26T18:58:27.917Z"));
  });

  test("ends at the deadline, says how often it was tried and what to do, and reserves nothing", async () => {
    const start = performance.now();
    const ledger = createLedger({ postgres: failing({ code: "ECONNREFUSED", message: "refused" }) }, { timeout: 0.5 });

    await expect(ledger.budget("films").reserve("1")).rejects.toMatchObject({
      code: "LEDGER_UNREACHABLE",
      key: expect.stringMatching(/^[0-9a-f-]{36}$/),
      message: expect.stringMatching(
        /^the database did not answer: refused, after [3-6] attempts in 0\.\d s; whether it acted is unknown, call again with the same key$/,
      ),
    });
    expect(performance.now() - start).toBeLessThan(2000);
  });

  test("that is never answered ends at the deadline as well, and is given up", async () => {
    const signals: AbortSignal[] = [];
    const silence = new Promise<RpcAnswer>(() => undefined);
    const abortSignal = (signal: AbortSignal): Promise<RpcAnswer> => {
      signals.push(signal);
      return silence;
    };
    const supabase = { rpc: () => Object.assign(silence, { abortSignal }) };

    await expect(createLedger({ supabase }, { timeout: 0.05 }).balances()).rejects.toThrow(
      /no answer within \d+ ms, after 1 attempt in 0(\.1)? s$/,
    );
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  test("leaves a reservation as it is, to be settled again; `await using` does not give it back", async () => {
    const calls: string[] = [];
    const outcomes: unknown[] = [RESERVED, new Error("reset"), { outcome: "settled" }];
    const postgres: SqlClient = {
      async query(text) {
        calls.push(/vg_ledger_(\w+)/.exec(text)?.[1] ?? "");
        const outcome = outcomes.shift();
        if (outcome instanceof Error) throw outcome;
        return { rows: [{ answer: JSON.stringify(outcome) }] };
      },
    };
    {
      await using reservation = await createLedger({ postgres }, { timeout: 0.01 }).budget("films").reserve("1");
      await expect(reservation.settle("0.5")).rejects.toMatchObject({ code: "LEDGER_UNREACHABLE" });
      expect(reservation.state).toBe("open");
    }
    expect(calls).toEqual(["reserve", "settle"]);
  });

  test("at the end of a block is thrown, if it could not be released", async () => {
    const outcomes: unknown[] = [RESERVED, { outcome: "unknown_reservation" }];
    const postgres: SqlClient = {
      query: async () => ({ rows: [{ answer: JSON.stringify(outcomes.shift()) }] }),
    };
    const reservation = await createLedger({ postgres }).budget("films").reserve("1");

    await expect(reservation[Symbol.asyncDispose]()).rejects.toThrow(LedgerError);
  });

  test("is no concern of an error that is the caller's own", async () => {
    await expect(
      createLedger({ postgres: failing(undefined) })
        .budget("films")
        .reserve("-1"),
    ).rejects.toThrow(CostError);
  });
});

function failing(error: unknown): SqlClient {
  return {
    async query() {
      await delay(0);
      throw error;
    },
  };
}

function answering(answer: string | undefined): SqlClient {
  return { query: async () => ({ rows: answer === undefined ? [] : [{ answer }] }) };
}
