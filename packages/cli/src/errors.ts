import type { ExitCode } from "./exit-code.ts";

/** What else an error of `vg` says. */
export interface CliErrorOptions {
  /**
   * The exit code: 2 where the input, the usage or the configuration is wrong, else 1.
   *
   * @default 2
   */
  readonly exitCode?: ExitCode;
  /** What caused it. */
  readonly cause?: unknown;
}

/**
 * Something a person can put right: its message names what is wrong and the fix, and is shown without a stack trace.
 *
 * @example
 * ```ts
 * import { CliError } from "@vg/cli";
 *
 * new CliError("job.json does not exist; check the path").exitCode; // => 2
 * ```
 */
export class CliError extends Error {
  override readonly name = "CliError";
  readonly exitCode: ExitCode;

  constructor(message: string, { exitCode = 2, cause }: CliErrorOptions = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.exitCode = exitCode;
  }
}
