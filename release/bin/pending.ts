/** Prints `true` if changesets ask for a release, else `false`; those of a prerelease that is made already do not. */
import { join } from "node:path";
import { pendingReleases } from "../src/pending.ts";

console.log((await pendingReleases(join(import.meta.dirname, "../.."))).length > 0);
