import type { Settlement, SettlementsOptions } from "@vg/cost";
import type { Send } from "../transports/send.ts";
import { ask } from "./answers.ts";
import { formatDate, invalidOption, validateOptions } from "./options.ts";

/** A settled reservation of a shared budget: what was estimated, and what was paid. */
export interface SharedSettlement extends Settlement {
  /** The name of the budget that it was reserved in. */
  readonly budget: string;
  /** True if it was settled after it had expired. */
  readonly late: boolean;
  /**
   * A place in the record to go on `after`, later or in another process: nothing is missed, and what was settled within
   * the last 5 seconds comes again, by the same key.
   */
  readonly cursor: string;
}

/** Options of a shared budget's record. */
export interface SharedSettlementsOptions extends SettlementsOptions {
  /**
   * Only those after the `cursor` of a settlement that was seen before.
   *
   * @default all
   */
  readonly after?: string;
}

/** A place in the record: settlements are in the order of their times, and of their keys at the same one. */
interface Place {
  readonly at: string;
  readonly key: string;
}

const PAGE = 500;

const BEGINNING: Place = { at: "1970-01-01T00:00:00.000000Z", key: "" };

/** Reads the record of one budget and those below it, or of all, page by page. */
export async function* readSettlements(
  send: Send,
  budget: string | undefined,
  options: SharedSettlementsOptions,
): AsyncGenerator<SharedSettlement, undefined> {
  const { since, after } = validateOptions(options);
  const start = { ...BEGINNING, ...(since !== undefined && { at: formatDate(since, "since") }) };
  let seen = latest(start, after === undefined ? BEGINNING : parseCursor(after));
  let final = seen;
  for (;;) {
    const request = { ...(budget !== undefined && { budget }), after: seen, limit: PAGE };
    const { settlements } = await ask(send, "settlements", request, ["settlements"], { budget });
    for (const { at, duration, details, final: isFinal, ...facts } of settlements) {
      seen = { at, key: facts.key };
      if (isFinal) final = seen;
      yield Object.freeze({
        ...facts,
        at: new Date(at),
        ...(duration !== null && { duration }),
        details: Object.freeze(details ?? {}),
        cursor: `${final.at} ${final.key}`,
      });
    }
    if (settlements.length < PAGE) return;
  }
}

function latest(one: Place, other: Place): Place {
  return Date.parse(one.at) > Date.parse(other.at) ? one : other;
}

function parseCursor(cursor: string): Place {
  const [, at, key] = typeof cursor === "string" ? (/^(\d{4}-\d\d-\d\dT[\d:.]+Z) ([^]*)$/.exec(cursor) ?? []) : [];
  if (at !== undefined && key !== undefined) return { at, key };
  throw invalidOption("after must be the cursor of a settlement", cursor);
}
