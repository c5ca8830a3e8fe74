import { readFile } from "node:fs/promises";
import { Parser } from "tar";
import { type Manifest, parseManifest } from "./packages.ts";

/** A package's tarball, read. */
export interface Tarball {
  readonly manifest: Manifest;
  /** Every file by its path inside the package: `dist/index.js`. */
  readonly files: ReadonlyMap<string, string>;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Reads a tarball that pnpm or npm packed. */
export async function readTarball(path: string): Promise<Tarball> {
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
