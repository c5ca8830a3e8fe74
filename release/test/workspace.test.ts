import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { REPOSITORY } from "./support/repository-copy.ts";

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

function read(...path: readonly string[]): string {
  return readFileSync(join(REPOSITORY, ...path), "utf8");
}
