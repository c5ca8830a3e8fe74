import { COST_PER_CLIP } from "@vg/config";
import { call, thrownBy } from "@vg/testing/untyped";
import { dinero as numberDinero } from "dinero.js";
import { USD as NUMBER_USD } from "dinero.js/currencies";
import { dinero } from "dinero.js/bigint";
import { EUR, USD } from "dinero.js/bigint/currencies";
import { describe, expect, test } from "vitest";
import {
  checkBudget,
  CostError,
  costFromJSON,
  costToJSON,
  estimateClipCost,
  estimateJob,
  estimateTotalCost,
  formatCost,
} from "../src/index.ts";

const BAD_DURATIONS = [
  [Number.NaN, "NaN"],
  [Number.POSITIVE_INFINITY, "Infinity"],
  [Number.NEGATIVE_INFINITY, "-Infinity"],
  [-1, "-1"],
  [-1e-7, "-1e-7"],
  ["5", '"5"'],
  [null, "null"],
  [undefined, "undefined"],
  [{}, "an object"],
  [[], "an empty list"],
  [5n, "5n"],
  [true, "true"],
  [() => 5, "a function"],
] as const;

describe("a duration of", () => {
  test.each(BAD_DURATIONS)("%s is refused", (duration, shown) => {
    expect(thrownBy(() => call(estimateClipCost, duration, "production"))).toMatchObject({
      name: "CostError",
      code: "INVALID_DURATION",
      message: `duration must be a finite number of seconds, at least 0, not ${shown}`,
      index: undefined,
    });
  });

  test.each(
    BAD_DURATIONS.flatMap(([duration, shown]) => [
      [duration, shown, estimateTotalCost] as const,
      [duration, shown, estimateJob] as const,
    ]),
  )("%s in a job is refused with the clip's position", (duration, shown, estimate) => {
    const job = { clipPrompts: [{ duration: 1 }, { duration: 0.1234567 }, { duration }, { duration: -5 }] };

    expect(thrownBy(() => call(estimate, job, "production"))).toMatchObject({
      code: "INVALID_DURATION",
      message: `clipPrompts[2].duration must be a finite number of seconds, at least 0, not ${shown}`,
      index: 2,
    });
  });

  test.each([estimateTotalCost, estimateJob])(
    "a clip that is not an object is refused with its position",
    (estimate) => {
      for (const clip of [null, undefined, 5, "clip", {}]) {
        expect(thrownBy(() => call(estimate, { clipPrompts: [{ duration: 1 }, clip] }, "production"))).toMatchObject({
          code: "INVALID_DURATION",
          index: 1,
        });
      }
    },
  );
});

describe("a job", () => {
  test.each([
    undefined,
    null,
    {},
    { clipPrompts: null },
    { clipPrompts: 5 },
    { clipPrompts: "66" },
    { clipPrompts: {} },
  ])("%j is refused", (job) => {
    for (const estimate of [estimateTotalCost, estimateJob]) {
      expect(thrownBy(() => call(estimate, job, "production"))).toMatchObject({
        code: "INVALID_JOB",
        message: expect.stringContaining("clipPrompts must be an array or another iterable of { duration }, not "),
      });
    }
  });

  test("closes the generator whose clip it refuses", () => {
    let closed = false;
    function* clips(): Generator<{ duration: number }> {
      try {
        yield { duration: -1 };
      } finally {
        closed = true;
      }
    }

    expect(() => estimateTotalCost({ clipPrompts: clips() }, "production")).toThrow(CostError);
    expect(closed).toBe(true);
  });
});

describe("an environment", () => {
  const job = { clipPrompts: [] };
  const rates = COST_PER_CLIP.production;

  test.each(["prod", "", "__proto__", "toString", "Production", undefined, null, 5, ["production"], {}])(
    "%j is refused, and the valid ones are listed",
    (environment) => {
      for (const run of [
        () => call(estimateClipCost, 5, environment),
        () => call(estimateTotalCost, job, environment),
        () => call(estimateJob, job, environment),
      ]) {
        expect(thrownBy(run)).toMatchObject({
          code: "UNKNOWN_ENVIRONMENT",
          message: expect.stringContaining("environment must be one of production, staging, development, not "),
        });
      }
    },
  );

  test.each(["prod", "", "__proto__", "toString", "Production", null, 5, ["production"], {}])(
    "%j is refused, whatever the rates",
    (environment) => {
      for (const run of [
        () => call(estimateClipCost, 5, environment, { rates }),
        () => call(estimateTotalCost, job, environment, { rates }),
        () => call(estimateJob, job, environment, { rates }),
      ]) {
        expect(thrownBy(run)).toMatchObject({ code: "UNKNOWN_ENVIRONMENT" });
      }
    },
  );

  test.each([
    ["nothing", []],
    ["no rates", [undefined, { rates: undefined }]],
    ["no rates, alone", [{ rates: undefined }]],
    ["no options", [undefined, undefined]],
  ])("may not be left out beside %s", (_, source) => {
    for (const run of [
      () => call(estimateClipCost, 5, ...source),
      () => call(estimateTotalCost, job, ...source),
      () => call(estimateJob, job, ...source),
    ]) {
      expect(thrownBy(run)).toMatchObject({
        code: "UNKNOWN_ENVIRONMENT",
        message:
          "environment must be one of production, staging, development, not undefined; it may be left out if rates are given",
      });
    }
  });
});

describe("rates", () => {
  const valid = COST_PER_CLIP.production;
  test.each([
    [
      { ...valid, baseCost: "-0.10" },
      'rates.baseCost must be a decimal text of at least 0 such as "0.033", not "-0.10"',
    ],
    [{ ...valid, baseCost: "-0" }, 'rates.baseCost must be a decimal text of at least 0 such as "0.033", not "-0"'],
    [{ ...valid, baseCost: 0.1 }, "rates.baseCost must be a decimal text"],
    [{ ...valid, baseCost: "" }, "rates.baseCost must be a decimal text"],
    [
      { ...valid, perSecond: "1e-3" },
      'rates.perSecond must be a decimal text of at least 0 such as "0.033", not "1e-3"',
    ],
    [{ ...valid, perSecond: " 1" }, "rates.perSecond must be a decimal text"],
    [{ ...valid, perSecond: "NaN" }, "rates.perSecond must be a decimal text"],
    [{ ...valid, perSecond: undefined }, "rates.perSecond must be a decimal text"],
    [{ ...valid, perSecond: "9".repeat(100) + "x" }, `not "${"9".repeat(80)}..."`],
    [{ ...valid, currency: "EUR" }, 'rates.currency must be "USD", not "EUR"'],
    [{}, 'rates.currency must be "USD", not undefined'],
    [null, "rates must be { currency, baseCost, perSecond }, not null"],
    ["0.10", 'rates must be { currency, baseCost, perSecond }, not "0.10"'],
  ])("%j are refused", (rates, message) => {
    const job = { clipPrompts: [] };
    for (const run of [
      () => call(estimateClipCost, 5, "production", { rates }),
      () => call(estimateTotalCost, job, "production", { rates }),
      () => call(estimateJob, job, "production", { rates }),
      () => call(estimateClipCost, 5, { rates }),
      () => call(estimateJob, job, undefined, { rates }),
    ]) {
      expect(thrownBy(run)).toMatchObject({ code: "INVALID_RATES", message: expect.stringContaining(message) });
    }
  });
});

describe("an amount", () => {
  const job = estimateJob({ clipPrompts: [] }, "production");
  test.each([
    ["-1", 'limit must be at least 0 dollars, not "-1"'],
    [costFromJSON({ amount: "-0.5", currency: "USD" }), 'limit must be at least 0 dollars, not "-0.50"'],
    ["1e3", 'limit must be a decimal number of dollars such as "12.50", not "1e3"'],
    ["$5", "limit must be a decimal number of dollars"],
    ["", "limit must be a decimal number of dollars"],
    [5, "limit must be a Cost, made by this package or by dinero.js/bigint, not 5"],
    [null, "limit must be a Cost"],
    [{ toJSON: () => null }, "limit must be a Cost"],
    [{ toJSON: () => ({ amount: 5n, scale: 2n }) }, "limit must be in USD, not undefined"],
    [numberDinero({ amount: 500, currency: NUMBER_USD }), "limit must be a Cost"],
    [dinero({ amount: 500n, currency: USD, scale: -1n }), "limit must be a Cost"],
    [dinero({ amount: 500n, currency: EUR }), 'limit must be in USD, not "EUR"'],
    [dinero({ amount: 500n, currency: { ...USD, base: 5n } }), "limit must be in USD"],
  ])("%o is refused as a limit", (limit, message) => {
    expect(thrownBy(() => call(checkBudget, job, limit))).toMatchObject({
      code: "INVALID_AMOUNT",
      message: expect.stringContaining(message),
    });
  });

  test.each([formatCost, costToJSON])("in euros is refused", (show) => {
    expect(thrownBy(() => call(show, dinero({ amount: 500n, currency: EUR })))).toMatchObject({
      code: "INVALID_AMOUNT",
      message: 'cost must be in USD, not "EUR"',
    });
  });
});
