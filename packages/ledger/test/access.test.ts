import { whyNoPostgres } from "@vg/testing/postgres";
import { type PostgrestServer, startPostgrest, whyNoPostgrest } from "@vg/testing/postgrest";
import type { Pool } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createLedger, migrations } from "../src/index.ts";
import { createDatabase, createPool, createSupabase, databaseUrl } from "./support/stores.ts";

const missing = whyNoPostgres() ?? whyNoPostgrest();
const TABLES = ["migrations", "budgets", "balances", "reservations", "limit_changes"];
const FUNCTIONS = [
  "open_budget",
  "reserve",
  "settle",
  "release",
  "expire",
  "balances",
  "settlements",
  "verify",
  "prune",
] as const;

const OLD_PRIVILEGES = `alter default privileges grant all on tables to anon, authenticated, service_role;
  alter default privileges grant all on functions to anon, authenticated, service_role;
  alter default privileges grant all on schemas to anon, authenticated, service_role`;
const NEW_PRIVILEGES = `alter default privileges revoke execute on functions from public;
  revoke usage on schema public from public`;

describe.skipIf(missing !== undefined).each([
  ["gives everything new to every role", OLD_PRIVILEGES],
  ["gives nothing new to anybody", NEW_PRIVILEGES],
])(`in a project that %s${missing ?? ""}`, (_, privileges) => {
  let pool: Pool;
  let api: PostgrestServer;
  beforeAll(async () => {
    const database = await createDatabase("template0");
    pool = createPool(database);
    await pool.query(privileges);
    for (const { sql } of migrations()) await pool.query(sql);
    api = await startPostgrest(databaseUrl(database, "authenticator"));
  });
  afterAll(async () => {
    await api.stop();
    await pool.end();
  });

  test.each(["anon", "authenticated"])("%s can neither read nor call, as SQL or through the API", async (role) => {
    const client = createSupabase(api.url, api.keyFor(role));
    for (const name of FUNCTIONS) {
      const { error, status } = await client.rpc(`vg_ledger_${name}`, { request: {} });
      // Where the role may not use the schema at all, PostgREST does not even say that the function is there.
      expect([401, 403, 404], name).toContain(status);
      expect(["42501", "PGRST202"], name).toContain(error?.code);
    }
    expect((await client.from("budgets").select()).status).toBeGreaterThanOrEqual(400);
    for (const sql of [
      ...TABLES.map((table) => `select * from vg_ledger.${table}`),
      ...FUNCTIONS.map((name) => `select public.vg_ledger_${name}('{}')`),
      "select vg_ledger.add_to_balances('{films}', '{-infinity}', -1, 0)",
    ]) {
      await expect(asRole(pool, role, sql), sql).rejects.toMatchObject({ code: "42501" });
    }
    await expect(createLedger({ supabase: client }).balances()).rejects.toMatchObject({
      code: expect.stringMatching("LEDGER_FORBIDDEN|LEDGER_MISSING"),
    });
  });

  test("service_role can call, and reads no table", async () => {
    const ledger = createLedger({ supabase: createSupabase(api.url, api.keyFor("service_role")) });
    const budget = await ledger.openBudget("films", { limit: "1.00" });
    await (await budget.reserve("0.50", { key: "films/1" })).settle("0.40");
    await ledger.verify();

    expect(String((await budget.balance()).spent)).toBe("0.40 USD");
    for (const table of TABLES) {
      await expect(asRole(pool, "service_role", `select * from vg_ledger.${table}`)).rejects.toMatchObject({
        code: "42501",
      });
    }
  });

  test("every table has row level security and no policy, and every function a fixed search_path", async () => {
    const { rows: tables } = await pool.query(
      "select relname, relrowsecurity from pg_class where relnamespace = 'vg_ledger'::regnamespace and relkind = 'r'",
    );
    expect(tables).toHaveLength(TABLES.length);
    expect(tables).toEqual(TABLES.map(() => expect.objectContaining({ relrowsecurity: true })));
    expect((await pool.query("select from pg_policies where schemaname = 'vg_ledger'")).rowCount).toBe(0);
    const { rows: functions } = await pool.query<{ name: string; definer: boolean; settings: string[] }>(
      `select proname as name, prosecdef as definer, proconfig as settings from pg_proc
        where pronamespace = 'vg_ledger'::regnamespace or proname like 'vg\\_ledger\\_%'`,
    );
    expect(functions.filter(({ settings }) => !settings.includes('search_path=""'))).toEqual([]);
    expect(
      functions
        .filter(({ definer }) => definer)
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(FUNCTIONS.map((name) => `vg_ledger_${name}`).toSorted());
  });
});

describe.skipIf(missing !== undefined)(`a serialization failure${missing ?? ""}`, () => {
  test.each(["repeatable read", "serializable"])(
    "is not raised in transactions that are %s; they are refused",
    async (isolation) => {
      const database = await createDatabase();
      const pool = createPool(database);
      await pool.query(`alter database ${database} set default_transaction_isolation = '${isolation}'`);
      const strict = createPool(database);
      await expect(createLedger({ postgres: strict }).openBudget("films", { limit: "1" })).rejects.toThrow(
        `the connection's transactions must be "read committed", not "${isolation}"`,
      );
      await using api = await startPostgrest(databaseUrl(database, "authenticator"));
      const ledger = createLedger({ supabase: createSupabase(api.url, api.keyFor("service_role")) });

      // PostgREST begins each transaction as the function asks for it.
      const budget = await ledger.openBudget("films", { limit: "100" });
      const outcomes = await Promise.all(Array.from({ length: 40 }, () => budget.reserve("1")));

      expect(outcomes).toHaveLength(40);
      await Promise.all([pool.end(), strict.end()]);
    },
  );

  test("is raised by no statement of a function", async () => {
    const sql = migrations()
      .map((migration) => migration.sql)
      .join("\n");
    const raised = [...sql.matchAll(/\braise\s+(\w+)/gi)].map(([, level]) => level);

    expect(raised).toEqual(["notice"]);
  });
});

async function asRole(pool: Pool, role: string, sql: string): Promise<unknown> {
  const client = await pool.connect();
  try {
    await client.query(`set role ${role}`);
    return await client.query(sql);
  } finally {
    await client.query("reset role");
    client.release();
  }
}
