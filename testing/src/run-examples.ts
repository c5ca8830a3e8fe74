import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inspect } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkedCode } from "./checked-code.ts";
import { readExamples } from "./read-examples.ts";

/**
 * Declares one test for every TypeScript example in a package's TSDoc and README.
 *
 * A line `expression; // => text` (or `const name = expression; // => text`) must give a value that `util.inspect`
 * shows as `text`; `expression; // throws text` must throw, or reject with, an error whose `name: message` holds `text`.
 *
 * @param workRoot - The package whose dependencies the examples may import.
 */
export function runExamples(packageRoot: string, workRoot: string = packageRoot): void {
  const folder = join(workRoot, ".examples");
  beforeAll(() => {
    mkdirSync(folder, { recursive: true });
    Object.assign(globalThis, { checkExample, checkError });
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  test.each(readExamples(packageRoot))("the example at $place does what it says", async ({ place, code }) => {
    const file = join(folder, `${place.replaceAll(/\W/g, "-")}.ts`);
    writeFileSync(file, checkedCode(code));
    await import(/* @vite-ignore */ file);
  });
}

function checkExample(value: unknown, promised: string): void {
  expect(inspect(value, { depth: 9, breakLength: Number.POSITIVE_INFINITY, compact: 99 })).toBe(promised);
}

async function checkError(run: () => unknown, promised: string): Promise<void> {
  const outcome = await Promise.resolve()
    .then(run)
    .then(() => "nothing was thrown", String);
  expect(outcome).toContain(promised);
}
