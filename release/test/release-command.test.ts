import { join } from "node:path";
import { expect, test } from "vitest";
import { runCommand } from "../src/commands.ts";

const ROOT = join(import.meta.dirname, "../..");
const { PATH, HOME } = process.env;

async function releaseCommand(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  return runCommand(process.execPath, ["release/bin/release.ts", ...args], { cwd: ROOT, env: { PATH, HOME, ...env } });
}

test("a dry run needs no registry, and changes nothing", async () => {
  const lines = (await releaseCommand(["--dry-run"])).trimEnd().split("\n");

  expect(lines.at(-1)).toMatch(/^\d+ of \d+ packages would be published\. Nothing was changed\.$/);
  for (const line of lines.slice(0, -1)) expect(line).toMatch(/^(publish|unknown) {2}@vg\/\w+ +\d+\.\d+\.\d+ /);
});

test.each<[args: string[], env: NodeJS.ProcessEnv, message: RegExp]>([
  [[], {}, /exit code 1:\nVG_REGISTRY is not set.*\nVG_REGISTRY_TOKEN is not set/],
  [["--dry-run"], { VG_REGISTRY: "nowhere" }, /exit code 1:\nVG_REGISTRY is not an http or https URL/],
  [["--wet-run"], {}, /exit code 2:\nUnknown option '--wet-run'[^]*Usage: pnpm release \[--dry-run\]$/],
])("`pnpm release` with %j and %j says what is wrong, without a stack", async (args, env, message) => {
  const failure = releaseCommand(args, env);

  await expect(failure).rejects.toThrow(message);
  await expect(failure).rejects.not.toThrow(/ {4}at /);
});
