import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { changeset, git } from "./repository-commands.ts";
import { pendingReleases } from "./pending.ts";
import type { Workplace } from "./workplace.ts";

/**
 * Turns the pending changesets into versions and changelogs, as one commit on the current branch.
 *
 * The versions are made in a working tree of their own, and the branch only moves when the commit is whole: a release
 * that is cut off here has changed nothing, and the next one starts from the same changesets.
 *
 * @returns the commit's subject; nothing when no changeset is pending.
 */
export async function versionPackages(place: Workplace): Promise<string | undefined> {
  const releases = await pendingReleases(place.root);
  if (releases.length === 0) return undefined;
  const folder = await mkdtemp(join(tmpdir(), "vg-version-"));
  try {
    await git(place, "worktree", "prune");
    await git(place, "worktree", "add", "--detach", folder, "HEAD");
    const tree = { ...place, root: folder };
    await changeset(tree, "version");
    const subject = commitSubject(releases.map(({ name, newVersion }) => `${name} ${newVersion}`));
    await git(tree, "add", "--all");
    await git(tree, "commit", "--no-verify", "-m", subject, "-m", "The changelogs say what is new.");
    const commit = await git(tree, "rev-parse", "HEAD");
    await git(place, "merge", "--ff-only", commit);
    return subject;
  } finally {
    await rm(folder, { recursive: true, force: true });
    await git(place, "worktree", "prune");
  }
}

/** At most 72 characters: the versions, or where they do not fit, how many there are. */
function commitSubject(versions: readonly string[]): string {
  const all = `Release ${versions.join(", ")}`;
  return all.length <= 72 ? all : `Release ${versions.length} packages`;
}
