import { expect, test } from "vitest";
import { checkTarball } from "../src/tarball.ts";
import { makeTarball, soundPackage } from "./support/made-package.ts";

type Files = Record<string, string>;

test("a sound package has nothing wrong", async () => {
  expect(await checkTarball(await makeTarball(soundPackage()))).toEqual([]);
});

test.each<[what: string, change: (files: Files) => void]>([
  [
    "a source that only its map holds, as one of another package that was bundled",
    (files) => {
      replace(files, "dist/index.js.map", "../src/index.ts", "../../other/src/index.ts");
      replace(files, "dist/index.js.map", '"names"', '"sourcesContent":["export const other = 1;"],"names"');
    },
  ],
  [
    "a file that only passes on what others export, without a map",
    (files) => {
      files["dist/other.js"] = 'import { one } from "./index.js";\nexport { one };\nexport { two } from "valibot";\n';
    },
  ],
  [
    "an entry that is SQL and no module",
    (files) => {
      files["migrations/0001.sql"] = "select 1;\n";
      replace(files, "package.json", '"./package.json":', '"./0001.sql":"./migrations/0001.sql","./package.json":');
    },
  ],
])("a package with %s has nothing wrong", async (_what, change) => {
  const files = soundPackage();
  change(files);

  expect(await checkTarball(await makeTarball(files))).toEqual([]);
});

test.each<[what: string, spoil: (files: Files) => void, problem: string]>([
  [
    "no licence",
    (files) => delete files["LICENSE"],
    'LICENSE is missing; look at "files" in package.json and at the build.',
  ],
  [
    "no changelog",
    (files) => delete files["CHANGELOG.md"],
    'CHANGELOG.md is missing; look at "files" in package.json and at the build.',
  ],
  [
    "a test",
    (files) => (files["src/one.test.ts"] = ""),
    'src/one.test.ts must not be published; take it out of "files" in package.json.',
  ],
  [
    "a folder of tests",
    (files) => (files["test/one.ts"] = ""),
    'test/one.ts must not be published; take it out of "files" in package.json.',
  ],
  [
    "what the compiler keeps for itself",
    (files) => (files["dist/.tsbuildinfo"] = ""),
    'dist/.tsbuildinfo must not be published; take it out of "files" in package.json.',
  ],
  ["secrets", (files) => (files[".env"] = ""), '.env must not be published; take it out of "files" in package.json.'],
  [
    "a development condition",
    (files) => replace(files, "package.json", '{"types"', '{"@vg/source":"./src/index.ts","types"'),
    'exports["."] has the condition "@vg/source"; "publishConfig.exports" in package.json leaves it out.',
  ],
  [
    "an import that is not declared",
    (files) => replace(files, "package.json", '"@vg/other":"^1.0.0",', ""),
    'dist/index.js imports @vg/other, which is not in "dependencies" of package.json.',
  ],
  [
    "a dynamic import that is not declared",
    (files) => replace(files, "dist/index.js", "one = other", 'one = await import("left-pad/lib")'),
    'dist/index.js imports left-pad, which is not in "dependencies" of package.json.',
  ],
  [
    "a re-export that is not declared",
    (files) => replace(files, "dist/index.js", "export const", 'export { two } from "@other/two/deep";\nexport const'),
    'dist/index.js imports @other/two, which is not in "dependencies" of package.json.',
  ],
  [
    "a type of a package that is not declared",
    (files) => replace(files, "dist/index.d.ts", "number", 'import("winston").Logger'),
    'dist/index.d.ts imports winston, which is not in "dependencies" of package.json.',
  ],
  [
    "an exact version of one of our packages, as workspace:* gives",
    (files) => replace(files, "package.json", '"^1.0.0"', '"1.0.0"'),
    'depends on @vg/other as 1.0.0; write "workspace:^" in package.json, which becomes a range.',
  ],
  [
    "a range that only the workspace knows",
    (files) => replace(files, "package.json", '"^1.5.0"', '"catalog:"'),
    "depends on valibot as catalog:, which means nothing outside this repository.",
  ],
  [
    "a built file without its map",
    (files) => delete files["dist/index.js.map"],
    "dist/index.js has no source map; look at the bundler's options.",
  ],
  [
    "a map without its source",
    (files) => replace(files, "dist/index.d.ts.map", "src/index.ts", "src/lost.ts"),
    "dist/index.d.ts.map leads to src/lost.ts, which is not in the tarball.",
  ],
])("%s is a problem", async (_what, spoil, problem) => {
  const files = soundPackage();
  spoil(files);

  expect(await checkTarball(await makeTarball(files))).toContain(problem);
});

test.each<[what: string, spoil: (files: Files) => void, says: RegExp]>([
  [
    "a wrong path in exports",
    (files) => replace(files, "package.json", "./dist/index.js", "./dist/main.js"),
    /^publint: .*default is \.\/dist\/main\.js but the file does not exist/,
  ],
  [
    "a command that is not there",
    (files) => replace(files, "package.json", '"type":', '"bin":"./dist/bin.js","type":'),
    /^publint: pkg\.bin is \.\/dist\/bin\.js but the file does not exist/,
  ],
  [
    "CommonJS in an ES module",
    (files) => (files["dist/index.js"] = "module.exports.one = 1;\n//# sourceMappingURL=index.js.map\n"),
    /^publint: .*index\.js/,
  ],
  [
    "declarations that do not resolve",
    (files) => replace(files, "dist/index.d.ts", "export declare", 'export * from "./lost.js";\nexport declare'),
    /^are-the-types-wrong: InternalResolutionError/,
  ],
  [
    "no declarations at all",
    (files) => {
      for (const file of ["dist/index.d.ts", "dist/index.d.ts.map", "src/index.ts"]) delete files[file];
      replace(files, "package.json", '"types":"./dist/index.d.ts",', "");
    },
    /^are-the-types-wrong: the package has no types/,
  ],
])("%s is found by the tools for it", async (_what, spoil, says) => {
  const files = soundPackage();
  spoil(files);

  expect(await checkTarball(await makeTarball(files))).toContainEqual(expect.stringMatching(says));
});

test("a tarball without a package.json is refused", async () => {
  const files = soundPackage();
  delete files["package.json"];

  await expect(checkTarball(await makeTarball(files))).rejects.toThrow('"name"');
});

function replace(files: Files, file: string, text: string, by: string): void {
  const before = files[file] ?? "";
  files[file] = before.replace(text, by);
  expect(files[file]).not.toBe(before);
}
