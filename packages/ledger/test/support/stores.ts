import { PGlite } from "@electric-sql/pglite";
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { whyNoPostgres } from "@vg/testing/postgres";
import { startPostgrest, whyNoPostgrest } from "@vg/testing/postgrest";
import { Pool } from "pg";
import { inject } from "vitest";
import { type LedgerConnection, migrations } from "../../src/index.ts";

/** A database with the ledger, and one way to reach it. */
export interface Store extends AsyncDisposable {
  readonly connection: LedgerConnection;
  /** Runs SQL as the owner of the database. */
  sql(text: string): Promise<readonly Record<string, unknown>[]>;
}

/** A way to reach a ledger, and why there is none on this machine. */
export interface StoreKind {
  readonly name: string;
  readonly missing: string | undefined;
  open(): Promise<Store>;
}

/** The three ways that the package knows. */
export const STORES: readonly StoreKind[] = [
  { name: "pg", missing: whyNoPostgres(), open: openPostgres },
  { name: "supabase-js and PostgREST", missing: whyNoPostgres() ?? whyNoPostgrest(), open: openSupabase },
  { name: "PGlite", missing: undefined, open: openPglite },
];

/** The URL of a database of the shared server, for a role. */
export function databaseUrl(database: string, role = "postgres"): string {
  return `postgres://${role}@127.0.0.1:${inject("postgresPort")}/${database}`;
}

/** Makes a database of its own, a copy of the one with the ledger or an empty one, and returns its name. */
export async function createDatabase(template: "ledger_template" | "template0" = "ledger_template"): Promise<string> {
  const pool = new Pool({ connectionString: databaseUrl("postgres"), max: 1 });
  const name = `test_${crypto.randomUUID().replaceAll("-", "")}`;
  await pool.query(`create database ${name} template ${template}`);
  await pool.end();
  return name;
}

/** A pool of connections to a database; one that the server ends is no failure of a test. */
export function createPool(database: string, { role = "postgres", max = 10 } = {}): Pool {
  const pool = new Pool({ connectionString: databaseUrl(database, role), max });
  pool.on("error", () => undefined);
  return pool;
}

async function openPostgres(): Promise<Store> {
  const pool = createPool(await createDatabase());
  return {
    connection: { postgres: pool },
    sql: async (text) => (await pool.query<Record<string, unknown>>(text)).rows,
    [Symbol.asyncDispose]: () => pool.end(),
  };
}

async function openSupabase(): Promise<Store> {
  const database = await createDatabase();
  const pool = createPool(database, { max: 2 });
  const server = await startPostgrest(databaseUrl(database, "authenticator"));
  return {
    connection: { supabase: createSupabase(server.url, server.keyFor("service_role")) },
    sql: async (text) => (await pool.query<Record<string, unknown>>(text)).rows,
    async [Symbol.asyncDispose]() {
      await server.stop();
      await pool.end();
    },
  };
}

/** A client of Supabase for a PostgREST without the gateway that puts it under `/rest/v1`. */
export function createSupabase(url: string, key: string): SupabaseClient {
  return createClient(url, key, {
    auth: { persistSession: false },
    global: {
      fetch: (input, init) => fetch(String(input instanceof Request ? input.url : input).replace("/rest/v1", ""), init),
    },
  });
}

async function openPglite(): Promise<Store> {
  const postgres = await PGlite.create();
  for (const { sql } of migrations()) await postgres.exec(sql);
  return {
    connection: { postgres },
    sql: async (text) => (await postgres.query<Record<string, unknown>>(text)).rows,
    [Symbol.asyncDispose]: () => postgres.close(),
  };
}
