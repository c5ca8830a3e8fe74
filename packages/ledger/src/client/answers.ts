import { assertNever, formatValue } from "@vg/internal";
import * as v from "valibot";
import { type BudgetCheck, BudgetExceededError, type Cost } from "@vg/cost";
import { LedgerError, type LedgerErrorOptions } from "../errors.ts";
import type { LedgerFunction } from "../transports/transport.ts";
import type { Send } from "../transports/send.ts";
import { parseAmount } from "./amounts.ts";

/** Sends a request and returns its answer if it is one of the outcomes that were asked for. */
export async function ask<const Outcomes extends readonly Outcome[]>(
  send: Send,
  name: LedgerFunction,
  request: object,
  outcomes: Outcomes,
  facts: LedgerErrorOptions = {},
): Promise<Extract<Answer, { readonly outcome: Outcomes[number] }>> {
  const answer = v.safeParse(ANSWER, await send(name, request, facts));
  if (!answer.success) {
    const [issue] = answer.issues;
    const reason = `the database's answer makes no sense at ${v.getDotPath(issue) ?? "its root"}: ${issue.message}`;
    throw new LedgerError("LEDGER_FAILED", reason, facts);
  }
  if (isOneOf(answer.output, outcomes)) return answer.output;
  throw errorOf(answer.output, facts);
}

const amount = v.pipe(
  v.string(),
  v.regex(/^-?\d+(\.\d+)?$/, "no decimal amount"),
  v.transform((text): Cost => parseAmount(text)),
);

const moment = v.pipe(
  v.string(),
  v.isoTimestamp(),
  v.transform((text) => new Date(text)),
);

const ANSWER = v.variant("outcome", [
  v.object({ outcome: v.literal("opened") }),
  v.object({
    outcome: v.literal("conflict"),
    parent: v.nullable(v.string()),
    period: v.nullable(v.string()),
    timeZone: v.string(),
  }),
  v.object({ outcome: v.literal("unknown_budget"), budget: v.string() }),
  v.object({ outcome: v.literal("unknown_reservation") }),
  v.object({ outcome: v.literal("key_reused"), key: v.string() }),
  v.object({ outcome: v.literal("closed"), key: v.string(), state: v.picklist(["settled", "released", "expired"]) }),
  v.object({
    outcome: v.literal("exceeded"),
    budget: v.string(),
    limit: amount,
    total: amount,
    overrun: amount,
    affordable: v.pipe(v.number(), v.integer()),
  }),
  v.object({ outcome: v.literal("retry") }),
  v.object({ outcome: v.literal("reserved"), expiresAt: moment }),
  v.object({ outcome: v.literal("settled") }),
  v.object({ outcome: v.literal("released") }),
  v.object({ outcome: v.literal("expired"), keys: v.array(v.string()), more: v.boolean() }),
  v.object({
    outcome: v.literal("balances"),
    balances: v.array(
      v.object({
        name: v.string(),
        limit: amount,
        spent: amount,
        reserved: amount,
        remaining: amount,
        parent: v.nullable(v.string()),
        period: v.nullable(v.picklist(["day", "week", "month"])),
        timeZone: v.string(),
        startsAt: v.nullable(moment),
        endsAt: v.nullable(moment),
      }),
    ),
  }),
  v.object({
    outcome: v.literal("settlements"),
    settlements: v.array(
      v.object({
        key: v.string(),
        budget: v.string(),
        at: v.pipe(v.string(), v.isoTimestamp()),
        final: v.boolean(),
        estimate: amount,
        actual: amount,
        late: v.boolean(),
        duration: v.nullable(v.number()),
        details: v.nullable(v.record(v.string(), v.unknown())),
      }),
    ),
  }),
  v.object({
    outcome: v.literal("verified"),
    mismatches: v.array(
      v.object({
        budget: v.string(),
        startsAt: v.nullable(v.string()),
        spent: v.nullable(amount),
        reserved: v.nullable(amount),
        settled: amount,
        open: amount,
      }),
    ),
  }),
  v.object({ outcome: v.literal("pruned"), count: v.number(), more: v.boolean() }),
  v.object({ outcome: v.literal("outdated"), version: v.number() }),
  v.object({ outcome: v.literal("isolation"), isolation: v.string() }),
  v.object({ outcome: v.literal("invalid"), message: v.string() }),
]);

type Answer = v.InferOutput<typeof ANSWER>;
type Outcome = Answer["outcome"];

function isOneOf<const Outcomes extends readonly Outcome[]>(
  answer: Answer,
  outcomes: Outcomes,
): answer is Extract<Answer, { readonly outcome: Outcomes[number] }> {
  return outcomes.includes(answer.outcome);
}

function errorOf(answer: Answer, facts: LedgerErrorOptions): Error {
  switch (answer.outcome) {
    case "unknown_budget": {
      const message = `budget must be one that openBudget has opened, not ${formatValue(answer.budget)}`;
      return new LedgerError("UNKNOWN_BUDGET", message, { ...facts, budget: answer.budget });
    }
    case "unknown_reservation": {
      const message = `key must be that of a reservation, not ${formatValue(facts.key)}; it was never made, or was pruned`;
      return new LedgerError("UNKNOWN_RESERVATION", message, facts);
    }
    case "conflict": {
      const parent = answer.parent === null ? "no parent" : `the parent ${formatValue(answer.parent)}`;
      const period = answer.period === null ? "no period" : `a period of a ${answer.period} in ${answer.timeZone}`;
      const message = `budget ${formatValue(facts.budget)} must stay as it was opened, with ${parent} and ${period}; only its limit may change`;
      return new LedgerError("BUDGET_CONFLICT", message, facts);
    }
    case "key_reused": {
      const message = `key must be new for another amount or budget, not ${formatValue(answer.key)}`;
      return new LedgerError("KEY_REUSED", message, { ...facts, key: answer.key });
    }
    case "closed": {
      const message = `the reservation ${formatValue(answer.key)} ${CLOSED[answer.state]} before; a new one needs a new key`;
      return new LedgerError("RESERVATION_CLOSED", message, { ...facts, key: answer.key });
    }
    case "exceeded":
      return new BudgetExceededError(checkOf(answer), { budget: answer.budget });
    case "outdated": {
      const message = `the database has version ${answer.version} of the ledger, which is too old for this client; apply the migrations of @vg/ledger`;
      return new LedgerError("LEDGER_MISSING", message, facts);
    }
    case "isolation": {
      const message = `the connection's transactions must be "read committed", not ${formatValue(answer.isolation)}`;
      return new LedgerError("LEDGER_FAILED", message, facts);
    }
    case "invalid":
      return new LedgerError("LEDGER_FAILED", `the database refuses the request: ${answer.message}`, facts);
    case "opened":
    case "retry":
    case "reserved":
    case "settled":
    case "released":
    case "expired":
    case "balances":
    case "settlements":
    case "verified":
    case "pruned":
      return new LedgerError(
        "LEDGER_FAILED",
        `the database answers ${formatValue(answer.outcome)} to another request`,
        facts,
      );
    default:
      return assertNever(answer);
  }
}

const CLOSED = { settled: "was settled", released: "was released", expired: "has expired" } as const;

function checkOf(answer: Extract<Answer, { readonly outcome: "exceeded" }>): BudgetCheck {
  const { limit, total, overrun, affordable } = answer;
  return Object.freeze({
    withinBudget: false,
    limit,
    total,
    remaining: parseAmount("0"),
    overrun,
    firstClipOver: affordable,
    affordableClips: affordable,
  });
}
