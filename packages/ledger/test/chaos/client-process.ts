import { BudgetExceededError } from "@vg/cost";
import { Pool } from "pg";
import { createLedger, LedgerError } from "../../src/index.ts";
import { ABANDONED_FOR, type Entry, read, write } from "./diary.ts";

/**
 * One worker: first it finishes what those before it began, by their diaries; then it reserves, settles and releases, and
 * writes the first of them, until it is told to end.
 */
const [url = "", names = "", ...files] = process.argv.slice(2);
const budgets = names.split(",").filter((name) => name !== "");
let [diary = ""] = files;
const pool = new Pool({ connectionString: url, max: 2, connectionTimeoutMillis: 5000 });
pool.on("error", () => undefined);
const ledger = createLedger({ postgres: pool }, { timeout: 60 });
const ending = new AbortController();
process.on("SIGTERM", () => ending.abort());
if (budgets.length === 0) ending.abort();

for (const file of files) {
  diary = file;
  for (const entry of read(file)) await finish(entry);
}
while (!ending.signal.aborted) await work();
await pool.end();

async function work(): Promise<void> {
  const budget = budgets[Math.floor(Math.random() * budgets.length)] ?? "";
  const cost = `${Math.floor(Math.random() * 3)}.${100 + Math.floor(Math.random() * 899)}`;
  const entry: Entry = { key: crypto.randomUUID(), budget, cost, state: "reserve" };
  const chance = Math.random();
  if (chance < 0.02) {
    await reserve({ ...entry, state: "abandoned" }, ABANDONED_FOR);
  } else if (await reserve(entry)) {
    await (chance < 0.2 ? release(entry) : settle({ ...entry, actual: `0.00${1 + Math.floor(Math.random() * 9)}` }));
  }
}

/** Goes on from where the process before this one was killed. */
async function finish(entry: Entry): Promise<void> {
  if (entry.state === "settle") await settle(entry);
  else if (entry.state === "reserved" || entry.state === "release") await release(entry);
  else if (entry.state === "reserve" && (await reserve(entry))) await release(entry);
}

/** Returns whether the reservation is there to be closed. */
async function reserve(entry: Entry, expiresIn = 3600): Promise<boolean> {
  write(diary, entry);
  try {
    await ledger.budget(entry.budget).reserve(entry.cost, { key: entry.key, expiresIn });
  } catch (error) {
    // One that is abandoned expires so soon that it can do so between two attempts.
    const expired = entry.state === "abandoned" && error instanceof LedgerError && error.code === "RESERVATION_CLOSED";
    if (!expired && !(error instanceof BudgetExceededError)) throw error;
    if (entry.state === "reserve") write(diary, { ...entry, state: "refused" });
    return false;
  }
  if (entry.state === "reserve") write(diary, { ...entry, state: "reserved" });
  return entry.state === "reserve";
}

async function settle(entry: Entry): Promise<void> {
  write(diary, { ...entry, state: "settle" });
  await ledger.settle(entry.key, entry.actual);
  write(diary, { ...entry, state: "settled" });
}

async function release(entry: Entry): Promise<void> {
  write(diary, { ...entry, state: "release" });
  await ledger.release(entry.key);
  write(diary, { ...entry, state: "released" });
}
