import { execFile } from "node:child_process";
import { stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Registry } from "../../src/registry.ts";
import { filesBelow } from "./files-below.ts";
import { writeFiles } from "./made-package.ts";
import { REPOSITORY } from "./repository-copy.ts";

const run = promisify(execFile);

/** A project outside the workspace that installs one of our packages from a registry, and nothing else of ours. */
export interface Consumer {
  readonly folder: string;
  /** Runs one of its files on this Node and gives back what it printed. */
  run(file: string): Promise<string>;
  /** Type-checks all its files and every declaration they reach, and gives back what is wrong. */
  typecheck(): Promise<string>;
  /** Type-checks one file with a compiler's own library and nobody's types, and gives back what is wrong. */
  typecheckByDefault(file: string, compiler: Compiler): Promise<string>;
}

/** The compilers that consumers have: this repository's, and the last one of the generation before. */
type Compiler = "typescript" | "typescript-5";

/** What the declarations of a package on Node may count on. */
const TYPES = "@types/node";

/** The packages besides ours that a consumer asks for. */
export const CONSUMER_NEEDS: readonly string[] = [TYPES];

/** Every declaration is checked, except the compiler's own library: that is the same for each consumer. */
const TSCONFIG = {
  compilerOptions: {
    target: "es2023",
    lib: ["es2024"],
    module: "nodenext",
    types: ["node"],
    strict: true,
    noEmit: true,
    allowJs: true,
    checkJs: true,
    skipLibCheck: false,
    skipDefaultLibCheck: true,
  },
};

/** What a consumer is made of. */
export interface ConsumerOptions {
  readonly registry: Registry;
  readonly env: NodeJS.ProcessEnv;
  /** The package manager that installs. */
  readonly manager: "npm" | "pnpm";
  /** Its files, by name. */
  readonly files: Readonly<Record<string, string>>;
}

/** Makes a project in `folder` that depends on `dependency`, and installs it. */
export async function makeConsumer(folder: string, dependency: string, options: ConsumerOptions): Promise<Consumer> {
  const { registry, env, manager, files } = options;
  const manifest = {
    private: true,
    type: "module",
    dependencies: { [dependency]: "*" },
    devDependencies: { [TYPES]: "*" },
  };
  const host = registry.url.replace(/^https?:/, "");
  writeFiles(folder, {
    ...files,
    "package.json": JSON.stringify(manifest),
    "tsconfig.json": JSON.stringify(TSCONFIG),
    ".npmrc": `registry=${registry.url}\n${host}:_authToken=${registry.token}\n`,
  });
  await run(manager, ["install", ...(manager === "npm" ? ["--no-audit", "--no-fund"] : [])], { cwd: folder, env });
  return {
    folder,
    run: async (file) => (await run(process.execPath, [file], { cwd: folder, env })).stdout.trimEnd(),
    typecheck: async () => {
      const tsc = join(REPOSITORY, "node_modules/.bin/tsc");
      const { stdout } = await run(tsc, ["--project", "tsconfig.json"], { cwd: folder, env }).catch(outputOf);
      return stdout;
    },
    typecheckByDefault: async (file, compiler) => {
      const project = `tsconfig.${compiler}.json`;
      const { module, strict, noEmit, skipLibCheck, skipDefaultLibCheck } = TSCONFIG.compilerOptions;
      const compilerOptions = { module, strict, noEmit, skipLibCheck, skipDefaultLibCheck, types: [] };
      await writeFile(join(folder, project), JSON.stringify({ compilerOptions, files: [file] }));
      const tsc = join(REPOSITORY, "release/node_modules", compiler, "bin/tsc");
      const { stdout } = await run(process.execPath, [tsc, "--project", project], { cwd: folder, env }).catch(outputOf);
      return stdout;
    },
  };
}

/** A compiler that found something to say ends as a failure; what it said is the answer. */
function outputOf(error: unknown): { stdout: string } {
  if (error instanceof Error && "stdout" in error && typeof error.stdout === "string") return { stdout: error.stdout };
  throw error;
}

/** How much an installed package brings along, the consumer's own types left out. */
export interface Footprint {
  readonly packages: number;
  readonly kilobytes: number;
}

/** The footprint of what a package manager installed in a folder. */
export async function footprint(folder: string): Promise<Footprint> {
  const all = await filesBelow(join(folder, "node_modules"));
  const files = all.filter((file) => !/\/node_modules\/(@types\/node|undici-types)\//.test(file));
  const manifests = files.filter((file) => /\/node_modules\/(@[^/]+\/)?[^/@.][^/]*\/package\.json$/.test(file));
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  return { packages: manifests.length, kilobytes: Math.ceil(sizes.reduce((sum, size) => sum + size, 0) / 1000) };
}
