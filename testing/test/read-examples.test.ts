import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkedCode } from "../src/checked-code.ts";
import { readExamples } from "../src/read-examples.ts";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "vg-examples-"));
  mkdirSync(join(root, "src"));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

test("finds the TypeScript blocks of the sources and of the README, and says where they stand", () => {
  writeFileSync(
    join(root, "src/add.ts"),
    "/**\n * @example\n * ```ts\n * add(1, 2); // => 3\n *\n * add(0, 0);\n * ```\n */\n",
  );
  writeFileSync(join(root, "README.md"), "# Add\n\n```sh\nnpm install\n```\n\n```ts\nadd(2, 2);\n```\n");

  expect(readExamples(root)).toEqual([
    { place: "src/add.ts:3", code: "add(1, 2); // => 3\n\nadd(0, 0);" },
    { place: "README.md:7", code: "add(2, 2);" },
  ]);
});

test("refuses a block that has no end", () => {
  writeFileSync(join(root, "README.md"), "```ts\nadd(2, 2);\n");

  expect(() => readExamples(root)).toThrow("README.md:1 opens a code block that never closes");
});

test.each([
  ["add(1, 2); // => 3", 'globalThis.checkExample(add(1, 2), "3");'],
  ["const sum = add(1, 2); // => 3", 'const sum = add(1, 2); // => 3\nglobalThis.checkExample(sum, "3");'],
  ["add(1, 2);", "add(1, 2);"],
  ["// a remark", "// a remark"],
])("turns %j into %j", (line, checked) => {
  expect(checkedCode(line)).toBe(checked);
});

test("a promise of an error becomes a check of its text", () => {
  expect(checkedCode("add(); // throws needs two")).toContain('globalThis.checkError(async () => add(), "needs two")');
});
