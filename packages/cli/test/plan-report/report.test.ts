import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import type { Browser, Page, Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { renderPlanReport } from "../../src/plan-report/report.ts";
import { openBrowser } from "../support/open-browser.ts";
import { type Look, openReportViewer, type PageLog, type ReportViewer } from "../support/report-viewer.ts";
import {
  everyImage,
  HOSTILE,
  manyClips,
  NOW,
  objectUrl,
  samplePlan,
  type SamplePlan,
  sixClips,
  STORAGE,
} from "./sample-plans.ts";

/** One report of every kind. */
const REPORTS = {
  over: sixClips("1.50"),
  fits: sixClips("5.00"),
  first: sixClips("0.10"),
  unlimited: sixClips(),
  exact: samplePlan({ clips: [{ duration: 5 }], defaults: { model: "kling-v2.5-turbo-pro" }, budget: "0.35" }),
  estimate: samplePlan({ clips: [{ imageUrl: objectUrl("later.png") }], budget: "0.50" }),
  images: everyImage(),
  hostile: samplePlan({
    jobId: HOSTILE.slice(0, 200),
    clips: [
      { prompt: HOSTILE, negativePrompt: HOSTILE },
      { prompt: "\u05E1\u05D9\u05E8\u05D4 \u05D9\u05D5\u05E6\u05D0\u05EA" },
      { prompt: "w".repeat(3000) },
    ],
    defaults: { model: "kling-v2.5-turbo-pro" },
  }),
  // Enough for three groups and for a timeline of blocks; the budget ends in the last group, so that the middle one is closed.
  many: manyClips(121, "52.50"),
} satisfies Record<string, SamplePlan>;

type Kind = keyof typeof REPORTS;

const KINDS: readonly Kind[] = ["over", "fits", "first", "unlimited", "exact", "estimate", "images", "hostile", "many"];
const SCHEMES = ["light", "dark"] as const;
const WIDTHS = [1280, 360] as const;
// The others have the same parts.
const LOOKED_AT = KINDS.filter((kind) => kind !== "first" && kind !== "exact");
const LOOKS = SCHEMES.flatMap((colorScheme) => WIDTHS.map((width) => ({ colorScheme, width })));

/** A picture of one pixel. */
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/** The name of what has the focus; it has to have an outline. */
const FOCUSED = `(() => {
  const element = document.activeElement;
  if (getComputedStyle(element).outlineStyle !== "solid") return "no outline";
  const label = element.getAttribute("aria-labelledby");
  return (label === null ? element : document.getElementById(label)).textContent.trim().replace(/\\s+/g, " ");
})()`;

describe("the report of a plan in a browser", { timeout: 60_000 }, () => {
  let browser: Browser;
  let viewer: ReportViewer;
  let page: Page;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "vg-plan-report-"));
    browser = await openBrowser();
    viewer = await openReportViewer(browser);
    page = viewer.page;
    await page.route(/^https?:/, (route) => serveImage(route));
    for (const kind of KINDS) {
      const { plan, offers } = REPORTS[kind];
      const html = await renderPlanReport(plan, { offers, version: "1.2.3", now: NOW });
      await writeFile(join(folder, `${kind}.html`), html);
    }
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  describe.each(LOOKED_AT)("%s", (kind) => {
    let log: PageLog;

    beforeAll(async () => {
      log = await show(kind);
      await page.evaluate(axe.source);
    });

    test.each(LOOKS)(
      "$colorScheme, $width px: complains of nothing and has no barrier",
      async ({ colorScheme, width }) => {
        await viewer.look({ colorScheme, viewport: { width, height: 800 } });
        // There the contrast is measured with all of each table in sight.
        const isWide = width === 1280;
        const { violations, passes } = await page.evaluate<axe.AxeResults>(
          `axe.run({ resultTypes: ["violations"], rules: { "color-contrast": { enabled: ${!isWide} } } })`,
        );
        const contrast = isWide ? await contrastOfAll() : undefined;

        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`)).toEqual([]);
        expect([...passes, ...(contrast?.passes ?? [])].map(({ id }) => id)).toEqual(
          expect.arrayContaining(["color-contrast", "landmark-one-main", "page-has-heading-one", "svg-img-alt"]),
        );
        expect(log.complaints).toEqual([]);
        expect(contrast?.violations ?? []).toEqual([]);
        // It cannot decide the contrast of a text in a drawing, whose colours a test below looks at.
        const undecided = (contrast?.incomplete ?? []).flatMap(({ nodes }) => nodes.map(({ html }) => html));
        expect(undecided.filter((node) => !/^<text .* fill="var\(--[a-z]+\)"/.test(node))).toEqual([]);
      },
    );
  });

  /** The contrast of two colours of the page's style sheet, from 1 to 21, as WCAG 2 defines it. */
  function contrastOf(a: string, b: string): Promise<number> {
    return page.evaluate<number>(`(() => {
      const style = getComputedStyle(document.documentElement);
      const light = ([a, b, c]) => 0.2126 * a + 0.7152 * b + 0.0722 * c;
      const of = (name) => light([1, 3, 5].map((at) => parseInt(style.getPropertyValue("--" + name).trim().slice(at, at + 2), 16) / 255)
        .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
      const [dark, bright] = [of("${a}"), of("${b}")].sort((x, y) => x - y);
      return (bright + 0.05) / (dark + 0.05);
    })()`);
  }

  /** Of cells that are scrolled out of sight axe cannot say anything, so all of a table is put in sight for it. */
  async function contrastOfAll(): Promise<axe.AxeResults> {
    const style = await page.addStyleTag({
      content: ".scroll { max-height: none !important; } th, td { white-space: normal !important; }",
    });
    const results = await page.evaluate<axe.AxeResults>(
      'axe.run({ runOnly: ["color-contrast"], resultTypes: ["violations", "incomplete"] })',
    );
    await style.evaluate<void>("(element) => element.remove()");
    return results;
  }

  test("loads the images by their signed URLs, and nothing else", async () => {
    const { page: own, requests } = await openAlone("images", { viewport: { width: 1280, height: 6000 } });
    await expect.poll(() => new Set(requests).size).toBe(3);

    expect([...new Set(requests)].toSorted()).toEqual([
      urlOf("images"),
      `${STORAGE}/storage/v1/object/sign/film/last.png?token=token-of-last.png`,
      `${STORAGE}/storage/v1/object/sign/film/shown.png?token=token-of-shown.png`,
    ]);
    const images = await own.getByRole("img", { name: /^Clip/ }).all();
    expect(await Promise.all(images.map((image) => image.getAttribute("alt")))).toEqual([
      "Clip 1 begins with: film/shown.png",
      "Clip 1 ends with: film/last.png",
    ]);
  });

  test("has a policy under which even a changed page loads from the storage only", async () => {
    const { page: own, served, complaints } = await openAlone("images");
    await own.evaluate(`for (const src of ["https://evil.example/x.png", "${STORAGE}/more.png"]) {
      document.body.append(Object.assign(new Image(), { src }));
    }`);
    await expect.poll(() => served.includes(`${STORAGE}/more.png`)).toBe(true);
    await expect.poll(() => complaints.length).toBeGreaterThan(0);

    expect(served).not.toContain("https://evil.example/x.png");
    expect(complaints.join()).toContain("Content Security Policy");
  });

  test("shows the name of an image whose URL no longer works", async () => {
    const { page: own } = await openAlone("images", {}, 400);
    const image = own.getByRole("img", { name: "Clip 1 begins with: film/shown.png" });
    await image.scrollIntoViewIfNeeded();

    await expect.poll(() => own.evaluate<boolean>("document.querySelector('img').complete")).toBe(true);
    expect(await own.evaluate<number>("document.querySelector('img').naturalWidth")).toBe(0);
    expect(await image.isVisible()).toBe(true);
  });

  test("shows a hostile prompt as it is, and lets nothing in it become HTML or turn the page around", async () => {
    await show("hostile");
    const card = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "Clip 1" }) });

    expect(await page.title()).toBe(`$1.05 for \u2068${HOSTILE.slice(0, 200)}\u2069`);
    expect(await page.locator("script, img, [onerror]").count()).toBe(0);
    await card.getByText("\u2026").click();
    expect(await card.locator("details.prompt > p").textContent()).toBe(HOSTILE);
    expect(await card.getByText("Not to be seen: ").textContent()).toBe(`Not to be seen: ${HOSTILE}`);
    const directions =
      "['#clip-2 .prompt', 'body'].map((place) => getComputedStyle(document.querySelector(place)).direction)";
    expect(await page.evaluate<string[]>(directions)).toEqual(["rtl", "ltr"]);
  });

  test("tells a screen reader what there is", async () => {
    await show("over");
    const headings = await page.getByRole("heading").allTextContents();

    expect(headings.map((text) => text.trim())).toEqual([
      "These 6 clips cost $2.94, $1.44 more than the budget of $1.50",
      "Where the money ends",
      "Why it costs this",
      "Asked for, and made",
      "Warnings",
      "The same job on other models",
      "The clips",
      ...[1, 2, 3, 4, 5, 6].map((clip) => `Clip ${clip}`),
    ]);
    const landmarks = ["banner", "main", "contentinfo"] as const;
    expect(await Promise.all(landmarks.map((landmark) => page.getByRole(landmark).count()))).toEqual([1, 1, 1]);
    const plots = await page.locator("svg[role=img]:visible").all();
    expect(await Promise.all(plots.map((plot) => plot.getAttribute("aria-label")))).toEqual([
      "Bar of the cost of 6 clips, $2.94 in all, beside the budget of $1.50. The budget of $1.50 pays for clips 1 to 3 of 6, $1.40 together; the $0.10 that is left does not pay for clip 4, which costs $0.64.",
      "Timeline of 6 clips to scale: 31 seconds asked for, 42 made. The budget ends before clip 4.",
      "Bars of what the job costs: This plan: 2 models $2.94, pixverse-v6 $3.66.",
    ]);
  });

  test("can be walked through with the keyboard, and shows where one is", async () => {
    await show("over");

    expect(await walk(page, 16)).toEqual([
      "Skip to the content",
      "Where the money ends",
      "Why it costs this",
      "Asked for, and made",
      "Warnings",
      "The same job on other models",
      "The clips",
      "The 3 prices of this plan",
      "https://replicate.com/kwaivgi/kling-v2.5-turbo-pro",
      "https://replicate.com/google/veo-3.1-lite",
      "https://replicate.com/google/veo-3.1-lite",
      "clips 2-3",
      "clip 3",
      "clip 4",
      "clip 4",
      "clip 5",
    ]);
  });

  test("opens a group of many clips with the keyboard, and by a link to one of its clips", async () => {
    await show("many");
    const groups = page.locator("details.group");
    const isOpen = "[...document.querySelectorAll('details.group')].map((group) => group.open)";

    expect(await page.evaluate<boolean[]>(isOpen)).toEqual([true, false, true]);
    await groups.nth(1).locator("summary").first().focus();
    await page.keyboard.press("Enter");
    expect(await page.evaluate<boolean[]>(isOpen)).toEqual([true, true, true]);
    await page.goto("about:blank");
    await page.goto(`${urlOf("many")}#clip-60`);
    await expect.poll(() => page.evaluate<boolean[]>(isOpen)).toEqual([true, true, true]);
    expect(await page.locator("#clip-60").isVisible()).toBe(true);
  });

  test("prints the cards of every group, open or not", async () => {
    await show("many");
    const isVisible = "document.querySelector('#clip-60').checkVisibility()";
    const onScreen = await page.evaluate<boolean>(isVisible);
    await page.emulateMedia({ media: "print" });

    expect([onScreen, await page.evaluate<boolean>(isVisible)]).toEqual([false, true]);
  });

  test.each(KINDS)("%s: fits a narrow screen and large letters without scrolling sideways", async (kind) => {
    await show(kind, { viewport: { width: 320, height: 640 } });
    const overflow = "document.documentElement.scrollWidth - innerWidth";
    const narrow = await page.evaluate<number>(overflow);
    await page.setViewportSize({ width: 640, height: 640 });
    await page.addStyleTag({ content: "html { font-size: 200%; }" });

    expect([narrow, await page.evaluate<number>(overflow)]).toEqual([0, 0]);
  });

  test.each(SCHEMES)("draws every mark and text of a plot so that it is seen: %s", async (colorScheme) => {
    await show("over", { colorScheme });

    for (const mark of ["within", "outside", "old", "bad", "axis"]) {
      expect(await contrastOf(mark, "page"), mark).toBeGreaterThanOrEqual(3);
    }
    // Numbers in and beside the bars, and the emphasised row of the comparison.
    for (const [text, back] of [
      ["page", "within"],
      ["ink", "page"],
      ["bad", "page"],
      ["muted", "page"],
      ["bad", "band"],
      ["bad", "panel"],
    ] as const) {
      expect(await contrastOf(text, back), `${text} on ${back}`).toBeGreaterThanOrEqual(4.5);
    }
  });

  /** Shows a report in the page that the tests share. */
  function show(kind: Kind, look?: Look): Promise<PageLog> {
    return viewer.show(urlOf(kind), look);
  }

  /** Shows a report in a page of its own, which has no image yet; `served` are the requests that its policy lets through. */
  async function openAlone(kind: Kind, look?: Look, status?: number) {
    const own = await openReportViewer(browser);
    onTestFinished(() => own.page.close());
    const served: string[] = [];
    await own.page.route(/^https?:/, (route) => {
      served.push(route.request().url());
      return serveImage(route, status);
    });
    const log = await own.show(urlOf(kind), look);
    return { page: own.page, ...log, served };
  }

  function urlOf(kind: Kind): string {
    return pathToFileURL(join(folder, `${kind}.html`)).href;
  }
});

/** Answers the request for an image: with a picture, or with a status alone. */
function serveImage(route: Route, status = 200): Promise<void> {
  return route.fulfill({ status, contentType: "image/png", body: status === 200 ? PIXEL : "" });
}

/** The names of what has the focus, one stop after the other. */
async function walk(page: Page, stops: number): Promise<readonly string[]> {
  const names: string[] = [];
  while (names.length < stops) {
    await page.keyboard.press("Tab");
    names.push(await page.evaluate<string>(FOCUSED));
  }
  return names;
}
