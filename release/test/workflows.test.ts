import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { validate } from "@actions/languageservice";
import * as v from "valibot";
import { TextDocument } from "vscode-languageserver-textdocument";
import { expect, test } from "vitest";
import { parse } from "yaml";

const FOLDER = join(import.meta.dirname, "../../.github/workflows");
const Workflow = v.object({
  permissions: v.unknown(),
  jobs: v.record(
    v.string(),
    v.looseObject({
      permissions: v.unknown(),
      needs: v.optional(v.union([v.string(), v.array(v.string())])),
      steps: v.array(v.looseObject({ uses: v.optional(v.string()) })),
    }),
  ),
});
const WORKFLOWS = readdirSync(FOLDER).map((name) => {
  const text = readFileSync(join(FOLDER, name), "utf8");
  return { name, text, workflow: v.parse(Workflow, parse(text)) };
});

const CI = WORKFLOWS.filter(({ name }) => name === "ci.yml");

/** Returns what GitHub's own language service finds in a workflow. */
async function problemsOf(name: string, text: string): Promise<string[]> {
  const document = TextDocument.create(`file:///.github/workflows/${name}`, "yaml", 1, text);
  return (await validate(document)).map(
    ({ message, range }) => `${name}:${range.start.line + 1}: ${typeof message === "string" ? message : message.value}`,
  );
}

test.each(WORKFLOWS)("$name has no problem that GitHub would find", async ({ name, text }) => {
  expect(await problemsOf(name, text)).toEqual([]);
});

test.each(CI)("$name has a problem if a job needs one that does not exist", async ({ name, text }) => {
  const wrong = text.replace("needs: [check,", "needs: [chek,");

  expect(await problemsOf(`wrong-${name}`, wrong)).toContainEqual(
    expect.stringContaining("'ci' depends on unknown job 'chek'"),
  );
});

test.each(WORKFLOWS)("$name pins every action by its commit", ({ workflow }) => {
  const actions = Object.values(workflow.jobs).flatMap(({ steps }) => steps.flatMap(({ uses }) => uses ?? []));

  expect(actions).not.toEqual([]);
  for (const action of actions) expect(action).toMatch(/@[0-9a-f]{40}$/);
});

test.each(WORKFLOWS)("$name gives a job only what it asks for", ({ workflow }) => {
  expect(workflow.permissions).toEqual({});
  for (const { permissions } of Object.values(workflow.jobs)) expect(permissions).toBeTypeOf("object");
});

test.each(CI)("the closing job of $name waits for every other", ({ workflow }) => {
  const { ci, ...others } = workflow.jobs;

  expect(ci?.needs).toEqual(Object.keys(others));
});
