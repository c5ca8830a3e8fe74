import { posix } from "node:path";
import { parseSync } from "oxc-parser";
import * as v from "valibot";
import type { Tarball } from "./tarball.ts";

const SOURCE_MAP = v.object({
  sources: v.array(v.string()),
  sourcesContent: v.optional(v.array(v.nullable(v.string())), []),
});

/** Checks that every built file with code has a map, and that its sources are in the tarball or in the map itself. */
export function checkSourceMaps({ files }: Tarball): string[] {
  const problems: string[] = [];
  for (const [file, text] of files) {
    if (!/^dist\/.*\.(js|d\.ts)$/.test(file) || !hasCode(file, text)) continue;
    const map = files.get(`${file}.map`);
    if (map === undefined || !text.includes(`//# sourceMappingURL=${posix.basename(file)}.map`)) {
      problems.push(`${file} has no source map; look at the bundler's options.`);
      continue;
    }
    const { sources, sourcesContent } = v.parse(SOURCE_MAP, JSON.parse(map));
    for (const [index, source] of sources.entries()) {
      const path = posix.join(posix.dirname(file), source);
      if (files.has(path) || typeof sourcesContent[index] === "string") continue;
      problems.push(`${file}.map leads to ${path}, which is not in the tarball.`);
    }
  }
  return problems;
}

/** Returns whether a file does more than pass on what other files export. */
function hasCode(file: string, text: string): boolean {
  return parseSync(file, text).program.body.some(
    (statement) =>
      statement.type !== "ImportDeclaration" &&
      !(statement.type === "ExportNamedDeclaration" && statement.declaration === null),
  );
}
