import type { Writable } from "node:stream";
import { type ExitCode, formatError, Interrupted, type InterruptSignal } from "./errors.ts";
import { main } from "./main.ts";
import { type CliContext, openTerminal } from "./terminal.ts";

/** The parts of a process that `vg` uses. */
export interface HostProcess extends Pick<CliContext, "stdin"> {
  readonly stdout: Writable & CliContext["stdout"];
  readonly stderr: Writable & CliContext["stderr"];
  readonly argv: readonly string[];
  readonly pid: number;
  exitCode?: number | string | null | undefined;
  once(signal: InterruptSignal, listener: () => void): unknown;
  kill(pid: number, signal: InterruptSignal): unknown;
}

/**
 * Runs `vg` as a process: its arguments, streams, signals and exit code.
 *
 * The exit code is the command's verdict, whoever reads: a reader of stdout or stderr that has gone (`vg plan job.json |
 * head -1`) changes nothing but that it gets no more.
 */
export async function runProcess(host: HostProcess): Promise<void> {
  const { argv, stdin, stdout, stderr } = host;
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const satisfies InterruptSignal[]) {
    host.once(name, () => controller.abort(new Interrupted(name)));
  }
  const context: CliContext = { stdin, stdout, stderr, signal: controller.signal };
  let isLost = false;
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE" || isLost) return;
    isLost = true;
    // What should have been read is lost, on a full disk for instance: that is a failure, unless there is one already.
    host.exitCode = host.exitCode || 1;
    openTerminal(context, {}).fail(`stdout cannot be written: ${formatError(error)}`);
  });
  // Nobody is left to tell, and no message is worth the result.
  stderr.on("error", () => {});
  const exitCode: ExitCode = await main(argv.slice(2), context);
  host.exitCode = exitCode || host.exitCode || 0;
  // The caller's shell is to see what ended the process, so the same signal ends it, now unhandled.
  if (exitCode === 130) host.kill(host.pid, "SIGINT");
  if (exitCode === 143) host.kill(host.pid, "SIGTERM");
}
