import * as v from "valibot";
import type { Tarball } from "./tarball.ts";

/** What our `exports` look like: a path, or a path for each condition. */
const ENTRIES = v.record(v.string(), v.union([v.string(), v.record(v.string(), v.string())]));

/** Every path that `exports` and `bin` name is in the tarball, and none leads to the sources. */
export function checkEntries({ manifest, files }: Tarball): string[] {
  const entries = v.safeParse(ENTRIES, manifest.exports);
  if (!entries.success) return ['"exports" is missing, or deeper than a path for each condition.'];
  const problems: string[] = [];
  if (entries.output["."] === undefined) problems.push('"exports" has no entry "."; nobody can import the package.');
  const bins = typeof manifest.bin === "string" ? { bin: manifest.bin } : manifest.bin;
  const paths: [field: string, path: string][] = Object.entries(bins).map(([name, path]) => [`bin.${name}`, path]);
  for (const [entry, target] of Object.entries(entries.output)) {
    const conditions = typeof target === "string" ? { default: target } : target;
    for (const [condition, path] of Object.entries(conditions)) {
      paths.push([`exports["${entry}"].${condition}`, path]);
      if (condition === "types" || condition === "default") continue;
      problems.push(
        `exports["${entry}"] has the condition "${condition}"; "publishConfig.exports" in package.json leaves it out.`,
      );
    }
  }
  for (const [field, path] of paths) {
    if (!files.has(path.replace(/^\.\//, ""))) problems.push(`${field} is ${path}, which is not in the tarball.`);
  }
  return problems;
}
