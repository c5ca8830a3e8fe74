import type { CliContext } from "./cli-context.ts";
import type { ExitCode } from "./exit-code.ts";
import { createProgram } from "./program.ts";
import { reportError } from "./report-error.ts";
import { openTerminal } from "./terminal.ts";

/**
 * Runs `vg` with the arguments that follow its name, and gives back its exit code; it never rejects.
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
    return reportError(error, openTerminal(context, {}));
  }
}

function interruption(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
