import { describe, expect, test } from "vitest";
import {
  comparePlans,
  formatImageReason,
  parsePlan,
  type Plan,
  type PlanComparison,
  type PlannedClip,
  PlanError,
  planJob,
} from "../../src/index.ts";
import { configOf, filmOf, NOW, objectUrl } from "./film.ts";

function planOf(clips: readonly object[], budget?: string): Plan {
  return planJob(filmOf(clips, { model: "kling-v2.5-turbo-pro" }), { config: configOf(), now: NOW, budget });
}

const PLAN = planOf([{ duration: 5 }, { duration: 2, imageUrl: objectUrl("a") }], "1.00");

function withClip(change: Readonly<Record<string, unknown>>): unknown {
  const [first, ...others] = PLAN.clips;
  return { ...PLAN, clips: [{ ...first, ...change }, ...others] };
}

function issuesOf(value: unknown): readonly string[] {
  try {
    parsePlan(value);
    return [];
  } catch (error) {
    return error instanceof PlanError
      ? error.issues.map(({ path, message }) => `${path} ${message}`)
      : ["another error"];
  }
}

describe("a plan is read", () => {
  test("with a model that nobody here knows", () => {
    const model = { name: "tomorrow-1", reference: "a/tomorrow-1", resolved: true };

    expect(parsePlan(withClip({ model })).clips[0]?.model.name).toBe("tomorrow-1");
  });

  test.each([
    [null, [" must be Object"]],
    [{ ...PLAN, format: "vg-plan/1" }, ['format must be "vg-plan/2"']],
    [{ ...PLAN, owner: 1 }, ["owner is not a field"]],
    [withClip({ prompt: undefined }), ["clips[0].prompt is missing"]],
    [withClip({ index: 5 }), ["clips[0].index must be 0, its position"]],
    [withClip({ price: 7 }), ["clips[0].price must be the position of a price"]],
    [withClip({ cost: { amount: "0.01", currency: "USD" } }), ["total must be the sum of the clips, 0.36 USD"]],
    [{ ...PLAN, total: { amount: "0.01", currency: "USD" } }, ["total must be the sum of the clips, 0.70 USD"]],
    [
      { ...PLAN, budget: { ...PLAN.budget, affordableClips: 5 } },
      ["budget must be the comparison of the total with its limit"],
    ],
    [
      { ...PLAN, warnings: PLAN.warnings.map((warning) => Object.assign({}, warning, { clips: [9] })) },
      ["warnings[0].clips must be positions of clips"],
    ],
  ])("and refused if it is changed: %#", (value, issues) => {
    expect(issuesOf(value)).toEqual(issues);
  });

  test("and its errors are one message, of which the first lines are shown", () => {
    const clips = Array.from({ length: 30 }, (_, index) => Object.assign({}, PLAN.clips[0], { index: 99 + index }));

    expect(() => parsePlan({ ...PLAN, clips })).toThrow(
      /^this is not a plan of the format vg-plan\/2; plan the job again\nclips\[0\]\.index \(clip 1\) must be 0[^]*\n\.\.\. and \d+ more$/,
    );
  });
});

function changesOf(before: readonly object[], after: readonly object[]): PlanComparison {
  return comparePlans(planOf(before), planOf(after));
}

describe("two plans differ", () => {
  test("in their total, and in nothing if they are the same", () => {
    expect(changesOf([{ duration: 5 }], [{ duration: 10 }]).total).toEqual({
      before: { amount: "0.35", currency: "USD" },
      after: { amount: "0.70", currency: "USD" },
      more: { amount: "0.35", currency: "USD" },
    });
    expect(changesOf([{ duration: 10 }], [{ duration: 5 }]).total.more.amount).toBe("-0.35");
    expect(changesOf([{}, {}], [{}, {}])).toMatchObject({ clips: [], same: 2 });
  });

  test.each<[before: object, after: object, field: string]>([
    [{ duration: 5 }, { duration: 10 }, "seconds"],
    [{ duration: 5 }, { duration: 4 }, "asked"],
    [{ prompt: "a boat" }, { prompt: "a ship" }, "prompt"],
    [{ model: "kling-v2.6", duration: 5 }, { duration: 5 }, "model"],
    [{ aspectRatio: "16:9" }, { aspectRatio: "9:16" }, "aspectRatio"],
    [{ imageUrl: objectUrl("a") }, { imageUrl: objectUrl("b") }, "image"],
    [{ imageUrl: objectUrl("a") }, {}, "image"],
    [
      { imageUrl: objectUrl("a"), lastImageUrl: objectUrl("a") },
      { imageUrl: objectUrl("a"), lastImageUrl: objectUrl("b") },
      "lastImage",
    ],
    [{ model: "veo-2", seed: 1 }, { model: "veo-2", seed: 2 }, "input.seed"],
  ])("from %j to %j in %s", (before, after, field) => {
    const { clips, same } = changesOf([before, { prompt: "b" }], [after, { prompt: "b" }]);

    expect(same).toBe(1);
    expect(clips).toHaveLength(1);
    expect(clips[0]?.changes.map((change) => change.field)).toContain(field);
  });

  test("by clips that came and went", () => {
    const { clips } = changesOf(
      [{ prompt: "a" }, { prompt: "b" }],
      [{ prompt: "a" }, { prompt: "b" }, { prompt: "c" }],
    );
    const { clips: gone } = changesOf([{ prompt: "a" }, { prompt: "b" }], [{ prompt: "a" }]);

    expect(clips).toMatchObject([{ kind: "added", after: 2, prompt: "c" }]);
    expect(gone).toMatchObject([{ kind: "removed", before: 1, prompt: "b" }]);
  });
});

test.each([
  ["not-found", "image not found"],
  ["something-new", "something new"],
  ["toString", "toString"],
])("the reason %s is shown as %s", (reason, words) => {
  expect(formatImageReason(reason)).toBe(words);
});

test("every clip of a plan is plain JSON", () => {
  const clips: readonly PlannedClip[] = JSON.parse(JSON.stringify(PLAN.clips));

  expect(clips).toEqual(PLAN.clips);
});
