/** A step in the making of the ledger's tables and functions. */
export interface Migration {
  /** Its number, from 1; the ledger has the version of the last one applied. */
  readonly version: number;
  /** Its file in this package's `migrations/`: `0001_ledger.sql`. */
  readonly file: string;
  /** One SQL statement, which is applied atomically and may be applied again. */
  readonly sql: string;
}

const FILES = ["0001_ledger.sql"] as const;

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
export function migrations(): readonly Migration[] {
  // Importing it would load all of Node's streams, which takes longer than the rest of this package.
  const { readFileSync } = process.getBuiltinModule("node:fs");
  return Object.freeze(
    FILES.map((file, index) =>
      Object.freeze({
        version: index + 1,
        file,
        sql: readFileSync(new URL(`../migrations/${file}`, import.meta.url), "utf8"),
      }),
    ),
  );
}
