import type { Command } from "commander";
import { describe, expect, test } from "vitest";
import { createProgram } from "../src/program.ts";
import { captureStreams } from "./support/capture-streams.ts";
import { runHere } from "./support/run-here.ts";
import type { MainRun } from "./support/run-main.ts";

const JOB = JSON.stringify({ jobId: "film", clipPrompts: [{ prompt: "a boat", duration: 4 }] });
const ACTUALS = "duration,cost\n6,0.23\n10,0.56\n";

/** The arguments that a command needs besides its options, and its stdin. */
const COMMANDS: Readonly<Record<string, { readonly argv: readonly string[]; readonly stdin: string }>> = {
  plan: { argv: ["-"], stdin: JOB },
  accuracy: { argv: ["-"], stdin: ACTUALS },
  "ledger open": { argv: ["film", "--limit=1"], stdin: "" },
};

/** Options that are given together, as either alone is wrong for that reason. */
const PAIRS: Readonly<Record<string, readonly string[]>> = {
  "--base-cost": ["--cost-per-second", "0.05"],
  "--cost-per-second": ["--base-cost", "0.05"],
  "--time-zone": ["--period", "day"],
};

/** Options that name a file, a folder or a budget: only an empty name is wrong whatever it is. */
const PATHS = new Set(["--out", "--report", "--write-models", "--dir", "--parent"]);

const { commands } = await createProgram([], captureStreams().context, { run: () => Promise.resolve() });
const OPTIONS = commands.flatMap((command) => optionsOf(command, command.name()));
const VALUES = OPTIONS.filter(([, option]) => !PATHS.has(option));

test("options with a value are found", () => {
  expect(OPTIONS).toContainEqual(["plan", "--budget"]);
  expect(OPTIONS).toContainEqual(["ledger open", "--limit"]);
});

test.each(OPTIONS)("vg %s refuses an empty %s in its own name", async (command, option) => {
  const { exitCode, stdout, stderr } = await runWith(command, option, "");

  expect(exitCode, stderr + stdout).toBe(2);
  expect(stderr).toContain(option);
});

describe.each(VALUES)("vg %s %s", (command, option) => {
  test.each(["05", "-1", "1e3", " 1", "1 ", "\u0665", "0x1", "1_0", "NaN"])(
    "is refused in its own name if it is %j",
    async (value) => {
      const { exitCode, stdout, stderr } = await runWith(command, option, value);

      expect(exitCode, stderr + stdout).toBe(2);
      expect(stdout).toBe("");
      expect(stderr).toContain(option);
    },
  );
});

/** Every option with a value of a command and of those in it. */
function optionsOf(command: Command, path: string): readonly (readonly [string, string])[] {
  return [
    ...command.options.filter(({ required }) => required).map(({ long }) => [path, long ?? ""] as const),
    ...command.commands.flatMap((child) => optionsOf(child, `${path} ${child.name()}`)),
  ];
}

/** Runs a command with all that it needs and one option. */
function runWith(command: string, option: string, value: string): Promise<MainRun> {
  const { argv = [], stdin = "" } = COMMANDS[command] ?? {};
  return runHere([...command.split(" "), ...argv, `${option}=${value}`, ...(PAIRS[option] ?? [])], { stdin });
}
