import { ConfigError } from "@vg/config";
import { CommanderError } from "commander";
import { CliError } from "./errors.ts";
import { errorText } from "./error-text.ts";
import type { ExitCode } from "./exit-code.ts";
import { Interrupted } from "./interrupted.ts";
import type { Terminal } from "./terminal.ts";

/** Says on stderr what ended a run, without a stack trace, and gives the exit code that goes with it. */
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
  terminal.fail(errorText(error));
  return 1;
}
