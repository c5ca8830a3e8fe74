import type { Browser, Page } from "playwright-core";

/** How a page is looked at. */
export interface Look {
  /** @default "light" */
  readonly colorScheme?: "light" | "dark";
  /**
   * CSS pixels.
   *
   * @default { width: 1280, height: 800 }
   */
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** What a page has asked for, and what the browser has complained of, since the page was loaded. */
export interface PageLog {
  readonly requests: readonly string[];
  readonly complaints: readonly string[];
}

/** A page in which one report after the other is shown: a page for each test would cost a process of the browser each. */
export interface ReportViewer {
  readonly page: Page;
  /** Loads a report, whichever was shown before. */
  readonly show: (url: string, look?: Look) => Promise<PageLog>;
  /** Looks at the report in another way, without loading it again. */
  readonly look: (look: Look) => Promise<void>;
}

/** Opens a page of its own in a browser. */
export async function openReportViewer(browser: Browser): Promise<ReportViewer> {
  const page = await browser.newPage();
  let requests: string[] = [];
  let complaints: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));

  async function look({ colorScheme = "light", viewport = { width: 1280, height: 800 } }: Look): Promise<void> {
    await page.emulateMedia({ colorScheme, media: null });
    await page.setViewportSize(viewport);
  }

  async function show(url: string, how: Look = {}): Promise<PageLog> {
    await page.goto("about:blank");
    [requests, complaints] = [[], []];
    await look(how);
    await page.goto(url);
    return { requests, complaints };
  }

  return { page, show, look };
}
