import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type Cost, costToJSON } from "@vg/cost";
import { type PostgresServer, startPostgres } from "@vg/testing/postgres";
import { Pool } from "pg";
import { createLedger, type Ledger, migrations } from "../../src/index.ts";
import { type CuttingProxy, startProxy } from "./cutting-proxy.ts";
import { ABANDONED_FOR, type Entry, read } from "./diary.ts";

/** How much chaos there is. */
export interface ChaosOptions {
  readonly clients: number;
  readonly seconds: number;
}

/** What became of it. */
export interface ChaosReport {
  readonly snapshots: number;
  readonly kills: number;
  readonly cuts: number;
  readonly settled: number;
  readonly refused: number;
  readonly spent: string;
  /** Everything that must not be, in words; empty if all held. */
  readonly problems: readonly string[];
}

/** Dollars for each client, which reserves up to three at a time: not all find room. */
const LIMITS = { studio: 0.9, films: 0.6, trailers: 0.55 };
const HOT = ["films", "trailers"] as const;

/** Where Node keeps the compiled client, so that one that follows another is soon at work. */
const COMPILE_CACHE = join(import.meta.dirname, "../../node_modules/.cache/chaos");

/**
 * Lets clients, each a process of its own, reserve and settle in two budgets under one, while they are killed at random,
 * their connections are cut, and the server is killed and started again; then compares what they know with the ledger.
 */
export async function runChaos({ clients, seconds }: ChaosOptions): Promise<ChaosReport> {
  const folder = mkdtempSync(join(tmpdir(), "vg-chaos-"));
  const server = await startPostgres();
  const proxy = await startProxy(server.port);
  const pool = new Pool({ connectionString: server.url(), max: 4 });
  pool.on("error", () => undefined);
  try {
    for (const { sql } of migrations()) await pool.query(sql);
    const ledger = createLedger({ postgres: pool });
    const limitOf = (name: keyof typeof LIMITS): string => (LIMITS[name] * clients + 3).toFixed(2);
    await ledger.openBudget("studio", { limit: limitOf("studio") });
    for (const name of HOT) await ledger.openBudget(name, { limit: limitOf(name), parent: "studio" });
    const crew = new Crew(clients, folder, server.url().replace(`:${server.port}/`, `:${proxy.port}/`));
    const watch = new Watch(pool, ledger);
    const cuts = await storm(crew, watch, server, proxy, seconds);
    await crew.end();
    // The last of the reservations that are abandoned is due by then.
    await delay(ABANDONED_FOR * 1000);
    await ledger.expire();
    const diaries = crew.files.flatMap((file) => read(file));
    const problems = [...crew.problems, ...watch.problems, ...(await differences(ledger, pool, diaries))];
    return {
      snapshots: watch.snapshots,
      kills: crew.kills,
      cuts,
      settled: diaries.filter(({ state }) => state === "settled").length,
      refused: diaries.filter(({ state }) => state === "refused").length,
      spent: textOf((await ledger.budget("studio").balance()).spent),
      problems,
    };
  } finally {
    await pool.end();
    await proxy.stop();
    await server.stop();
    rmSync(folder, { recursive: true });
  }
}

/** Returns how many connections were cut. */
async function storm(
  crew: Crew,
  watch: Watch,
  server: PostgresServer,
  proxy: CuttingProxy,
  seconds: number,
): Promise<number> {
  await crew.start();
  const end = performance.now() + seconds * 1000;
  let cuts = 0;
  let isServerWell = true;
  async function killClients(): Promise<void> {
    while (performance.now() < end) {
      // Each lives for four seconds on average.
      await delay(((0.5 + Math.random()) * 4000) / crew.files.length);
      crew.killOne();
    }
  }
  async function cutConnections(): Promise<void> {
    while (performance.now() < end) {
      await delay(50 + Math.random() * 150);
      cuts += proxy.cut(0.2);
    }
  }
  async function killServer(): Promise<void> {
    await delay(seconds * 500);
    isServerWell = false;
    await server.kill();
    watch.beginEpoch();
    await server.restart();
    isServerWell = true;
  }
  async function look(): Promise<void> {
    while (performance.now() < end) {
      await watch.look(() => isServerWell);
      await delay(50);
    }
  }
  await Promise.all([killClients(), cutConnections(), killServer(), look()]);
  await watch.look(() => true);
  return cuts;
}

/** The clients; one that is killed is followed by another that goes on with its diary. */
class Crew {
  readonly files: readonly string[];
  readonly problems: string[] = [];
  kills = 0;
  readonly #url: string;
  readonly #running = new Map<string, ChildProcess>();
  #isEnding = false;

  constructor(clients: number, folder: string, url: string) {
    this.files = Array.from({ length: clients }, (_, index) => join(folder, `client-${index}.jsonl`));
    this.#url = url;
  }

  /** Starts the clients, and waits until each has begun to work. */
  async start(): Promise<void> {
    for (const file of this.files) this.#spawn([file], HOT);
    while (!this.files.every((file) => existsSync(file))) await delay(20);
  }

  killOne(): void {
    const [file] = this.files.filter((name) => this.#running.has(name)).toSorted(() => Math.random() - 0.5);
    if (file !== undefined && this.#running.get(file)?.kill("SIGKILL") === true) this.kills += 1;
  }

  /** Lets every client end what it has begun, also those that were killed. */
  async end(): Promise<void> {
    this.#isEnding = true;
    await Promise.all([...this.#running.values()].map((child) => ended(child, () => child.kill("SIGTERM"))));
    await ended(this.#spawn(this.files, []), () => undefined);
  }

  #spawn(files: readonly string[], budgets: readonly string[]): ChildProcess {
    const program = join(import.meta.dirname, "client-process.ts");
    const [file = ""] = files;
    const args = ["--conditions=@vg/source", program, this.#url, budgets.join(","), ...files];
    const env = { ...process.env, NODE_COMPILE_CACHE: COMPILE_CACHE };
    const child = spawn(process.execPath, args, { env, stdio: ["ignore", "ignore", "pipe"] });
    let written = "";
    child.stderr.on("data", (chunk: Buffer) => (written += chunk.toString()));
    child.once("close", (code, signal) => {
      this.#running.delete(file);
      // One that is told to end before it can listen has begun nothing.
      if (code !== 0 && signal !== "SIGKILL" && signal !== "SIGTERM")
        this.problems.push(`a client ended with ${code ?? signal}: ${written}`);
      if (signal === "SIGKILL" && !this.#isEnding) this.#spawn(files, budgets);
    });
    this.#running.set(file, child);
    return child;
  }
}

async function ended(child: ChildProcess, ask: () => unknown): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  child.once("close", () => resolve(undefined));
  ask();
  await promise;
}

/** Looks at the ledger again and again, past the proxy. */
class Watch {
  readonly problems: string[] = [];
  snapshots = 0;
  readonly #pool: Pool;
  readonly #ledger: Ledger;
  #deadlocks = 0;

  constructor(pool: Pool, ledger: Ledger) {
    this.#pool = pool;
    this.#ledger = ledger;
  }

  /** A server that was killed counts deadlocks from 0 again. */
  beginEpoch(): void {
    this.#deadlocks = 0;
  }

  async look(isServerWell: () => boolean): Promise<void> {
    const wasWell = isServerWell();
    try {
      const { rows } = await this.#pool.query<Snapshot>(SNAPSHOT);
      await this.#ledger.verify();
      this.snapshots += 1;
      for (const row of rows) this.#check(row);
    } catch (error) {
      if (wasWell && isServerWell()) this.problems.push(String(error));
    }
  }

  #check({ budget, overspent, unlike, deadlocks }: Snapshot): void {
    if (overspent !== null) this.problems.push(`${budget} is over its limit: ${overspent}`);
    if (unlike) this.problems.push(`${budget} is not the sum of the budgets below it`);
    if (deadlocks > this.#deadlocks) this.problems.push(`${deadlocks} deadlocks`);
    this.#deadlocks = Math.max(deadlocks, this.#deadlocks);
  }
}

interface Snapshot {
  readonly budget: string;
  readonly overspent: string | null;
  readonly unlike: boolean;
  readonly deadlocks: number;
}

/** All of one moment: no budget over its limit, and the one above is the sum of those below. */
const SNAPSHOT = `
  select b.budget,
    case when b.spent + b.reserved > b.amount_limit then b::text end as overspent,
    b.budget = 'studio' and (
      b.spent <> (select sum(c.spent) from vg_ledger.balances c where c.budget <> 'studio')
      or b.reserved <> (select sum(c.reserved) from vg_ledger.balances c where c.budget <> 'studio')
    ) as unlike,
    (select d.deadlocks::int from pg_stat_database d where d.datname = current_database()) as deadlocks
  from vg_ledger.balances b`;

/** How the ledger and what the clients know of it differ. */
async function differences(ledger: Ledger, pool: Pool, diaries: readonly Entry[]): Promise<string[]> {
  const problems: string[] = [];
  await ledger.verify();
  const settled = new Map<string, string>();
  for await (const { key, actual } of ledger.settlements()) settled.set(key, textOf(actual));
  const known = diaries.filter(({ state }) => state === "settled");
  if (known.length !== settled.size) problems.push(`clients settled ${known.length}, the ledger ${settled.size}`);
  for (const { key, actual } of known) {
    if (settled.get(key) !== actual) problems.push(`${key} was settled at ${actual}, not ${settled.get(key)}`);
  }
  const open = diaries.filter(({ state }) => ["reserve", "reserved", "settle", "release"].includes(state));
  if (open.length > 0) problems.push(`${open.length} reservations were left`);
  for (const { name, spent, reserved } of await ledger.balances()) {
    const sum = known
      .filter(({ budget }) => name === "studio" || budget === name)
      .reduce((total, { actual = "" }) => total + thousandths(actual), 0n);
    if (thousandths(textOf(spent)) !== sum)
      problems.push(`${name} has spent ${textOf(spent)}, its clients ${sum} / 1000`);
    if (thousandths(textOf(reserved)) !== 0n) problems.push(`${name} still has ${textOf(reserved)} reserved`);
  }
  const { rows } = await pool.query<{ key: string }>("select key from vg_ledger.reservations where state = 'open'");
  for (const { key } of rows) {
    const state = diaries.find((entry) => entry.key === key)?.state;
    problems.push(`${key} is open, and the last that its client knows is ${state}`);
  }
  return problems;
}

function textOf(cost: Cost): string {
  return costToJSON(cost).amount;
}

/** The clients' amounts have three decimals. */
function thousandths(text: string): bigint {
  const [whole = "", fraction = ""] = text.split(".");
  return BigInt(whole + fraction.padEnd(3, "0"));
}
