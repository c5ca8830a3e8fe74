import { globSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

/** A code block of a TSDoc `@example` or of a README, with where it stands. */
export interface Example {
  /** Path of the file from the package's root, with the line of the block: `src/format-cost.ts:12`. */
  readonly place: string;
  /** The code as it is shown to the reader. */
  readonly code: string;
}

/** Every TypeScript code block under `@example` in a package's `src`, and in its README. */
export function readExamples(packageRoot: string): Example[] {
  const sources = globSync("src/**/*.ts", { cwd: packageRoot })
    .toSorted()
    .map((file) => join(packageRoot, file));
  return [...sources, join(packageRoot, "README.md")].flatMap((file) =>
    codeBlocks(readFileSync(file, "utf8"), relative(packageRoot, file)),
  );
}

function codeBlocks(text: string, file: string): Example[] {
  const blocks: Example[] = [];
  const lines = text.split("\n").map((line) => line.replace(/^\s*\*( |$)/, ""));
  for (let at = 0; at < lines.length; at++) {
    if (!/^```(ts|typescript)$/.test(lines[at] ?? "")) continue;
    const end = lines.indexOf("```", at + 1);
    const place = `${file}:${at + 1}`;
    if (end === -1) throw new SyntaxError(`${place} opens a code block that never closes.`);
    blocks.push({ place, code: lines.slice(at + 1, end).join("\n") });
    at = end;
  }
  return blocks;
}
