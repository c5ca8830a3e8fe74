import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";

/** A package as it is to be published. */
export interface PackedPackage {
  readonly name: string;
  readonly version: string;
  /** The path of its tarball. */
  readonly tarball: string;
}

const PACKED = v.object({
  plan: v.array(v.array(v.object({ name: v.string(), version: v.string(), tarball: v.object({ path: v.string() }) }))),
});

/** What `changeset pack` left in a folder, dependencies before who depends on them. */
export async function packedPackages(folder: string): Promise<PackedPackage[]> {
  const { plan } = v.parse(PACKED, JSON.parse(await readFile(join(folder, "publish-plan.json"), "utf8")));
  return plan.flat().map(({ name, version, tarball }) => ({ name, version, tarball: join(folder, tarball.path) }));
}
