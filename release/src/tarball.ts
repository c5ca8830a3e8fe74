import { readFile } from "node:fs/promises";
import { isBuiltin } from "node:module";
import { posix } from "node:path";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { parseSync } from "oxc-parser";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { Parser } from "tar";
import * as v from "valibot";
import { type Manifest, parseManifest } from "./packages.ts";

/**
 * Returns everything that is wrong with a package's tarball; nothing if it may be published. publint (strictly) and
 * are-the-types-wrong look at what `exports` promises; the other checks are what they do not know of.
 */
export async function checkTarball(path: string): Promise<string[]> {
  const tarball = await readTarball(path);
  return [
    ...checkFiles(tarball),
    ...checkConditions(tarball),
    ...checkDependencies(tarball),
    ...checkSourceMaps(tarball),
    ...(await checkResolution(tarball)),
  ];
}

/** A package's tarball, read. */
interface Tarball {
  readonly manifest: Manifest;
  /** The text of every file by its path inside the package: `dist/index.js`. */
  readonly files: ReadonlyMap<string, string>;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Reads a tarball that pnpm or npm packed. */
async function readTarball(path: string): Promise<Tarball> {
  const bytes = new Uint8Array(await readFile(path));
  const files = new Map<string, string>();
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  const parser = new Parser({
    onReadEntry: (entry) => {
      const chunks: Buffer[] = [];
      entry.on("data", (chunk) => chunks.push(chunk));
      entry.on("end", () => files.set(entry.path.replace(/^[^/]+\//, ""), Buffer.concat(chunks).toString()));
    },
  });
  parser.on("end", () => resolve(undefined));
  parser.on("error", reject);
  parser.end(Buffer.from(bytes));
  await promise;
  return { manifest: parseManifest(files.get("package.json") ?? "{}"), files, bytes };
}

const NEEDED = ["README.md", "CHANGELOG.md", "LICENSE", "src/index.ts"];
const UNWANTED =
  /(^|\/)(test|tests|bench|fixtures|coverage|node_modules|\.[^/]+)(\/|$)|\.(test|bench)\.|\.(tsbuildinfo|tgz|log)$|(^|\/)tsconfig/;

/** Checks that a tarball holds what a user needs, and nothing that only this repository needs. */
function checkFiles({ files }: Tarball): string[] {
  return [
    ...NEEDED.filter((file) => !files.has(file)).map(
      (file) => `${file} is missing; look at "files" in package.json and at the build.`,
    ),
    ...[...files.keys()]
      .filter((file) => UNWANTED.test(file))
      .map((file) => `${file} must not be published; take it out of "files" in package.json.`),
  ];
}

const FIELDS = v.record(v.string(), v.unknown());

/** Checks that no entry leads to the sources, as it does in the workspace. */
function checkConditions({ manifest }: Tarball): string[] {
  const entries = Object.entries(v.is(FIELDS, manifest.exports) ? manifest.exports : {});
  return entries
    .filter(([, target]) => v.is(FIELDS, target) && "@vg/source" in target)
    .map(
      ([entry]) =>
        `exports["${entry}"] has the condition "@vg/source"; "publishConfig.exports" in package.json leaves it out.`,
    );
}

/** Checks that every package which the built files import is declared, and ours by a range that takes their fixes. */
function checkDependencies({ manifest, files }: Tarball): string[] {
  const { name, dependencies, peerDependencies, optionalDependencies } = manifest;
  const declared = { ...dependencies, ...peerDependencies, ...optionalDependencies };
  const problems: string[] = [];
  for (const [dependency, range] of Object.entries(declared)) {
    if (/^(workspace|catalog|file|link):/.test(range)) {
      problems.push(`depends on ${dependency} as ${range}, which means nothing outside this repository.`);
    } else if (dependency.startsWith("@vg/") && !/^\^\d/.test(range)) {
      problems.push(
        `depends on ${dependency} as ${range}; write "workspace:^" in package.json, which becomes a range.`,
      );
    }
  }
  for (const [file, text] of files) {
    if (!/^dist\/.*\.(js|d\.ts)$/.test(file)) continue;
    for (const imported of importedPackages(file, text)) {
      if (imported !== name && declared[imported] === undefined) {
        problems.push(`${file} imports ${imported}, which is not in "dependencies" of package.json.`);
      }
    }
  }
  return problems;
}

/** Returns the names of the packages that a built file imports, except those of Node itself. */
function importedPackages(file: string, text: string): Set<string> {
  const { staticImports, staticExports, dynamicImports } = parseSync(file, text).module;
  const specifiers = [
    ...staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...staticExports.flatMap(({ entries }) => entries.map(({ moduleRequest }) => moduleRequest?.value)),
    ...dynamicImports.map(
      ({ moduleRequest }) => /^(["'`])(.*)\1$/.exec(text.slice(moduleRequest.start, moduleRequest.end))?.[2],
    ),
    ...typeImports(text),
  ];
  return new Set(
    specifiers
      .filter((specifier) => specifier !== undefined)
      .filter((specifier) => !/^[./#]/.test(specifier) && !isBuiltin(specifier))
      .map((specifier) => specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/")),
  );
}

/** Returns what declarations import as `import("name").Type`, which is not an import statement. */
function typeImports(text: string): string[] {
  return [...text.matchAll(/\bimport\("([^"]+)"\)/g)].map(([, specifier = ""]) => specifier);
}

const SOURCE_MAP = v.object({
  sources: v.array(v.string()),
  sourcesContent: v.optional(v.array(v.nullable(v.string())), []),
});

/** Checks that every built file with code has a map, and that its sources are in the tarball or in the map itself. */
function checkSourceMaps({ files }: Tarball): string[] {
  const problems: string[] = [];
  for (const [file, text] of files) {
    if (!/^dist\/.*\.(js|d\.ts)$/.test(file) || !hasCode(file, text)) continue;
    const map = files.get(`${file}.map`);
    if (map === undefined || !text.includes(`//# sourceMappingURL=${posix.basename(file)}.map`)) {
      problems.push(`${file} has no source map; look at the bundler's options.`);
      continue;
    }
    const { sources, sourcesContent } = v.parse(SOURCE_MAP, JSON.parse(map));
    for (const [index, source] of sources.entries()) {
      const path = posix.join(posix.dirname(file), source);
      if (files.has(path) || typeof sourcesContent[index] === "string") continue;
      problems.push(`${file}.map leads to ${path}, which is not in the tarball.`);
    }
  }
  return problems;
}

/** Returns whether a file does more than pass on what other files export. */
function hasCode(file: string, text: string): boolean {
  return parseSync(file, text).program.body.some(
    (statement) =>
      statement.type !== "ImportDeclaration" &&
      !(statement.type === "ExportNamedDeclaration" && statement.declaration === null),
  );
}

/** True of every package of ES modules only: `require` gets an ES module, and resolvers from before `exports` get nothing. */
const EXPECTED: ReadonlySet<string> = new Set(["CJSResolvesToESM"]);

/** An entry that nobody imports as a module, and that has no types. */
const NO_MODULE = /\.sql$/;

/** Returns what publint and are-the-types-wrong find. */
async function checkResolution({ bytes, manifest }: Tarball): Promise<string[]> {
  const { messages } = await publint({ pack: { tarball: bytes.buffer }, strict: true });
  const types = await checkPackage(createPackageFromTarballData(bytes), { excludeEntrypoints: [NO_MODULE] });
  return [
    ...messages.map((message) => `publint: ${formatMessage(message, manifest, { color: false }) ?? message.code}`),
    ...(types.types === false ? ["are-the-types-wrong: the package has no types."] : typeProblems(types.problems)),
  ];
}

function typeProblems(problems: readonly { readonly kind: string; readonly resolutionKind?: string }[]): string[] {
  return problems
    .filter(({ kind, resolutionKind }) => !EXPECTED.has(kind) && resolutionKind !== "node10")
    .map(({ kind, ...where }) => `are-the-types-wrong: ${kind} ${JSON.stringify(where)}`);
}
