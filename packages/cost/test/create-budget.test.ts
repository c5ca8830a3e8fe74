import { call, thrownBy } from "@vg/testing/untyped";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Budget,
  BudgetExceededError,
  CostError,
  costFromJSON,
  costToJSON,
  createBudget,
  estimateClipCost,
  type Reservation,
} from "../src/index.ts";
import { amounts } from "./arbitraries.ts";

describe("a budget", () => {
  test("moves what is settled from reserved to spent, and gives back the rest", () => {
    const budget = createBudget("10.00");
    const first = budget.reserve("4.00");
    const second = budget.reserve("6.00");
    expect(amountsOf(budget)).toEqual({ limit: "10.00", spent: "0.00", reserved: "10.00", remaining: "0.00" });

    first.settle("3.123");
    expect(amountsOf(budget)).toEqual({ limit: "10.00", spent: "3.123", reserved: "6.00", remaining: "0.877" });

    second.release();
    expect(amountsOf(budget)).toEqual({ limit: "10.00", spent: "3.123", reserved: "0.00", remaining: "6.877" });
    expect(budget.overruns).toEqual([]);
  });

  test("takes limits, reservations and actual costs as costs, too", () => {
    const budget = createBudget(costFromJSON({ amount: "1", currency: "USD" }));

    budget.reserve(estimateClipCost(6, "production")).settle(estimateClipCost(5, "production"));

    expect(amountsOf(budget)).toEqual({ limit: "1.00", spent: "0.265", reserved: "0.00", remaining: "0.735" });
  });

  test.each([
    ["0", { spent: "0.00", remaining: "1.00" }],
    ["0.30", { spent: "0.30", remaining: "0.70" }],
    ["1.25", { spent: "1.25", remaining: "-0.25" }],
  ])("goes on from %s that were spent before", (spent, expected) => {
    expect(amountsOf(createBudget("1.00", { spent }))).toEqual({ limit: "1.00", reserved: "0.00", ...expected });
    expect(createBudget("1.00", { spent }).overruns).toEqual([]);
  });

  test("counts what was spent before when it reserves", () => {
    const budget = createBudget("1.00", { spent: estimateClipCost(6, "production") });
    budget.reserve("0.702");

    expect(() => budget.reserve("0.0001")).toThrow("1.0001 USD would be spent and reserved, 0.0001 USD over the limit");
  });

  test("counts the reserved amount of a run whose cost is unknown", () => {
    const budget = createBudget("1.00");
    budget.reserve("0.75").settle();
    call((actual: never) => budget.reserve("0.10").settle(actual), undefined);

    expect(amountsOf(budget)).toEqual({ limit: "1.00", spent: "0.85", reserved: "0.00", remaining: "0.15" });
    expect(budget.overruns).toEqual([]);
  });

  test("keeps the limit when two callers reserve at once", async () => {
    const budget = createBudget("1.00");
    async function job(): Promise<Reservation> {
      await Promise.resolve();
      return budget.reserve("0.60");
    }

    const outcomes = await Promise.allSettled([job(), job()]);

    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
    expect(amountsOf(budget).reserved).toBe("0.60");
  });

  test("refuses what does not fit, says by how much, and takes nothing", () => {
    const budget = createBudget("1.00");
    budget.reserve("0.25").settle("0.25");
    budget.reserve("0.50");

    const error = thrownBy(() => budget.reserve("0.2500001"));

    expect(error).toBeInstanceOf(BudgetExceededError);
    expect(error).toBeInstanceOf(CostError);
    expect(error).toMatchObject({
      name: "BudgetExceededError",
      code: "BUDGET_EXCEEDED",
      message:
        "1.0000001 USD would be spent and reserved, 0.0000001 USD over the limit of 1.00 USD; raise the limit, or settle or release what is reserved",
      check: { withinBudget: false, firstClipOver: 0, affordableClips: 0 },
    });
    expect(amountsOf(budget)).toEqual({ limit: "1.00", spent: "0.25", reserved: "0.50", remaining: "0.25" });
  });

  test("is named by the error of one that has a name", () => {
    const { check } = Object(thrownBy(() => createBudget("1.00").reserve("1.25")));

    const { budget, message, ...error } = new BudgetExceededError(check, { budget: "films" }).toJSON();
    expect([budget, error.check.limit.amount]).toEqual(["films", "1.00"]);
    expect(message).toContain('0.25 USD over the limit of 1.00 USD of the budget "films"; raise the limit');
  });

  test("refuses with an error that can be logged as JSON, its costs as text", () => {
    const budget = createBudget("1.00");
    budget.reserve("0.25");

    const logged: unknown = JSON.parse(JSON.stringify(thrownBy(() => budget.reserve("1.0000001"))));

    expect(logged).toEqual({
      name: "BudgetExceededError",
      code: "BUDGET_EXCEEDED",
      message: expect.stringContaining("1.2500001 USD would be spent and reserved"),
      check: {
        withinBudget: false,
        limit: { amount: "1.00", currency: "USD" },
        total: { amount: "1.2500001", currency: "USD" },
        remaining: { amount: "0.00", currency: "USD" },
        overrun: { amount: "0.2500001", currency: "USD" },
        firstClipOver: 0,
        affordableClips: 0,
      },
    });
  });

  test("equal is within", () => {
    expect(amountsOf(createBudget("0.30")).remaining).toBe("0.30");
    const budget = createBudget("0.30");
    budget.reserve("0.10");
    budget.reserve("0.20");

    expect(amountsOf(budget).remaining).toBe("0.00");
  });

  test("records what is settled above its reservation and then gives nothing more", () => {
    const budget = createBudget("1.00");
    budget.reserve("0.90").settle("1.20");

    expect(amountsOf(budget)).toEqual({ limit: "1.00", spent: "1.20", reserved: "0.00", remaining: "-0.20" });
    expect(budget.overruns.map(({ reserved, actual, overrun }) => [reserved, actual, overrun].map(amountOf))).toEqual([
      ["0.90", "1.20", "0.30"],
    ]);
    expect(() => budget.reserve("0")).toThrow("1.20 USD would be spent and reserved, 0.20 USD over the limit");
  });

  test.each<readonly [string, (reservation: Reservation) => void]>([
    ["settled", (reservation) => reservation.settle("0.10")],
    ["released", (reservation) => reservation.release()],
  ])("a reservation that was %s stays so", (state, close) => {
    const budget = createBudget("1.00");
    const reservation = budget.reserve("0.20");
    expect(reservation.state).toBe("open");
    close(reservation);
    const before = amountsOf(budget);

    for (const [again, run] of [
      ["settled", () => reservation.settle("0.10")],
      ["released", () => reservation.release()],
    ] as const) {
      expect(thrownBy(run)).toMatchObject({
        code: "RESERVATION_CLOSED",
        message: `the reservation was ${state} before and cannot be ${again} now`,
      });
    }
    expect(reservation.state).toBe(state);
    expect(amountsOf(budget)).toEqual(before);
  });

  test("a reservation stays open if its actual cost is not an amount", () => {
    const budget = createBudget("1.00");
    const reservation = budget.reserve("0.20");

    expect(thrownBy(() => reservation.settle("-1"))).toMatchObject({ code: "INVALID_AMOUNT" });
    expect(reservation.state).toBe("open");
    expect(amountsOf(budget).reserved).toBe("0.20");
  });

  test("using releases what was not settled", () => {
    const budget = createBudget("1.00");
    const states: Reservation[] = [];
    {
      using settled = budget.reserve("0.20");
      using released = budget.reserve("0.20");
      using open = budget.reserve("0.20");
      settled.settle("0.15");
      released.release();
      states.push(settled, released, open);
      expect(open.state).toBe("open");
    }

    expect(states.map(({ state }) => state)).toEqual(["settled", "released", "released"]);
    expect(amountsOf(budget)).toEqual({ limit: "1.00", spent: "0.15", reserved: "0.00", remaining: "0.85" });
  });

  test.each(["-1", "abc", "1e3", 5, null])("refuses %j as spent before, and as an actual cost", (amount) => {
    expect(thrownBy(() => call(createBudget, "1.00", { spent: amount }))).toMatchObject({
      code: "INVALID_AMOUNT",
      message: expect.stringMatching(/^spent must be /),
    });
    const reservation = createBudget("1.00").reserve("0.50");
    expect(thrownBy(() => call((actual: never) => reservation.settle(actual), amount))).toMatchObject({
      code: "INVALID_AMOUNT",
      message: expect.stringMatching(/^actual must be /),
    });
    expect(reservation.state).toBe("open");
  });

  test.each(["-1", "abc", "1e3", 5, null, undefined])("refuses %j as a limit and as a reservation", (amount) => {
    expect(thrownBy(() => call(createBudget, amount))).toMatchObject({ code: "INVALID_AMOUNT" });
    const budget = createBudget("1.00");
    expect(thrownBy(() => call((cost: never) => budget.reserve(cost), amount))).toMatchObject({
      code: "INVALID_AMOUNT",
    });
    expect(amountsOf(budget).reserved).toBe("0.00");
  });

  test("cannot be changed from outside", () => {
    const budget = createBudget("1.00");

    expect(Object.isFrozen(budget)).toBe(true);
    expect(Object.isFrozen(budget.reserve("0.10"))).toBe(true);
    expect(Object.isFrozen(budget.overruns)).toBe(true);
  });
});

type Step =
  | { readonly kind: "reserve"; readonly amount: string }
  | { readonly kind: "settle"; readonly which: number; readonly amount: string | undefined }
  | { readonly kind: "release"; readonly which: number };

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant("reserve" as const), amount: amounts }),
    fc.record({
      kind: fc.constant("settle" as const),
      which: fc.nat(),
      amount: fc.option(amounts, { nil: undefined }),
    }),
    fc.record({ kind: fc.constant("release" as const), which: fc.nat() }),
  ),
  { maxLength: 60 },
);

describe("in any interleaving of reserving, settling and releasing", () => {
  test("spent, reserved and remaining add up to the limit", () => {
    fc.assert(
      fc.property(amounts, amounts, steps, (limit, before, given) => {
        for (const { spent, reserved, remaining } of played(limit, before, given)) {
          expect(spent + reserved + remaining).toBe(millionths(limit));
        }
      }),
    );
  });

  test("no reservation takes what is spent and reserved over the limit", () => {
    fc.assert(
      fc.property(amounts, amounts, steps, (limit, before, given) => {
        const moments = played(limit, before, given).filter(({ done }) => done === "reserve");

        expect(moments.every(({ remaining }) => remaining >= 0n)).toBe(true);
      }),
    );
  });

  test("the budget does what its model does", () => {
    fc.assert(
      fc.property(amounts, amounts, steps, (limit, before, given) => {
        expect(played(limit, before, given)).toEqual(modelled(millionths(limit), millionths(before), given));
      }),
    );
  });
});

/** A budget after one step; `done` is the step's kind, or "refused". */
interface Moment {
  readonly done: Step["kind"] | "refused";
  readonly spent: bigint;
  readonly reserved: bigint;
  readonly remaining: bigint;
}

function played(limit: string, before: string, given: readonly Step[]): Moment[] {
  const budget = createBudget(limit, { spent: before });
  const reservations: Reservation[] = [];
  return given.map((step) => {
    const done = attempt(step.kind, () => {
      if (step.kind === "reserve") return reservations.push(budget.reserve(step.amount));
      const reservation = reservations[step.which % reservations.length];
      if (reservation === undefined) throw new CostError("RESERVATION_CLOSED", "there is none");
      return step.kind === "settle" ? reservation.settle(step.amount) : reservation.release();
    });
    const { spent, reserved, remaining } = amountsOf(budget);
    return {
      done,
      spent: millionths(spent),
      reserved: millionths(reserved),
      remaining: millionths(remaining),
    };
  });
}

/** A model of a budget in plain integers: open reservations are a list, closed ones are null in it. */
function modelled(limit: bigint, before: bigint, given: readonly Step[]): Moment[] {
  const reservations: (bigint | null)[] = [];
  let spent = before;
  const reserved = (): bigint => reservations.reduce<bigint>((sum, amount) => sum + (amount ?? 0n), 0n);
  return given.map((step) => {
    let done: Moment["done"] = "refused";
    if (step.kind === "reserve") {
      const amount = millionths(step.amount);
      if (spent + reserved() + amount <= limit) {
        reservations.push(amount);
        done = "reserve";
      }
    } else {
      const at = step.which % reservations.length;
      const amount = reservations[at] ?? null;
      if (amount !== null) {
        reservations[at] = null;
        if (step.kind === "settle") spent += step.amount === undefined ? amount : millionths(step.amount);
        done = step.kind;
      }
    }
    return { done, spent, reserved: reserved(), remaining: limit - spent - reserved() };
  });
}

const FIELDS = ["limit", "spent", "reserved", "remaining"] as const;

function amountsOf(budget: Budget): Record<(typeof FIELDS)[number], string> {
  const { limit, spent, reserved, remaining } = budget;
  return {
    limit: amountOf(limit),
    spent: amountOf(spent),
    reserved: amountOf(reserved),
    remaining: amountOf(remaining),
  };
}

function amountOf(cost: Reservation["cost"]): string {
  return costToJSON(cost).amount;
}

function millionths(amount: string): bigint {
  const [whole = "", fraction = ""] = amount.split(".");
  return BigInt(`${whole}${fraction.padEnd(6, "0")}`);
}

function attempt(kind: Step["kind"], run: () => unknown): Moment["done"] {
  try {
    run();
    return kind;
  } catch (error) {
    if (error instanceof CostError) return "refused";
    throw error;
  }
}
