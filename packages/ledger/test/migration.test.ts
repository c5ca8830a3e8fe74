import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { BudgetExceededError } from "@vg/cost";
import { whyNoPostgres } from "@vg/testing/postgres";
import { describe, expect, test } from "vitest";
import { createLedger, migrations } from "../src/index.ts";
import { collect } from "./support/collect.ts";
import { createDatabase, createPool } from "./support/stores.ts";

const missing = whyNoPostgres();
const ROOT = join(import.meta.dirname, "..");
const [first] = migrations();

test("the migrations are the files that the package ships and exports, in their order", () => {
  const files = readdirSync(join(ROOT, "migrations"));
  const { exports, publishConfig, files: shipped } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));

  expect(migrations().map(({ file }) => file)).toEqual(files);
  expect(migrations().map(({ version }) => version)).toEqual(files.map((file) => Number(file.slice(0, 4))));
  expect(migrations().map(({ sql }) => sql)).toEqual(
    files.map((file) => readFileSync(join(ROOT, "migrations", file), "utf8")),
  );
  for (const paths of [exports, publishConfig.exports]) {
    expect(Object.keys(paths).filter((path) => path.endsWith(".sql"))).toEqual(
      files.map((file) => `./migrations/${file}`),
    );
  }
  expect(shipped).toContain("migrations");
});

describe.skipIf(missing !== undefined)(`the first migration${missing ?? ""}`, () => {
  test("applied again, and by several at once, keeps what is there and mends what is not", async () => {
    const pool = createPool(await createDatabase("template0"));
    await Promise.all(Array.from({ length: 5 }, () => pool.query(first?.sql ?? "")));
    const ledger = createLedger({ postgres: pool });
    const budget = await ledger.openBudget("films", { limit: "1.00" });
    await budget.reserve("0.40", { key: "films/1" });
    await pool.query("drop function public.vg_ledger_settle(jsonb)");
    await expect(ledger.settle("films/1")).rejects.toMatchObject({ code: "LEDGER_MISSING" });

    await pool.query(first?.sql ?? "");

    await ledger.settle("films/1");
    expect(String((await budget.balance()).spent)).toBe("0.40 USD");
    expect((await pool.query("select version from vg_ledger.migrations")).rows).toEqual([{ version: 1 }]);
    await pool.end();
  });

  test("is asked for by a client of a database without it", async () => {
    const pool = createPool(await createDatabase("template0"));

    await expect(createLedger({ postgres: pool }).balances()).rejects.toMatchObject({
      code: "LEDGER_MISSING",
      message: expect.stringContaining("the database has no ledger, apply the migrations of @vg/ledger"),
    });
    await pool.end();
  });

  test("that fails in the middle leaves nothing", async () => {
    const pool = createPool(await createDatabase("template0"));
    const broken = first?.sql.replace("notify pgrst", "select 1 / 0; notify pgrst") ?? "";

    await expect(pool.query(broken)).rejects.toThrow("division by zero");
    expect((await pool.query("select to_regnamespace('vg_ledger') as schema")).rows).toEqual([{ schema: null }]);
    await pool.end();
  });
});

describe.skipIf(missing !== undefined)(`the step from version 1 to 2${missing ?? ""}`, () => {
  /** A second version: a column, a field of a request and of an answer, and every function anew. */
  const second = (first?.sql ?? "")
    .replace("as 'select 1'", "as 'select 2'")
    .replace("where version > 1", "where version > 2")
    .replace("(version) values (1)", "(version) values (2)")
    .replace(
      "-- Values -",
      "alter table vg_ledger.reservations add column if not exists worker text not null default 'unknown';\n  -- Values -",
    )
    .replaceAll("'outcome', 'reserved', ", "'outcome', 'reserved', 'worker', 'unknown', ");

  test("lets clients of version 1 go on, at every moment of it", async () => {
    const pool = createPool(await createDatabase(), { max: 16 });
    const ledger = createLedger({ postgres: pool });
    await ledger.openBudget("studio", { limit: "1000000" });
    const budget = await ledger.openBudget("films", { limit: "8.00", parent: "studio" });
    const progress = { running: true, settled: 0 };
    async function work(): Promise<void> {
      while (progress.running) {
        try {
          await using reservation = await budget.reserve("1.00");
          await turn();
          if (Math.random() < 0.5) continue;
          await reservation.settle("0.001");
          progress.settled += 1;
        } catch (error) {
          if (!(error instanceof BudgetExceededError)) throw error;
        }
      }
    }
    const workers = Array.from({ length: 12 }, work);
    async function settleMore(count: number): Promise<void> {
      const enough = progress.settled + count;
      while (progress.settled < enough) await turn();
    }

    await settleMore(50);
    await pool.query(second);
    await settleMore(50);
    await pool.query(first?.sql ?? "");
    await pool.query(second);
    await settleMore(50);
    progress.running = false;
    await Promise.all(workers);

    await ledger.verify();
    expect(await collect(budget.settlements())).toHaveLength(progress.settled);
    expect((await pool.query("select max(version) from vg_ledger.migrations")).rows).toEqual([{ max: 2 }]);
    expect((await pool.query("select vg_ledger.version()")).rows).toEqual([{ version: 2 }]);
    expect((await pool.query("select count(*)::int from pg_proc where proname = 'vg_ledger_reserve'")).rows).toEqual([
      { count: 1 },
    ]);
    await pool.end();
  });

  test("is asked for by a client of version 2", async () => {
    const pool = createPool(await createDatabase());

    const { rows } = await pool.query("select public.vg_ledger_balances(jsonb_build_object('version', 2)) as answer");
    expect(rows).toEqual([{ answer: { outcome: "outdated", version: 1 } }]);
    await pool.end();
  });
});
