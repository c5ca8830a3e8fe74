import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const MANIFEST = pathToFileURL(createRequire(import.meta.url).resolve("@vg/cli/package.json"));

/** Finds a file that this package ships, from its sources as from its bundle. */
export function packageFile(path: string): URL {
  return new URL(path, MANIFEST);
}

/** Returns the version of this package. */
export function version(): string {
  const text = readFileSync(packageFile("package.json"), "utf8");
  return /"version": "([^"]+)"/.exec(text)?.[1] ?? "unknown";
}
