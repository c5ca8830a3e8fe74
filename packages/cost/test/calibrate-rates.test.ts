import { call, thrownBy } from "@vg/testing/untyped";
import { describe, expect, test } from "vitest";
import { calibrateRates, costToJSON, estimateClipCost, evaluateEstimates } from "../src/index.ts";
import { asNumber, type GivenSample, worstErrorOf } from "./challenger.ts";

const OPEN_SORA = { "360p": [18, 31, 62, 121], "480p": [29, 55, 108, 219], "720p": [68, 130, 260, 547] } as const;
const HAILUO = [
  { duration: 6, actual: "0.23" },
  { duration: 10, actual: "0.56" },
];
const QUADRATIC = [2, 3, 4, 5, 6, 7, 8, 9, 10].map((duration) => ({ duration, actual: `${duration * duration}` }));

describe("on measured samples", () => {
  test.each([
    ["360p", "3.20", "7.16", "2.7"],
    ["480p", "1.84", "13.42", "1.1"],
    ["720p", "0.00", "33.32", "2.5"],
  ] as const)(
    "Open-Sora in %s takes %s + %s/s seconds of GPU, %s percent off at worst",
    (size, base, rate, percent) => {
      const samples = [2, 4, 8, 16].map((duration, index) => ({ duration, actual: `${OPEN_SORA[size][index]}` }));

      for (const decimals of [2, 6]) {
        const { rates, worstError, attainable, holds } = calibrateRates(samples, { decimals });
        expect(Number(rates.baseCost).toFixed(2)).toBe(base);
        expect(Number(rates.perSecond).toFixed(2)).toBe(rate);
        expect((worstError * 100).toFixed(1)).toBe(percent);
        expect([attainable, holds]).toEqual([true, true]);
      }
    },
  );

  test("hailuo's price list keeps 20 %, as an average does not", () => {
    const { rates, worstError, attainable, holds, binding } = calibrateRates(HAILUO);

    expect(rates).toEqual({ currency: "USD", baseCost: "0.00", perSecond: "0.045512" });
    expect((worstError * 100).toFixed(1)).toBe("18.7");
    expect({ attainable, holds, binding }).toEqual({ attainable: true, holds: true, binding: [0, 1] });
  });

  test.each([
    ["ordinary", () => 1, "33.9"],
    ["relative", ({ actual }: GivenSample) => 1 / Number(actual) ** 2, "21.5"],
  ])("%s least squares are farther off on hailuo's", (_, weight, percent) => {
    const rates = leastSquaresThroughZero(HAILUO, weight);

    expect((asNumber(worstErrorOf(rates, HAILUO)) * 100).toFixed(1)).toBe(percent);
  });

  test("quadratic costs cannot be kept within 20 % by any base and rate", () => {
    const { attainable, attainableError, worstError, holds, within, binding } = calibrateRates(QUADRATIC);

    expect({ attainable, holds, within, binding }).toEqual({
      attainable: false,
      holds: false,
      within: 2,
      binding: [0, 8],
    });
    expect([attainableError, worstError].map((error) => (error * 100).toFixed(1))).toEqual(["66.7", "66.7"]);
  });
});

describe("calibrateRates", () => {
  test("finds the rates that costs were made with, ready to estimate with", () => {
    const made = { currency: "USD", baseCost: "0.1234", perSecond: "0.033" } as const;
    const samples = [1, 2.5, 5.123456789012345, 30].map((duration) => ({
      duration,
      actual: estimateClipCost(duration, "production", { rates: made }),
    }));

    const { rates, worstError, attainableError, residuals } = calibrateRates(samples, { tolerance: "0" });

    expect(rates).toEqual(made);
    expect([worstError, attainableError]).toEqual([0, 0]);
    expect(residuals.map(({ binding, within, error }) => ({ binding, within, error }))).toEqual(
      samples.map(() => ({ binding: true, within: true, error: 0 })),
    );
  });

  test("reports every sample, outliers too, and drops none", () => {
    const { residuals, binding, within, holds } = calibrateRates([
      { duration: 5, actual: "0.50" },
      { duration: 10, actual: "1.00" },
      { duration: 5, actual: "5.00" },
    ]);

    expect(residuals.map(({ index, duration, actual }) => [index, duration, costToJSON(actual).amount])).toEqual([
      [0, 5, "0.50"],
      [1, 10, "1.00"],
      [2, 5, "5.00"],
    ]);
    expect({ binding, within, holds }).toEqual({ binding: [0, 2], within: 0, holds: false });
  });

  test("its residuals are those of the rates it returns", () => {
    const { rates, residuals, worstError } = calibrateRates(HAILUO);

    const judged = evaluateEstimates(
      HAILUO.map(({ duration, actual }) => ({ estimate: estimateClipCost(duration, "production", { rates }), actual })),
    );

    expect(residuals.map(({ estimate }) => costToJSON(estimate).amount)).toEqual(["0.273072", "0.45512"]);
    expect(residuals.map(({ error }) => error)).toEqual([
      expect.closeTo(0.273072 / 0.23 - 1, 12),
      expect.closeTo(0.45512 / 0.56 - 1, 12),
    ]);
    expect(worstError).toBe(Math.abs(judged.worst.error));
  });

  test.each([
    ["one duration", [5, 5, 5], ["0.30", "0.20", "0.25"], "0.24", "0.00", 0.2],
    ["no duration", [0, 0], ["0.30", "0.20"], "0.24", "0.00", 0.2],
    ["one duration at one price", [5, 5], ["0.30", "0.30"], "0.30", "0.00", 0],
  ])("samples of %s give a base and no rate", (_, durations, actuals, baseCost, perSecond, worstError) => {
    const samples = durations.map((duration, index) => ({ duration, actual: actuals[index] ?? "" }));

    expect(calibrateRates(samples)).toMatchObject({ rates: { baseCost, perSecond }, worstError, attainable: true });
  });

  test("takes the middle where samples of one duration decide alone", () => {
    const samples = [
      { duration: 5, actual: "1.00" },
      { duration: 5, actual: "1.50" },
      { duration: 10, actual: "2.00" },
    ];

    const { rates, worstError, binding } = calibrateRates(samples);

    expect({ worstError, binding }).toEqual({ worstError: 0.2, binding: [0, 1] });
    // 1.2 at 5 s, and 1.6 to 2.4 at 10 s are equally good; 1.2 + 0.08 * 5 and 1.2 + 0.24 * 5 are the ends.
    expect(rates).toEqual({ currency: "USD", baseCost: "0.40", perSecond: "0.16" });
  });

  test("a tolerance that is met exactly is attainable, one a hair smaller is not", () => {
    const samples = [
      { duration: 5, actual: "0.20" },
      { duration: 5, actual: "0.30" },
    ];

    expect(calibrateRates(samples, { tolerance: "0.20" }).attainable).toBe(true);
    expect(calibrateRates(samples, { tolerance: "0.19999999999999999999999" }).attainable).toBe(false);
  });

  test("says so when rounding the rates costs the tolerance that is attainable", () => {
    const { attainable, holds, rates } = calibrateRates(HAILUO, { decimals: 2 });

    expect({ attainable, holds, perSecond: rates.perSecond }).toEqual({
      attainable: true,
      holds: false,
      perSecond: "0.04",
    });
  });

  test.each([
    ["lower", ["0.4", "0.23", "0.9", "0.30"], ["0.174", "0.14"], ["0.18", "0.13"]],
    ["higher", ["0.3", "0.10", "0.9", "0.13"], ["0.085", "0.05"], ["0.08", "0.06"]],
  ] as const)(
    "takes a %s rate than the best of all where the base's rounding asks for it",
    (_, given, best, rounded) => {
      const [first, firstActual, second, secondActual] = given;
      const samples = [
        { duration: Number(first), actual: firstActual },
        { duration: Number(second), actual: secondActual },
      ];

      const found = [6, 2].map((decimals) => calibrateRates(samples, { decimals }).rates);

      expect(found.map(({ baseCost, perSecond }) => [baseCost, perSecond])).toEqual([best, rounded]);
    },
  );

  test("is frozen all the way down", () => {
    const calibration = calibrateRates(HAILUO);

    for (const part of [
      calibration,
      calibration.rates,
      calibration.residuals,
      calibration.binding,
      calibration.residuals[0],
    ]) {
      expect(Object.isFrozen(part)).toBe(true);
    }
  });

  test.each([
    [[], "0"],
    [[HAILUO[0]], "1"],
    [undefined, "undefined"],
    [{ duration: 6, actual: "0.23" }, "an object"],
  ])("says nothing about %j", (samples, shown) => {
    expect(thrownBy(() => call(calibrateRates, samples))).toMatchObject({
      code: "INSUFFICIENT_DATA",
      message: `samples must be at least two { duration, actual }, not ${shown}`,
    });
  });

  test.each([
    [{ duration: -1, actual: "1" }, "INVALID_DURATION", "samples[1].duration must be a finite number of seconds"],
    [{ actual: "1" }, "INVALID_DURATION", "samples[1].duration must be"],
    [null, "INVALID_DURATION", "samples[1].duration must be"],
    [{ duration: 1, actual: "-1" }, "INVALID_AMOUNT", 'samples[1].actual must be at least 0 dollars, not "-1"'],
    [{ duration: 1, actual: "0.00" }, "INVALID_AMOUNT", "samples[1].actual must be more than 0 dollars"],
    [{ duration: 1, actual: 5 }, "INVALID_AMOUNT", "samples[1].actual must be a Cost"],
  ])("refuses the sample %j and says which it is", (sample, code, message) => {
    expect(thrownBy(() => call(calibrateRates, [HAILUO[0], sample, HAILUO[1]]))).toMatchObject({
      code,
      index: 1,
      message: expect.stringContaining(message),
    });
  });

  test.each([-1, 101, 1.5, Number.NaN, "6"])("refuses %j decimals", (decimals) => {
    expect(thrownBy(() => call(calibrateRates, HAILUO, { decimals }))).toMatchObject({
      code: "INVALID_OPTION",
      message: expect.stringContaining("decimals must be an integer from 0 to 100, not "),
    });
  });

  test("refuses an invalid tolerance", () => {
    expect(thrownBy(() => calibrateRates(HAILUO, { tolerance: "a fifth" }))).toMatchObject({ code: "INVALID_OPTION" });
  });
});

/** Rates without a base, from a sum of weighted squares. */
function leastSquaresThroughZero(
  samples: readonly GivenSample[],
  weight: (sample: GivenSample) => number,
): { baseCost: string; perSecond: string } {
  const sum = (term: (sample: GivenSample) => number): number =>
    samples.reduce((total, sample) => total + weight(sample) * term(sample), 0);
  const rate = sum(({ duration, actual }) => duration * Number(actual)) / sum(({ duration }) => duration * duration);
  return { baseCost: "0", perSecond: rate.toFixed(12) };
}
