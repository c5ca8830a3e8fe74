import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Accuracy } from "../../src/accuracy/accuracy.ts";
import { renderReport } from "../../src/accuracy/report/report.ts";
import { judgedSample, KNOWN } from "./judged-sample.ts";
import { openBrowser } from "../support/open-browser.ts";
import { type Look, openReportViewer, type PageLog, type ReportViewer } from "../support/report-viewer.ts";

const HOSTILE = `<img src="https://evil.example/x.png" onerror="alert(1)"> "quoted" & 'apostrophe'`;

/** One report of every kind. */
const REPORTS = {
  holds: judgedSample({
    rows: [2, 4, 6, 8].map(
      (seconds) => [seconds, (0.1 + 0.034 * seconds).toFixed(3), { id: `clip-${seconds}` }] as const,
    ),
  }),
  broken: judgedSample({
    rows: [
      [5, "0.35", { id: HOSTILE, model: "kwaivgi/kling-v2.5-turbo-pro" }],
      [10, "0.70", { model: "kwaivgi/kling-v2.5-turbo-pro" }],
      [2, "0.166"],
    ],
    file: `actuals${HOSTILE}.jsonl`,
    hasNextPage: true,
    setAside: [
      { place: { line: 4 }, id: HOSTILE, reason: "no-clip", why: "failed: there is no clip to compare" },
      { place: { line: 5 }, reason: "no-price", why: `the catalogue does not have ${HOSTILE}` },
    ],
  }),
  unattainable: judgedSample({ rows: KNOWN.quadratic }),
  alone: judgedSample({ rows: [[0, "0.10"]] }),
  dated: judgedSample({
    rows: Array.from({ length: 16 }, (_, index) => {
      const at = new Date(Date.UTC(2026, 7, 1 + index * 5));
      return [5, (0.2 + (index % 7) * 0.03).toFixed(2), { at, model: `maker/model-${index % 8}` }] as const;
    }),
  }),
  long: judgedSample({
    rows: Array.from({ length: 120 }, (_, index) => [index % 16, (0.05 * (1 + (index % 17))).toFixed(2)] as const),
  }),
} satisfies Record<string, Accuracy>;

const MODELS = ["model-1", "model-2", "model-3", "model-4", "model-5", "model-6"];
const COLOURS = [
  "page",
  "panel",
  "ink",
  "muted",
  "link",
  "good",
  "bad",
  "axis",
  "band",
  "within",
  "outside",
  "clip",
  "old",
  "new",
  "new-band",
  ...MODELS,
];
const BANDS = [
  ["within", "band"],
  ["outside", "band"],
  ["axis", "band"],
  ["clip", "new-band"],
  ["old", "new-band"],
  ["new", "new-band"],
  ...MODELS.map((model) => [model, "band"] as const),
] as const;
const TEXTS = [
  ["ink", "page"],
  ["ink", "band"],
  ["muted", "page"],
  ["muted", "panel"],
  ["link", "page"],
  ["good", "page"],
  ["bad", "page"],
] as const;

/** The name of what has the focus; it has to have an outline. */
const FOCUSED = `(() => {
  const element = document.activeElement;
  if (getComputedStyle(element).outlineStyle !== "solid") return "no outline";
  const label = element.getAttribute("aria-labelledby");
  return element.ariaLabel ?? (label === null ? element : document.getElementById(label)).textContent.trim().replace(/\\s+/g, " ");
})()`;

type Kind = keyof typeof REPORTS;

const KINDS: readonly Kind[] = ["holds", "broken", "unattainable", "alone", "dated", "long"];
const SCHEMES = ["light", "dark"] as const;
// Of rows that are scrolled out of sight axe cannot say anything.
const LOOKED_AT = KINDS.filter((kind) => kind !== "long");

test("a browser that is not where it should be is an error, not a reason to skip", async () => {
  await expect(openBrowser("/no/such/browser")).rejects.toThrow(
    "There is no browser at /no/such/browser, where VG_BROWSER says it is.",
  );
});

describe("the report in a browser", { timeout: 60_000 }, () => {
  let browser: Browser;
  let viewer: ReportViewer;
  let page: Page;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "vg-report-"));
    browser = await openBrowser();
    viewer = await openReportViewer(browser);
    page = viewer.page;
    await Promise.all(
      KINDS.map(async (kind) => {
        const html = await renderReport(REPORTS[kind], { version: "1.2.3", madeAt: new Date("2026-11-22T10:00:00Z") });
        await writeFile(join(folder, `${kind}.html`), html);
      }),
    );
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

    test.each(SCHEMES)("%s: asks no network, complains of nothing and has no barrier", async (colorScheme) => {
      await viewer.look({ colorScheme });
      const { violations, incomplete, passes } = await page.evaluate<axe.AxeResults>(
        `axe.run({ resultTypes: ["violations", "incomplete"] })`,
      );

      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`)).toEqual([]);
      // What axe cannot decide is the contrast of a text in a drawing, whose colours the next test looks at.
      const undecided = incomplete.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
      expect(undecided.filter((node) => !/^color-contrast: <text .* fill="var\(--(ink|muted)\)"/.test(node))).toEqual(
        [],
      );
      expect(passes.map(({ id }) => id)).toEqual(
        expect.arrayContaining(["color-contrast", "landmark-one-main", "page-has-heading-one", "svg-img-alt"]),
      );
      expect(log.complaints).toEqual([]);
      expect(log.requests).toEqual([urlOf(kind)]);
    });
  });

  test.each(SCHEMES)("draws every mark so that it can be told from what is behind it: %s", async (colorScheme) => {
    await show("broken", { colorScheme });
    const colours = await page.evaluate<Record<string, string>>(`
      Object.fromEntries(${JSON.stringify(COLOURS)}.map((name) => [name, getComputedStyle(document.documentElement).getPropertyValue("--" + name)]))
    `);
    const contrast = (a: string, b: string): number => contrastOf(colours[a] ?? "", colours[b] ?? "");

    for (const mark of ["within", "outside", "axis", "clip", "old", "new", ...MODELS]) {
      expect({ mark, enough: contrast(mark, "page") >= 3 }).toEqual({ mark, enough: true });
    }
    for (const [mark, band] of BANDS) {
      expect({ mark, band, enough: contrast(mark, band) >= 3 }).toEqual({ mark, band, enough: true });
    }
    for (const [text, back] of TEXTS) {
      expect({ text, back, enough: contrast(text, back) >= 4.5 }).toEqual({ text, back, enough: true });
    }
  });

  test("looks different in the dark", async () => {
    const background = "getComputedStyle(document.body).backgroundColor";
    await show("holds", { colorScheme: "light" });
    const light = await page.evaluate<string>(background);
    await viewer.look({ colorScheme: "dark" });
    const dark = await page.evaluate<string>(background);

    expect([light, dark]).toEqual(["rgb(255, 255, 255)", "rgb(13, 17, 23)"]);
  });

  test("can be walked through with the keyboard, and shows where one is", async () => {
    await show("broken");
    const stops = await walk(page, 11);

    expect(stops).toEqual([
      "Skip to the content",
      "How far the estimates were off",
      "Cost over duration",
      "Models",
      "New rates",
      "All clips",
      "Not compared",
      "How this was judged",
      "2 models: what was estimated, and what was paid",
      "3 clips, the worst estimate first",
      "2 rows that cannot be compared",
    ]);
  });

  test("lets the keyboard skip to the content and scroll a long table", async () => {
    await show("long");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    const table = page.getByRole("region", { name: "120 clips, the worst estimate first" });
    const before = await page.evaluate<string>("document.activeElement.id");
    await page.evaluate(axe.source);
    const { passes } = await page.evaluate<axe.AxeResults>('axe.run({ runOnly: ["scrollable-region-focusable"] })');
    await table.focus();
    await page.keyboard.press("End");

    await expect.poll(() => page.evaluate<number>("document.activeElement.scrollTop")).toBeGreaterThan(1000);
    expect(before).toBe("content");
    expect(passes).toHaveLength(1);
  });

  test("tells a screen reader what there is", async () => {
    await show("broken");

    expect((await page.getByRole("heading").allTextContents()).map((text) => text.trim())).toEqual([
      "The ±20 % promise does not hold: you paid $1.216, we said $0.861",
      "How far the estimates were off",
      "Cost over duration",
      "Models",
      "New rates",
      "All clips",
      "Not compared",
      "How this was judged",
    ]);
    const landmarks = ["banner", "main", "contentinfo"] as const;
    expect(await Promise.all(landmarks.map((landmark) => page.getByRole(landmark).count()))).toEqual([1, 1, 1]);
    expect(await page.getByRole("navigation", { name: "Sections" }).count()).toBe(1);
    const images = await page.getByRole("img").all();
    expect(await Promise.all(images.map((image) => image.getAttribute("aria-label")))).toEqual([
      "Histogram of the errors of 3 estimates. 1 are within ±20 %, 0 are too high, 2 too low.",
      expect.stringMatching(/^Scatter plot of the cost of 3 clips of 2 to 10 seconds over their duration, with the /),
    ]);
  });

  test("holds every clip in a table, the worst first, and shows a hostile name as it is", async () => {
    await show("broken");
    const table = page.getByRole("table", { name: "3 clips, the worst estimate first" });

    expect(await table.getByRole("columnheader").allTextContents()).toEqual([
      "Clip",
      "Where",
      "Model",
      "Seconds",
      "Estimate",
      "Actual",
      "Error",
      "Within ±20 %",
    ]);
    expect(await table.getByRole("rowheader").allTextContents()).toEqual(["line 2", HOSTILE, "line 3"]);
    expect(await table.getByRole("row").nth(2).getByRole("cell").allTextContents()).toEqual([
      "line 1",
      "kwaivgi/kling-v2.5-turbo-pro",
      "5",
      "$0.265",
      "$0.350",
      "-24.3 %",
      "no",
    ]);
    expect(await page.getByRole("table", { name: "2 rows that cannot be compared" }).getByRole("row").count()).toBe(3);
    expect(await page.title()).toBe(`The ±20 % promise does not hold: actuals${HOSTILE}.jsonl`);
    expect(await page.getByText("one page of a longer list").count()).toBe(1);
  });

  test.each(KINDS)("%s: fits a narrow screen and large letters without scrolling sideways", async (kind) => {
    await show(kind, { viewport: { width: 320, height: 640 } });
    const overflow = "document.documentElement.scrollWidth - innerWidth";
    const narrow = await page.evaluate<number>(overflow);
    await page.setViewportSize({ width: 640, height: 640 });
    await page.addStyleTag({ content: "html { font-size: 200%; }" });

    expect([narrow, await page.evaluate<number>(overflow)]).toEqual([0, 0]);
  });

  /** Shows a report in the page that the tests share. */
  function show(kind: Kind, look?: Look): Promise<PageLog> {
    return viewer.show(urlOf(kind), look);
  }

  function urlOf(kind: Kind): string {
    return pathToFileURL(join(folder, `${kind}.html`)).href;
  }
});

/** The names of what has the focus, one stop after the other. */
async function walk(page: Page, stops: number): Promise<readonly string[]> {
  if (stops === 0) return [];
  await page.keyboard.press("Tab");
  const stop = await page.evaluate<string>(FOCUSED);
  return [stop, ...(await walk(page, stops - 1))];
}

/** The contrast of two colours such as `#0d1117`, from 1 to 21, as WCAG 2 defines it. */
function contrastOf(a: string, b: string): number {
  const [dark = 0, light = 0] = [a, b].map(luminance).toSorted((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((start) => Number.parseInt(colour.trim().slice(start, start + 2), 16) / 255)
    .map((channel) => (channel <= 0.040_45 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
