import { execFileSync } from "node:child_process";
import { median } from "./bench-report.ts";

/** A module to import, and the folder of the package that imports it. */
export interface Importing {
  readonly specifier: string;
  readonly cwd: string;
}

/** A file, as a package's are: what it costs to find and read one is not the doing of any package. */
const EMPTY = new URL("../fixtures/empty.js", import.meta.url).href;

/**
 * Measures what importing modules costs over importing an empty one, in milliseconds: medians of `rounds` rounds, in each
 * of which every module is imported once, by a fresh process.
 *
 * @returns a figure for each module, in their order.
 */
export function importTimes(modules: readonly Importing[], rounds = 21): number[] {
  const empty: number[] = [];
  const times: number[][] = modules.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    empty.push(timeImport({ specifier: EMPTY, cwd: import.meta.dirname }));
    for (const [index, module] of modules.entries()) times[index]?.push(timeImport(module));
  }
  return times.map((measured) => median(measured) - median(empty));
}

function timeImport({ specifier, cwd }: Importing): number {
  const code = `const start = performance.now(); await import(${JSON.stringify(specifier)}); console.log(performance.now() - start);`;
  return Number(execFileSync(process.execPath, ["--input-type=module", "-e", code], { cwd, encoding: "utf8" }));
}
