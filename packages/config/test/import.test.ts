import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";

const INDEX = new URL("../src/index.ts", import.meta.url).href;

/** Remembers every name that a module asks the environment for, and asks once, so that it is seen to work. */
const PROGRAM = `
const reads = [];
const seen = (name) => {
  if (new Error().stack.split("\\n").slice(3).some((line) => line.includes("file:"))) reads.push(String(name));
};
process.env = new Proxy({}, {
  get: (_, name) => seen(name),
  has: (_, name) => seen(name) ?? false,
  ownKeys: () => seen("every name") ?? [],
});
const { getGenerationSettings } = await import(${JSON.stringify(INDEX)});
const byImporting = reads.splice(0);
getGenerationSettings();
console.log(JSON.stringify({ byImporting, byCalling: reads }));
`;

test("reads nothing of the environment by itself", () => {
  const output = execFileSync(process.execPath, ["--input-type=module", "-e", PROGRAM], { encoding: "utf8" });

  expect(JSON.parse(output)).toEqual({ byImporting: [], byCalling: ["ENVIRONMENT"] });
});
