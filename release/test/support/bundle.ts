import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** What a bundler made of a file and all it imports, in `bundle.js` beside it. */
export interface Bundle {
  /** Its size, minified and gzipped. */
  readonly kilobytes: number;
  /** The packages that code of is in it. */
  readonly packages: readonly string[];
}

/** Bundles a file of a folder for Node, minified, with everything that it does not use shaken off. */
export async function bundle(folder: string, file: string): Promise<Bundle> {
  const { metafile, outputFiles } = await build({
    absWorkingDir: folder,
    entryPoints: [file],
    outfile: "bundle.js",
    bundle: true,
    minify: true,
    format: "esm",
    platform: "node",
    metafile: true,
    write: false,
    // What CommonJS in a bundle of ES modules calls.
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    logLevel: "error",
  });
  const [output] = outputFiles;
  const used = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0),
  );
  const names = used.map(([path]) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? "");
  const code = output?.contents ?? new Uint8Array();
  writeFileSync(join(folder, "bundle.js"), code);
  return {
    kilobytes: gzipSync(code).length / 1000,
    packages: [...new Set(names)].filter((name) => name !== "").toSorted(),
  };
}
