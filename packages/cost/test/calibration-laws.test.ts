import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calibrateRates } from "../src/index.ts";
import {
  asNumber,
  type Challenger,
  type GivenSample,
  gridSteps,
  gridText,
  nearlyLinear,
  samples,
  shortClips,
  worstErrorOf,
} from "./challenger.ts";

const given = fc.oneof(samples, nearlyLinear);
const millionths = fc.nat({ max: 3_000_000 }).map((steps) => gridText(BigInt(steps), 6));

describe("a calibration is never beaten", () => {
  test("by random rates", () => {
    fc.assert(
      fc.property(given, fc.array(fc.record({ baseCost: millionths, perSecond: millionths })), (list, challengers) => {
        const { attainableError } = calibrateRates(list);

        expect(challengers.filter((challenger) => beats(challenger, list, attainableError))).toEqual([]);
      }),
    );
  });

  test("by a grid of rates", () => {
    fc.assert(
      fc.property(given, (list) => {
        const { attainableError } = calibrateRates(list);

        const highest = Math.max(...list.map(({ actual }) => Number(actual)));
        const steps = Array.from({ length: 21 }, (_, step) => ((highest * step) / 20).toFixed(9));
        const challengers = steps.flatMap((baseCost) => steps.map((perSecond) => ({ baseCost, perSecond })));
        expect(challengers.filter((challenger) => beats(challenger, list, attainableError))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  test("by rates next to the best ones", () => {
    fc.assert(
      fc.property(given, fc.array(fc.tuple(fc.integer(), fc.integer())), (list, moves) => {
        const { rates, attainableError } = calibrateRates(list, { decimals: 20 });

        const challengers = moves.map(([up, along]) =>
          moved({ ...rates, decimals: 20 }, BigInt(up) * 10n ** 5n, BigInt(along) * 10n ** 5n),
        );
        expect(challengers.filter((challenger) => beats(challenger, list, attainableError))).toEqual([]);
      }),
    );
  });

  test.each([
    ["any samples", given, 30],
    ["clips so short that the base's last digit is coarser than the rate's", shortClips, 100],
  ])("on its own grid, where neither rate is 0 at best, with %s", (_, lists, numRuns) => {
    const shifts = Array.from({ length: 15 }, (__, shift) => BigInt(shift - 7));
    fc.assert(
      fc.property(lists, fc.integer({ min: 1, max: 6 }), (list, decimals) => {
        const { rates } = calibrateRates(list, { decimals });
        const exact = calibrateRates(list, { decimals: 40 }).rates;
        fc.pre(Number(exact.baseCost) > 0 && Number(exact.perSecond) > 0);

        const reached = worstErrorOf(rates, list);
        const challengers = shifts.flatMap((up) => shifts.map((along) => moved({ ...rates, decimals }, up, along)));
        expect(challengers.filter((challenger) => worstErrorOf(challenger, list) < reached)).toEqual([]);
      }),
      { numRuns },
    );
  });

  test("on its own grid, where a rate is 0 at best and stays so", () => {
    fc.assert(
      fc.property(given, fc.integer({ min: 1, max: 6 }), fc.array(fc.integer()), (list, decimals, shifts) => {
        const { rates } = calibrateRates(list, { decimals });
        const exact = calibrateRates(list, { decimals: 40 }).rates;
        fc.pre(Number(exact.baseCost) === 0 || Number(exact.perSecond) === 0);

        const reached = worstErrorOf(rates, list);
        const challengers = shifts.map((shift) =>
          Number(exact.baseCost) === 0
            ? moved({ ...rates, decimals }, 0n, BigInt(shift))
            : moved({ ...rates, decimals }, BigInt(shift), 0n),
        );
        expect(challengers.filter((challenger) => worstErrorOf(challenger, list) < reached)).toEqual([]);
      }),
    );
  });
});

describe("a calibration", () => {
  test("reaches the error it calls attainable, given the decimals", () => {
    fc.assert(
      fc.property(given, (list) => {
        const { rates, attainableError, worstError } = calibrateRates(list, { decimals: 40 });

        expect(worstError).toBeCloseTo(attainableError, 12);
        expect(asNumber(worstErrorOf(rates, list))).toBeCloseTo(attainableError, 12);
      }),
    );
  });

  test("reports the worst error of the rates it returns", () => {
    fc.assert(
      fc.property(given, fc.integer({ min: 0, max: 8 }), (list, decimals) => {
        const { rates, worstError } = calibrateRates(list, { decimals });

        expect(worstError).toBeCloseTo(asNumber(worstErrorOf(rates, list)), 12);
      }),
    );
  });

  test("is no worse than the optimum rounded to the nearest", () => {
    fc.assert(
      fc.property(given, fc.integer({ min: 0, max: 8 }), (list, decimals) => {
        const { baseCost, perSecond } = calibrateRates(list, { decimals: 40 }).rates;
        const nearest = {
          baseCost: nearestOnGrid(baseCost, decimals),
          perSecond: nearestOnGrid(perSecond, decimals),
        };

        const { rates } = calibrateRates(list, { decimals });

        expect(worstErrorOf(rates, list)).toBeLessThanOrEqual(worstErrorOf(nearest, list));
      }),
    );
  });

  test("calls a tolerance attainable when and only when some rates keep it", () => {
    fc.assert(
      fc.property(given, fc.integer({ min: 0, max: 100 }), (list, percent) => {
        const tolerance = gridText(BigInt(percent), 2);
        const { attainable, holds, attainableError } = calibrateRates(list, { tolerance, decimals: 40 });

        expect(attainable || !holds).toBe(true);
        fc.pre(Math.abs(attainableError - percent / 100) > 1e-12);
        expect([attainable, holds]).toEqual(attainableError < percent / 100 ? [true, true] : [false, false]);
      }),
    );
  });

  test("does not depend on the order of the samples", () => {
    const shuffled = given.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray([...list.keys()], { minLength: list.length })),
    );
    fc.assert(
      fc.property(shuffled, ([list, order]) => {
        const { residuals, binding, ...facts } = calibrateRates(list);
        const other = calibrateRates(order.flatMap((index) => list[index] ?? []));

        expect(other).toMatchObject(facts);
        expect(new Set(other.binding.map((index) => order[index]))).toEqual(new Set(binding));
        expect(other.residuals.map(({ error }) => error)).toEqual(order.map((index) => residuals[index]?.error));
      }),
    );
  });

  test("does not depend on samples being there twice", () => {
    fc.assert(
      fc.property(given, (list) => {
        const { rates, worstError, attainableError } = calibrateRates(list);

        expect(calibrateRates([...list, ...list])).toMatchObject({ rates, worstError, attainableError });
      }),
    );
  });

  test("moves its rates' point with the actual costs', digit for digit", () => {
    fc.assert(
      fc.property(given, fc.integer({ min: 0, max: 6 }), (list, power) => {
        const { rates, residuals, ...facts } = calibrateRates(list, { decimals: 9 });
        const smaller = list.map(({ duration, actual }) => ({
          duration,
          actual: gridText(gridSteps(actual, 12), 12 + power),
        }));

        const scaled = calibrateRates(smaller, { decimals: 9 + power });

        expect(scaled).toMatchObject(facts);
        for (const rate of ["baseCost", "perSecond"] as const) {
          expect(gridSteps(scaled.rates[rate], 9 + power)).toBe(gridSteps(rates[rate], 9));
        }
        expect(scaled.residuals.map(({ error }) => error)).toEqual(residuals.map(({ error }) => error));
      }),
    );
  });

  test("scales with the actual costs, but for the rounding of its rates", () => {
    fc.assert(
      fc.property(given, fc.integer({ min: 1, max: 1_000_000 }), (list, factor) => {
        const { rates, attainable, attainableError, binding } = calibrateRates(list, { decimals: 40 });
        const larger = list.map(({ duration, actual }) => ({
          duration,
          actual: gridText(gridSteps(actual, 12) * BigInt(factor), 12),
        }));

        const scaled = calibrateRates(larger, { decimals: 40 });

        expect(scaled).toMatchObject({ attainable, attainableError, binding });
        for (const rate of ["baseCost", "perSecond"] as const) {
          expect(Number(scaled.rates[rate]) / factor).toBeCloseTo(Number(rates[rate]), 12);
        }
      }),
    );
  });
});

/** Returns whether rates have a worst error below the attainable one; both are numbers, next to the exact ones. */
function beats(challenger: Challenger, list: readonly GivenSample[], attainableError: number): boolean {
  return asNumber(worstErrorOf(challenger, list)) < attainableError * (1 - 1e-15);
}

/** Rates some steps of their grid away, but never below 0. */
function moved(from: Challenger & { readonly decimals: number }, up: bigint, along: bigint): Challenger {
  const at = (text: string, shift: bigint): string => {
    const steps = gridSteps(text, from.decimals) + shift;
    return gridText(steps < 0n ? 0n : steps, from.decimals);
  };
  return { baseCost: at(from.baseCost, up), perSecond: at(from.perSecond, along) };
}

function nearestOnGrid(text: string, decimals: number): string {
  return gridText((gridSteps(text, decimals + 1) + 5n) / 10n, decimals);
}
