import { MODELS } from "@vg/config";
import { addCosts, compareCosts } from "@vg/cost";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { comparePlans, comparePrices, JobError, parsePlan, type Plan, planJob } from "../../src/index.ts";
import { configOf, filmOf, NOW, objectUrl } from "./film.ts";

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
const clip = fc
  .record({
    duration: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.double({ min: 0.5, max: 30, noNaN: true })),
    model: maybe(fc.constantFrom(...Object.keys(MODELS))),
    imageUrl: maybe(fc.constantFrom(objectUrl("a"), objectUrl("b"))),
    lastImageUrl: maybe(fc.constant(objectUrl("end"))),
    resolution: maybe(fc.constantFrom("480p", "720p", "1080p", "1280x720")),
    aspectRatio: maybe(fc.constantFrom("16:9", "9:16", "1:1")),
    audio: maybe(fc.boolean()),
    seed: maybe(fc.nat(1000)),
    negativePrompt: maybe(fc.constant("rain")),
    fps: maybe(fc.integer({ min: 1, max: 60 })),
  })
  .map((wishes) => Object.fromEntries(Object.entries(wishes).filter(([, value]) => value !== undefined)));
const clips = fc.array(clip, { minLength: 1, maxLength: 5 });
const config = configOf({ VG_MODEL: "veo-3.1-lite" });

/** Returns whether a resolution is the one that was asked for: `1280x720` and `720x1280` are both `720p`. */
function isResolution(asked: string | undefined, made: string | undefined): boolean {
  const [wanted, sent] = [asked, made].map((text) => text && Math.min(...(text.match(/\d+/g) ?? []).map(Number)));
  return wanted === sent;
}

/** Plans a job; `undefined` if one of its clips cannot be made. */
function attempt(film: readonly object[], budget?: string): Plan | undefined {
  try {
    return planJob(filmOf(film), { config, now: NOW, budget });
  } catch (error) {
    if (error instanceof JobError) return undefined;
    throw error;
  }
}

const plans = clips.map((film) => attempt(film)).filter((plan) => plan !== undefined);

test("the total is the sum of the clips", () => {
  fc.assert(
    fc.property(plans, ({ clips: planned, total, seconds }) => {
      expect(compareCosts(addCosts(...planned.map(({ cost }) => cost.amount)), total.amount)).toBe(0);
      expect(seconds.made).toBeCloseTo(
        planned.reduce((sum, { makes }) => sum + makes.seconds, 0),
        5,
      );
    }),
  );
});

test("a plan read back is the plan", () => {
  fc.assert(
    fc.property(plans, (plan) => {
      expect(parsePlan(JSON.parse(JSON.stringify(plan)))).toEqual(plan);
      expect(comparePlans(plan, plan)).toMatchObject({ clips: [], same: plan.clips.length });
    }),
  );
});

test("a bigger budget never fits fewer clips", () => {
  fc.assert(
    fc.property(clips, fc.nat(500), fc.nat(500), (film, cents, more) => {
      const [small, large] = [cents, cents + more].map(
        (amount) => attempt(film, (amount / 100).toFixed(2))?.budget?.affordableClips ?? 0,
      );
      expect(small).toBeLessThanOrEqual(large ?? 0);
    }),
  );
});

test("a job costs on each model that is offered what its plan on that model says", () => {
  const free = clip.map(({ model: _model, ...wishes }) => wishes);
  fc.assert(
    fc.property(fc.array(free, { minLength: 1, maxLength: 4 }), (film) => {
      const offers = comparePrices(filmOf(film), { config });
      const planned = offers.map(({ model }) => planJob(filmOf(film, { model }), { config, now: NOW }));

      expect(planned.map(({ total, seconds }) => [total, seconds.made])).toEqual(
        offers.map(({ total, seconds }) => [total, seconds]),
      );
      expect(planned.flatMap(({ warnings }) => warnings.map(({ code }) => code))).not.toContain("duration-shorter");
      expect(offers.toSorted((a, b) => compareCosts(a.total.amount, b.total.amount))).toEqual(offers);
    }),
    { numRuns: 40 },
  );
});

test("no wish is lost: it is made, or a warning says what becomes of it", () => {
  fc.assert(
    fc.property(plans, ({ clips: planned }) => {
      const lost = planned.flatMap(({ asked, makes, input, model, warnings }) => {
        const warned = new Set(warnings.map(({ field }) => field));
        const { roles = {} } = config.models[model.name] ?? {};
        const isKept: Record<string, boolean> = {
          duration: Math.abs(makes.seconds - asked.duration) <= 0.005,
          model: asked.model === model.name || warned.has("image"),
          fps: makes.fps === asked.fps,
          audio: makes.audio === asked.audio,
          seed: input[roles.seed ?? ""] === asked.seed,
          negativePrompt: input[roles.negativePrompt ?? ""] === asked.negativePrompt,
          resolution: isResolution(asked.resolution, makes.resolution),
          aspectRatio: makes.aspectRatio === asked.aspectRatio,
        };
        return Object.keys(asked).filter(
          (field) => isKept[field] === false && ![...warned].some((one) => one === field),
        );
      });
      expect(lost).toEqual([]);
    }),
  );
});
