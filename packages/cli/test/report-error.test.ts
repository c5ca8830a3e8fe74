import { ConfigError } from "@vg/config";
import { CommanderError } from "commander";
import { expect, test } from "vitest";
import { CliError } from "../src/index.ts";
import { Interrupted } from "../src/errors.ts";
import { reportError } from "../src/main.ts";

test.each([
  [new CliError("job.json does not exist"), 2, "job.json does not exist"],
  [new CliError("the disk is full", { exitCode: 1, cause: new Error("ENOSPC") }), 1, "the disk is full"],
  [
    new ConfigError([
      { variable: "VG_FPS", message: "must be a whole number" },
      { variable: "VG_STEPS", message: "must be at most 500" },
    ]),
    2,
    "the configuration is wrong:\n  VG_FPS must be a whole number\n  VG_STEPS must be at most 500",
  ],
  [new TypeError("x is not a function"), 1, "x is not a function"],
  ["a text", 1, "a text"],
  [new Interrupted("SIGINT"), 130, undefined],
  [new Interrupted("SIGTERM"), 143, undefined],
  [new CommanderError(0, "commander.help", "(outputHelp)"), 0, undefined],
  [new CommanderError(1, "commander.unknownOption", "error: unknown option"), 2, undefined],
] as const)("%s ends with exit code %d and its message", (error, exitCode, message) => {
  const failures: string[] = [];

  expect(reportError(error, { fail: (text) => failures.push(text) })).toBe(exitCode);
  expect(failures).toEqual(message === undefined ? [] : [message]);
});
