import { expect, test } from "vitest";
import { publicApi } from "../src/public-api.ts";
import { temporaryFolder, writeFiles } from "./support/made-package.ts";

const MANIFEST = JSON.stringify({
  exports: { ".": { types: "./dist/index.d.ts", default: "./dist/index.js" }, "./package.json": "./package.json" },
});

async function apiOf(files: Readonly<Record<string, string>>): Promise<string[]> {
  const folder = await temporaryFolder();
  writeFiles(folder, { "package.json": MANIFEST, ...files });
  const { text } = await publicApi(folder);
  return text.split("\n").filter((line) => line !== "" && line !== "// Entry .");
}

test.each<[what: string, declarations: string, lines: string[]]>([
  ["a function", "export declare function two(a: string): number;", ["export function two(a: string): number;"]],
  ["a constant", "export declare const one: number;", ["export const one: number;"]],
  ["a type", "export type One = 1 | 2;", ["export type One = 1 | 2;"]],
  ["sorted by name", "export type B = 1;\nexport type A = 2;", ["export type A = 2;", "export type B = 1;"]],
  ["without comments", "/** Says. */\nexport type A = /* no */ 2; // never", ["export type A = 2;"]],
  [
    "overloads, each exported",
    "export declare function f(a: 1): 1;\nexport declare function f(a: 2): 2;",
    ["export function f(a: 1): 1;", "export function f(a: 2): 2;"],
  ],
  [
    "an interface, comments of members left out",
    "export interface A {\n    /** Says. */\n    readonly a: 1;\n    /** Says. */\n    b?: 2;\n}",
    ["export interface A {", "  readonly a: 1;", "  b?: 2;", "}"],
  ],
  ["another name", "declare const one = 1;\nexport { one as two };", ["const one = 1;", "export { one as two };"]],
  [
    "a base class of another package, whatever it is called",
    'import base from "other";\nimport * as more from "more";\nexport declare class A extends base.Inner<more.B> {}',
    [
      'import type { Default } from "other";',
      'import type { NamespaceObject } from "more";',
      "export class A extends base.Inner<more.B> {}",
    ],
  ],
  ["another package's", 'export { A } from "other";', ['export { A as A } from "other";']],
  [
    "another package's, imported first",
    'import type { A } from "other";\nexport type { A };',
    ['export { A as A } from "other";'],
  ],
])("a public interface shows %s", async (_what, declarations, lines) => {
  expect(await apiOf({ "dist/index.d.ts": declarations })).toEqual(lines);
});

test("it follows names into other files, and shows what the exports refer to", async () => {
  const lines = await apiOf({
    "dist/index.d.ts": 'export { A } from "./a.ts";\n',
    "dist/a.d.ts": `
import type { B as Bee } from "./b.js";
import { key } from "other";
declare class Base<T> { [key]: T; }
interface Unused {}
export interface Spec extends Bee.Inner { [key]: typeof later; }
export declare class A extends Base<Bee> implements Spec {}
declare const later: unique symbol;
`,
    "dist/b.d.ts": "export declare namespace B {}\nexport interface B {}\nexport interface Other {}\n",
  });

  expect(lines).toEqual([
    'import type { key } from "other";',
    "export class A extends Base<Bee> implements Spec {}",
    "// Not exported, but part of the above",
    "class Base<T> {",
    "  [key]: T;",
    "}",
    "const later: unique symbol;",
    "interface Spec extends Bee.Inner {",
    "  [key]: typeof later;",
    "}",
    "namespace B {}",
    "interface B {}",
  ]);
});

test("it names the exports that have no TSDoc", async () => {
  const folder = await temporaryFolder();
  writeFiles(folder, {
    "package.json": MANIFEST,
    "dist/index.d.ts": `
/** Says what it is. */
export declare const documented: 1;
/** */
export declare const empty: 1;
// Says, but not as TSDoc.
export declare const remarked: 1;
export declare const bare: 1;
/** Says what it is. */
export declare function overloaded(a: 1): 1;
export declare function overloaded(a: 2): 2;
export { other } from "other";
`,
  });

  expect((await publicApi(folder)).undocumented).toEqual([".: bare", ".: empty", ".: remarked"]);
});

test.each([
  ["is not built", {}, "index.d.ts is missing; build the packages first"],
  [
    "exports all of another",
    { "dist/index.d.ts": 'export * from "./a.ts";' },
    "exports something without a name; name what it exports",
  ],
  [
    "has a default export",
    { "dist/index.d.ts": "declare const one: 1;\nexport default one;" },
    "exports something without a name; name what it exports",
  ],
  ["cannot be read", { "dist/index.d.ts": "export type A = @;" }, "cannot be read"],
])("a package that %s has no public interface", async (_what, files, message) => {
  await expect(apiOf(files)).rejects.toThrow(message);
});
