import { appendFileSync, existsSync, readFileSync } from "node:fs";

/** The last thing that a client knows about a reservation. */
export interface Entry {
  readonly key: string;
  readonly budget: string;
  readonly cost: string;
  /** `reserve`, `settle` and `release` are about to be called, the others are known to have happened. */
  readonly state: "reserve" | "reserved" | "refused" | "settle" | "settled" | "release" | "released" | "abandoned";
  readonly actual?: string;
}

/** Seconds after which a reservation expires that a client abandons. */
export const ABANDONED_FOR = 0.5;

/** Writes down what is about to be done, or was done, where a killed process leaves it. */
export function write(file: string, entry: Entry): void {
  appendFileSync(file, `${JSON.stringify(entry)}\n`);
}

/** Reads the last entry of each reservation; a line that was cut off by the end of its process counts for nothing. */
export function read(file: string): Entry[] {
  const last = new Map<string, Entry>();
  for (const line of existsSync(file) ? readFileSync(file, "utf8").split("\n") : []) {
    if (!line.endsWith("}")) continue;
    const entry: Entry = JSON.parse(line);
    last.set(entry.key, entry);
  }
  return [...last.values()];
}
