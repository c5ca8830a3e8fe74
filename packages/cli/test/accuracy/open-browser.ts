import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** Where Debian installs it. */
const CHROMIUM = "/usr/bin/chromium";

/**
 * A real browser, without a window: the one that `VG_BROWSER` names, or else Debian's Chromium.
 *
 * @throws Error that says how to install it where there is none; a report that nobody has looked at is not tested.
 */
export async function openBrowser(executablePath = process.env["VG_BROWSER"] || CHROMIUM): Promise<Browser> {
  if (!existsSync(executablePath)) {
    throw new Error(
      `There is no browser at ${executablePath}, and the report has to be looked at in one: install it with \`apt-get update && apt-get install -y --no-install-recommends chromium\`, or let VG_BROWSER name a Chromium.`,
    );
  }
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
