import { expect, test } from "vitest";
import { openTerminal } from "../src/terminal.ts";
import { captureStreams } from "./support/capture-streams.ts";

test("writes data to stdout and everything else to stderr", () => {
  const { context, stdout, stderr } = captureStreams();
  const terminal = openTerminal(context, {});

  terminal.data("a row");
  terminal.note("a remark");
  terminal.warn("a doubt");
  terminal.fail("a mistake");

  expect(stdout.text).toBe("a row\n");
  expect(stderr.text).toBe("a remark\nwarning: a doubt\nerror: a mistake\n");
});

test.each([
  [0, "a remark\nwarning: a doubt\nerror: a mistake\n"],
  [1, "warning: a doubt\nerror: a mistake\n"],
  [2, "error: a mistake\n"],
  [3, "error: a mistake\n"],
])("with %d times -q says %j", (quiet, text) => {
  const { context, stderr } = captureStreams();
  const terminal = openTerminal(context, { quiet });

  terminal.note("a remark");
  terminal.warn("a doubt");
  terminal.fail("a mistake");

  expect(stderr.text).toBe(text);
});

test.each([
  [{ isTTY: true }, {}, true],
  [{ isTTY: true }, { quiet: 1 }, false],
  [{ isTTY: false }, {}, false],
])("with %j and %j may draw a bar: %s", (facts, options, interactive) => {
  const { context } = captureStreams();
  const stderr = Object.assign(context.stderr, facts);

  expect(openTerminal({ ...context, stderr }, options).interactive).toBe(interactive);
});

test.each([
  [{ isTTY: true, columns: 80 }, 80],
  [{ isTTY: true, columns: 0 }, undefined],
  [{ isTTY: false, columns: 80 }, undefined],
  [{}, undefined],
])("with a stdout of %j keeps lines to %j characters", (facts, width) => {
  const { context } = captureStreams();
  const stdout = Object.assign(context.stdout, facts);

  expect(openTerminal({ ...context, stdout }, {}).width).toBe(width);
});

test("styles nothing where stdout is no terminal", () => {
  expect(openTerminal(captureStreams().context, {}).style("red", "plain")).toBe("plain");
});

test("breaks what it says to the width of a terminal, between words, and a secret nowhere", () => {
  const { context, stderr } = captureStreams();
  Object.assign(stderr, { isTTY: true, columns: 30 });
  const terminal = openTerminal(context, { color: false });
  terminal.warn("the job has fields that are not part of a job: a, b");
  terminal.fail(`the token is r8_${"aB3".repeat(20)}, and it is refused`);

  expect(stderr.text.split("\n")).toEqual([
    "warning: the job has fields",
    "  that are not part of a job:",
    "  a, b",
    "error: the token is",
    "  [redacted], and it is",
    "  refused",
    "",
  ]);
});
