import { posix } from "node:path";
import * as v from "valibot";
import type { Tarball } from "./tarball.ts";

const SOURCE_MAP = v.object({ sources: v.array(v.string()) });

/** Every built file has a map, and every map leads to a source that is in the tarball. */
export function checkSourceMaps({ files }: Tarball): string[] {
  const problems: string[] = [];
  for (const [file, text] of files) {
    if (!/^dist\/.*\.(js|d\.ts)$/.test(file)) continue;
    const map = files.get(`${file}.map`);
    if (map === undefined || !text.includes(`//# sourceMappingURL=${posix.basename(file)}.map`)) {
      problems.push(`${file} has no source map; look at the compiler's options.`);
      continue;
    }
    for (const source of v.parse(SOURCE_MAP, JSON.parse(map)).sources) {
      const path = posix.join(posix.dirname(file), source);
      if (!files.has(path)) problems.push(`${file}.map leads to ${path}, which is not in the tarball.`);
    }
  }
  return problems;
}
