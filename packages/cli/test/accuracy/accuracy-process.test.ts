import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runInTerminal, runVg, startVg } from "../support/run-vg.ts";

const ACTUALS = "duration,cost\n6,0.23\n10,0.56\n";
const BROKEN = "The ±20 % promise does not hold: 0 of 2 estimates are within 20 % of what the clip cost;";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "vg-accuracy-"));
  await writeFile(join(folder, "actuals.csv"), ACTUALS);
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

test.each([
  [["actuals.csv"], "", 0],
  [["-"], ACTUALS, 0],
  [["actuals.csv", "--strict"], "", 1],
])("as a process in a pipe, %j judges without a colour", async (args, stdin, exitCode) => {
  const run = await runVg(["accuracy", ...args], { cwd: folder, stdin });

  expect(run).toMatchObject({ exitCode, signal: null, stderr: "" });
  expect(run.stdout.startsWith(BROKEN)).toBe(true);
});

test.each([
  [{}, "\u001B[31m"],
  [{ NO_COLOR: "1" }, ""],
])("in a terminal with %j the verdict begins with %j", async (env, colour) => {
  const run = runInTerminal(["accuracy", "actuals.csv"], { cwd: folder, env });
  await run.ended;

  expect(run.screen().startsWith(`${colour}${BROKEN}`)).toBe(true);
});

test("says nothing on stderr when quiet, and writes the report all the same", async () => {
  const run = await runVg(["accuracy", "actuals.csv", "--report", "r.html", "--quiet"], { cwd: folder });

  expect(run).toMatchObject({ exitCode: 0, stderr: "" });
  expect(await readFile(join(folder, "r.html"), "utf8")).toContain("</html>");
});

test("ends at once by Ctrl-C and leaves no report", async () => {
  const child = startVg(["accuracy", "-", "--report", "r.html"], { cwd: folder });
  child.stdin.write("duration,cost\n");
  child.kill("SIGINT");

  expect(await once(child, "close")).toEqual([null, "SIGINT"]);
  expect(await readdir(folder)).toEqual(["actuals.csv"]);
});

test("answers a wrong use with exit code 2 and no stack trace", async () => {
  const run = await runVg(["accuracy", "--tolerance", "5", "actuals.csv"], { cwd: folder });

  expect(run).toMatchObject({
    exitCode: 2,
    stdout: "",
    stderr: 'error: --tolerance must be a share from 0 to 1, such as 0.20 for ±20 %, not "5"\n',
  });
});
