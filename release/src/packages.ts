import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";

const RANGES = v.optional(v.record(v.string(), v.string()), {});

const MANIFEST = v.object({
  name: v.string(),
  version: v.string(),
  private: v.optional(v.boolean(), false),
  bin: v.optional(v.union([v.string(), v.record(v.string(), v.string())]), {}),
  exports: v.optional(v.unknown()),
  dependencies: RANGES,
  peerDependencies: RANGES,
  optionalDependencies: RANGES,
});

/** The fields of a `package.json` that a release looks at. */
export type Manifest = v.InferOutput<typeof MANIFEST>;

/** A package of the workspace that is published. */
export interface PublishedPackage {
  /** Its folder. */
  readonly folder: string;
  /** Its path from the repository's root: `packages/config`. */
  readonly path: string;
  readonly manifest: Manifest;
}

/** Returns every package under `packages/` that is not private, in the order of their folders' names. */
export function publishedPackages(root: string): PublishedPackage[] {
  return readdirSync(join(root, "packages"))
    .toSorted()
    .map((name) => ({ folder: join(root, "packages", name), path: `packages/${name}` }))
    .map(({ folder, path }) => ({ folder, path, manifest: readManifest(folder) }))
    .filter(({ manifest }) => !manifest.private);
}

/** Reads the `package.json` of a folder. */
export function readManifest(folder: string): Manifest {
  return parseManifest(readFileSync(join(folder, "package.json"), "utf8"));
}

/**
 * Parses the text of a `package.json`.
 *
 * @throws an error that names the field which is not as npm has it.
 */
export function parseManifest(text: string): Manifest {
  return v.parse(MANIFEST, JSON.parse(text));
}
