import { isBuiltin } from "node:module";
import { parseSync } from "oxc-parser";
import type { Tarball } from "./tarball.ts";

/** What the built files import is declared, and our own packages are declared by a range that takes their fixes. */
export function checkDependencies({ manifest, files }: Tarball): string[] {
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

/** The names of the packages that a built file imports, those of Node itself left out. */
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

/** `import("name").Type` in declarations, which is no import statement. */
function typeImports(text: string): string[] {
  return [...text.matchAll(/\bimport\("([^"]+)"\)/g)].map(([, specifier = ""]) => specifier);
}
