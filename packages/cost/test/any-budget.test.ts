import { call, thrownBy } from "@vg/testing/untyped";
import { afterEach, beforeEach, describe, expect, expectTypeOf, test, vi } from "vitest";
import {
  type AnyBudget,
  type AnyReservation,
  type Balance,
  type Budget,
  BudgetExceededError,
  calibrateRates,
  type CalibrationSample,
  type Cost,
  costToJSON,
  createBudget,
  estimateClipCost,
  type EstimateSample,
  evaluateEstimates,
  type Reservation,
  type ReserveOptions,
  type Settlement,
} from "../src/index.ts";

/** A budget behind a wire: everything takes a turn of the event loop. */
function overAWire(budget: Budget): AnyBudget {
  async function reserve(cost: string | Cost, options?: ReserveOptions): Promise<AnyReservation> {
    const reservation = await wire(() => budget.reserve(cost, options));
    return {
      key: reservation.key,
      cost: reservation.cost,
      settle: (actual) => wire(() => reservation.settle(actual)),
      release: () => wire(() => reservation.release()),
      [Symbol.asyncDispose]: () => reservation[Symbol.asyncDispose](),
    };
  }
  return {
    reserve,
    balance: () => wire(() => budget.balance()),
    async *settlements(options): AsyncGenerator<Settlement> {
      yield* await wire(() => budget.settlements(options));
    },
  };
}

async function wire<T>(answer: () => T): Promise<T> {
  await Promise.resolve();
  return answer();
}

/** A program that knows nothing about its budget but its shape. */
async function runJobs(budget: AnyBudget): Promise<{ refused: unknown; balance: string[]; judged: unknown[] }> {
  const job = { duration: 6, details: { model: "kling-v2.5-turbo-pro" } };
  {
    await using paid = await budget.reserve("0.42", { key: "clip-1", ...job });
    await paid.settle("0.35");
  }
  {
    await using unknown = await budget.reserve("0.42", { key: "clip-2", ...job });
    await unknown.settle();
  }
  {
    await using failed = await budget.reserve("0.10", { key: "clip-3" });
    await failed.release();
  }
  const refused = await Promise.resolve()
    .then(() => budget.reserve("0.30"))
    .catch((error: unknown) => error);
  try {
    await using abandoned = await budget.reserve("0.20", job);
    throw new Error(`stopped before ${abandoned.key} was made`);
  } catch {
    // The block was left: the reservation is released.
  }
  const { limit, spent, reserved, remaining } = await budget.balance();
  const settlements: Settlement[] = [];
  for await (const settlement of budget.settlements()) settlements.push(settlement);
  const { within, count } = evaluateEstimates(settlements);
  const { rates } = calibrateRates(settlements);
  return {
    refused,
    balance: [limit, spent, reserved, remaining].map(String),
    judged: [within, count, rates.perSecond, ...settlements.map(({ key, details }) => [key, details])],
  };
}

test.each([
  ["in this process", (budget: Budget): AnyBudget => budget],
  ["that many share", overAWire],
])("a program runs on a budget %s without another line", async (_, make) => {
  const { refused, balance, judged } = await runJobs(make(createBudget("1.00")));

  expect(refused).toBeInstanceOf(BudgetExceededError);
  expect(balance).toEqual(["1.00 USD", "0.77 USD", "0.00 USD", "0.23 USD"]);
  const details = { model: "kling-v2.5-turbo-pro" };
  expect(judged).toEqual([2, 2, "0.00", ["clip-1", details], ["clip-2", details]]);
});

test("a budget in this process and one that many share have one shape", () => {
  expectTypeOf<Budget>().toExtend<AnyBudget>();
  expectTypeOf<Budget>().toExtend<Balance>();
  expectTypeOf<Reservation>().toExtend<AnyReservation>();
  expectTypeOf<ReturnType<typeof overAWire>>().toExtend<AnyBudget>();
  expectTypeOf<Settlement>().toExtend<EstimateSample>();
  expectTypeOf<Settlement>().toExtend<CalibrationSample>();
});

test("await using releases what was not settled", async () => {
  const budget = createBudget("1.00");
  const states: Reservation[] = [];
  {
    await using settled = budget.reserve("0.20");
    await using released = budget.reserve("0.20");
    await using open = budget.reserve("0.20");
    settled.settle("0.15");
    released.release();
    states.push(settled, released, open);
  }

  expect(states.map(({ state }) => state)).toEqual(["settled", "released", "released"]);
  expect(String(budget.remaining)).toBe("0.85 USD");
});

test("a balance does not change with its budget", () => {
  const budget = createBudget("1.00");
  const before = budget.balance();
  budget.reserve("0.25").settle();

  expect([before, budget.balance()].map(({ remaining }) => String(remaining))).toEqual(["1.00 USD", "0.75 USD"]);
  expect(Object.isFrozen(before)).toBe(true);
});

describe("a key", () => {
  test("is random unless it is given", () => {
    const budget = createBudget("1.00");
    const keys = [budget.reserve("0.10"), budget.reserve("0.10"), budget.reserve("0.10", { key: "clip-1" })].map(
      ({ key }) => key,
    );

    expect(new Set(keys).size).toBe(3);
    expect(keys[2]).toBe("clip-1");
  });

  test("given again for the same cost gives the same reservation, whatever became of it", () => {
    const budget = createBudget("1.00");
    const first = budget.reserve("0.60", { key: "clip-1" });

    expect(budget.reserve("0.600", { key: "clip-1" })).toBe(first);
    first.settle("0.50");
    expect(budget.reserve("0.60", { key: "clip-1" })).toBe(first);
    expect([budget.reserved, budget.spent].map(String)).toEqual(["0.00 USD", "0.50 USD"]);
  });

  test("given again for another cost is refused", () => {
    const budget = createBudget("1.00");
    budget.reserve("0.60", { key: "clip-1" });

    expect(thrownBy(() => budget.reserve("0.10", { key: "clip-1" }))).toMatchObject({
      code: "KEY_REUSED",
      message: 'key must be new for another cost, not "clip-1"; by that 0.60 USD are reserved',
    });
    expect(String(budget.reserved)).toBe("0.60 USD");
  });

  test("of a refused reservation is free", () => {
    const budget = createBudget("1.00");
    expect(() => budget.reserve("1.10", { key: "clip-1" })).toThrow(BudgetExceededError);

    expect(budget.reserve("0.90", { key: "clip-1" }).state).toBe("open");
  });
});

describe("the record of settlements", () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: new Date("2026-11-26T10:00:00Z") });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test("holds what was estimated and paid, in the order of settling, and nothing released", () => {
    const budget = createBudget("10.00");
    const first = budget.reserve(estimateClipCost(6, "production"), { key: "a", duration: 6 });
    const second = budget.reserve("1.00", { key: "b", details: { model: "svd", tags: ["x"] } });
    budget.reserve("2.00", { key: "c" }).release();
    budget.reserve("3.00", { key: "d" });
    second.settle("1.25");
    vi.advanceTimersByTime(1000);
    first.settle();

    const settlements = budget.settlements();
    expect(settlements).toMatchObject([
      { key: "b", at: new Date("2026-11-26T10:00:00Z"), details: { model: "svd", tags: ["x"] } },
      { key: "a", at: new Date("2026-11-26T10:00:01Z"), details: {}, duration: 6 },
    ]);
    expect(settlements.map(({ estimate, actual }) => [estimate, actual].map(amountOf))).toEqual([
      ["1.00", "1.25"],
      ["0.298", "0.298"],
    ]);
    expect(settlements.map((settlement) => Object.hasOwn(settlement, "duration"))).toEqual([false, true]);
  });

  test.each([
    ["2026-11-26T09:59:59.999Z", ["a", "b"]],
    ["2026-11-26T10:00:00.000Z", ["a", "b"]],
    ["2026-11-26T10:00:00.001Z", ["b"]],
    ["2026-11-26T10:00:01.001Z", []],
  ])("since %s", (since, keys) => {
    const budget = createBudget("1.00");
    budget.reserve("0.10", { key: "a" }).settle();
    vi.advanceTimersByTime(1000);
    budget.reserve("0.10", { key: "b" }).settle();

    expect(budget.settlements({ since: new Date(since) }).map(({ key }) => key)).toEqual(keys);
  });

  test("cannot be changed from outside", () => {
    const budget = createBudget("1.00");
    const details = { model: "svd", sizes: [1] };
    budget.reserve("0.10", { details }).settle();
    details.sizes.push(2);
    const [settlement] = budget.settlements();
    settlement?.at.setFullYear(1999);

    expect([settlement, budget.settlements(), settlement?.details].every((part) => Object.isFrozen(part))).toBe(true);
    expect(budget.settlements()).toMatchObject([
      { at: new Date("2026-11-26T10:00:00Z"), details: { model: "svd", sizes: [1] } },
    ]);
  });
});

describe("reserve refuses", () => {
  const cyclic: Record<string, unknown> = {};
  cyclic["self"] = cyclic;
  test.each<readonly [Record<string, unknown>, string, string]>([
    [{ key: "" }, "INVALID_OPTION", 'key must be a text of 1 to 200 characters, not ""'],
    [{ key: "x".repeat(201) }, "INVALID_OPTION", "key must be a text of 1 to 200 characters, not "],
    [{ key: 5 }, "INVALID_OPTION", "key must be a text of 1 to 200 characters, not 5"],
    [{ expiresIn: 0 }, "INVALID_OPTION", "expiresIn must be a finite number of seconds above 0, not 0"],
    [{ expiresIn: Number.POSITIVE_INFINITY }, "INVALID_OPTION", "expiresIn must be a finite number of seconds above 0"],
    [{ expiresIn: "60" }, "INVALID_OPTION", 'expiresIn must be a finite number of seconds above 0, not "60"'],
    [{ duration: -1 }, "INVALID_DURATION", "duration must be a finite number of seconds, at least 0, not -1"],
    [{ duration: "6" }, "INVALID_DURATION", 'duration must be a finite number of seconds, at least 0, not "6"'],
    [{ details: "svd" }, "INVALID_OPTION", 'details must be a JSON object, not "svd"'],
    [{ details: ["svd"] }, "INVALID_OPTION", "details must be a JSON object, not a list"],
    [{ details: { toJSON: () => 5 } }, "INVALID_OPTION", "details must be a JSON object, not 5"],
    [{ details: { paid: 5n } }, "INVALID_OPTION", "details must be a JSON object; write a cost with costToJSON"],
    [{ details: cyclic }, "INVALID_OPTION", "details must be a JSON object; write a cost with costToJSON"],
  ])("the options %s and takes nothing", (options, code, message) => {
    const budget = createBudget("1.00");
    const error = thrownBy(() => call((given: never) => budget.reserve("0.10", given), options));

    expect(error).toMatchObject({ code, message: expect.stringContaining(message) });
    expect(String(budget.reserved)).toBe("0.00 USD");
  });

  test.each([new Date(Number.NaN), "2026-11-26", 0, null])("as does settlements a time of %s", (since) => {
    const budget = createBudget("1.00");

    expect(thrownBy(() => call((options: never) => budget.settlements(options), { since }))).toMatchObject({
      code: "INVALID_OPTION",
      message: expect.stringContaining("since must be a valid Date, not "),
    });
  });
});

function amountOf(cost: Cost): string {
  return costToJSON(cost).amount;
}
