import { LedgerError, type LedgerErrorOptions } from "../errors.ts";
import type { LedgerFunction, Transport } from "./transport.ts";

/** Sends one request, as often as it takes, and returns the answer of the ledger. */
export type Send = (name: LedgerFunction, request: object, facts?: LedgerErrorOptions) => Promise<unknown>;

/** The version of the ledger that the requests need. */
const VERSION = 1;

/** The longest time of one sending, in milliseconds: a connection that is dead says nothing. */
const LONGEST_ATTEMPT = 10_000;

const SHORTEST_DELAY = 50;
const LONGEST_DELAY = 2000;

/**
 * Creates a sender that repeats what failed on its way until `timeout` seconds are over. Every request is one that may be
 * repeated: a reservation has its key, and the rest sets what it says.
 */
export function createSend(transport: Transport, timeout: number): Send {
  return async (name, request, facts = {}) => {
    const start = performance.now();
    const end = start + timeout * 1000;
    for (let attempt = 1; ; attempt += 1) {
      try {
        const longest = Math.min(LONGEST_ATTEMPT, end - performance.now());
        const sent = { ...request, version: VERSION, ...(attempt > 1 && { again: true }) };
        return await within(longest, (signal) => transport.send(name, sent, signal));
      } catch (error) {
        if (!(error instanceof LedgerError)) throw error;
        if (error.code !== "LEDGER_UNREACHABLE") throw withFacts(error, error.message, facts);
        const pause = delayAfter(attempt);
        if (performance.now() + pause + SHORTEST_DELAY >= end) {
          const seconds = Math.round((performance.now() - start) / 100) / 10;
          const tried = `after ${attempt} ${attempt === 1 ? "attempt" : "attempts"} in ${seconds} s`;
          const fix = facts.key === undefined ? "" : "; whether it acted is unknown, call again with the same key";
          throw withFacts(error, `${error.message}, ${tried}${fix}`, facts);
        }
        // Loaded with the first pause, as most programs never need one.
        const { setTimeout: delay } = await import("node:timers/promises");
        await delay(pause);
      }
    }
  };
}

/** Doubles from one attempt to the next, and spreads clients that failed at the same moment. */
function delayAfter(attempt: number): number {
  return Math.min(LONGEST_DELAY, SHORTEST_DELAY * 2 ** (attempt - 1)) * (0.5 + Math.random() / 2);
}

/** Runs something that may not listen to its signal, and waits for it no longer than that. */
async function within<T>(milliseconds: number, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    const error = new LedgerError(
      "LEDGER_UNREACHABLE",
      `the database did not answer: no answer within ${Math.round(milliseconds)} ms`,
    );
    reject(error);
    controller.abort(error);
  }, milliseconds);
  try {
    return await Promise.race([run(controller.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}

function withFacts({ code, cause }: LedgerError, message: string, facts: LedgerErrorOptions): LedgerError {
  return new LedgerError(code, message, { ...facts, cause });
}
