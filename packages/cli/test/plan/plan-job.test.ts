import { loadConfig } from "@vg/config";
import { costFromJSON } from "@vg/cost";
import { describe, expect, test } from "vitest";
import type { JobClip } from "../../src/job/job.ts";
import { planJob } from "../../src/plan/plan-job.ts";
import type { Plan, PlannedClip, PlannedImage } from "../../src/plan/plan.ts";

const NOW = new Date("2026-11-22T12:00:00Z");
const URL = "https://abc.supabase.co/storage/v1/object/images/boat.png";
const object = { bucket: "images", path: "boat.png" };
const SIGNED: PlannedImage = { via: "signed-url", input: `${URL}?token=t`, object, attempts: 1 };

describe("planJob", () => {
  test.each([
    ["svd", SIGNED, "svd"],
    ["cogvideox", SIGNED, "cogvideox"],
    ["svd", undefined, "cogvideox-t2v"],
    ["cogvideox", undefined, "cogvideox-t2v"],
    ["svd", missing("not-found"), "cogvideox-t2v"],
    ["veo-3.1-lite", undefined, "veo-3.1-lite"],
    ["veo-3.1-lite", missing("network"), "veo-3.1-lite"],
    ["cogvideox-t2v", SIGNED, "cogvideox-t2v"],
  ] as const)("prefers %s with %j and takes %s", (VG_MODEL, image, name) => {
    expect(planClip({ duration: 4 }, { VG_MODEL }, image).model.name).toBe(name);
  });

  test("does not hand an image to a model that takes none", () => {
    const clip = planClip({ duration: 6.125 }, { VG_MODEL: "cogvideox-t2v" }, SIGNED);

    expect(clip.image).toEqual({ via: "none", reason: "not-taken", retryable: false, attempts: 0 });
  });

  test.each([
    ["stability-ai/stable-video-diffusion:3f0457e4619daac51203dedb472816fd4af51f3149fa7a9e0b5ffcf1b8172438", true, {}],
    ["stability-ai/stable-video-diffusion:3f0457f4613a", false, { SVD_MODEL_VERSION: "3f0457f4613a" }],
    ["thudm/cogvideox-i2v:latest", false, { VG_MODEL: "cogvideox" }],
  ])("names the model as %s, resolved: %s", (reference, resolved, env) => {
    expect(planClip({ duration: 1 }, env, SIGNED).model).toMatchObject({ reference, resolved });
  });

  test.each([
    ["a length that the model makes", { VG_MODEL: "veo-3.1-lite", VG_MAX_DURATION: "8" }, SIGNED, 6, "duration", []],
    [
      "a length between two",
      { VG_MODEL: "veo-3.1-lite", VG_MAX_DURATION: "8" },
      SIGNED,
      6.9,
      "duration",
      [["duration-impossible", 6]],
    ],
    ["a length at svd's frame rate", { VG_FPS: "6", VG_MAX_DURATION: "8" }, SIGNED, 2, "duration", []],
    [
      "a length that svd cannot make",
      { VG_FPS: "6", VG_MAX_DURATION: "8" },
      SIGNED,
      4,
      "duration",
      [["duration-impossible", 25 / 7]],
    ],
    [
      "a length over the limit",
      { VG_MODEL: "veo-3.1-lite", VG_MAX_DURATION: "6" },
      SIGNED,
      8,
      "duration",
      [["duration-too-long", 6]],
    ],
    [
      "settings that svd ignores",
      { VG_FPS: "6" },
      SIGNED,
      2,
      "setting",
      [
        ["setting-ignored", undefined],
        ["setting-ignored", undefined],
      ],
    ],
    [
      "a frame rate that svd cannot play",
      { VG_FPS: "60" },
      SIGNED,
      2,
      "setting-impossible",
      [["setting-impossible", 30]],
    ],
    [
      "a frame rate that is always another",
      { VG_MODEL: "cogvideox", VG_FPS: "24" },
      SIGNED,
      2,
      "setting-ignored",
      [
        ["setting-ignored", undefined],
        ["setting-ignored", 8],
        ["setting-ignored", undefined],
      ],
    ],
    [
      "a frame rate that is always this one",
      { VG_MODEL: "cogvideox", VG_FPS: "8" },
      SIGNED,
      2,
      "setting-ignored",
      [
        ["setting-ignored", undefined],
        ["setting-ignored", undefined],
      ],
    ],
    ["a prompt for svd", {}, SIGNED, 2, "prompt", [["prompt-ignored", undefined]]],
    ["no image for svd", {}, undefined, 2, "image", [["image-needed", undefined]]],
    [
      "a missing image for svd",
      {},
      missing("not-found"),
      2,
      "image",
      [
        ["image-unavailable", undefined],
        ["image-needed", undefined],
      ],
    ],
    [
      "a missing image for veo",
      { VG_MODEL: "veo-3.1-lite" },
      missing("timeout"),
      4,
      "image",
      [["image-unavailable", undefined]],
    ],
    ["an image for a model without", { VG_MODEL: "cogvideox-t2v" }, SIGNED, 4, "image", [["image-ignored", undefined]]],
    ["a chosen model without a price", { VG_MODEL: "svd" }, SIGNED, 4, "price", [["price-unknown", undefined]]],
    ["rates that are set", { VG_MODEL: "svd", VG_BASE_COST: "1", VG_COST_PER_SECOND: "0" }, SIGNED, 4, "price", []],
    ["the environment's formula", {}, SIGNED, 4, "price", []],
  ] as const)("warns of %s", (_what, env, image, duration, prefix, expected) => {
    const { warnings } = planClip({ duration }, env, image);

    expect(warnings.filter(({ code }) => code.startsWith(prefix)).map(({ code, nearest }) => [code, nearest])).toEqual(
      expected,
    );
  });

  test("says at which frame rate svd comes nearer", () => {
    const { warnings } = planClip({ duration: 4 }, { VG_FPS: "24" }, SIGNED);

    expect(warnings.map(({ message }) => message)).toContain(
      "svd makes no clip of 4 s at 24 fps: the nearest is 1 s for $0.007, or 4.167 s at VG_FPS=5",
    );
  });

  test.each([
    ["a price of its model", { VG_MODEL: "kling-v2.5-turbo-pro" }, 2, "5 s for $0.35", "0.35"],
    [
      "rates that are set",
      { VG_BASE_COST: "1", VG_COST_PER_SECOND: "0.5", VG_MODEL: "video-01" },
      2,
      "6 s for $4.00",
      "4.00",
    ],
    ["the formula", { VG_FPS: "6" }, 4, "3.571 s for $0.012143", "0.0121428571428571432"],
  ] as const)("says what the nearest length costs with %s", (_what, env, duration, offer, amount) => {
    const { warnings } = planClip({ duration }, env, SIGNED);
    const warning = warnings.find(({ code }) => code === "duration-impossible");

    expect(warning?.message).toContain(`: the nearest is ${offer}`);
    expect(warning?.nearestCost).toEqual({ amount, currency: "USD" });
  });

  test.each([
    ["0.20", true, false],
    ["0.35", true, true],
    ["0.10", false, false],
  ])("compares the lengths that can be bought with a budget of %s too", (amount, asked, atNearest) => {
    const plan = planOf([{ duration: 2 }], { VG_MODEL: "kling-v2.5-turbo-pro" }, undefined, amount);

    expect(plan.budget).toMatchObject({
      withinBudget: asked,
      atNearestLengths: { total: { amount: "0.35", currency: "USD" }, withinBudget: atNearest },
    });
  });

  test("adds the clips that can be made as asked to those that cannot", () => {
    const plan = planOf(
      [{ duration: 5 }, { duration: 2 }, { duration: 9 }],
      { VG_MODEL: "kling-v2.5-turbo-pro" },
      undefined,
      "9",
    );

    expect(plan.budget?.atNearestLengths?.total.amount).toBe("1.40");
  });

  test("has no second comparison where every length can be made", () => {
    const plan = planOf([{ duration: 5 }], { VG_MODEL: "kling-v2.5-turbo-pro" }, undefined, "0.10");

    expect(plan.budget).not.toHaveProperty("atNearestLengths");
  });

  test("is no plan without the image of a clip that has one", () => {
    expect(() => planOf([{ duration: 4, imageUrl: URL }], {}, undefined)).toThrow("whose image nobody has looked for");
  });

  test("prices each model's clips by its own price where a model was chosen", () => {
    const plan = planOf([{ duration: 5, imageUrl: URL }, { duration: 5 }], { VG_MODEL: "wan-2.1-i2v-480p" }, SIGNED);

    expect(plan.clips.map(({ model, cost }) => [model.name, cost.amount])).toEqual([
      ["wan-2.1-i2v-480p", "0.45"],
      ["cogvideox-t2v", "0.015"],
    ]);
    expect(plan.total.amount).toBe("0.465");
    expect(plan.prices).toMatchObject([
      { from: "catalogue", model: "wan-2.1-i2v-480p", asOf: "2025-11", ageDays: 357, clips: 1 },
      { from: "environment", baseCost: "0.005", clips: 1 },
    ]);
    expect(plan.clips[1]?.warnings.map(({ code }) => code)).toContain("price-unknown");
  });

  test.each([
    [
      "0.02",
      { withinBudget: false, firstClipOver: 1, affordableClips: 1, overrun: { amount: "0.006", currency: "USD" } },
    ],
    [
      "0.026",
      { withinBudget: true, firstClipOver: null, affordableClips: 2, remaining: { amount: "0.00", currency: "USD" } },
    ],
    ["0", { withinBudget: false, firstClipOver: 0, affordableClips: 0 }],
  ])("compares with a budget of %s", (amount, expected) => {
    const plan = planOf([{ duration: 4 }, { duration: 4 }], {}, undefined, amount);

    expect(plan.budget).toMatchObject(expected);
  });
});

function missing(reason: "not-found" | "network" | "timeout"): PlannedImage {
  return { via: "none", reason, retryable: reason !== "not-found", attempts: 3, object };
}

function planClip(
  { duration }: { duration: number },
  env: Record<string, string>,
  image: PlannedImage | undefined,
): PlannedClip {
  const [clip] = planOf([{ duration, ...(image && { imageUrl: URL }) }], env, image).clips;
  if (clip === undefined) throw new Error("The plan has no clip.");
  return clip;
}

function planOf(
  clips: readonly Omit<JobClip, "prompt">[],
  env: Record<string, string>,
  image: PlannedImage | undefined,
  budget?: string,
): Plan {
  const config = loadConfig({ env, onWarning: () => {} });
  const clipPrompts = clips.map((clip) => ({ prompt: "a boat", ...clip }));
  return planJob(
    { jobId: "film", clipPrompts },
    {
      config,
      images: new Map(image && [[URL, image]]),
      ...(budget !== undefined && { budget: costFromJSON({ amount: budget, currency: "USD" }) }),
      now: NOW,
    },
  );
}
