import { describe, expect, test } from "vitest";
import { Interrupted } from "../src/errors.ts";
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
});
