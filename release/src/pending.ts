import { getReleasePlan } from "@changesets/get-release-plan";

/** A new version that the pending changesets ask for. */
export interface PendingRelease {
  readonly name: string;
  readonly oldVersion: string;
  readonly newVersion: string;
  /** The first line of each changeset that names the package; none where it only follows a dependency. */
  readonly changes: readonly string[];
}

/** What the pending changesets of a repository will release. */
export async function pendingReleases(root: string): Promise<PendingRelease[]> {
  const { changesets, releases } = await getReleasePlan(root);
  return releases
    .filter(({ type }) => type !== "none")
    .map(({ name, oldVersion = "", newVersion = "", changesets: ids }) => ({
      name,
      oldVersion,
      newVersion,
      changes: changesets.filter(({ id }) => ids.includes(id)).map(({ summary }) => summary.split("\n", 1).join()),
    }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
