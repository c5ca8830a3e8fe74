import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { defineConfig, type UserConfig } from "tsdown";

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, string | { readonly default: string }>>;
  readonly bin?: Readonly<Record<string, string>>;
}

/** The package in whose folder the build runs. */
const { name: packageName, exports, bin }: Manifest = JSON.parse(readFileSync("package.json", "utf8"));
const imported = sourcesOf(
  Object.values(exports).map((target) => (typeof target === "string" ? target : target.default)),
);
const run = sourcesOf(Object.values(bin ?? {}));

/** Sources that get a file of their own with what they import, so that a bundle which uses only them stays small. */
const APART: Readonly<Record<string, readonly string[]>> = {
  "@vg/image": ["services/storage-url", "public-host", "image-handler"],
};

/** Sources that are data: Node compiles 150 kB of literals three times as long as it parses them as JSON. */
const DATA = /\/packages\/config\/src\/models\/catalogue\/.+\.ts$/;

const BUILD: UserConfig = {
  cwd: process.cwd(),
  platform: "node",
  target: "node22.12",
  // `.js` and `.d.ts`, as the package is of ES modules.
  fixedExtension: false,
  hash: false,
  sourcemap: true,
  clean: false,
  logLevel: "warn",
};

// The builds below run at once, so none of them can clear the folder.
rmSync("dist", { recursive: true, force: true });

export default defineConfig([
  // One JavaScript file an entry; what is imported dynamically, and what entries share, is in `chunks/`.
  {
    ...BUILD,
    dts: false,
    entry: { ...imported, ...run },
    plugins: [{ name: "data-as-json", transform: { filter: { id: DATA }, handler: writeAsJson } }],
    hooks: {
      "build:done": ({ chunks }) => {
        for (const { outDir, fileName } of chunks)
          if (fileName.endsWith(".map")) leaveOutSources(join(outDir, fileName));
        writeLicenses(chunks.flatMap((chunk) => (chunk.type === "chunk" ? chunk.moduleIds : [])));
      },
    },
    outputOptions: {
      chunkFileNames: "chunks/[name].js",
      codeSplitting: {
        groups: (APART[packageName] ?? []).map((path) => ({ name: basename(path), test: `/src/${path}.ts` })),
      },
    },
  },
  // One declaration file an entry, complete in itself.
  ...Object.entries(imported).map(([name, source]): UserConfig => ({
    ...BUILD,
    dts: { oxc: true, sourcemap: true, emitDtsOnly: true },
    entry: { [name]: source },
    hooks: {
      "build:done": ({ chunks }) => {
        for (const { outDir, fileName } of chunks) if (fileName.endsWith(".d.ts")) nameLibrary(join(outDir, fileName));
      },
    },
  })),
]);

/** Names the library of a declaration that has disposable objects: compilers do not know them by default. */
function nameLibrary(file: string): void {
  const text = readFileSync(file, "utf8");
  if (!/\b(?:Async)?Disposable\b|Symbol\.(?:asyncD|d)ispose/.test(text)) return;
  writeFileSync(file, `/// <reference lib="esnext.disposable" />\n${text}`);
  const map: { readonly mappings: string } = JSON.parse(readFileSync(`${file}.map`, "utf8"));
  writeFileSync(`${file}.map`, JSON.stringify({ ...map, mappings: `;${map.mappings}` }));
}

interface SourceMap {
  readonly sources: readonly string[];
  readonly sourcesContent: readonly (string | null)[];
}

/** Takes the sources which are published in `src` out of a source map; it keeps those of others that are built in. */
function leaveOutSources(file: string): void {
  const map: SourceMap = JSON.parse(readFileSync(file, "utf8"));
  const sourcesContent = map.sources.map((source, index) =>
    join(dirname(file), source).startsWith(join(process.cwd(), "src/")) ? null : (map.sourcesContent[index] ?? null),
  );
  writeFileSync(file, JSON.stringify({ ...map, sourcesContent }));
}

/** Replaces the constants of a module of data by JSON. */
async function writeAsJson(_code: string, id: string): Promise<{ readonly code: string; readonly map: null }> {
  const module: object = await import(pathToFileURL(id).href);
  const constants = Object.entries(module).map(
    ([name, value]) => `export const ${name} = /* @__PURE__ */ JSON.parse(${JSON.stringify(JSON.stringify(value))});`,
  );
  return { code: constants.join("\n"), map: null };
}

/** Writes the licences of the libraries that are built in, as these ask for, beside what is built. */
function writeLicenses(modules: readonly string[]): void {
  const folders = new Set(modules.flatMap((id) => /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1] ?? []));
  const texts = [...folders].toSorted().map((folder) => {
    const { name, version }: { readonly name: string; readonly version: string } = JSON.parse(
      readFileSync(join(folder, "package.json"), "utf8"),
    );
    const file = readdirSync(folder).find((candidate) => /^licen[cs]e(?:\.\w+)?$/i.test(candidate));
    if (file === undefined) throw new Error(`${name} is built in and has no licence`);
    return `${name} ${version}\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
  });
  if (texts.length > 0) writeFileSync("dist/third-party-licenses.txt", texts.join("\n\n"));
}

/** `./dist/rates.js` is built from `src/rates.ts`; what is not built is left out. */
function sourcesOf(targets: readonly string[]): Record<string, string> {
  const names = targets.flatMap((target) => /^\.\/dist\/(.+)\.js$/.exec(target)?.[1] ?? []);
  return Object.fromEntries(names.map((name) => [name, `src/${name}.ts`]));
}
