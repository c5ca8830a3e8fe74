import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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

describe("CONTRIBUTING.md", () => {
  const text = read("CONTRIBUTING.md");

  test("names files and folders that exist", () => {
    const linked = [...text.matchAll(/\]\(([^)#:]+)\)/g)].map(([, path = ""]) => path);
    const quoted = [...text.matchAll(/`(\.?[\w-]+(?:\/[\w./-]*|\.yaml))`/g)].map(([, path = ""]) => path);
    const paths = [...linked, ...quoted];

    expect(paths).toContain("packages/config/src/environment.ts");
    expect(paths.filter((path) => !existsSync(join(REPOSITORY, path)))).toEqual([]);
  });

  test("shows how to run one test file with a file that exists", () => {
    const [, folder = "", file = ""] = /`cd (\S+) && pnpm exec vitest run (\S+)`/.exec(text) ?? [];

    expect(file).toMatch(/^test\/[\w-]+\.test\.ts$/);
    expect(existsSync(join(REPOSITORY, folder, file))).toBe(true);
  });
});

test.each([...PACKAGES, "testing", "release"])("the tests of %s keep to the coverage floor", (folder) => {
  const { scripts } = v.parse(Manifest, JSON.parse(read(folder, "package.json")));

  expect(scripts["test"]).toBe("vitest run --coverage");
});

describe("pnpm vg", () => {
  const folder = mkdtempSync(join(tmpdir(), "vg-"));
  const job = relative(REPOSITORY, join(folder, "job.json"));
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([
    [["--version"], 0, /^\d+\.\d+\.\d+\n$/],
    [["plan", "no-such-job.json"], 2, /^$/],
    [["plan", job, "--budget", "0.001", "--json"], 3, /^\{\n {2}"format": "vg-plan\/1",\n[^]*\n\}\n$/],
  ])("with %j, from the root, ends with %d, and stdout is its own", async (argv, exitCode, own) => {
    writeFileSync(join(folder, "job.json"), '{"jobId":"film","clipPrompts":[{"prompt":"waves","duration":2}]}');
    const env = { ...process.env, pnpm_config_verify_deps_before_run: "false" };
    const outcome = await run("pnpm", ["vg", ...argv], { cwd: REPOSITORY, env }).catch((error: unknown) => error);
    const { code, stdout } = v.parse(Outcome, outcome);

    expect(code).toBe(exitCode);
    expect(stdout).toMatch(own);
  });
});

describe("the toolchain's Node", () => {
  const text = read("pnpm-workspace.yaml");

  test("is the one that packages are chosen for, so that none warns of the machine's", () => {
    expect(/^nodeVersion: (.+)$/m.exec(text)?.[1]).toBe(/^catalog:\n(?: .*\n)* {2}node: (.+)$/m.exec(text)?.[1]);
  });

  test("is changed in both places by CI", async () => {
    const [, script = ""] = /sed -i -E '([^']+)' pnpm-workspace\.yaml/.exec(read(".github/workflows/ci.yml")) ?? [];
    const { stdout } = await run("sed", ["-E", script.replace("${{ matrix.node }}", "99.0.0"), "pnpm-workspace.yaml"], {
      cwd: REPOSITORY,
    });

    expect(stdout).toBe(text.replaceAll(/^( {2}node|nodeVersion): \d.*$/gm, "$1: 99.0.0"));
    expect(stdout.match(/99\.0\.0/g)).toHaveLength(2);
  });
});

function read(...path: readonly string[]): string {
  return readFileSync(join(REPOSITORY, ...path), "utf8");
}
