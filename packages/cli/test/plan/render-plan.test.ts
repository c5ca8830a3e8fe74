import { loadConfig } from "@vg/config";
import { type ImageOutcomeLike, type Plan, type PlannedPrice, planJob } from "@vg/plan";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderPlan } from "../../src/plan/render-plan.ts";

const plain = { style: (_style: string, text: string) => text, width: undefined };

describe("renderPlan", () => {
  test("prints a total that is the sum of its rows as printed, whatever the durations", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 8 }),
        (durations) => {
          const text = renderPlan(planOf(durations), plain);
          const costs = [...text.matchAll(/^ *(?:\d+|total) +\S+ .*?\$([\d,]+)\.(\d+) /gm)].map(
            ([, whole = "", part = ""]) => BigInt(whole.replaceAll(",", "") + part),
          );
          expect(costs).toHaveLength(durations.length + 1);
          expect(costs.slice(0, -1).reduce((sum, cost) => sum + cost)).toBe(costs.at(-1));
        },
      ),
      { numRuns: 50 },
    );
  });

  test.each([
    [{ from: "settings" }, "Price: $1 a clip + $2 a second: as set by VG_BASE_COST and VG_COST_PER_SECOND"],
    [
      { from: "environment" },
      "Price: $1 a clip + $2 a second: the formula of development, nobody's price; `vg accuracy` measures your own",
    ],
    [
      { from: "model", model: "ltx-video", asOf: "2026-01", ageDays: 90 },
      "the price of ltx-video, as of 2026-01 (90 days ago)",
    ],
    [
      { from: "model", model: "ltx-video", asOf: "2026-01", ageDays: 91, source: "https://a.b/c" },
      "as of 2026-01 (91 days ago: read it again), https://a.b/c",
    ],
    [{ from: "settings", asOf: "last week" }, "VG_COST_PER_SECOND, as of last week"],
    [{ from: "model", model: "veo-2", baseCost: "0" }, "Price: $2 a second: the price of veo-2"],
    [{ from: "model", model: "wan", perSecond: "0.00" }, "Price: $1 a clip: the price of wan"],
    [{ from: "model", model: "own", baseCost: "0", perSecond: "0" }, "Price: nothing: the price of own"],
    [
      { from: "model", kind: "gpu-second", model: "ltx-video", perSecond: "0" },
      "Price: about $1 a clip: the price of ltx-video, which is billed by hardware time: a run of typical length",
    ],
  ] as const)("shows the price %j as %j", (facts, text) => {
    const price: PlannedPrice = { currency: "USD", baseCost: "1", perSecond: "2", clips: 1, ...facts };

    expect(renderPlan({ ...planOf([1]), prices: [price] }, plain)).toContain(text);
  });

  test("keeps to the terminal's width, and shows each line of the head and the total in bold", () => {
    const object = { bucket: "images", path: "boat.png" };
    const images: readonly ImageOutcomeLike[] = [
      { ok: true, via: "signed-url", input: "https://a.b/1", object },
      { ok: true, via: "file", input: { name: "boat.png", size: 9 }, object },
    ];
    const lines = renderPlan(planOf([2, 4.5, 6], images), { style: starred, width: 60 }).split("\n");
    const bold = lines.filter((line) => line.startsWith("*"));

    expect(lines.filter((line) => line.replaceAll("*", "").length > 60)).toEqual([]);
    expect(bold[0]).toMatch(/^\* clip {2}prompt .* seconds .*\*$/);
    expect(bold[1]).toMatch(/^\*total .* 12\.5 -> .*1 signed\*$/);
    expect(bold[2]).toMatch(/^\* +12\.292 +URL, 1 as\*$/);
  });

  test("shows both images of a clip that has a last one", () => {
    const url = "https://a.b/storage/v1/object/images/0.png";
    const image: ImageOutcomeLike = {
      ok: true,
      via: "signed-url",
      input: "https://a.b/1",
      object: { bucket: "images", path: "0.png" },
    };
    const config = loadConfig({ env: { VG_MODEL: "kling-v2.5-turbo-pro" }, onWarning: () => {} });
    const clip = { prompt: "a boat", duration: 5, imageUrl: url, lastImageUrl: url };
    const plan = planJob({ jobId: "film", clipPrompts: [clip] }, { config, images: new Map([[url, image]]) });

    expect(renderPlan(plan, plain)).toContain("signed URL; last: signed URL");
  });

  test("says how many clips each of several prices is for", () => {
    const price: PlannedPrice = { currency: "USD", baseCost: "1", perSecond: "2", clips: 1, from: "settings" };
    const text = renderPlan({ ...planOf([1, 2]), prices: [price, { ...price, baseCost: "3" }] }, plain);

    expect(text).toContain("Price for 1 of 2 clips: $1 a clip");
    expect(text).toContain("Price for 1 of 2 clips: $3 a clip");
  });
});

/** Shows what is bold between stars. */
function starred(style: string, text: string): string {
  return style === "bold" ? `*${text}*` : text;
}

/** A plan of clips of which the first ones have these images, and the others none. */
function planOf(durations: readonly number[], images: readonly ImageOutcomeLike[] = []): Plan {
  const byUrl = new Map(images.map((image, at) => [`https://a.b/storage/v1/object/images/${at}.png`, image]));
  const urls = [...byUrl.keys()];
  const clipPrompts = durations.map((duration, at) => ({
    prompt: "a boat",
    duration,
    ...(urls[at] !== undefined && { imageUrl: urls[at] }),
  }));
  const config = loadConfig({ env: {}, onWarning: () => {} });
  return planJob({ jobId: "film", clipPrompts }, { config, images: byUrl, now: new Date() });
}
