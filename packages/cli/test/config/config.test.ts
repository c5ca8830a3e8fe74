import { describe, expect, test } from "vitest";
import { runHere } from "../support/run-here.ts";
import { runInTerminal, runVg } from "../support/run-vg.ts";

const ENV = {
  ENVIRONMENT: "production",
  VG_MODEL: "veo-3.1-lite",
  VG_FPS: "12",
  SUPABASE_URL: "https://abc.supabase.co",
  SUPABASE_SERVICE_ROLE_KEY: "canary-key",
  REPLICATE_API_TOKEN: "r8_canary",
};

describe("vg config", () => {
  test("shows every value with its origin, and no secret", async () => {
    const { exitCode, stdout, stderr } = await runHere(["config"], { env: ENV });

    expect(exitCode, stderr + stdout).toBe(0);
    expect(stdout).toMatch(/^environment +production +ENVIRONMENT$/m);
    expect(stdout).toMatch(/^settings\.fps +12 +VG_FPS$/m);
    expect(stdout).toMatch(/^settings\.steps +25 +default; VG_STEPS changes it$/m);
    expect(stdout).toMatch(
      /^rates\.perSecond +0\.05 dollars a second +the price of veo-3\.1-lite; VG_COST_PER_SECOND changes it$/m,
    );
    expect(stdout).toMatch(
      /^supabase\.serviceRoleKey +\[redacted\] +SUPABASE_SECRET_KEY or SUPABASE_SERVICE_ROLE_KEY$/m,
    );
    expect(stdout).toMatch(/^replicate\.token +\[redacted\] +REPLICATE_API_TOKEN$/m);
    expect(stdout + stderr).not.toContain("canary");
  });

  test("does here what it does as a process", async () => {
    const here = await runHere(["config"], { env: ENV });

    expect(here).toMatchObject({ stdout: (await runVg(["config"], { env: ENV })).stdout });
  });

  test("says what is not set, and what would set it", async () => {
    const { stdout } = await runHere(["config"]);

    expect(stdout).toMatch(/^supabase\.url +- +not set; SUPABASE_URL changes it$/m);
    expect(stdout).toMatch(
      /^rates\.baseCost +0\.005 dollars a clip +the formula of development; VG_BASE_COST changes it$/m,
    );
  });

  test("warns of a version that has to be resolved", async () => {
    const { stderr } = await runHere(["config"], { env: { SVD_MODEL_VERSION: "3f0457f4613a" } });

    expect(stderr).toContain("warning:");
    expect(stderr).toContain("SVD_MODEL_VERSION");
  });

  test("prints JSON with origins, and no secret", async () => {
    const { stdout } = await runHere(["config", "--json"], { env: ENV });

    expect(JSON.parse(stdout)).toMatchObject({
      model: "veo-3.1-lite",
      supabase: { serviceRoleKey: "[redacted]" },
      origins: { model: "environment", "settings.steps": "default" },
    });
    expect(stdout).not.toContain("canary");
  });

  test.each([60, 80, 100])("breaks no variable's name inside a word in %d columns", async (cols) => {
    const run = runInTerminal(["config", "--quiet", "--no-color"], { env: ENV, cols });
    await run.ended;
    const lines = run.screen().split("\r\n");

    expect(lines.filter((line) => line.length > cols)).toEqual([]);
    for (const part of ["SERVICE_ROLE_KEY", "VG_MOTION_BUCKET_ID", "modelVersions.", "stable-", "settings."]) {
      expect(run.screen()).toContain(part);
    }
  });

  test("has a bold head in a terminal", async () => {
    const run = runInTerminal(["config"], { env: ENV });

    expect((await run.ended).exitCode, run.screen()).toBe(0);
    expect(run.screen()).toContain("\u001B[1msetting");
  });
});
