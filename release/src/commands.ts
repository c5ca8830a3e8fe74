import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The repository that a release is made from, and what its commands get. */
export interface Repository {
  /** Its root folder. */
  readonly root: string;
  /** The whole environment of every command. */
  readonly env: NodeJS.ProcessEnv;
  /** Gets what the commands print while they run. */
  readonly onOutput: (text: string) => void;
}

/** Why a release stopped; nothing was published after it. */
export class ReleaseError extends Error {
  override readonly name = "ReleaseError";
}

/** Runs git in the repository and returns what it prints, without the last line break. */
export async function git({ root, env }: Repository, ...args: readonly string[]): Promise<string> {
  return (await runCommand("git", args, { cwd: root, env })).trimEnd();
}

/** Runs the toolchain's changesets command in the repository. */
export async function changeset({ root, env, onOutput }: Repository, ...args: readonly string[]): Promise<void> {
  const bin = join(dirname(createRequire(import.meta.url).resolve("@changesets/cli/package.json")), "bin.js");
  await runCommand(process.execPath, [bin, ...args], { cwd: root, env, onOutput });
}

/** The options of running a command. */
export interface CommandOptions {
  /** The folder it runs in. */
  readonly cwd: string;
  /** Its whole environment. */
  readonly env: NodeJS.ProcessEnv;
  /** Gets what the command prints, to stdout and stderr, while it runs. */
  readonly onOutput?: (text: string) => void;
}

/**
 * Runs a command to its end and returns what it printed to stdout.
 *
 * @throws {@link ReleaseError} with everything it printed, if it cannot start, fails or is killed.
 */
export async function runCommand(command: string, args: readonly string[], options: CommandOptions): Promise<string> {
  const { cwd, env, onOutput } = options;
  const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let everything = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  for (const stream of [child.stdout, child.stderr.setEncoding("utf8")]) {
    stream.on("data", (text: string) => {
      everything += text;
      onOutput?.(text);
    });
  }
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const failure = `${[command, ...args].join(" ")} failed`;
  child.once("error", (error) => {
    reject(new ReleaseError(`${failure}: ${error.message}`));
  });
  child.once("close", (code, signal) => {
    if (code === 0) resolve(stdout);
    else reject(new ReleaseError(`${failure} with ${signal ?? `exit code ${code}`}:\n${everything.trim()}`));
  });
  return promise;
}
