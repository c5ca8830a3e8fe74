import { Interrupted, type InterruptSignal } from "./errors.ts";
import { main } from "./main.ts";
import type { CliContext } from "./terminal.ts";

/** The parts of a process that `vg` uses. */
export interface HostProcess extends Omit<CliContext, "signal"> {
  readonly argv: readonly string[];
  readonly pid: number;
  exitCode?: number | string | null | undefined;
  once(signal: InterruptSignal, listener: () => void): unknown;
  exit(code: number): void;
  kill(pid: number, signal: InterruptSignal): unknown;
}

/** Runs `vg` as a process: its arguments, streams, signals and exit code. */
export async function runProcess(host: HostProcess): Promise<void> {
  const { argv, stdin, stdout, stderr } = host;
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const satisfies InterruptSignal[]) {
    host.once(name, () => controller.abort(new Interrupted(name)));
  }
  // The reader has gone (`vg plan job.json | head`): nobody is left to write for.
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    host.exit(error.code === "EPIPE" ? 0 : 1);
  });
  const exitCode = await main(argv.slice(2), { stdin, stdout, stderr, signal: controller.signal });
  host.exitCode = exitCode;
  // The caller's shell is to see what ended the process, so the same signal ends it, now unhandled.
  if (exitCode === 130) host.kill(host.pid, "SIGINT");
  if (exitCode === 143) host.kill(host.pid, "SIGTERM");
}
