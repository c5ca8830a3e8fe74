import { execFile } from "node:child_process";
import { cpSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The root of this repository. */
export const REPOSITORY = join(import.meta.dirname, "../../..");

/**
 * Copies what a commit of the working tree would hold into an own repository with one commit on `main`, and installs its
 * dependencies from what this machine has already. No install script runs: the one of the toolchain's Node would download
 * it, and the Node that runs the tests serves as well.
 */
export async function copyRepository(folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  const { stdout } = await run("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: REPOSITORY,
  });
  const { stdout: gone } = await run("git", ["ls-files", "-z", "--deleted"], { cwd: REPOSITORY });
  const deleted = new Set(gone.split("\0"));
  for (const file of stdout.split("\0").filter((name) => name !== "" && !deleted.has(name))) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(REPOSITORY, file), join(folder, file), { verbatimSymlinks: true });
  }
  await run("git", ["init", "--quiet", "--initial-branch=main"], { cwd: folder, env });
  await commitAll(folder, "Copy the repository", env);
  await run("pnpm", ["install", "--offline", "--frozen-lockfile", "--ignore-scripts"], {
    cwd: folder,
    env: { ...env, ...(await fromThisMachine()) },
  });
}

/** Commits whatever has changed. */
export async function commitAll(folder: string, message: string, env: NodeJS.ProcessEnv): Promise<void> {
  await run("git", ["add", "--all"], { cwd: folder, env });
  await run("git", ["commit", "--quiet", "--no-verify", "-m", message], { cwd: folder, env });
}

/**
 * What makes pnpm take everything from its store; the lockfile was checked when this repository was installed. Nothing is
 * installed before a script runs: that would run the install scripts which {@link copyRepository} leaves out.
 */
export async function fromThisMachine(): Promise<NodeJS.ProcessEnv> {
  const { stdout } = await run("pnpm", ["store", "path"], { cwd: REPOSITORY });
  return {
    pnpm_config_store_dir: dirname(stdout.trim()),
    pnpm_config_offline: "true",
    pnpm_config_minimum_release_age: "0",
    pnpm_config_trust_policy: "off",
    pnpm_config_verify_deps_before_run: "false",
  };
}
