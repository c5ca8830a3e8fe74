import { getReleasePlan } from "@changesets/get-release-plan";
import { publishedPackages } from "./packages.ts";
import { git } from "./repository-commands.ts";
import type { Workplace } from "./workplace.ts";

/**
 * The published packages whose sources have changed since a git ref, without a new changeset that names them.
 *
 * A new changeset that names no package says that nothing of the change can be noticed by a user, and excuses all.
 */
export async function missingChangesets(place: Workplace, since: string): Promise<string[]> {
  const base = await git(place, "merge-base", since, "HEAD");
  const changed = [
    ...(await lines(place, "diff", "--name-only", base)),
    ...(await lines(place, "ls-files", "--others", "--exclude-standard")),
  ];
  const added = new Set(changed.map((file) => /^\.changeset\/(.+)\.md$/.exec(file)?.[1]));
  const { changesets } = await getReleasePlan(place.root);
  const fresh = changesets.filter(({ id }) => added.has(id));
  if (fresh.some(({ releases }) => releases.length === 0)) return [];
  const named = new Set(fresh.flatMap(({ releases }) => releases.map(({ name }) => name)));
  return publishedPackages(place.root)
    .filter(({ path }) => changed.some((file) => file.startsWith(`${path}/src/`)))
    .map(({ manifest }) => manifest.name)
    .filter((name) => !named.has(name));
}

async function lines(place: Workplace, ...args: readonly string[]): Promise<string[]> {
  return (await git(place, ...args)).split("\n");
}
