import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { runCommand } from "./commands.ts";
import type { Workplace } from "./workplace.ts";

/** Runs git in the repository and gives back what it answers, without the line's end. */
export async function git(place: Workplace, ...args: readonly string[]): Promise<string> {
  const { root, env } = place;
  return (await runCommand("git", args, { cwd: root, env })).trimEnd();
}

/** Runs the changesets command of this toolchain in the repository. */
export async function changeset(place: Workplace, ...args: readonly string[]): Promise<void> {
  const { root, env, onOutput } = place;
  const bin = join(dirname(createRequire(import.meta.url).resolve("@changesets/cli/package.json")), "bin.js");
  await runCommand(process.execPath, [bin, ...args], { cwd: root, env, onOutput });
}
