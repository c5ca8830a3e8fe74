import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { loadConfig } from "@vg/config";
import { type Emulator, startEmulator } from "@vg/emulator";
import { comparePrices, type ImageOutcomeLike, type Job, parseJob, type Plan, planJob } from "@vg/plan";
import axe from "axe-core";
import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { renderPlanReport } from "../../src/plan/report/report.ts";
import { timelinePlot } from "../../src/plan/report/plots.ts";
import { openBrowser } from "../support/open-browser.ts";
import { runHere } from "../support/run-here.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { startEmulated } from "../support/emulated.ts";

const HOSTILE = `<img src="https://evil.example/x.png" onerror="alert(1)"> "quoted" & 'apostrophe' \u202Ertl`;
const NOW = new Date("2026-11-26T10:00:00Z");
const STORAGE = "https://abcdefghijklmnopqrst.supabase.co/storage/v1/object";
const config = loadConfig({ env: {}, onWarning: () => {} });

const FILM = parseJob({
  jobId: "harbour-film",
  defaults: { model: "veo-3.1-lite", resolution: "720p" },
  clipPrompts: [
    { prompt: "the harbour at dawn", duration: 4, imageUrl: `${STORAGE}/film/boat.png` },
    { prompt: "a boat leaves", duration: 3 },
    {
      prompt: "the fish market opens",
      duration: 5,
      imageUrl: `${STORAGE}/film/boat.png`,
      lastImageUrl: `${STORAGE}/film/boat.png`,
      model: "kling-v2.5-turbo-pro",
    },
    { prompt: "gulls", duration: 4, imageUrl: `${STORAGE}/film/gulls.png` },
    { prompt: "waves at night, rain", duration: 7.5, audio: true, model: "seedance-1.5-pro" },
  ],
});
const HOSTILE_FILM = parseJob({
  jobId: "film <b>&</b>",
  clipPrompts: [
    { prompt: HOSTILE, duration: 4, imageUrl: `${STORAGE}/film/boat.png` },
    { prompt: `${"long words ".repeat(40)}${"w".repeat(300)}`, duration: 40, model: "kling-v2.5-turbo-pro" },
  ],
});

type Kind = "over" | "within" | "free" | "nothing" | "hostile" | "many";

const KINDS: readonly Kind[] = ["over", "within", "free", "nothing", "hostile", "many"];
const CELLS = KINDS.filter((kind) => kind !== "many").flatMap((kind) =>
  (["light", "dark"] as const).flatMap((colorScheme) => [1280, 390].map((width) => ({ kind, colorScheme, width }))),
);

describe("the page about a plan, in a browser", { timeout: 60_000 }, () => {
  let browser: Browser;
  let folder: string;
  let emulator: Emulator;
  const pages = new Map<Kind, string>();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "vg-plan-report-"));
    [browser, emulator] = await Promise.all([openBrowser(), startEmulator()]);
    const bytes = readFileSync(new URL("../../demo/images/boat.png", import.meta.url));
    emulator.putObject("film", "boat.png", bytes, { contentType: "image/png" });
    const images = await imagesOf(emulator);
    const jobs: Readonly<Record<Kind, readonly [Job, string | undefined]>> = {
      over: [FILM, "1.00"],
      within: [FILM, "2.00"],
      free: [FILM, undefined],
      nothing: [FILM, "0"],
      hostile: [HOSTILE_FILM, "0.10"],
      many: [manyClips(2000), "100"],
    };
    for (const kind of KINDS) {
      const [job, budget] = jobs[kind];
      const page = await renderPlanReport(planJob(job, { config, images, budget, now: NOW }), {
        offers: comparePrices(job, { config }),
        now: NOW,
        version: "1.2.3",
      });
      pages.set(kind, page);
      await writeFile(join(folder, `${kind}.html`), page);
    }
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await emulator?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test.each(CELLS)(
    "$kind, $colorScheme, $width wide: asks for its images alone, complains of nothing and has no barrier",
    async ({ kind, colorScheme, width }) => {
      const { page, requests, complaints } = await open(kind, { colorScheme, viewport: { width, height: 900 } });
      await showAll(page);
      await page.evaluate(axe.source);
      const { violations, passes } = await page.evaluate<axe.AxeResults>("axe.run()");

      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`)).toEqual([]);
      expect(passes.map(({ id }) => id)).toEqual(
        expect.arrayContaining([
          "color-contrast",
          "landmark-one-main",
          "page-has-heading-one",
          "svg-img-alt",
          "image-alt",
        ]),
      );
      expect(complaints).toEqual([]);
      const others = requests.filter((url) => !url.startsWith(emulator.origin));
      expect(others).toEqual([urlOf(kind)]);
    },
  );

  test("says what it costs, where the money ends, why, and what is not as asked", async () => {
    const { page } = await open("over");
    const text = (await page.locator("body").innerText()).replaceAll(/\s+/g, " ");

    expect(await page.title()).toBe("harbour-film: $1.366 for 5 clips, over the budget");
    for (const part of [
      "$1.366 for 5 clips, over the budget",
      "The first 4 of 5 clips can be made, and the money ends at clip 5: the job takes $0.366 more than the budget of $1.00.",
      "23.5 s were asked for, 25 s are made and paid for. 2 clips are longer than asked for, because their models make no shorter one.",
      "clip 2: veo-3.1-lite makes clips of 4, 6 or 8 s: 3 s becomes 4 s",
      "veo-3.1-lite 3 12 $0.05 a second $0.60 the price of veo-3.1-lite, as of 2026-10-08 (49 days ago)",
      "Whoever has this page can open its images until 2026-11-26 11:00 UTC: it contains their signed URLs.",
      "nothing has been generated or paid",
    ]) {
      expect(text).toContain(part);
    }
    expect(await page.getByRole("listitem").filter({ hasText: "beyond the budget" }).count()).toBe(1);
  });

  test.each([
    ["within", "All 5 clips can be made: of $2.00, $0.634 are left."],
    ["free", "There is no budget: the job costs $1.366."],
    ["nothing", "Not even clip 1 can be made: the job takes $1.366 more than the budget of $0.00."],
  ] as const)("%s: says %j", (kind, text) => {
    expect(pages.get(kind)).toContain(text);
  });

  test("shows each clip with its image, prompt, model, seconds and cost", async () => {
    const { page } = await open("over");
    await showAll(page);
    const cards = page.locator(".card");
    const [first = "", second = "", third = "", fourth = ""] = await cards.allInnerTexts();

    expect(await cards.count()).toBe(5);
    expect(first).toMatch(
      /Clip 1\s+signed URL, works until 2026-11-26 11:00 UTC\s+the harbour at dawn\s+Cost\s+\$0\.20/,
    );
    expect(second).toMatch(/text only: no image\s+a boat leaves[\s\S]*3 -> 4 \(asked, made\)[\s\S]*3 s becomes 4 s/);
    expect(third).toContain("Ends with: signed URL");
    expect(fourth).toContain("text only: image not found");
    const drawn = await page.evaluate<number[]>(
      `Promise.all([...document.images].map((image) => image.decode().then(() => image.naturalWidth)))`,
    );
    expect(drawn).toEqual([160, 160, 160]);
    expect(await page.getByRole("img", { name: "The image that clip 1 begins with: film/boat.png" }).count()).toBe(1);
  });

  test("lists every model that can make the job, the cheapest first, beside what is planned", async () => {
    const { page } = await open("over");
    const table = page.getByRole("table").filter({ hasText: "the cheapest first" });
    const offers = comparePrices(FILM, { config });

    expect(offers.length).toBeGreaterThan(3);
    expect(await table.getByRole("rowheader").allTextContents()).toEqual(offers.map(({ model }) => model));
    expect((await table.getByRole("row").nth(1).innerText()).replaceAll(/\s+/g, " ")).toMatch(/ -\$0\.\d+ /);
  });

  test("tells a screen reader what there is, in order", async () => {
    const { page } = await open("over");
    const headings = await page.getByRole("heading", { level: 2 }).allTextContents();

    expect(headings).toEqual([
      "Where the money ends",
      "Asked for, and made",
      "What is not as it was asked for",
      "Why it costs that",
      "Clips",
      "On other models",
    ]);
    const images = await page.locator("svg[role=img]").all();
    expect(await Promise.all(images.map((image) => image.getAttribute("aria-label")))).toEqual([
      "A bar of the cost, $1.366, with a line at the budget of $1.00.",
      "Timeline to scale: 23.5 seconds were asked for, 25 are made, in 5 clips.",
      expect.stringMatching(
        /^Bars of what the job costs on \d+ models, from \$\S+ on \S+, with a line at \$1\.366, as planned\.$/,
      ),
    ]);
  });

  test("can be walked through with the keyboard", async () => {
    const { page } = await open("over");
    const stops: string[] = [];
    for (let stop = 0; stop < 16; stop += 1) {
      await page.keyboard.press("Tab");
      stops.push(
        await page.evaluate<string>("(document.activeElement.ariaLabel ?? document.activeElement.textContent).trim()"),
      );
    }

    expect(stops.slice(0, 7)).toEqual([
      "Skip to the content",
      "Where the money ends",
      "Asked for, and made",
      "What is not as asked",
      "Why it costs that",
      "Clips",
      "On other models",
    ]);
    expect(stops).toEqual(expect.arrayContaining(["The bar of the budget", "The timeline", "clip 2"]));
  });

  test("shows hostile texts as they are, and folds long prompts without losing them", async () => {
    const { page } = await open("hostile");
    await showAll(page);

    expect(await page.locator(".card").first().innerText()).toContain(HOSTILE);
    expect(await page.title()).toContain("film <b>&</b>");
    const details = page.locator("details.prompt");
    await details.locator("summary").click();
    expect(await details.locator("p").innerText()).toContain("w".repeat(300));
  });

  test.each(KINDS)("%s: fits a narrow screen and large letters without scrolling sideways", async (kind) => {
    const { page } = await open(kind, { viewport: { width: 320, height: 640 } });
    const overflow = "document.documentElement.scrollWidth - innerWidth";
    const narrow = await page.evaluate<number>(overflow);
    await page.setViewportSize({ width: 640, height: 640 });
    await page.addStyleTag({ content: "html { font-size: 200%; }" });

    expect([narrow, await page.evaluate<number>(overflow)]).toEqual([0, 0]);
  });

  test("of 2,000 clips holds them all, in a page of bounded size", async () => {
    const { page } = await open("many");

    expect(await page.locator(".card").count()).toBe(2000);
    expect(pages.get("many")?.length).toBeLessThan(2000 * 1500);
  });

  async function open(kind: Kind, options: Parameters<Browser["newContext"]>[0] = {}) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    onTestFinished(() => context.close());
    const page: Page = await context.newPage();
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(urlOf(kind));
    return { page, requests, complaints };
  }

  function urlOf(kind: Kind): string {
    return pathToFileURL(join(folder, `${kind}.html`)).href;
  }
});

describe("the timeline", () => {
  test.each([
    [3, 3],
    [120, 120],
    [121, 3],
  ])("of %d clips has %d blocks a row", (count, blocks) => {
    const job = manyClips(count);
    const plan = planJob(job, { config, budget: "6.00", now: NOW });

    expect(blocksOf(plan)).toEqual([blocks, blocks]);
  });
});

describe("the words of the page about a plan", () => {
  const veo = { model: "veo-3.1-lite", resolution: "720p" };
  const kling = { model: "kling-v2.5-turbo-pro" };

  test.each<[string, readonly object[], Parameters<typeof pageOf>[1], readonly string[]]>([
    [
      "one clip as asked",
      [{ ...veo, duration: 4 }],
      { budget: "1" },
      ["All of it can be made: of $1.00, $0.80 are left."],
    ],
    ["a shorter clip", [{ ...kling, duration: 12 }], {}, ["12 s were asked for, 10 s are made", "1 clip is shorter."]],
    [
      "shorter clips",
      [
        { ...kling, duration: 12 },
        { ...kling, duration: 20 },
      ],
      {},
      ["2 clips are shorter."],
    ],
    ["a longer clip", [{ ...kling, duration: 3 }], {}, ["1 clip is longer than asked for, because its model makes"]],
    [
      "the second clip beyond the budget",
      [
        { ...veo, duration: 4 },
        { ...veo, duration: 4 },
      ],
      { budget: "0.20" },
      ["<span>clip 1</span>", "<span>clip 2: not within the budget</span>", "$0.20 more than the budget of $0.20"],
    ],
    ["rates of one's own", [{ ...veo, duration: 4 }], { rates: "our contract" }, ["your own rates", "our contract"]],
    [
      "a price that is nobody's",
      [{ duration: 6.125 }],
      {},
      ["no model's price", "formula of development, nobody's price"],
    ],
    ["a job for nothing", [{ ...veo, duration: 4 }], { free: true }, ["$0.00 for 1 clip", "There is no budget"]],
    [
      "more models than colours",
      ["veo-2", "veo-3", "sora-2", "kling-v2.6", "ray-3.2", "gen-4.5", "pixverse-v6", "wan-3"].map((model) => ({
        model,
        duration: 5,
        imageUrl: `${STORAGE}/film/boat.png`,
      })),
      {},
      ['fill="var(--model-6)"', 'fill="var(--old)"'],
    ],
  ])("of %s", async (_what, clips, options, parts) => {
    const page = (await pageOf(clips, options)).replaceAll(/\s+/g, " ").replaceAll("&#39;", "'");

    expect(parts.filter((part) => !page.includes(part))).toEqual([]);
  });

  test("have no section of warnings if there is none", async () => {
    expect(await pageOf([{ ...veo, duration: 4 }], {})).not.toContain("What is not as");
  });
});

test("an image that has expired is not asked for", async () => {
  const images = new Map<string, ImageOutcomeLike>([[`${STORAGE}/film/boat.png`, signed("https://a.example/x", NOW)]]);
  const plan = planJob(FILM, { config, images, now: NOW });
  const page = await renderPlanReport(plan, { offers: [], now: new Date(NOW.getTime() + 1) });

  expect(page).not.toContain("<img");
  expect(page).toContain("signed URL; it worked until 2026-11-26 10:00 UTC");
  expect(page).toContain("most of them have expired");
  expect(page).toContain("No single model with a known price can make every clip as it was asked for.");
});

test("vg plan --report writes it for its owner alone", async () => {
  const { env, url } = await startEmulated();
  const cwd = temporaryFolder();
  const stdin = JSON.stringify({
    jobId: "film",
    clipPrompts: [{ prompt: "a boat", duration: 4, imageUrl: url("images/boat.png"), model: "veo-3.1-lite" }],
  });
  const { exitCode, stderr } = await runHere(["plan", "-", "--report", "plan.html"], { cwd, env, stdin });
  const page = readFileSync(join(cwd, "plan.html"), "utf8");

  expect(exitCode, stderr).toBe(0);
  expect(stderr).toContain("Wrote plan.html; only you can read it, as it contains signed URLs.");
  expect(page).toContain("token=");
  expect(page).toContain("$0.20 for 1 clip");
});

function signed(input: string, expiresAt: Date): ImageOutcomeLike {
  const object = { bucket: "film", path: "boat.png" };
  return { ok: true, via: "signed-url", input, object, expiresAt, width: 160, height: 90 };
}

async function imagesOf(emulator: Emulator): Promise<ReadonlyMap<string, ImageOutcomeLike>> {
  const url = await emulator.signedUrl("film", "boat.png", { expiresIn: 3600 });
  return new Map<string, ImageOutcomeLike>([
    [`${STORAGE}/film/boat.png`, signed(url, new Date("2026-11-26T11:00:00Z"))],
    [`${STORAGE}/film/gulls.png`, { ok: false, reason: "not-found", retryable: false }],
  ]);
}

/** A job of many clips on two models, a third of which is on the second one. */
function manyClips(count: number): Job {
  return parseJob({
    jobId: "long",
    defaults: { model: "veo-3.1-lite", resolution: "720p" },
    clipPrompts: Array.from({ length: count }, (_, index) => ({
      prompt: `the boat, seen for the ${index}th time`,
      duration: 4,
      ...(index * 3 >= count * 2 && { model: "kling-v2.5-turbo-pro", duration: 5 }),
    })),
  });
}

function blocksOf(plan: Plan): readonly number[] {
  const values = timelinePlot(plan).data?.find(({ name }) => name === "blocks");
  const blocks: unknown = values !== undefined && "values" in values ? values.values : [];
  const rows = Array.isArray(blocks) ? blocks.map((block: { row: string }) => block.row) : [];
  return ["asked", "made"].map((row) => rows.filter((one) => one === row).length);
}

/** Has the browser draw what it leaves out as long as nobody scrolls to it. */
async function showAll(page: Page): Promise<void> {
  await page.addStyleTag({ content: ".card { content-visibility: visible !important; }" });
}

/** Renders the page about a job at the configuration's prices, or at rates of one's own. */
async function pageOf(
  clips: readonly object[],
  { budget, rates, free = false }: { readonly budget?: string; readonly rates?: string; readonly free?: boolean },
): Promise<string> {
  const own = { baseCost: "0", perSecond: free ? "0" : "0.01" };
  const overrides = {
    ...((free || rates !== undefined) && { rates: { ...own, ...(rates !== undefined && { source: rates }) } }),
  };
  const set = loadConfig({ env: {}, overrides, onWarning: () => {} });
  const job = parseJob({ jobId: "film", clipPrompts: clips.map((clip) => ({ prompt: "a boat", ...clip })) });
  const plan = planJob(job, { config: set, budget, now: NOW });
  return renderPlanReport(plan, { offers: comparePrices(job, { config: set }), now: NOW });
}
