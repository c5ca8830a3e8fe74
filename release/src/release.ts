import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import { changeset, git, ReleaseError, type Repository } from "./commands.ts";
import { publishedPackages } from "./packages.ts";
import { pendingReleases } from "./pending.ts";
import { type Registry, registryEnvironment, unpublishedPackages } from "./registry.ts";
import { checkTarball } from "./tarball.ts";

/** The needs of a release besides the repository. */
export interface ReleaseOptions {
  readonly registry: Registry;
  /** Builds and checks the whole workspace; rejects if anything is wrong. */
  readonly check: () => Promise<void>;
  /** Gets one line for each step. */
  readonly report: (line: string) => void;
}

/**
 * Versions, builds, checks and publishes what the registry does not have yet, and tags it.
 *
 * Every step starts from what is there, so that the next release finishes one that was cut off. Nothing is published
 * before all checks have passed, and the files that are published are those that were checked, dependencies first.
 *
 * @returns the names and versions that this run published.
 * @throws {@link ReleaseError} that says what is wrong.
 */
export async function release(repository: Repository, options: ReleaseOptions): Promise<string[]> {
  const { registry, check, report } = options;
  await requireReleasableTree(repository);
  const subject = await versionPackages(repository);
  report(subject === undefined ? "No changeset is pending." : `Committed: ${subject}`);

  const folder = await mkdtemp(join(tmpdir(), "vg-release-"));
  try {
    const plan = join(folder, "plan.json");
    if ((await unpublishedPackages(repository, registry, plan)).length === 0) {
      report("The registry has every version already.");
      await tagAndPush(repository, report);
      return [];
    }
    report("Checking the workspace.");
    await removeBuilds(repository);
    await check();
    await requireReleasableTree(repository);
    const publisher = { ...repository, env: registryEnvironment(registry, repository.env) };
    await changeset(publisher, "pack", "--from-publish-plan", plan, "--out-dir", folder);
    const packed = await readPacked(folder);
    await checkTarballs(packed);
    await pushBranch(repository, report);
    const names = packed.map(({ name, version }) => `${name}@${version}`);
    report(`Publishing ${names.join(", ")}.`);
    await changeset(publisher, "publish", "--from-pack-dir", folder, "--no-git-tag");
    await tagAndPush(repository, report);
    return names;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A release publishes what is committed, on the branch that everybody releases from. */
async function requireReleasableTree(repository: Repository): Promise<void> {
  const changed = await git(repository, "status", "--porcelain");
  if (changed !== "")
    throw new ReleaseError(`Commit or stash these first; a release publishes what is committed:\n${changed}`);
  const branch = await git(repository, "rev-parse", "--abbrev-ref", "HEAD");
  if (branch !== "main")
    throw new ReleaseError(`A release is made from main, not from ${branch}; switch to main first.`);
}

/**
 * Turns the pending changesets into versions and changelogs, as one commit on the current branch.
 *
 * The versions are made in a working tree of their own, and the branch moves only when the commit is complete: a release
 * that is cut off here has changed nothing, and the next one starts from the same changesets.
 *
 * @returns the commit's subject; undefined if no changeset is pending.
 */
async function versionPackages(repository: Repository): Promise<string | undefined> {
  const releases = await pendingReleases(repository.root);
  if (releases.length === 0) return undefined;
  const folder = await mkdtemp(join(tmpdir(), "vg-version-"));
  try {
    await git(repository, "worktree", "prune");
    await git(repository, "worktree", "add", "--detach", folder, "HEAD");
    const tree = { ...repository, root: folder };
    await changeset(tree, "version");
    const subject = commitSubject(releases.map(({ name, newVersion }) => `${name} ${newVersion}`));
    await git(tree, "add", "--all");
    await git(tree, "commit", "--no-verify", "-m", subject, "-m", "The changelogs say what is new.");
    const commit = await git(tree, "rev-parse", "HEAD");
    await git(repository, "merge", "--ff-only", commit);
    return subject;
  } finally {
    await rm(folder, { recursive: true, force: true });
    await git(repository, "worktree", "prune");
  }
}

/** Returns at most 72 characters: the versions, or how many there are if they do not fit. */
function commitSubject(versions: readonly string[]): string {
  const all = `release: Publish ${versions.join(", ")}`;
  return all.length <= 72 ? all : `release: Publish ${versions.length} packages`;
}

/** Removes what older builds left, so that no file of theirs is packed. */
async function removeBuilds({ root }: Repository): Promise<void> {
  for (const { folder } of publishedPackages(root)) await rm(join(folder, "dist"), { recursive: true, force: true });
}

const PACKED = v.object({
  plan: v.array(v.array(v.object({ name: v.string(), version: v.string(), tarball: v.object({ path: v.string() }) }))),
});

/** A package as it is to be published, with the path of its tarball. */
interface PackedPackage {
  readonly name: string;
  readonly version: string;
  readonly tarball: string;
}

/** Reads what `changeset pack` left in a folder: packages in the order of their dependencies. */
async function readPacked(folder: string): Promise<PackedPackage[]> {
  const { plan } = v.parse(PACKED, JSON.parse(await readFile(join(folder, "publish-plan.json"), "utf8")));
  return plan.flat().map(({ name, version, tarball }) => ({ name, version, tarball: join(folder, tarball.path) }));
}

async function checkTarballs(packed: readonly PackedPackage[]): Promise<void> {
  const checked = packed.map(async ({ name, tarball }) =>
    (await checkTarball(tarball)).map((problem) => `${name}: ${problem}`),
  );
  const problems = (await Promise.all(checked)).flat();
  if (problems.length > 0) throw new ReleaseError(`Nothing was published:\n${problems.join("\n")}`);
}

/** Pushes main before anything is published, so that a clone that is behind publishes nothing. */
async function pushBranch(repository: Repository, report: (line: string) => void): Promise<void> {
  const remote = await remoteOfMain(repository);
  if (remote === "") return;
  report("Pushing main.");
  await git(repository, "push", "--no-follow-tags", remote, "main");
}

/** Tags the versions that are published, and pushes those tags and no others. */
async function tagAndPush(repository: Repository, report: (line: string) => void): Promise<void> {
  await changeset(repository, "git-tag");
  const tags = publishedPackages(repository.root).map(({ manifest: { name, version } }) => `${name}@${version}`);
  const remote = await remoteOfMain(repository);
  if (remote === "") report(`No upstream branch: push main and these tags yourself: ${tags.join(", ")}`);
  else await git(repository, "push", remote, ...tags.map((tag) => `refs/tags/${tag}`));
}

/** Returns the name of the remote that main is pushed to; empty if there is none. */
async function remoteOfMain(repository: Repository): Promise<string> {
  return git(repository, "for-each-ref", "--format=%(upstream:remotename)", "refs/heads/main");
}
