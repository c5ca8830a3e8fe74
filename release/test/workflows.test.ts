import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const FOLDER = join(import.meta.dirname, "../../.github/workflows");
const WORKFLOWS = readdirSync(FOLDER).map((name) => ({ name, text: readFileSync(join(FOLDER, name), "utf8") }));

test.each(WORKFLOWS)("$name pins every action by its commit, and says which version that is", ({ text }) => {
  const uses = text.split("\n").filter((line) => line.includes("uses:"));

  expect(uses).not.toEqual([]);
  for (const line of uses) expect(line).toMatch(/uses: [\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

test.each(WORKFLOWS)("$name gives a job only what it asks for", ({ text }) => {
  const [head = "", ...jobs] = text.split(/^ {2}(?=[\w-]+:\n {4}name:)/m);

  expect(head).toContain("\npermissions: {}\n");
  expect(jobs.length).toBeGreaterThan(1);
  for (const job of jobs) expect(job).toMatch(/^ {4}permissions:( \{\}$|\n {6}contents: (read|write) # \w)/m);
});

test("the closing job of ci.yml waits for every other", () => {
  const { text = "" } = WORKFLOWS.find(({ name }) => name === "ci.yml") ?? {};
  const jobs = [...text.matchAll(/^ {2}([\w-]+):\n {4}name:/gm)].map(([, job]) => job);

  expect(jobs.at(-1)).toBe("ci");
  expect(text).toContain(`needs: [${jobs.slice(0, -1).join(", ")}]`);
});
