import { isObject } from "@vg/internal";
import { codeOfSqlState, isSqlState, sendError, type LedgerFunction, type Transport } from "./transport.ts";
import type { LedgerError } from "../errors.ts";

/**
 * A connection to PostgreSQL, or a pool of them: a `Pool` or `Client` of `pg`, a `PGlite`, or anything with their
 * `query`.
 */
export interface SqlClient {
  /** Runs one statement whose parameters, `$1` and so on, are `values`. */
  query(text: string, values: unknown[]): PromiseLike<{ readonly rows: readonly unknown[] }>;
}

/** Creates a transport over a connection to PostgreSQL. It names no prepared statements, which some poolers mix up. */
export function postgresTransport(client: SqlClient): Transport {
  return {
    async send(name, request) {
      let rows: readonly unknown[];
      try {
        ({ rows } = await client.query(statement(name), [JSON.stringify(request)]));
      } catch (error) {
        throw failureOf(error);
      }
      const [row] = rows;
      return isObject(row) && typeof row["answer"] === "string" ? parseJson(row["answer"]) : undefined;
    },
  };
}

/** Another function of the same name can answer with whatever text. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Text in both directions: clients differ in what they make of JSON. */
function statement(name: LedgerFunction): string {
  return `select public.vg_ledger_${name}($1::text::jsonb)::text as answer`;
}

/** An error without an SQLSTATE is that of a connection, unless it is one of the program. */
function failureOf(error: unknown): LedgerError {
  const { code, message }: { code?: unknown; message?: unknown } = isObject(error) ? error : {};
  const reason = typeof message === "string" && message !== "" ? message : String(code ?? error);
  if (isSqlState(code)) return sendError(codeOfSqlState(code), `${reason} (${code})`, error);
  return sendError(error instanceof TypeError ? "LEDGER_FAILED" : "LEDGER_UNREACHABLE", reason, error);
}
