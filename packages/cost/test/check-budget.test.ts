import { call, thrownBy } from "@vg/testing/untyped";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkBudget, costFromJSON, costToJSON, estimateJob } from "../src/index.ts";
import { durations } from "./arbitraries.ts";

const CLIPS = { clipPrompts: [{ duration: 6 }, { duration: 6 }, { duration: 6 }] };
const JOB = estimateJob(CLIPS, "production");

describe("checkBudget", () => {
  test.each([
    ["0.895", true, "0.001", "0.00", null, 3],
    ["0.894", true, "0.00", "0.00", null, 3],
    ["0.8939999999999999999999", false, "0.00", "0.0000000000000000000001", 2, 2],
    ["0.596", false, "0.00", "0.298", 2, 2],
    ["0.5959", false, "0.00", "0.2981", 1, 1],
    ["0", false, "0.00", "0.894", 0, 0],
  ])("against a limit of %s", (limit, withinBudget, remaining, overrun, firstClipOver, affordableClips) => {
    const check = checkBudget(JOB, limit);

    expect(check).toMatchObject({ withinBudget, firstClipOver, affordableClips });
    expect(costToJSON(check.remaining).amount).toBe(remaining);
    expect(costToJSON(check.overrun).amount).toBe(overrun);
    expect(costToJSON(check.total).amount).toBe("0.894");
  });

  test("takes the limit as a cost", () => {
    const limit = costFromJSON({ amount: "0.60", currency: "USD" });

    expect(costToJSON(checkBudget(JOB, limit).limit)).toEqual({ amount: "0.60", currency: "USD" });
  });

  test("nothing fits nothing", () => {
    expect(checkBudget(estimateJob({ clipPrompts: [] }, "production"), "0")).toMatchObject({
      withinBudget: true,
      firstClipOver: null,
      affordableClips: 0,
    });
  });

  test("refuses an estimate whose clips do not add up to its total", () => {
    const doctored = { ...JOB, clips: JOB.clips.slice(1) };

    expect(() => checkBudget(doctored, "5")).toThrow("estimate.total must be the sum of estimate.clips");
  });

  test.each([null, undefined, {}, "estimate"])("refuses %j for an estimate", (estimate) => {
    expect(thrownBy(() => call(checkBudget, estimate, "5"))).toMatchObject({
      code: "INVALID_JOB",
      message: expect.stringContaining("estimate must be made with estimateJob, not "),
    });
  });

  test("agrees with an estimate of the clips that fit", () => {
    fc.assert(
      fc.property(fc.array(durations, { maxLength: 20 }), fc.nat({ max: 6000 }), (given, tenths) => {
        const clipPrompts = given.map((duration) => ({ duration }));
        const limit = `${tenths / 1000}`;

        const { affordableClips, firstClipOver } = checkBudget(estimateJob({ clipPrompts }, "production"), limit);

        const upTo = (clips: number): boolean =>
          checkBudget(estimateJob({ clipPrompts: clipPrompts.slice(0, clips) }, "production"), limit).withinBudget;
        expect(upTo(affordableClips)).toBe(true);
        expect(firstClipOver).toBe(affordableClips === given.length ? null : affordableClips);
        expect(affordableClips === given.length || !upTo(affordableClips + 1)).toBe(true);
      }),
    );
  });
});
