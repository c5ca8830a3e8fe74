import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runHere } from "./support/run-here.ts";
import { runInTerminal, runVg } from "./support/run-vg.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

const GOOD = JSON.stringify({ jobId: "film", clipPrompts: [{ prompt: "a boat", duration: 4 }] });

/** What is typed, what stands on stdin and in the environment, and what the message must name. */
const WRONG_USES: readonly {
  readonly argv: readonly string[];
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly says: readonly string[];
}[] = [
  { argv: ["paln"], says: ["unknown command 'paln'", "Did you mean plan?"] },
  { argv: ["plan"], says: ["missing required argument 'job.json'", "See `vg plan --help`."] },
  { argv: ["plan", "a.json", "b.json"], says: ["too many arguments"] },
  { argv: ["plan", "-", "--bugdet", "5"], says: ["unknown option '--bugdet'", "Did you mean --budget?"] },
  { argv: ["plan", "-", "--budget"], says: ["option '--budget <dollars>' argument missing"] },
  {
    argv: ["plan", "-", "--budget", "5,00"],
    says: ['--budget must be an amount of dollars such as 5.00, with no leading zeros, not "5,00"'],
  },
  {
    argv: ["plan", "-", "--budget=-1"],
    says: ['--budget must be an amount of dollars such as 5.00, with no leading zeros, not "-1"'],
  },
  {
    argv: ["plan", "-", "--environment", "prod"],
    says: ["--environment", "'prod' is invalid", "production, staging, development"],
  },
  {
    argv: ["plan", "-", "--model", "sdv"],
    stdin: GOOD,
    says: ["--model must be svd, cogvideox", 'not "sdv"; did you mean svd?'],
  },
  {
    argv: ["plan", "-", "--concurrency", "many"],
    says: ['--concurrency must be a whole number from 1 to 1000, not "many"'],
  },
  {
    argv: ["plan", "-", "--out", "nowhere/plan.json"],
    says: ["--out nowhere/plan.json", "the folder nowhere does not exist"],
  },
  { argv: ["plan", "-", "--out", "."], says: ["--out . is a folder; name a file in it"] },
  { argv: ["plan", "-", "--out", ""], says: ["--out is empty; name the file to write"] },
  { argv: ["plan", "-", "--out", "new/"], says: ["--out new/ is a folder; name a file in it"] },
  { argv: ["demo", "--out="], says: ["--out is empty; name the file to write"] },
  { argv: ["accuracy", "-", "--report", ""], says: ["--report is empty; name the file to write"] },
  {
    argv: ["plan", "-", "--out", "plan.json"],
    stdin: GOOD.replace("4", "5e-324"),
    says: ["clipPrompts[0].duration (clip 1) must be a number of seconds from 0.001", "not 5e-324"],
  },
  { argv: ["plan", "missing.json"], says: ["missing.json does not exist; check the path"] },
  { argv: ["plan", "-"], stdin: "", says: ["the text on stdin is empty"] },
  { argv: ["plan", "-"], stdin: "{", says: ["is not JSON", "line 1, column"] },
  {
    argv: ["plan", "-"],
    stdin: GOOD.replace("4", "-4"),
    says: ["clipPrompts[0].duration (clip 1) must be a number of seconds from 0.001 to 86400", "not -4"],
  },
  {
    argv: ["plan", "-"],
    stdin: GOOD.replace('"duration"', '"imageUrl":7,"duration"'),
    says: ["clipPrompts[0].imageUrl (clip 1) must be a URL of Supabase Storage, such as https://"],
  },
  {
    argv: ["plan", "-"],
    stdin: GOOD,
    env: { ENVIRONMENT: "prod" },
    says: ["ENVIRONMENT must be production, staging or development", '"prod"'],
  },
  {
    argv: ["plan", "-"],
    stdin: GOOD,
    env: { VG_MODEL: "sdv", VG_FPS: "0" },
    says: ["VG_MODEL must be", "VG_FPS must be"],
  },
  {
    argv: ["plan", "-"],
    stdin: GOOD,
    env: { SUPABASE_URL: "https://abc.supabase.co" },
    says: ["SUPABASE_SERVICE_ROLE_KEY is missing, but SUPABASE_URL is set"],
  },
  {
    argv: ["plan", "-"],
    stdin: GOOD,
    env: { REPLICATE_API_TOKEN: "r8_canary\nx" },
    says: ["REPLICATE_API_TOKEN must be"],
  },
  { argv: ["demo", "job.json"], says: ["too many arguments"] },
  { argv: ["demo", "--out", "nowhere/plan.json"], says: ["the folder nowhere does not exist"] },
  { argv: ["models", "--yaml"], says: ["unknown option '--yaml'", "See `vg models --help`."] },
  { argv: ["config"], env: { VG_STEPS: "many" }, says: ["VG_STEPS must be", '"many"'] },
  { argv: ["emulator", "--port", "http"], says: ['--port must be a whole number from 0 to 65535, not "http"'] },
  { argv: ["emulator", "--dir", "nowhere"], says: ["--dir nowhere does not exist; check the path"] },
  { argv: ["emulator", "--dir", "job.json"], says: ["--dir job.json is not a folder"] },
  { argv: ["completion", "tcsh"], says: ["tcsh"] },
];

describe("wrong use", () => {
  test.each(WRONG_USES)(
    "vg $argv ends with 2, names $says and leaves nothing behind",
    async ({ argv, stdin = GOOD, env = {}, says }) => {
      const cwd = temporaryFolder();
      writeFileSync(join(cwd, "job.json"), GOOD);
      const { exitCode, stdout, stderr } = await runHere(argv, { stdin, env, cwd });

      expect(exitCode, stderr + stdout).toBe(2);
      expect(stdout).toBe("");
      for (const part of says) expect(stderr).toContain(part);
      expect(stderr).not.toMatch(/\n\s+at |canary/);
      expect(readdirSync(cwd)).toEqual(["job.json"]);
    },
  );

  test.concurrent.each(WRONG_USES)(
    "vg $argv does as a process what it does here",
    async ({ argv, stdin = GOOD, env = {}, says }) => {
      const { exitCode, stdout, stderr } = await runVg(argv, { stdin, env });

      expect(exitCode, stderr + stdout).toBe(2);
      expect(stdout).toBe("");
      expect(says.filter((part) => !argv.includes("job.json") && !stderr.includes(part))).toEqual([]);
    },
  );

  test("shows errors in a terminal too, in red", async () => {
    const run = runInTerminal(["plan", "missing.json"]);

    expect((await run.ended).exitCode, run.screen()).toBe(2);
    expect(run.screen()).toContain("\u001B[31merror:\u001B[39m missing.json does not exist");
  });

  test("prints the help where no command is given, and ends with 2", async () => {
    const { exitCode, stdout, stderr } = await runVg([]);

    expect(exitCode, stderr + stdout).toBe(2);
    expect(stderr).toContain("Usage: vg");
  });
});
