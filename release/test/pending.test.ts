import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import type { Repository } from "../src/commands.ts";
import { missingChangesets } from "../src/pending.ts";
import { temporaryFolder, writeFiles } from "./support/made-package.ts";

const env = {
  PATH: process.env["PATH"],
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_SYSTEM: "/dev/null",
  GIT_AUTHOR_NAME: "A",
  GIT_AUTHOR_EMAIL: "a@localhost",
  GIT_COMMITTER_NAME: "A",
  GIT_COMMITTER_EMAIL: "a@localhost",
};

test.each<[what: string, files: Record<string, string>, missing: string[]]>([
  ["nothing", {}, []],
  ["a test", { "packages/one/test/one.test.ts": "" }, []],
  ["a README", { "packages/one/README.md": "" }, []],
  ["a private package's sources", { "packages/hidden/src/index.ts": "" }, []],
  ["sources", { "packages/one/src/index.ts": "" }, ["@vg/one"]],
  ["sources of two", { "packages/one/src/index.ts": "", "packages/two/src/new.ts": "" }, ["@vg/one", "@vg/two"]],
  ["sources, with a changeset", { "packages/one/src/index.ts": "", ".changeset/new.md": changesetFor("@vg/one") }, []],
  [
    "sources, with a changeset for another package",
    { "packages/one/src/index.ts": "", ".changeset/new.md": changesetFor("@vg/two") },
    ["@vg/one"],
  ],
  ["sources, with an empty changeset", { "packages/one/src/index.ts": "", ".changeset/new.md": "---\n---\n" }, []],
  ["sources, with an older changeset", { "packages/two/src/index.ts": "" }, ["@vg/two"]],
  ["the helpers in all packages", { "internal/src/redact.ts": "" }, ["@vg/internal"]],
  [
    "the helpers in all packages, with a changeset",
    { "internal/src/redact.ts": "", ".changeset/new.md": changesetFor("@vg/one") },
    [],
  ],
])("a change of %s needs a changeset for %j", async (_what, files, missing) => {
  const repository = await makeRepository();
  writeFiles(repository.root, files);

  expect(await missingChangesets(repository, "HEAD")).toEqual(missing);
  commit(repository, "Change");
  expect(await missingChangesets(repository, "HEAD~1")).toEqual(missing);
});

async function makeRepository(): Promise<Repository> {
  const repository = { root: await temporaryFolder(), env, onOutput: () => undefined };
  writeFiles(repository.root, {
    "package.json": '{ "name": "root", "private": true }',
    "pnpm-workspace.yaml": "packages:\n  - packages/*\n",
    "pnpm-lock.yaml": "lockfileVersion: '9.0'\n",
    ".changeset/config.json": '{ "changelog": false, "baseBranch": "main" }',
    ".changeset/older.md": changesetFor("@vg/two"),
    "packages/one/package.json": '{ "name": "@vg/one", "version": "1.0.0" }',
    "packages/two/package.json": '{ "name": "@vg/two", "version": "1.0.0" }',
    "packages/hidden/package.json": '{ "name": "@vg/hidden", "version": "1.0.0", "private": true }',
  });
  execFileSync("git", ["init", "--quiet", "--initial-branch=main"], { cwd: repository.root, env });
  commit(repository, "Start");
  return repository;
}

function commit(repository: Repository, message: string): void {
  execFileSync("git", ["add", "--all"], { cwd: repository.root, env });
  execFileSync("git", ["commit", "--quiet", "--allow-empty", "-m", message], { cwd: repository.root, env });
}

function changesetFor(name: string): string {
  return `---\n"${name}": patch\n---\n\nSay what is new\n`;
}
