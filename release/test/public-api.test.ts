import { expect, test } from "vitest";
import { readPublicApi } from "../src/public-api.ts";
import { temporaryFolder, writeFiles } from "./support/made-package.ts";

const MANIFEST = JSON.stringify({
  exports: {
    ".": { types: "./dist/index.d.ts", default: "./dist/index.js" },
    "./more": { types: "./dist/more.d.ts", default: "./dist/more.js" },
    "./package.json": "./package.json",
  },
});

async function packageWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await temporaryFolder();
  writeFiles(folder, { "package.json": MANIFEST, ...files });
  return folder;
}

test("reads each entry's declarations, formatted, without the bundler's marks", async () => {
  const folder = await packageWith({
    "dist/index.d.ts":
      "//#region src/one.d.ts\n/** Says. */\ndeclare const one:1;\n//#endregion\nexport { one };\n//# sourceMappingURL=index.d.ts.map",
    "dist/more.d.ts": "/** Says. */\nexport type More = 1",
  });

  expect(await readPublicApi(folder)).toEqual([
    { entry: ".", text: "/** Says. */\ndeclare const one: 1;\nexport { one };\n", undocumented: [] },
    { entry: "./more", text: "/** Says. */\nexport type More = 1;\n", undocumented: [] },
  ]);
});

test("names the exports that have no TSDoc", async () => {
  const folder = await packageWith({
    "dist/index.d.ts": `
/** Says what it is. */
declare const documented: 1;
/** */
declare const empty: 1;
// Says, but not as TSDoc.
interface Remarked {}
declare class Bare {}
/** Says what it is. */
declare function overloaded(a: 1): 1;
declare function overloaded(a: 2): 2;
/** Says what it is. */
declare const inner: 1;
declare const plain: 1;
declare const hidden: 1;
export { documented, empty, type Remarked, Bare, overloaded, inner as "documented too", plain as renamed };
export { other } from "other";
`,
    "dist/more.d.ts": "export type More = 1;\n/** Says what it is. */\nexport type Most = 2;",
  });

  expect((await readPublicApi(folder)).map(({ undocumented }) => undocumented)).toEqual([
    ["empty", "Remarked", "Bare", "renamed", "other"],
    ["More"],
  ]);
});

test("a package that is not built has no public interface", async () => {
  await expect(readPublicApi(await packageWith({}))).rejects.toThrow("index.d.ts is missing; build the packages first");
});
