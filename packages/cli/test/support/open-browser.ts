import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import packedChromium from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";

/** Where Debian installs it. */
const DEBIAN = "/usr/bin/chromium";

/**
 * A real browser, without a window: the one that `VG_BROWSER` names, or else Debian's Chromium, or else the headless one
 * that comes as a package, so that a machine with Node alone can look at a report too.
 *
 * @throws Error when there is none at the path; a report that nobody has looked at is not tested.
 */
export async function openBrowser(executablePath = process.env["VG_BROWSER"] || DEBIAN): Promise<Browser> {
  if (existsSync(executablePath)) return launch(executablePath);
  if (executablePath === DEBIAN) return launchPacked();
  throw new Error(`There is no browser at ${executablePath}, where VG_BROWSER says it is.`);
}

/** It unpacks itself into the temporary folder, which is one of its own here and goes with the browser. */
async function launchPacked(): Promise<Browser> {
  const folder = await mkdtemp(join(tmpdir(), "vg-browser-"));
  const before = process.env["TMPDIR"];
  process.env["TMPDIR"] = folder;
  try {
    const browser = await launch(await packedChromium.executablePath());
    browser.once("disconnected", () => void rm(folder, { recursive: true, force: true }));
    return browser;
  } finally {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  }
}

function launch(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-dev-shm-usage",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
}
