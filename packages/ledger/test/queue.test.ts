import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { PgBoss } from "pg-boss";
import { whyNoPostgres } from "@vg/testing/postgres";
import type { Pool } from "pg";
import { afterAll, describe, expect, test } from "vitest";
import { createLedger } from "../src/index.ts";
import { createDatabase, createPool, databaseUrl } from "./support/stores.ts";

/** As the page declares it. */
type StartWorker = (
  connectionString: string,
  run: (clip: { readonly key: string }) => Promise<string>,
) => Promise<PgBoss>;

const missing = whyNoPostgres();
const FOLDER = join(import.meta.dirname, "../.examples");
const FILE = join(FOLDER, "docs-scale.ts");

describe.skipIf(missing !== undefined)(`the worker of docs/scale.md${missing ?? ""}`, () => {
  afterAll(() => rmSync(FILE, { force: true }));

  test("makes every clip once, whatever fails and however often a job is given out", async () => {
    const [, code = ""] = /```ts\n([^]*?)```/.exec(readFileSync("../../docs/scale.md", "utf8")) ?? [];
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(FILE, code);
    const { startWorker }: { startWorker: StartWorker } = await import(/* @vite-ignore */ FILE);
    const database = await createDatabase();
    const pool = createPool(database);
    const ledger = createLedger({ postgres: pool });
    const budget = await ledger.openBudget("films", { limit: "0.90" });
    const runs = new Map<string, number>();
    const run = async ({ key }: { readonly key: string }): Promise<string> => {
      runs.set(key, (runs.get(key) ?? 0) + 1);
      if (key === "clip-3" && runs.get(key) === 1) throw new Error("the provider is down");
      return "0.10";
    };

    const workers = await Promise.all([
      startWorker(databaseUrl(database), run),
      startWorker(databaseUrl(database), run),
    ]);
    const give = (key: string): Promise<string | null> =>
      workers[0].send("clips", { key, estimate: "0.30", seconds: 6 }, { singletonKey: key });
    // Room for three at a time: some are refused at first.
    const keys = Array.from({ length: 6 }, (_, index) => `clip-${index}`);
    for (const key of keys) expect(await give(key)).toEqual(expect.any(String));
    await done(pool, 6);
    await give("clip-0");
    await done(pool, 7);
    await Promise.all(workers.map((worker) => worker.stop({ graceful: false })));

    expect(Object.fromEntries(runs)).toEqual(Object.fromEntries(keys.map((key) => [key, key === "clip-3" ? 2 : 1])));
    expect(String((await budget.balance()).remaining)).toBe("0.30 USD");
    await ledger.verify();
    await pool.end();
  });
});

/** Waits until so many jobs are completed; one that is to be tried again later is due at once. */
async function done(pool: Pool, count: number): Promise<void> {
  for (;;) {
    await pool.query("update pgboss.job set start_after = now() where name = 'clips' and state = 'retry'");
    const { rowCount } = await pool.query("select from pgboss.job where name = 'clips' and state = 'completed'");
    if (rowCount === count) return;
    await delay(50);
  }
}
