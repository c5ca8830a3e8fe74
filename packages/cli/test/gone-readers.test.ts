import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { beforeAll, describe, expect, test } from "vitest";
import { runHere } from "./support/run-here.ts";
import { runInShell, startVg } from "./support/run-vg.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

/** More than a pipe has room for, so that what is written meets the closed end. */
const LONG_JOB = JSON.stringify({
  jobId: "film",
  clipPrompts: Array.from({ length: 1000 }, () => ({ prompt: "a boat", duration: 4 })),
});
const ACTUALS = "duration,cost\n6,0.23\n10,0.56\n";

/** A run of `vg`, with its exit code. */
interface Verdict {
  readonly argv: readonly string[];
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly exitCode: number;
}

/** Every command that has a verdict. */
const VERDICTS: readonly Verdict[] = [
  { argv: ["plan", "-", "--budget", "0.01"], stdin: LONG_JOB, exitCode: 3 },
  { argv: ["plan", "-", "--budget", "0.01", "--json"], stdin: LONG_JOB, exitCode: 3 },
  { argv: ["plan", "-", "--budget", "100"], stdin: LONG_JOB, exitCode: 0 },
  { argv: ["plan", "-", "--budget", "much"], stdin: LONG_JOB, exitCode: 2 },
  { argv: ["demo"], exitCode: 0 },
  { argv: ["accuracy", "-", "--strict"], stdin: ACTUALS, exitCode: 1 },
  { argv: ["accuracy", "-", "--strict", "--json"], stdin: ACTUALS, exitCode: 1 },
  { argv: ["accuracy", "-"], stdin: ACTUALS, exitCode: 0 },
  { argv: ["doctor"], env: { VG_FPS: "0" }, exitCode: 1 },
  { argv: ["doctor", "--json"], env: { VG_FPS: "0" }, exitCode: 1 },
  { argv: ["config"], env: { VG_FPS: "0" }, exitCode: 2 },
  { argv: ["models"], exitCode: 0 },
  { argv: ["--help"], exitCode: 0 },
];

describe("a reader that has gone", () => {
  const whole = new Map<Verdict, string>();

  beforeAll(async () => {
    for (const command of VERDICTS) whole.set(command, stable((await runHere(command.argv, command)).stdout));
  });

  test.concurrent.each(VERDICTS)("of stdout leaves $argv its exit code $exitCode", async (command) => {
    const { exitCode, stderr } = await runWithout("stdout", command);

    expect(exitCode, stderr).toBe(command.exitCode);
    expect(stderr).not.toMatch(/EPIPE|\n\s+at /);
  });

  test.concurrent.each(VERDICTS)(
    "of stderr leaves $argv its exit code $exitCode and its whole output",
    async (command) => {
      const { exitCode, stdout } = await runWithout("stderr", command);

      expect(exitCode).toBe(command.exitCode);
      expect(stable(stdout)).toBe(whole.get(command));
    },
  );

  test("of one line is enough for the verdict", () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, "job.json"), LONG_JOB);
    const { status, stdout, stderr } = runInShell("plan job.json --budget 0.01 | head -1", { cwd });

    expect(status, stderr).toBe(3);
    expect(stdout).toMatch(/^ *clip .*\n$/);
  });
});

/** Runs `vg` with an end of a pipe closed before anything is written. */
async function runWithout(
  closed: "stdout" | "stderr",
  { argv, stdin = "", env = {} }: Verdict,
): Promise<{ readonly exitCode: number | null; readonly stdout: string; readonly stderr: string }> {
  const child = startVg(argv, { env });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  child[closed].destroy();
  const [stdout, stderr] = [child.stdout, child.stderr].map((stream) => (stream.destroyed ? "" : text(stream)));
  child.stdin.end(stdin);
  return { exitCode: await ended, stdout: (await stdout) ?? "", stderr: (await stderr) ?? "" };
}

/** What two runs print alike: not the moment, nor the signature and the port of a local service. */
function stable(output: string): string {
  return output.replaceAll(/"createdAt": ".*?"|token=[\w.-]+|127\.0\.0\.1:\d+/g, "");
}
