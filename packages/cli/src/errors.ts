/** The other facts of an error of `vg`. */
export interface CliErrorOptions {
  /**
   * The exit code: 2 if the input, the usage or the configuration is wrong, else 1.
   *
   * @default 2
   */
  readonly exitCode?: ExitCode;
  /** The error that caused it. */
  readonly cause?: unknown;
}

/**
 * An error that a person can put right: its message names what is wrong and the fix, and is shown without a stack trace.
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

/**
 * The exit codes of `vg`: 0 done, 1 failed, 2 wrong usage or configuration, 3 over budget, 4 an image is missing that is
 * required, 130 and 143 interrupted.
 */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 130 | 143;

/** The signals that end `vg` at once. */
export type InterruptSignal = "SIGINT" | "SIGTERM";

/** The reason of an aborted run: Ctrl-C, or a request to terminate. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
  readonly signal: InterruptSignal;

  constructor(signal: InterruptSignal) {
    super(`interrupted by ${signal}`);
    this.signal = signal;
  }
}

/** Returns the message of an error; anything can be thrown. */
export function formatError(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
