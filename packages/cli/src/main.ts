import { ConfigError } from "@vg/config";
import { CommanderError } from "commander";
import { CliError, formatError, type ExitCode, Interrupted } from "./errors.ts";
import { createProgram } from "./program.ts";
import { type CliContext, openTerminal, type Terminal } from "./terminal.ts";

/**
 * Runs `vg` with the arguments that follow its name, and returns its exit code; it never rejects.
 *
 * An aborted `context.signal` ends it at once.
 *
 * @example
 * ```ts
 * import { main } from "@vg/cli";
 *
 * const { stdin, stdout, stderr } = process;
 * const { signal } = new AbortController();
 * await main(["models", "--json", "--no-such-option"], { stdin, stdout, stderr, signal }); // => 2
 * ```
 */
export async function main(argv: readonly string[], context: CliContext): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  const program = await createProgram(argv, context, {
    async run(command, work) {
      exitCode = await work(openTerminal(context, command.optsWithGlobals()));
    },
  });
  try {
    await Promise.race([program.parseAsync(argv, { from: "user" }), interruption(context.signal)]);
    return exitCode;
  } catch (error) {
    return reportError(error, openTerminal(context, program.opts()));
  }
}

function interruption(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

/** Writes to stderr why a run ended, without a stack trace, and returns the exit code that goes with it. */
export function reportError(error: unknown, terminal: Pick<Terminal, "fail">): ExitCode {
  if (error instanceof Interrupted) return error.signal === "SIGINT" ? 130 : 143;
  // Commander has printed its own message already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof CliError) {
    terminal.fail(error.message);
    return error.exitCode;
  }
  if (error instanceof ConfigError) {
    terminal.fail(`the configuration is wrong:\n${error.message.replaceAll(/^/gm, "  ")}`);
    return 2;
  }
  terminal.fail(formatError(error));
  return 1;
}
