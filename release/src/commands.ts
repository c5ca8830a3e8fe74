import { spawn } from "node:child_process";
import { ReleaseError } from "./release-error.ts";

/** How a command is run. */
export interface CommandOptions {
  /** The folder it runs in. */
  readonly cwd: string;
  /** Its whole environment. */
  readonly env: NodeJS.ProcessEnv;
  /** Gets what the command says while it runs; by default nobody does. */
  readonly onOutput?: (text: string) => void;
}

/**
 * Runs a command to its end and gives back what it wrote to stdout.
 *
 * @throws {@link ReleaseError} with all it said, when it cannot start, fails or is killed.
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
  const said = (): string => `${[command, ...args].join(" ")} failed`;
  child.once("error", (error) => {
    reject(new ReleaseError(`${said()}: ${error.message}`));
  });
  child.once("close", (code, signal) => {
    if (code === 0) resolve(stdout);
    else reject(new ReleaseError(`${said()} with ${signal ?? `exit code ${code}`}:\n${everything.trim()}`));
  });
  return promise;
}
