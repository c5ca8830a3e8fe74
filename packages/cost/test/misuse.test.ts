import { COST_PER_CLIP } from "@vg/config";
import { call, thrownBy } from "@vg/testing/untyped";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  actualCost,
  addCosts,
  calibrateRates,
  checkBudget,
  compareCosts,
  CostError,
  costFromJSON,
  costToJSON,
  createBudget,
  estimateClipCost,
  estimateJob,
  estimateTotalCost,
  evaluateEstimates,
  formatCost,
} from "../src/index.ts";

const JOB = { clipPrompts: [{ duration: 6 }] };
const COST = estimateClipCost(6, "production");
const ESTIMATE = estimateJob(JOB, "production");
const SAMPLES = [
  { duration: 5, estimate: "1", actual: "1" },
  { duration: 6, estimate: "2", actual: "2" },
];

describe("options that are not an object", () => {
  test.each<readonly [string, (options: unknown) => unknown]>([
    ["estimateClipCost", (options) => call(estimateClipCost, 6, "production", options)],
    ["estimateTotalCost", (options) => call(estimateTotalCost, JOB, "production", options)],
    ["estimateJob", (options) => call(estimateJob, JOB, "production", options)],
    ["formatCost", (options) => call(formatCost, COST, options)],
    ["createBudget", (options) => call((given: never) => String(createBudget("5", given).remaining), options)],
    ["reserve", (options) => call((given: never) => String(createBudget("5").reserve("1", given).cost), options)],
    ["settlements", (options) => call((given: never) => createBudget("5").settlements(given), options)],
    ["evaluateEstimates", (options) => call(evaluateEstimates, SAMPLES, options)],
    ["calibrateRates", (options) => call(calibrateRates, SAMPLES, options)],
  ])("are refused by %s", (_, run) => {
    for (const [options, shown] of [
      [null, "null"],
      [5, "5"],
      ["production", '"production"'],
      [[], "an empty list"],
      [() => 5, "a function"],
    ]) {
      expect(thrownBy(() => run(options))).toMatchObject({
        code: "INVALID_OPTION",
        message: `options must be an object, not ${String(shown)}`,
      });
    }
    expect(run(undefined)).toEqual(run({}));
  });
});

describe("a list with a hole", () => {
  const holed = SAMPLES.slice(0, 1).concat(Array(1), SAMPLES.slice(1));

  test.each([
    [calibrateRates, "INVALID_DURATION"],
    [evaluateEstimates, "INVALID_AMOUNT"],
  ] as const)("is refused with the hole's position: %o", (run, code) => {
    expect(thrownBy(() => call(run, holed))).toMatchObject({ code, index: 1 });
  });

  test("is no estimate's", () => {
    expect(thrownBy(() => call(checkBudget, { ...ESTIMATE, clips: [null] }, "5"))).toMatchObject({
      code: "INVALID_AMOUNT",
      index: 0,
    });
  });
});

describe("whatever the arguments are, nothing but a CostError is thrown by", () => {
  const anything = fc.anything({ withBigInt: true, withNullPrototype: true, withSparseArray: true });
  const environment = fc.oneof(fc.constant("production"), anything);
  const amount = fc.oneof(fc.constantFrom("5", "-1", COST), anything);
  const listOf = (...names: readonly string[]): fc.Arbitrary<unknown> =>
    fc.oneof(anything, fc.array(fc.oneof(recordOf(...names), anything)));
  const recordOf = (...names: readonly string[]): fc.Arbitrary<unknown> =>
    fc.oneof(anything, fc.record(Object.fromEntries(names.map((name) => [name, amount])), { requiredKeys: [] }));
  const rates = fc.record({
    rates: fc.oneof(fc.constant(COST_PER_CLIP.production), recordOf("baseCost", "perSecond")),
  });
  const job = fc.oneof(fc.record({ clipPrompts: listOf("duration") }), anything);
  const kind = fc.constantFrom("gpu-second", "output-second", "clip");
  const name = fc.constantFrom("size", "sound", "duration", "__proto__", "constructor");
  const conditions = fc.oneof(
    fc.dictionary(name, fc.oneof(fc.constantFrom("720p", true, 6, ["480p", 5], { present: true }), anything)),
    anything,
  );
  const single = fc.oneof(fc.record({ kind, perSecond: amount, perClip: amount, when: conditions }), anything);
  const prices = fc.array(fc.oneof(single, fc.record({ kind, perSecond: amount, perClip: amount, when: conditions })));
  const dictionary = (value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
    fc.oneof(anything, fc.dictionary(fc.oneof(name, fc.constantFrom("resolution", "audio", "pro")), value));
  const model = fc.record(
    {
      prices,
      inputs: dictionary(fc.oneof(anything, fc.record({ default: anything }))),
      roles: dictionary(fc.oneof(name, anything)),
      resolutions: dictionary(anything),
      variants: dictionary(conditions),
      priceUnknown: anything,
    },
    { requiredKeys: ["prices", "inputs", "roles"] },
  );
  const metered = fc.record(
    {
      status: fc.constantFrom("succeeded", "canceled", "failed"),
      input: dictionary(anything),
      metrics: fc.oneof(
        recordOf("predict_time", "video_output_duration_seconds", "video_output_count"),
        fc.record({ resolution_target: fc.oneof(name, anything), with_audio: anything, model_variant: name }),
      ),
    },
    { requiredKeys: [] },
  );

  test.each<readonly [(...values: never[]) => unknown, readonly fc.Arbitrary<unknown>[]]>([
    [actualCost, [fc.oneof(metered, recordOf("status", "metrics")), fc.oneof(single, prices, model)]],
    [addCosts, [amount, amount, anything]],
    [calibrateRates, [listOf("duration", "actual"), recordOf("tolerance", "decimals")]],
    [checkBudget, [fc.oneof(fc.record({ clips: listOf("cost"), total: amount }), anything), amount]],
    [compareCosts, [amount, amount]],
    [costFromJSON, [recordOf("amount", "currency")]],
    [costToJSON, [amount]],
    [createBudget, [amount, recordOf("spent")]],
    [
      (cost: never, options: never) => createBudget("5").reserve(cost, options),
      [amount, fc.oneof(recordOf("key", "expiresIn", "duration", "details"), fc.record({ details: anything }))],
    ],
    [(options: never) => createBudget("5").settlements(options), [recordOf("since")]],
    [(cost: never) => createBudget("5").reserve("5").settle(cost), [amount]],
    [estimateClipCost, [anything, environment, fc.oneof(rates, anything)]],
    [estimateJob, [job, environment, fc.oneof(rates, anything)]],
    [estimateTotalCost, [job, environment, fc.oneof(rates, anything)]],
    [evaluateEstimates, [listOf("estimate", "actual"), recordOf("tolerance", "groupBy")]],
    [formatCost, [amount, recordOf("decimals", "rounding", "locale")]],
  ])("%o", (run, values) => {
    fc.assert(
      fc.property(fc.tuple(...values), (given) => {
        let thrown: unknown;
        try {
          call(run, ...given);
        } catch (error) {
          thrown = error;
        }

        expect(thrown === undefined || thrown instanceof CostError ? [] : [thrown]).toEqual([]);
      }),
    );
  });
});
