/** The other facts of an error of `vg`. */
interface CliErrorOptions {
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
declare class CliError extends Error {
  override readonly name = "CliError";
  readonly exitCode: ExitCode;
  constructor(message: string, { exitCode, cause }?: CliErrorOptions);
}
/**
 * The exit codes of `vg`: 0 done, 1 failed, 2 wrong usage or configuration, 3 over budget, 4 an image is missing that is
 * required, 130 and 143 interrupted.
 */
type ExitCode = 0 | 1 | 2 | 3 | 4 | 130 | 143;
/** The streams and the signal of a run of `vg`: a process's own, or a test's. */
interface CliContext {
  readonly stdin: InputStream;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  /** Aborted by Ctrl-C with an `Interrupted` as its reason. */
  readonly signal: AbortSignal;
}
/** A stream that `vg` reads, such as `process.stdin`. */
interface InputStream extends AsyncIterable<string | Uint8Array> {
  /** True if a person types it. */
  readonly isTTY?: boolean;
}
/** A stream that `vg` writes to, such as `process.stdout`; colours and progress are for those of Node only. */
interface OutputStream {
  /** True if a person sees it. */
  readonly isTTY?: boolean;
  /** The characters of a line, if the stream is a terminal. */
  readonly columns?: number;
  write(text: string): unknown;
}
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
declare function main(argv: readonly string[], context: CliContext): Promise<ExitCode>;
export { type CliContext, CliError, type CliErrorOptions, type ExitCode, type InputStream, type OutputStream, main };
