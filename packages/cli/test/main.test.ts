import { describe, expect, test } from "vitest";
import { Interrupted } from "../src/errors.ts";
import type { CliContext, OutputStream } from "../src/index.ts";
import { main } from "../src/main.ts";
import { runMain } from "./support/run-main.ts";

describe("vg", () => {
  test("prints its help on stdout and ends with 0", async () => {
    const { exitCode, stdout, stderr } = await runMain(["--help"]);

    expect(exitCode, stderr + stdout).toBe(0);
    expect(stdout).toContain("Usage: vg [options]");
    expect(stderr).toBe("");
  });

  test("prints its version", async () => {
    expect((await runMain(["--version"])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test.each([["--colour"], ["paln"]])("refuses %s with exit code 2 and points at the help", async (argument) => {
    const { exitCode, stdout, stderr } = await runMain([argument]);

    expect(exitCode, stderr + stdout).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain("See `vg --help`.");
  });

  test("ends with 130 when Ctrl-C came before it began", async () => {
    const signal = AbortSignal.abort(new Interrupted("SIGINT"));

    expect((await runMain(["completion", "bash"], { signal })).exitCode).toBe(130);
  });

  test.each(["bash", "zsh", "fish", "powershell"])("prints the completion script of %s", async (shell) => {
    const { exitCode, stdout, stderr } = await runMain(["completion", shell]);

    expect(exitCode, stderr).toBe(0);
    expect(stdout).toContain("vg complete");
  });

  test("reads and writes streams that are not those of Node, without colours", async () => {
    const written = { stdout: "", stderr: "" };
    const output = (name: keyof typeof written): OutputStream => ({
      isTTY: true,
      columns: 80,
      write: (text) => (written[name] += text),
    });
    const job = { jobId: "film", clipPrompts: [{ prompt: "a boat", duration: 4, model: "veo-3.1-lite" }] };
    const [start, end] = [JSON.stringify(job).slice(0, 20), JSON.stringify(job).slice(20)];
    const context: CliContext = {
      stdin: (async function* input() {
        yield start;
        yield Buffer.from(end);
      })(),
      stdout: output("stdout"),
      stderr: output("stderr"),
      signal: new AbortController().signal,
    };

    expect(await main(["plan", "-", "--budget", "0.01"], context), written.stderr).toBe(3);
    expect(written.stdout).toContain("Over the budget of $0.01");
    expect(Object.values(written).join("")).not.toContain("\u001B");
  });
});
