import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parsePlan } from "@vg/plan";
import { describe, expect, test } from "vitest";
import { runHere } from "./support/run-here.ts";
import { runInTerminal, runVg } from "./support/run-vg.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

describe("vg demo", () => {
  test("plans and makes six clips in a pipe, without a colour or a bar", async () => {
    const { exitCode, stdout, stderr } = await runVg(["demo"]);

    expect(exitCode, stderr + stdout).toBe(0);
    // A price gets older every day.
    expect(stdout.replaceAll(/\(\d+ days ago.*?\)/g, "(N days ago)")).toMatchSnapshot();
    expect(stdout + stderr).not.toContain("\u001B");
  });

  test("prints a total that is the sum of its rows, as printed", async () => {
    const { stdout } = await runHere(["demo", "--quiet"]);
    const lines = [...stdout.matchAll(/^ *(?:\d+|total) {2}.*\$.*$/gm)].map(([line]) => {
      const amounts = [...line.matchAll(/\$(\d+\.\d+)/g)];
      return amounts.map(([, amount = ""]) => BigInt(amount.replace(".", "")));
    });
    const [plan, bill] = [lines.slice(0, 7), lines.slice(7)];
    expect([plan.length, bill.length]).toEqual([7, 7]);
    expect(sumOf(plan, 0)).toBe(plan.at(-1)?.[0]);
    expect([sumOf(bill, 0), sumOf(bill, 1)]).toEqual(bill.at(-1));
    expect(bill.at(-1)?.[0]).toBe(plan.at(-1)?.[0]);
  });

  test("does here what it does as a process", async () => {
    const folder = temporaryFolder();
    const here = await runHere(["demo", "--out", join(folder, "plan.json")]);

    expect(here.exitCode, here.stderr + here.stdout).toBe(0);
    expect(here.stdout).toContain("3 signed URLs, 1 uploaded, 2 text only");
    expect(parsePlan(JSON.parse(readFileSync(join(folder, "plan.json"), "utf8"))).clips[2]?.image).toMatchObject({
      via: "signed-url",
      attempts: 2,
    });
  });

  test("writes nothing where nobody asks for it", async () => {
    const { stdout } = await runHere(["demo", "--json", "--quiet"]);

    expect(parsePlan(JSON.parse(stdout)).jobId).toBe("harbour-film");
  });

  test("draws a bar in a terminal and takes it away again", async () => {
    const run = runInTerminal(["demo"]);
    const { exitCode } = await run.ended;

    expect(exitCode, run.screen()).toBe(0);
    expect(run.screen()).toMatch(/Preparing images [█░]+ \d\/5/);
    expect(run.screen()).toContain("\u001B[1m clip");
  });
});

/** Adds up a column of all rows but the last. */
function sumOf(rows: readonly (readonly bigint[])[], column: number): bigint {
  return rows.slice(0, -1).reduce((sum, row) => sum + (row[column] ?? 0n), 0n);
}
