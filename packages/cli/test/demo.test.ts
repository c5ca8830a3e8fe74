import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parsePlan } from "../src/index.ts";
import { runHere } from "./support/run-here.ts";
import { runInTerminal, runVg } from "./support/run-vg.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

describe("vg demo", () => {
  test("plans six clips in a pipe, without a colour or a bar", async () => {
    const { exitCode, stdout, stderr } = await runVg(["demo"]);

    expect(exitCode, stderr + stdout).toBe(0);
    expect(stdout).toMatchSnapshot();
    expect(stdout + stderr).not.toContain("\u001B");
  });

  test("prints a total that is the sum of its rows, as printed", async () => {
    const { stdout } = await runHere(["demo", "--quiet"]);
    const costs = [...stdout.matchAll(/^ *(?:\d+|total) .*?\$(\d+\.\d+)/gm)].map(([, cost = ""]) => cost);
    const units = costs.map((cost) => BigInt(cost.replace(".", "")));

    expect(costs).toHaveLength(7);
    expect(units.slice(0, -1).reduce((sum, cost) => sum + cost)).toBe(units.at(-1));
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
