import { createLedger, migrations, type SharedBudget } from "@vg/ledger";
import { median, reportFigures } from "@vg/testing/bench-report";
import { startPostgres, whyNoPostgres } from "@vg/testing/postgres";
import { Pool, type PoolClient } from "pg";

/** What stands beside the package: reserves and settles once. */
type Pair = () => Promise<void>;

async function measure(): Promise<void> {
  await using server = await startPostgres({ durable: true });
  const pool = new Pool({ connectionString: server.url(), max: 16 });
  // The server ends before the pool if something fails.
  pool.on("error", () => undefined);
  for (const { sql } of migrations()) await pool.query(sql);
  await pool.query(PLAIN_TABLES);
  const ledger = createLedger({ postgres: pool });
  const budget = await ledger.openBudget("hot", { limit: "1000000" });

  const ours = throughPackage(budget);
  const [one, bare] = await race([ours, bareCalls(pool)], 1, 400);
  const [sixteen, locking] = await race([ours, lockingTransaction(pool)], 16, 800);
  await ledger.verify();
  await pool.end();
  reportFigures([
    {
      what: `reserve and settle, one client: ${rate(one)} pairs a second, to the same two functions called by pg, ${rate(bare)}`,
      measured: one / bare,
      bound: { atLeast: 0.6 },
    },
    {
      what: `reserve and settle, 16 clients on one hot budget: ${rate(sixteen)} pairs a second, to \`select ... for update\` in a client's transaction, ${rate(locking)}`,
      measured: sixteen / locking,
      bound: { atLeast: 1 },
    },
  ]);
}

function rate(pairs: number): string {
  return pairs.toFixed(0);
}

/** Pairs a second of each contender, medians of rounds in which all of them run by turns. */
async function race(contenders: readonly [Pair, Pair], clients: number, pairs: number): Promise<[number, number]> {
  const rates = contenders.map((): number[] => []);
  for (let round = 0; round < 7; round += 1) {
    for (const [index, pair] of contenders.entries()) {
      const measured = await pairsPerSecond(pair, clients, pairs);
      // The first round warms up what is compiled, cached and read from the disk.
      if (round > 0) rates[index]?.push(measured);
    }
  }
  const [first = [], second = []] = rates;
  return [median(first), median(second)];
}

async function pairsPerSecond(pair: Pair, clients: number, pairs: number): Promise<number> {
  let left = pairs;
  async function work(): Promise<void> {
    while (left > 0) {
      left -= 1;
      await pair();
    }
  }
  const start = performance.now();
  await Promise.all(Array.from({ length: clients }, work));
  return (pairs * 1000) / (performance.now() - start);
}

function throughPackage(budget: SharedBudget): Pair {
  return async () => {
    const reservation = await budget.reserve("0.42", { duration: 6 });
    await reservation.settle("0.40");
  };
}

/** The functions that the package calls, with the same requests, and nothing around them. */
function bareCalls(pool: Pool): Pair {
  const reserve = "select public.vg_ledger_reserve($1::text::jsonb)::text as answer";
  const settle = "select public.vg_ledger_settle($1::text::jsonb)::text as answer";
  return async () => {
    const key = crypto.randomUUID();
    const items = [{ key, amount: "0.42", duration: 6 }];
    await pool.query(reserve, [JSON.stringify({ version: 1, budget: "hot", items })]);
    await pool.query(settle, [JSON.stringify({ version: 1, key, actual: "0.40" })]);
  };
}

/** Such a budget as it is often made: the client locks a row, looks, and writes. */
const PLAIN_TABLES = `
  create table plain_budgets (name text primary key, amount_limit numeric, spent numeric, reserved numeric);
  create table plain_reservations (key text primary key, budget text, amount numeric, actual numeric, state text,
    duration double precision, created_at timestamptz default now(), expires_at timestamptz, closed_at timestamptz);
  create index on plain_reservations (expires_at) where state = 'open';
  create index on plain_reservations (closed_at, key) where state = 'settled';
  insert into plain_budgets values ('hot', 1000000, 0, 0)`;

function lockingTransaction(pool: Pool): Pair {
  return async () => {
    const key = crypto.randomUUID();
    await inTransaction(pool, async (client) => {
      const { rows } = await client.query<{ room: boolean }>(
        "select spent + reserved + $1 <= amount_limit as room from plain_budgets where name = 'hot' for update",
        ["0.42"],
      );
      if (rows[0]?.room !== true) throw new RangeError("the budget is full");
      await client.query("update plain_budgets set reserved = reserved + $1 where name = 'hot'", ["0.42"]);
      await client.query(
        "insert into plain_reservations (key, budget, amount, state, duration, expires_at) values ($1, 'hot', $2, 'open', 6, now() + interval '1 hour')",
        [key, "0.42"],
      );
    });
    await inTransaction(pool, async (client) => {
      await client.query("select amount from plain_reservations where key = $1 and state = 'open' for update", [key]);
      await client.query("update plain_budgets set reserved = reserved - $1, spent = spent + $2 where name = 'hot'", [
        "0.42",
        "0.40",
      ]);
      await client.query(
        "update plain_reservations set state = 'settled', actual = $2, closed_at = now() where key = $1",
        [key, "0.40"],
      );
    });
  };
}

async function inTransaction(pool: Pool, run: (client: PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await run(client);
    await client.query("commit");
  } finally {
    client.release();
  }
}

const missing = whyNoPostgres();
if (missing === undefined) await measure();
else console.log(`skipped: ${missing}`);
