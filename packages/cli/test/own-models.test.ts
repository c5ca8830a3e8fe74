import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { MODELS } from "@vg/config";
import { parsePlan, predictionRequest } from "@vg/plan";
import { describe, expect, test } from "vitest";
import { runHere } from "./support/run-here.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

const { owner: _owner, name: _name, prices: _prices, ...veo } = MODELS["veo-2"];
const PRICE = { kind: "output-second", perSecond: "0.25", asOf: "2026-11-26", source: "our contract" };
const OWN = { "our-veo": { ...veo, owner: "us", name: "veo", prices: [PRICE] } };
const JOB = JSON.stringify({ jobId: "film", clipPrompts: [{ prompt: "a boat", duration: 5, model: "our-veo" }] });
const ROWS = "duration,cost,model\n5,1.25,us/veo\n6,1.50,us/veo\n";

/** A folder with a file of models. */
function folderWith(models: unknown): string {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, "models.json"), typeof models === "string" ? models : JSON.stringify(models));
  return cwd;
}

describe("models of one's own", () => {
  test.each([
    ["an option", ["--models", "models.json"], {}],
    ["an option before the command", ["--models=models.json"], {}],
    ["a variable", [], { VG_MODELS: "models.json" }],
  ])("by %s make a plan that anybody can read", async (what, options, env) => {
    const argv = what.includes("before") ? [...options, "plan", "-"] : ["plan", "-", ...options];
    const { exitCode, stdout, stderr } = await runHere([...argv, "--json"], { env, stdin: JOB, cwd: folderWith(OWN) });
    const plan = parsePlan(JSON.parse(stdout));

    expect(exitCode, stderr).toBe(0);
    expect(plan).toMatchObject({ total: { amount: "1.25" }, prices: [{ from: "model", model: "our-veo" }] });
    expect(plan.clips.map((clip) => predictionRequest(clip).input["prompt"])).toEqual(["a boat"]);
  });

  test("win over the catalogue's", async () => {
    const cwd = folderWith({ "veo-2": { ...MODELS["veo-2"], prices: [{ ...PRICE, perSecond: "9" }] } });
    const stdin = JSON.stringify({ jobId: "film", clipPrompts: [{ prompt: "a boat", duration: 5, model: "veo-2" }] });
    const { stdout } = await runHere(["plan", "-", "--models", "models.json"], { cwd, stdin });

    expect(stdout).toContain("$45.00");
  });

  test.each([
    [["models"], "our-veo"],
    [["models", "--json"], '"us/veo:latest"'],
    [["config", "--model-is-set"], "the price of our-veo"],
    [["doctor"], "our-veo; `vg config` shows every value"],
    [["accuracy", "-", "--format", "csv"], "the catalogue's price of our-veo"],
    [["accuracy", "-", "--format", "csv", "--model", "our-veo"], "the catalogue's price of our-veo"],
  ])("are known to vg %j", async ([command = "", ...options], text) => {
    const isSet = command === "config" || command === "doctor";
    const argv = [command, ...options.filter((option) => option !== "--model-is-set")];
    const env = { VG_MODELS: "models.json", ...(isSet && { VG_MODEL: "our-veo" }) };
    const { stdout, stderr } = await runHere(argv, { env, stdin: ROWS, cwd: folderWith(OWN) });

    expect(stdout, stderr).toContain(text);
  });

  test("are the catalogue's alone if the variable is empty", async () => {
    const { exitCode, stderr } = await runHere(["plan", "-"], { env: { VG_MODELS: "" }, stdin: JOB });

    expect(exitCode).toBe(2);
    expect(stderr).toContain("clipPrompts[0].model (clip 1) must be one of the");
  });

  test.each([
    ["an empty name", OWN, "", "--models is empty"],
    ["no file", OWN, "gone.json", "--models gone.json does not exist; check the path"],
    ["a text", "canary", "models.json", "--models models.json is not JSON"],
    ["an empty file", "", "models.json", "--models models.json is empty; `vg models --json` shows models"],
    [
      "a mistake",
      { "our-veo": { ...OWN["our-veo"], ouput: "uri" } },
      "models.json",
      "--models models.json is not a file of models:\n  our-veo.ouput is not known; did you mean output?",
    ],
  ])("are refused for %s", async (_what, models, file, message) => {
    const cwd = folderWith(models);
    const { exitCode, stdout, stderr } = await runHere(["plan", "-", `--models=${file}`], { cwd, stdin: JOB });

    expect(exitCode, stdout).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain(message);
    expect(stderr).not.toContain("canary");
  });

  test("are refused in the name of the variable that names them", async () => {
    const { stderr } = await runHere(["models"], { env: { VG_MODELS: "gone.json" } });

    expect(stderr).toBe("error: VG_MODELS gone.json does not exist; check the path\n");
  });

  test("are checked before anything else", async () => {
    const cwd = folderWith({ "our-veo": {} });

    for (const argv of [["config"], ["models"], ["doctor"], ["emulator"], ["accuracy", "-"], ["ledger", "budgets"]]) {
      const { exitCode, stderr } = await runHere([...argv, "--models", "models.json"], { cwd, stdin: ROWS });
      expect(exitCode, argv.join(" ")).toBe(2);
      expect(stderr).toContain("--models models.json is not a file of models:");
    }
  });
});
