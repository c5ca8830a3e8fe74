import type { AnyReservation, Cost } from "@vg/cost";
import { LedgerError } from "../errors.ts";
import type { Send } from "../transports/send.ts";
import { formatAmount } from "./amounts.ts";
import { ask } from "./answers.ts";

/**
 * A part of a shared budget, kept for a job until its actual cost is known or it expires; `await using` releases it at
 * the end of its block unless somebody settled it, or tried to.
 */
export interface SharedReservation extends AnyReservation {
  /** The name of the budget. */
  readonly budget: string;
  /** When the reservation expires unless it is closed; it can still be settled then. */
  readonly expiresAt: Date;
  /** The last thing that this program did with it; another one can have closed it meanwhile. */
  readonly state: "open" | "settled" | "released";
  /**
   * Puts the actual cost in place of the reserved one, even if it is more, and even after the reservation has expired.
   *
   * @param actual Dollars, a cost or a decimal text, at least 0.
   * @default the reserved amount: a run whose cost is unknown does not count as free
   * @throws {@link LedgerError} `RESERVATION_CLOSED` if it was settled otherwise or released before, or one of `LEDGER_*`,
   * after which it may be settled again. `CostError` `INVALID_AMOUNT` if `actual` is not an amount.
   */
  settle(actual?: string | Cost): Promise<void>;
  /**
   * Gives back the reserved amount.
   *
   * @throws {@link LedgerError} `RESERVATION_CLOSED` if it was settled before, or released by this program, or one of
   * `LEDGER_*`, after which it may be released again.
   */
  release(): Promise<void>;
}

/** Settles by key; the same actual again does nothing. */
export async function settle(send: Send, key: string, actual: string | Cost | undefined): Promise<void> {
  const request = actual === undefined ? { key } : { key, actual: formatAmount(actual, "actual") };
  await ask(send, "settle", request, ["settled"], { key });
}

/** Releases by key; again, it does nothing. */
export async function release(send: Send, key: string): Promise<void> {
  await ask(send, "release", { key }, ["released"], { key });
}

/** Creates a reservation that is open in the database. */
export function createReservation(
  send: Send,
  facts: Pick<SharedReservation, "key" | "budget" | "cost" | "expiresAt">,
): SharedReservation {
  const { key, budget } = facts;
  let state: SharedReservation["state"] = "open";
  let settling = false;

  async function close(next: "settled" | "released", run: () => Promise<void>): Promise<void> {
    if (state !== "open") {
      throw new LedgerError("RESERVATION_CLOSED", `the reservation was ${state} before and cannot be ${next} now`, {
        key,
        budget,
      });
    }
    await run();
    state = next;
  }

  return Object.freeze({
    ...facts,
    get expiresAt() {
      return new Date(facts.expiresAt);
    },
    get state() {
      return state;
    },
    settle: (actual?: string | Cost) =>
      close("settled", async () => {
        if (actual !== undefined) formatAmount(actual, "actual");
        settling = true;
        await settle(send, key, actual);
      }),
    release: () => close("released", () => release(send, key)),
    async [Symbol.asyncDispose](): Promise<void> {
      // After an attempt to settle the money is spent, whether the ledger knows it yet or not.
      if (state !== "open" || settling) return;
      try {
        await release(send, key);
        state = "released";
      } catch (error) {
        // Closed from elsewhere, by a webhook for example.
        if (!(error instanceof LedgerError && error.code === "RESERVATION_CLOSED")) throw error;
      }
    },
  });
}
