import type { Tarball } from "./tarball.ts";

const NEEDED = [
  "package.json",
  "README.md",
  "CHANGELOG.md",
  "LICENSE",
  "dist/index.js",
  "dist/index.d.ts",
  "src/index.ts",
];
const UNWANTED =
  /(^|\/)(test|tests|bench|fixtures|coverage|node_modules|\.[^/]+)(\/|$)|\.(test|bench)\.|\.(tsbuildinfo|tgz|log)$|(^|\/)tsconfig/;

/** A tarball holds what a user needs, and nothing that only this repository needs. */
export function checkFiles({ files }: Tarball): string[] {
  return [
    ...NEEDED.filter((file) => !files.has(file)).map(
      (file) => `${file} is missing; look at "files" in package.json and at the build.`,
    ),
    ...[...files.keys()]
      .filter((file) => UNWANTED.test(file))
      .map((file) => `${file} must not be published; take it out of "files" in package.json.`),
  ];
}
