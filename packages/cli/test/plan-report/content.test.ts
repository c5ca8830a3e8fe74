import { costFromJSON, costToJSON, addCosts, formatCost } from "@vg/cost";
import type { ImageOutcomeLike } from "@vg/plan";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { budgetPlot, formatCut } from "../../src/plan-report/budget.ts";
import { offerRows, plottedRows } from "../../src/plan-report/offers.ts";
import { priceSums } from "../../src/plan-report/prices.ts";
import { renderPlanReport } from "../../src/plan-report/report.ts";
import { timelineBlocks, timelinePlot } from "../../src/plan-report/timeline.ts";
import { formatAmount, formatLength } from "../../src/plan-report/words.ts";
import {
  everyImage,
  manyClips,
  NOW,
  objectUrl,
  type Sample,
  samplePlan,
  type SamplePlan,
  signed,
  sixClips,
} from "./sample-plans.ts";

/** As many clips as have a card each. */
const twoThousand = manyClips(2000, "400");

/** Jobs of models with prices of several kinds, with and without a budget. */
const plans = fc
  .record({
    clips: fc.array(
      fc.record({
        duration: fc.double({ min: 0.5, max: 30, noNaN: true }),
        model: fc.constantFrom("kling-v2.5-turbo-pro", "hailuo-02", "ltx-video", "svd"),
        imageUrl: fc.constant(objectUrl("boat.png")),
      }),
      // More than the plots draw one by one.
      { minLength: 1, maxLength: 150 },
    ),
    budget: fc.option(fc.integer({ min: 0, max: 3000 }), { nil: undefined }),
  })
  .map(
    ({ clips, budget }) =>
      samplePlan({ clips, ...(budget !== undefined && { budget: (budget / 100).toFixed(2) }) }).plan,
  );

describe("the timeline", () => {
  test("has every clip in one block, in order, and a border where the budget ends", () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const blocks = timelineBlocks(plan);
        const sum = (of: (block: (typeof blocks)[number]) => number): number =>
          blocks.reduce((all, block) => all + of(block), 0);

        expect(
          blocks.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, at) => first + at)),
        ).toEqual(plan.clips.map(({ index }) => index));
        expect(sum(({ asked }) => asked)).toBeCloseTo(plan.seconds.asked, 3);
        expect(sum(({ made }) => made)).toBeCloseTo(plan.seconds.made, 3);
        expect(blocks.find(({ isOver }) => isOver)?.first ?? null).toBe(plan.budget?.firstClipOver ?? null);
        expect(blocks.length).toBeLessThanOrEqual(121);
      }),
      { numRuns: 30 },
    );
  });

  test("draws many clips as blocks of equally many, but for the ones at the end and before the end of the budget", () => {
    const { plan } = twoThousand;
    const blocks = timelineBlocks(plan);
    const sizes = blocks.map(({ first, last }) => last - first + 1);

    expect(plan.budget?.firstClipOver).toBe(818);
    expect(blocks.find(({ isOver }) => isOver)?.first).toBe(818);
    expect(sizes.filter((size) => size !== 17)).toEqual([2, 9]);
  });

  test("draws every second equally wide, and no block beyond the end of its line", () => {
    fc.assert(
      fc.property(plans, fc.constantFrom(320, 1020), (plan, width) => {
        const blocks = timelineBlocks(plan);
        const { bars, end } = timelinePlot(blocks, width);
        const drawn = (colour: string): number =>
          bars.reduce((all, bar) => (bar.colour === colour ? all + bar.to - bar.from : all), 0);

        expect(drawn("var(--old)")).toBeCloseTo(plan.seconds.asked, 1);
        for (const { to } of bars) expect(to).toBeLessThanOrEqual(end * (1 + 1e-6));
      }),
      { numRuns: 30 },
    );
  });
});

describe("the budget", () => {
  test.each([
    ["5.00", "the budget of $5.00 pays for all 6 clips; $2.06 is left."],
    ["2.94", "the budget of $2.94 pays for all 6 clips; nothing is left."],
    [
      "1.50",
      "the budget of $1.50 pays for clips 1 to 3 of 6, $1.40 together; the $0.10 that is left does not pay for clip 4, which costs $0.64.",
    ],
    [
      "0.35",
      "the budget of $0.35 pays for clip 1 of 6, $0.35 together; the $0.00 that remains does not pay for clip 2, which costs $0.70.",
    ],
    ["0.10", "the budget of $0.10 does not even pay for the first clip, which costs $0.35."],
  ])("of $%s says where the money ends", (budget, words) => {
    const { plan } = sixClips(budget);

    expect(plan.budget && formatCut(plan, plan.budget)).toBe(words);
  });

  test("is drawn to scale, with as much filled as it pays for", () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const { budget } = plan;
        if (budget === undefined) return;
        const { bars, lines, end } = budgetPlot(plan, budget, 1020);
        const paid = plan.clips
          .slice(0, budget.affordableClips)
          .reduce((sum, { cost }) => sum + Number(cost.amount), 0);
        const filled = bars.filter(({ look }) => look === "filled").reduce((sum, { from, to }) => sum + to - from, 0);

        expect(filled).toBeCloseTo(paid, 6);
        expect(lines[0]?.at).toBe(Number(budget.limit.amount));
        for (const { to } of bars) expect(to).toBeLessThanOrEqual(end);
      }),
      { numRuns: 30 },
    );
  });
});

test("the sums of the prices are the total, to the last digit", () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const sums = priceSums(plan);

      expect(costToJSON(addCosts(...sums.map(({ cost }) => cost.amount)))).toEqual(plan.total);
      expect(sums.reduce((all, { seconds }) => all + seconds, 0)).toBeCloseTo(plan.seconds.made, 3);
    }),
    { numRuns: 30 },
  );
});

describe("the comparison", () => {
  test("is in the order of the costs, with the plan itself", () => {
    const { plan, offers } = sixClips();
    const rows = offerRows(plan, offers);

    expect(rows.map(({ name, total }) => [name, total.amount])).toEqual([
      ["This plan: 2 models", "2.94"],
      ["pixverse-v6", "3.66"],
    ]);
  });

  test("has one row for a plan that is itself an offer, and plots it even if it is dear", async () => {
    const { plan, offers } = samplePlan({ clips: [{ duration: 5 }], defaults: { model: "veo-3.1" } });
    const rows = offerRows(plan, offers);

    expect(rows).toHaveLength(offers.length);
    expect(await pageOf({ plan, offers })).toMatch(/<tr class="own">\s*<th scope="row">This plan: veo-3.1<\/th>/);
    expect(rows.filter(({ name }) => name.includes("veo-3.1")).map(({ name }) => name)).toContain("This plan: veo-3.1");
    expect(plottedRows(rows).filter(({ isPlan }) => isPlan)).toHaveLength(1);
    expect(plottedRows(rows)).toHaveLength(13);
  });

  test("says so if no model makes the job as it is asked for", async () => {
    const text = await textOf({ plan: sixClips().plan, offers: [] });

    expect(text).toContain("No model of the catalogue with a known price makes every clip as it is asked for");
  });
});

describe("the words", () => {
  test("say what is exact, and of an estimate that it is one", async () => {
    const [exact, estimate] = await Promise.all(
      [
        samplePlan({ clips: [{ duration: 5, model: "kling-v2.5-turbo-pro" }], budget: "0.35" }),
        samplePlan({ clips: [{ imageUrl: objectUrl("boat.png") }], budget: "0.50" }),
      ].map(textOf),
    );

    expect(exact).toContain("This clip costs $0.35, within the budget of $0.35");
    expect(exact).not.toContain("costs about");
    expect(estimate).toContain("This clip costs about $0.013334, within the budget of $0.50");
    expect(estimate).toContain(
      "This is an estimate. No price is known for the model of 1 clip, so a formula stands in, and the bill can be far from it.",
    );
  });

  test("say an amount of many decimals shortly, and exactly", async () => {
    const env = { VG_BASE_COST: "0.1", VG_COST_PER_SECOND: "0.0000000003" };
    const text = await textOf(samplePlan({ clips: [{ duration: 5, model: "kling-v2.5-turbo-pro" }], env }));

    expect(text).toContain("This clip costs about $0.10");
    expect(text).toContain("exactly $0.1000000015");
  });

  test("say of hardware time that runs of typical length are counted", async () => {
    const text = await textOf(samplePlan({ clips: [{ model: "ltx-video" }] }));

    expect(text).toContain("1 clip is billed by the time that the hardware runs; runs of typical length are counted.");
    expect(text).toContain("by hardware time");
  });

  test("say where a price is from and how old it is, and warn of an old one", async () => {
    const { plan, offers } = sixClips();
    const prices = plan.prices.map((price, index) =>
      index === 0 ? { ...price, ageDays: 91, source: "javascript:alert(1)" } : price,
    );
    const aged = { ...plan, prices };
    const page = await pageOf({ plan: aged, offers });

    expect(plain(page)).toContain("read 2026-10-08 (49 days before this plan)");
    expect(plain(page)).toContain("(91 days before this plan) Old: look whether it still holds.");
    expect(page).not.toContain('href="javascript:');
  });

  test("show every clip's cost as @vg/cost formats it", async () => {
    const { plan, offers } = sixClips();
    const text = await textOf({ plan, offers });

    for (const { index, cost } of plan.clips) {
      expect(text).toContain(`Clip ${index + 1} ${formatCost(costFromJSON(cost))}`);
    }
  });

  test("link a warning to the first of its clips", async () => {
    const page = await pageOf(sixClips());

    expect(page).toContain('<a href="#clip-2">clips 2-3</a>');
    expect(page).toContain('id="clip-2"');
  });

  test("leave the name of a model as it is written", async () => {
    const text = await textOf(everyImage());

    expect(text).toContain("kling-v2.1 needs an image and there is none, so cogvideox-t2v makes it.");
    expect(text).toContain("Made without its image: access refused.");
    expect(text).not.toContain("Kling");
  });

  test.each([
    [0.5, "0.5 s"],
    [119.5, "119.5 s"],
    [120, "2 min"],
    [3601, "1 h 1 s"],
    [15_105, "4 h 11 min 45 s"],
  ])("show %d seconds as %s", (seconds, words) => {
    expect(formatLength(seconds)).toBe(words);
  });

  test.each([
    ["1234.5", "$1,234.50"],
    ["0.000001", "$0.000001"],
    ["0.0000014", "about $0.000001"],
  ])("show %s dollars as %s", (amount, words) => {
    expect(formatAmount({ amount, currency: "USD" })).toBe(words);
  });
});

describe("the images", () => {
  test("are named in every state, with the time until which a link works", async () => {
    const text = await textOf(everyImage());

    expect(text).toContain("film/shown.png, can be seen here until 26 Nov 2026, 11:00 UTC");
    expect(text).toContain("film/expired.png The signed URL worked until 26 Nov 2026, 09:59 UTC.");
    expect(text).toContain("film/uploaded.png Uploaded to Replicate, where only its account can see it.");
    expect(text).toContain("film/file.png A file of 65,536 bytes, which goes with the prediction.");
    expect(text).toContain("film/gone.png Made without its image: access refused");
    expect(text).toContain("film/later.png Not prepared yet, so it cannot be shown.");
    expect(text).toContain("Its image is not used: the model takes none");
    expect(text).toContain("No image: made from the prompt alone");
  });

  test("have their links in the page only if it shows them, and it says until when they work", async () => {
    const page = await pageOf(everyImage());

    expect(page.match(/token-of-[a-z.]+/g)).toEqual(["token-of-shown.png", "token-of-last.png"]);
    expect(page).not.toContain("secret-of-a-file");
    expect(plain(page)).toContain(
      "This page contains the private links (signed URLs) of 2 images: whoever has the page can see them until 27 Nov 2026, 10:00 UTC; the first stops at 26 Nov 2026, 11:00 UTC. After that it shows their names only.",
    );
  });

  test.each([
    "https://a;script-src/x.png",
    "https://evil.example,a/x.png",
    "javascript:alert(1)",
    "data:image/png;base64,AAAA",
    "no URL",
  ])("are not loaded from %s, which is no origin for a policy", async (input) => {
    const { plan, offers } = samplePlan({
      clips: [{ model: "kling-v2.5-turbo-pro", imageUrl: objectUrl("boat.png") }],
      images: { "boat.png": signed("boat.png") },
    });
    const clips = plan.clips.map((clip) =>
      clip.image.via === "signed-url" ? { ...clip, image: { ...clip.image, input } } : clip,
    );
    const page = await pageOf({ plan: { ...plan, clips }, offers });

    expect(page).toContain("img-src data:; base-uri");
    expect(page).not.toContain("<img");
    expect(plain(page)).toContain("film/boat.png Its URL cannot be shown in a page.");
  });
});

describe("a page", () => {
  const seedance = { model: "seedance-1.5-pro", duration: 5 };
  const kling = { model: "kling-v2.5-turbo-pro", duration: 5 };
  const free = { VG_BASE_COST: "0", VG_COST_PER_SECOND: "0" };
  const cases: readonly (readonly [string, Sample, readonly string[]])[] = [
    ["with and without sound", { clips: [{ ...seedance, audio: true }, seedance] }, ["with sound", "no sound"]],
    ["of clips that cost nothing", { clips: [kling], env: free, budget: "0" }, ["This clip costs $0.00", "free"]],
    ["of a clip that is cut short", { clips: [{ ...kling, duration: 12 }] }, ["asked for, and not made"]],
    [
      "of an image whose URL has no end",
      { clips: [{ ...kling, imageUrl: objectUrl("boat.png") }], images: { "boat.png": withoutEnd("boat.png") } },
      ["the private link (signed URL) of 1 image: whoever has it can see it."],
    ],
    [
      "of images whose URLs have no end",
      {
        clips: [
          { ...kling, imageUrl: objectUrl("a.png") },
          { ...kling, imageUrl: objectUrl("b.png") },
        ],
        images: { "a.png": withoutEnd("a.png"), "b.png": withoutEnd("b.png") },
      },
      ["the private links (signed URLs) of 2 images: whoever has it can see them."],
    ],
    [
      "of a long prompt",
      { clips: [{ ...kling, prompt: "waves at night, rain on the quay, ".repeat(40) }] },
      ["waves at night, rain on the quay"],
    ],
  ];

  test.each(cases)("%s says so", async (_what, sample, parts) => {
    const text = await textOf(samplePlan(sample));

    expect(parts.filter((part) => !text.includes(part))).toEqual([]);
  });

  test("of many clips with warnings counts them in each group", async () => {
    const clips = Array.from({ length: 100 }, () => ({ ...kling, duration: 3 }));

    expect(await textOf(samplePlan({ clips }))).toContain("50 with warnings");
  });
});

describe("many clips", () => {
  test("are all there, in groups, on a page of bounded size", async () => {
    const page = await pageOf(twoThousand);

    expect(page.match(/<li class="card/g)).toHaveLength(2000);
    expect(page.match(/<details class="group" open/g)).toHaveLength(2);
    expect(page.match(/loading="lazy"/g)).toHaveLength(2000);
    expect(plain(page)).toContain("The budget ends at clip 819");
    expect(page.length).toBeLessThan(2_500_000);
  });

  test("beyond 2,000 are listed in their groups, and those around the end of the budget have cards", async () => {
    const page = await pageOf(manyClips(10_000, "4000"));

    expect(page.match(/<li class="card/g)).toHaveLength(2000);
    expect(page.match(/class="group"/g)).toHaveLength(200);
    expect(plain(page)).toContain("160 groups are listed without cards; vg plan --out writes every clip.");
    expect(page).toContain('id="clip-8186"');
    expect(page.length).toBeLessThan(2_600_000);
  });
});

function pageOf({ plan, offers }: SamplePlan): Promise<string> {
  return renderPlanReport(plan, { offers, version: "1.2.3", now: NOW });
}

async function textOf(sample: SamplePlan): Promise<string> {
  return plain(await pageOf(sample));
}

/** The text of a page, without its drawings and the space between words. */
function plain(page: string): string {
  return page
    .replaceAll(/<(?:style|svg)[\s\S]*?<\/(?:style|svg)>/g, "")
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ")
    .replaceAll(" ,", ",");
}

/** The outcome of an image with a signed URL of which nobody knows how long it works. */
function withoutEnd(name: string): ImageOutcomeLike {
  const { expiresAt: _end, ...image } = { expiresAt: undefined, ...signed(name) };
  return image;
}
