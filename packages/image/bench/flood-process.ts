import { createHash } from "node:crypto";
import { inspectImage } from "../src/media/inspect.ts";
import { floods } from "../test/support/floods.ts";

/** The cost of refusing an image of 20 MB that is made of as many parts as possible. */
export interface FloodCost {
  readonly name: string;
  readonly ms: number;
  /** Milliseconds to hash the same bytes. */
  readonly hashMs: number;
  /** Millions of bytes of resident memory. */
  readonly extra: number;
}

const SIZE = 20_000_000;

process.once("message", (index: number) => {
  const [name = "", bytes = Buffer.alloc(0)] = floods(SIZE)[index] ?? [];
  const hashMs = timeOf(() => createHash("sha256").update(bytes).digest());
  const before = process.memoryUsage.rss();
  const ms = timeOf(() => refuse(bytes));
  const extra = (process.memoryUsage.rss() - before) / 1e6;
  process.send?.({ name, ms, hashMs, extra } satisfies FloodCost);
  process.disconnect();
});

function refuse(bytes: Uint8Array): void {
  try {
    inspectImage(bytes, { maxPixels: 64_000_000 });
  } catch {
    return;
  }
  throw new TypeError("The flood was not refused.");
}

function timeOf(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
