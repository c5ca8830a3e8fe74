import { startPostgres, whyNoPostgres } from "@vg/testing/postgres";
import { Pool } from "pg";
import type { TestProject } from "vitest/node";
import { migrations } from "../../src/migrations.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The port of the PostgreSQL that all test files share; 0 if there is none for this machine. */
    readonly postgresPort: number;
  }
}

/** Starts one PostgreSQL for the run, with Supabase's roles and a database with the ledger that others are copied from. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (whyNoPostgres() !== undefined) {
    project.provide("postgresPort", 0);
    return async () => undefined;
  }
  const server = await startPostgres();
  const pool = new Pool({ connectionString: server.url() });
  await pool.query(ROLES);
  await pool.query("create database ledger_template");
  await pool.end();
  const template = new Pool({ connectionString: server.url("ledger_template") });
  await template.query(OLD_DEFAULT_PRIVILEGES);
  for (const { sql } of migrations()) await template.query(sql);
  await template.end();
  project.provide("postgresPort", server.port);
  return () => server.stop();
}

/** As at Supabase. */
const ROLES = `
  create role anon nologin;
  create role authenticated nologin;
  create role service_role nologin bypassrls;
  create role authenticator login noinherit;
  grant anon, authenticated, service_role to authenticator`;

/** What Supabase used to give to everything new in the schema public. */
const OLD_DEFAULT_PRIVILEGES = `
  alter default privileges in schema public grant all on tables to anon, authenticated, service_role;
  alter default privileges in schema public grant all on functions to anon, authenticated, service_role`;
