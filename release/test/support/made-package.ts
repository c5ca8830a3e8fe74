import { mkdirSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { create } from "tar";
import { onTestFinished } from "vitest";

const MAP = (file: string, source: string): string =>
  JSON.stringify({ version: 3, file, sources: [source], names: [], mappings: "" });

/** The files of a small package with nothing wrong in it. */
export function soundPackage(): Record<string, string> {
  return {
    "package.json": JSON.stringify({
      name: "@vg/made",
      version: "1.2.3",
      license: "SEE LICENSE IN LICENSE",
      type: "module",
      files: ["dist", "src"],
      exports: { ".": { types: "./dist/index.d.ts", default: "./dist/index.js" }, "./package.json": "./package.json" },
      dependencies: { "@vg/other": "^1.0.0", valibot: "^1.5.0" },
    }),
    "README.md": "# @vg/made\n",
    "CHANGELOG.md": "# @vg/made\n",
    LICENSE: "All rights reserved.\n",
    "src/index.ts": 'import { other } from "@vg/other";\n\nexport const one: number = other;\n',
    "dist/index.js":
      'import { other } from "@vg/other";\nexport const one = other;\n//# sourceMappingURL=index.js.map\n',
    "dist/index.js.map": MAP("index.js", "../src/index.ts"),
    "dist/index.d.ts": "export declare const one: number;\n//# sourceMappingURL=index.d.ts.map\n",
    "dist/index.d.ts.map": MAP("index.d.ts", "../src/index.ts"),
  };
}

/** A folder that is removed when the test is over. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "vg-test-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

/** Writes files into a folder, by their paths in it. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Packs files as npm does, and gives back the tarball's path. */
export async function makeTarball(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await temporaryFolder();
  writeFiles(join(folder, "package"), files);
  const file = join(folder, "made.tgz");
  create(
    { cwd: folder, file, gzip: true, portable: true, sync: true },
    Object.keys(files).map((path) => `package/${path}`),
  );
  return file;
}
