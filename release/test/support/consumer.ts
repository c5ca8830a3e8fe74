import { execFile } from "node:child_process";
import { cpSync } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Registry } from "../../src/registry.ts";
import { writeFiles } from "./made-package.ts";
import { REPOSITORY } from "./repository-copy.ts";

const run = promisify(execFile);

/** A project outside the workspace that installs one of our packages from a registry, and nothing else of ours. */
export interface Consumer {
  readonly folder: string;
  /** Runs one of its files on this Node and gives back what it printed. */
  run(file: string): Promise<string>;
  /** Type-checks all its files, and every declaration they reach. */
  typecheck(): Promise<void>;
}

/** What the declarations of a package on Node may count on. */
const TYPES = "@types/node";

/** The packages besides ours that a consumer asks for. */
export const CONSUMER_NEEDS: readonly string[] = [TYPES];

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
  },
};

/** What a consumer is made of. */
export interface ConsumerOptions {
  readonly registry: Registry;
  readonly env: NodeJS.ProcessEnv;
  /** The package manager that installs. */
  readonly manager: "npm" | "pnpm";
  /** Its files, by name; or the folder to copy them from. */
  readonly files: Readonly<Record<string, string>> | string;
}

/** Makes a project in `folder` that depends on `dependency`, and installs it. */
export async function makeConsumer(folder: string, dependency: string, options: ConsumerOptions): Promise<Consumer> {
  const { registry, env, manager, files } = options;
  if (typeof files === "string") cpSync(files, folder, { recursive: true });
  else writeFiles(folder, files);
  const manifest = {
    private: true,
    type: "module",
    dependencies: { [dependency]: "*" },
    devDependencies: { [TYPES]: "*" },
  };
  const host = registry.url.replace(/^https?:/, "");
  writeFiles(folder, {
    "package.json": JSON.stringify(manifest),
    "tsconfig.json": JSON.stringify(TSCONFIG),
    ".npmrc": `registry=${registry.url}\n${host}:_authToken=${registry.token}\n`,
  });
  await run(manager, ["install", ...(manager === "npm" ? ["--no-audit", "--no-fund"] : [])], { cwd: folder, env });
  return {
    folder,
    run: async (file) => (await run(process.execPath, [file], { cwd: folder, env })).stdout.trimEnd(),
    typecheck: async () => {
      try {
        await run(join(REPOSITORY, "node_modules/.bin/tsc"), ["--project", "tsconfig.json"], { cwd: folder, env });
      } catch (error) {
        throw new Error(`The consumer of ${dependency} does not type-check:\n${stdoutOf(error)}`, { cause: error });
      }
    },
  };
}

function stdoutOf(error: unknown): string {
  return error instanceof Error && "stdout" in error ? String(error.stdout) : String(error);
}

/** How much an installed package brings along, the consumer's own types left out. */
export interface Footprint {
  readonly packages: number;
  readonly kilobytes: number;
}

/** The footprint of what pnpm installed in a folder. */
export async function footprint(folder: string): Promise<Footprint> {
  const store = join(folder, "node_modules/.pnpm");
  const entries = (await readdir(store, { withFileTypes: true })).filter(
    (entry) =>
      entry.isDirectory() && entry.name !== "node_modules" && !/^(@types\+node|undici-types)@/.test(entry.name),
  );
  const sizes = await Promise.all(entries.map(({ name }) => size(join(store, name))));
  return { packages: entries.length, kilobytes: Math.ceil(sizes.reduce((sum, bytes) => sum + bytes, 0) / 1000) };
}

async function size(folder: string): Promise<number> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const sizes = await Promise.all(files.map((entry) => stat(join(entry.parentPath, entry.name))));
  return sizes.reduce((sum, file) => sum + file.size, 0);
}
