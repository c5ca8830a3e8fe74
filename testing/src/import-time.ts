import { execFileSync } from "node:child_process";
import { median } from "./bench-report.ts";

/** A file, as a package's are: what it costs to find and read one is no package's doing. */
const EMPTY = new URL("../fixtures/empty.js", import.meta.url).href;

/**
 * Milliseconds that importing a package's built form costs over importing an empty module: the median of `runs`
 * differences, each between two fresh processes that ran one after the other.
 */
export function importTime(packageName: string, packageRoot: string, runs = 25): number {
  const differences = Array.from({ length: runs }, () => {
    const empty = timeImport(EMPTY, packageRoot);
    return timeImport(packageName, packageRoot) - empty;
  });
  return median(differences);
}

function timeImport(specifier: string, cwd: string): number {
  const code = `const start = performance.now(); await import(${JSON.stringify(specifier)}); console.log(performance.now() - start);`;
  return Number(execFileSync(process.execPath, ["--input-type=module", "-e", code], { cwd, encoding: "utf8" }));
}
