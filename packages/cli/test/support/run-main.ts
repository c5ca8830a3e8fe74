import { type ExitCode, main } from "../../src/index.ts";
import { captureStreams } from "./capture-streams.ts";

/** What a run of `vg` inside this process gave. */
export interface MainRun {
  readonly exitCode: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `vg` inside this process, with pipes in place of its streams. */
export async function runMain(
  argv: readonly string[],
  options: Parameters<typeof captureStreams>[0] = {},
): Promise<MainRun> {
  const { context, stdout, stderr } = captureStreams(options);
  const exitCode = await main(argv, context);
  return { exitCode, stdout: stdout.text, stderr: stderr.text };
}
