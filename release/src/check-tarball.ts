import { checkDependencies } from "./check-dependencies.ts";
import { checkEntries } from "./check-entries.ts";
import { checkFiles } from "./check-files.ts";
import { checkResolution } from "./check-resolution.ts";
import { checkSourceMaps } from "./check-source-maps.ts";
import { readTarball } from "./tarball.ts";

/** Everything that is wrong with a package's tarball; nothing when it may be published. */
export async function checkTarball(path: string): Promise<string[]> {
  const tarball = await readTarball(path);
  return [
    ...checkFiles(tarball),
    ...checkEntries(tarball),
    ...checkDependencies(tarball),
    ...checkSourceMaps(tarball),
    ...(await checkResolution(tarball)),
  ];
}
