import { existsSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import packedChromium from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";

/** Where Debian installs it. */
const DEBIAN = "/usr/bin/chromium";

/** The browser that comes as a package stays unpacked here: to unpack it takes as long as many tests. */
const CACHE = fileURLToPath(new URL("../../node_modules/.cache/vg-chromium", import.meta.url));

/**
 * A real browser, without a window: the one that `VG_BROWSER` names, or else Debian's Chromium, or else the headless one
 * that comes as a package, so that a machine with Node alone can look at a report too.
 *
 * @throws Error when there is none at the path; a report that nobody has looked at is not tested.
 */
export async function openBrowser(executablePath = process.env["VG_BROWSER"] || DEBIAN): Promise<Browser> {
  if (existsSync(executablePath)) return launch(executablePath);
  if (executablePath === DEBIAN) return launch(await unpackedChromium());
  throw new Error(`There is no browser at ${executablePath}, where VG_BROWSER says it is.`);
}

/** Returns the path to the packed browser, which is unpacked if no test has done so yet. */
async function unpackedChromium(): Promise<string> {
  const manifest = new URL("../package.json", import.meta.resolve("@sparticuz/chromium"));
  const { version }: { readonly version: string } = JSON.parse(readFileSync(manifest, "utf8"));
  const folder = join(CACHE, version);
  if (!existsSync(folder)) await unpackInto(folder);
  return join(folder, "chromium");
}

/** The folder appears at once and complete, so that two test files can ask for it at the same time. */
async function unpackInto(folder: string): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  const partial = await mkdtemp(join(CACHE, "partial-"));
  const before = process.env["TMPDIR"];
  // The package unpacks into the temporary folder, wherever that is.
  process.env["TMPDIR"] = partial;
  try {
    await packedChromium.executablePath();
  } finally {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  }
  try {
    await rename(partial, folder);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    // Another test file was faster.
    if (!existsSync(folder)) throw error;
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
