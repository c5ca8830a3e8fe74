import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { REPOSITORY } from "./support/repository-copy.ts";

const run = promisify(execFile);
const PACKAGES = readdirSync(join(REPOSITORY, "packages")).map((name) => `packages/${name}`);
const Manifest = v.looseObject({ scripts: v.record(v.string(), v.string()) });

describe("CONTRIBUTING.md", () => {
  const text = read("CONTRIBUTING.md");

  test("names files and folders that exist", () => {
    const linked = [...text.matchAll(/\]\(([^)#:]+)\)/g)].map(([, path = ""]) => path);
    const quoted = [...text.matchAll(/`(\.?[\w-]+(?:\/[\w./-]*|\.yaml))`/g)].map(([, path = ""]) => path);
    const paths = [...linked, ...quoted];

    expect(paths).toContain("packages/config/src/env.ts");
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
