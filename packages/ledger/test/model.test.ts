import {
  type AnyBudget,
  type AnyReservation,
  BudgetExceededError,
  type Budget,
  createBudget,
  type Cost,
  costToJSON,
} from "@vg/cost";
import { whyNoPostgres } from "@vg/testing/postgres";
import * as fc from "fast-check";
import type { Pool } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createLedger, type Ledger } from "../src/index.ts";
import { createDatabase, createPool } from "./support/stores.ts";

const missing = whyNoPostgres();

/** Dollars with up to 12 decimals, most of them near what a budget has. */
const amount = fc
  .tuple(fc.integer({ min: 0, max: 400 }), fc.constantFrom("", "5", "000001", "9999999999"))
  .map(([cents, digits]) => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}${digits}`);

type Operation =
  | { readonly kind: "reserve"; readonly budget: 0 | 1; readonly amount: string; readonly key: number | undefined }
  | { readonly kind: "settle"; readonly index: number; readonly amount: string | undefined }
  | { readonly kind: "release" | "dispose"; readonly index: number };

const index = fc.nat({ max: 11 });
const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("reserve" as const),
      budget: fc.constantFrom(0, 1),
      amount,
      key: fc.option(fc.nat({ max: 3 }), { nil: undefined, freq: 1 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("settle" as const),
      index,
      amount: fc.option(amount, { nil: undefined }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom("release" as const, "dispose" as const), index }) },
);

describe.skipIf(missing !== undefined)(`a shared budget, beside one of this process${missing ?? ""}`, () => {
  let pool: Pool;
  let ledger: Ledger;
  let run = 0;
  beforeAll(async () => {
    pool = createPool(await createDatabase());
    ledger = createLedger({ postgres: pool });
  });
  afterAll(() => pool.end());

  test("does the same, to the last digit, whatever is done to both", async () => {
    await fc.assert(
      fc.asyncProperty(amount, fc.array(operation, { maxLength: 25 }), async (limit, operations) => {
        const name = `alone ${(run += 1)}`;
        const shared = await ledger.openBudget(name, { limit });
        const local = createBudget(limit);
        const reservations: [local: AnyReservation, shared: AnyReservation][] = [];
        const used = new Set<number>();

        for (const step of operations) {
          if (step.kind === "reserve") {
            // A key that was closed is refused by the ledger at once, and by the other when it is settled again.
            const key = step.key === undefined || used.has(step.key) ? undefined : `${name}/${step.key}`;
            if (step.key !== undefined) used.add(step.key);
            const options = key === undefined ? {} : { key };
            const outcomes = await both(local, shared, async (budget) => budget.reserve(step.amount, options));
            if (outcomes !== undefined) reservations.push(outcomes);
          } else {
            const pair = reservations[step.index];
            if (pair !== undefined) await both(...pair, async (reservation) => close(reservation, step));
          }
          expect(amountsOf(await shared.balance())).toEqual(amountsOf(local.balance()));
        }
        const record = [];
        for await (const { key, estimate, actual } of shared.settlements()) record.push({ estimate, actual, key });
        expect(record.map(({ estimate, actual }) => [estimate, actual].map(textOf))).toEqual(
          local.settlements().map(({ estimate, actual }) => [estimate, actual].map(textOf)),
        );
      }),
      { numRuns: 60 },
    );
    await ledger.verify();
  });

  test("in a tree is reserved in if every level allows it, and refused by the lowest that does not", async () => {
    await fc.assert(
      fc.asyncProperty(amount, amount, amount, fc.array(operation, { maxLength: 20 }), async (limit, ...rest) => {
        const [left, right, operations] = rest;
        const name = `tree ${(run += 1)}`;
        await ledger.openBudget(name, { limit });
        const shared = [
          await ledger.openBudget(`${name} left`, { limit: left, parent: name }),
          await ledger.openBudget(`${name} right`, { limit: right, parent: name }),
        ];
        const root = createBudget(limit);
        const leaves = [createBudget(left), createBudget(right)];
        const reservations: [local: AnyReservation, shared: AnyReservation][] = [];

        for (const step of operations) {
          const pair = step.kind === "reserve" ? undefined : reservations[step.index];
          if (pair !== undefined && step.kind !== "reserve") {
            await both(...pair, async (reservation) => close(reservation, step));
          }
          const [leaf, budget] = step.kind === "reserve" ? [leaves[step.budget], shared[step.budget]] : [];
          if (step.kind === "reserve" && leaf !== undefined && budget !== undefined) {
            const outcomes = await both(stacked(leaf, root), budget, async (of) => of.reserve(step.amount));
            if (outcomes !== undefined) reservations.push(outcomes);
          }
          expect(amountsOf(await ledger.budget(name).balance())).toEqual(amountsOf(root.balance()));
          expect(await Promise.all(shared.map(async (of) => amountsOf(await of.balance())))).toEqual(
            leaves.map((of) => amountsOf(of.balance())),
          );
        }
      }),
      { numRuns: 40 },
    );
    await ledger.verify();
  });
});

/** A budget of this process that takes from another as well. */
function stacked(leaf: Budget, root: Budget): Pick<AnyBudget, "reserve"> {
  return {
    reserve(cost) {
      const below = leaf.reserve(cost);
      try {
        const above = root.reserve(cost);
        const pair = [below, above];
        return {
          key: below.key,
          cost: below.cost,
          settle: (actual) => pair.forEach((reservation) => reservation.settle(actual)),
          release: () => pair.forEach((reservation) => reservation.release()),
          [Symbol.asyncDispose]: async () => pair.forEach((reservation) => reservation[Symbol.dispose]()),
        };
      } catch (error) {
        below.release();
        throw error;
      }
    },
  };
}

async function close(reservation: AnyReservation, step: Exclude<Operation, { kind: "reserve" }>): Promise<void> {
  if (step.kind === "settle") await reservation.settle(step.amount);
  else if (step.kind === "release") await reservation.release();
  else await reservation[Symbol.asyncDispose]();
}

/** Does the same to both; if they refuse, they do so alike, and there is no outcome. */
async function both<A, B, R>(one: A, other: B, act: (of: A | B) => Promise<R>): Promise<[R, R] | undefined> {
  const [first, second] = await Promise.allSettled([act(one), act(other)]);
  if (first.status === "fulfilled" && second.status === "fulfilled") return [first.value, second.value];
  expect(refusalOf(second)).toEqual(refusalOf(first));
  return undefined;
}

function refusalOf(outcome: PromiseSettledResult<unknown>): unknown {
  if (outcome.status === "fulfilled") return undefined;
  const error: unknown = outcome.reason;
  return error instanceof BudgetExceededError ? error.toJSON().check : Object(error).code;
}

function amountsOf({ limit, spent, reserved, remaining }: Awaited<ReturnType<AnyBudget["balance"]>>): string[] {
  return [limit, spent, reserved, remaining].map(textOf);
}

function textOf(cost: Cost): string {
  return costToJSON(cost).amount;
}
