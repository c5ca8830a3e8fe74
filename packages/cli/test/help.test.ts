import { readFileSync } from "node:fs";
import { describe, expect, test, vi } from "vitest";
import { runInShell, runInTerminal, runVg } from "./support/run-vg.ts";
import { runHere } from "./support/run-here.ts";
import { runMain } from "./support/run-main.ts";

const COMMANDS = ["plan", "demo", "accuracy", "ledger", "models", "config", "doctor", "emulator"];

describe("help", () => {
  test("of vg names every command and shows the way to a plan", async () => {
    const { exitCode, stdout, stderr } = await runMain(["--help"]);

    expect(exitCode, stderr + stdout).toBe(0);
    for (const command of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${command} `, "m"));
    expect(stdout).toContain("vg demo");
    expect(stdout).toContain("vg plan --help");
  });

  test.each(COMMANDS)("of vg %s has an example of it", async (command) => {
    const { exitCode, stdout, stderr } = await runMain([command, "--help"]);

    expect(exitCode, stderr + stdout).toBe(0);
    expect(stdout).toContain("Examples:");
    expect(stdout).toContain("-q, --quiet");
    expect(stdout).toMatch(new RegExp(`^  (\\w+=\\w+ |make-job \\| )?vg ${command}`, "m"));
  });

  test("keeps options and their choices to a narrow terminal", async () => {
    const run = runInTerminal(["plan", "--help"], { cols: 60 });
    await run.ended;
    const [, options = ""] = /^Options:\r\n(.*?)\r\n\r\n/ms.exec(run.screen()) ?? [];

    expect(options).toContain('"veo-3.1-lite"');
    expect(options.split("\r\n").filter((line) => line.length > 60)).toEqual([]);
  });

  test.each(COMMANDS)("of vg %s is what vg help %s prints", async (command) => {
    expect((await runMain(["help", command])).stdout).toBe((await runMain([command, "--help"])).stdout);
  });

  test("shows a job file that can be planned as it stands", async () => {
    const { stdout: help } = await runMain(["plan", "--help"]);
    const job = /^  \{\n.*?^  \}\n/ms.exec(help)?.[0] ?? "";
    const { exitCode, stdout, stderr } = await runHere(["plan", "-", "--no-images"], { stdin: job });

    expect(exitCode, stderr + stdout).toBe(0);
    expect(stdout).toMatch(/^total +6\.5 -> 8 +\$0\.40/m);
  });

  test("of the README shows what vg prints for the job beside it", async () => {
    const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
    const job = /```json\n(.*?)```/s.exec(readme)?.[1] ?? "";
    const printed = /```console\n\$ vg plan job\.json (.*?)\n(.*?)```/s.exec(readme);
    const { stdout } = await runHere(["plan", "-", ...(printed?.[1] ?? "").split(" ")], { stdin: job });

    // A price gets older every day.
    const [shown, wanted] = [stdout, printed?.[2]].map((text) =>
      text?.replaceAll(/\(\d+ days ago.*?\)/g, "(N days ago)"),
    );
    expect(shown).toBe(wanted);
  });

  test("loads its completion into bash again and again, and beside another program's", () => {
    const load = 'source <("$0" --conditions=@vg/source src/bin.ts completion bash)';
    const { status, stdout, stderr } = runInShell(
      `completion bash > /dev/null && ${load} && readonly ShellCompDirectiveError=1 && ${load} && ${load} && complete -p vg`,
    );

    expect(status, stderr).toBe(0);
    expect({ stdout, stderr }).toEqual({ stdout: "complete -F __vg_complete vg\n", stderr: "" });
  });

  test("completes commands, options and choices", async () => {
    expect((await runVg(["complete", "--", "pl"])).stdout).toContain("plan\t");
    expect(await complete("pl")).toContain("plan\t");
    expect(await complete("plan", "--bud")).toContain("--budget\t");
    expect(await complete("plan", "--environment", "")).toContain("staging");
    expect(await complete("plan", "--model", "veo")).toContain("veo-3.1-lite");
    expect(await complete("--no-c")).toContain("--no-color\t");
    expect(await complete("comp")).toContain("completion\t");
  });
});

/** Returns what the completion of a line would print as a process. */
async function complete(...words: string[]): Promise<string> {
  const print = vi.spyOn(console, "log").mockReturnValue();
  await runMain(["complete", "--", ...words]);
  const printed = print.mock.calls.join("\n");
  print.mockRestore();
  return printed;
}
