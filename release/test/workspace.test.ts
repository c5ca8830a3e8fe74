import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { promisify } from "node:util";
import * as v from "valibot";
import { afterAll, describe, expect, test } from "vitest";
import { REPOSITORY } from "./support/repository-copy.ts";

const run = promisify(execFile);
const PACKAGES = readdirSync(join(REPOSITORY, "packages")).map((name) => `packages/${name}`);
const Outcome = v.object({ code: v.optional(v.number(), 0), stdout: v.string() });
const Manifest = v.looseObject({ scripts: v.record(v.string(), v.string()) });

test.each([...PACKAGES, "internal", "testing", "release"])(
  "all tests of %s together keep to the coverage floor",
  (folder) => {
    const { scripts } = v.parse(Manifest, JSON.parse(read(folder, "package.json")));

    expect(scripts["test:all"]).toBe("vitest run --coverage");
  },
);

describe("pnpm vg", () => {
  const folder = mkdtempSync(join(tmpdir(), "vg-"));
  const job = relative(REPOSITORY, join(folder, "job.json"));
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([
    [["--version"], 0, /^\d+\.\d+\.\d+\n$/],
    [["plan", "no-such-job.json"], 2, /^$/],
    [["plan", job, "--budget", "0.001", "--json"], 3, /^\{\n {2}"format": "vg-plan\/\d+",\n[^]*\n\}\n$/],
  ])("with %j, from the root, ends with %d, and stdout is its own", async (argv, exitCode, own) => {
    writeFileSync(join(folder, "job.json"), '{"jobId":"film","clipPrompts":[{"prompt":"waves","duration":2}]}');
    const env = { ...process.env, pnpm_config_verify_deps_before_run: "false" };
    const outcome = await run("pnpm", ["vg", ...argv], { cwd: REPOSITORY, env }).catch((error: unknown) => error);
    const { code, stdout } = v.parse(Outcome, outcome);

    expect(code).toBe(exitCode);
    expect(stdout).toMatch(own);
  });
});

test("packages are chosen for the toolchain's Node, not for the machine's", async () => {
  const { stdout } = await run("pnpm", ["config", "get", "nodeVersion"], { cwd: REPOSITORY });

  expect(`v${stdout.trim()}`).toBe(process.version);
});

function read(...path: readonly string[]): string {
  return readFileSync(join(REPOSITORY, ...path), "utf8");
}
