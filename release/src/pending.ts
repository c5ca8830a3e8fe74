import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getReleasePlan } from "@changesets/get-release-plan";
import { git, type Repository } from "./commands.ts";
import { publishedPackages } from "./packages.ts";
import { type Registry, unpublishedPackages } from "./registry.ts";

/** A new version that the pending changesets ask for. */
export interface PendingRelease {
  readonly name: string;
  readonly oldVersion: string;
  readonly newVersion: string;
  /** The first line of each changeset that names the package; empty if it only follows a dependency. */
  readonly changes: readonly string[];
}

/**
 * Returns what the pending changesets of a repository will release. In prerelease mode, a changeset that is part of a
 * prerelease already is not pending.
 */
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

/**
 * Returns what a release would publish, one line for each package; changes nothing anywhere.
 *
 * Without a registry it is not known which of the current versions are published already, and the lines say so.
 */
export async function dryRun(repository: Repository, registry?: Registry): Promise<string[]> {
  const pending = new Map((await pendingReleases(repository.root)).map((release) => [release.name, release]));
  const unpublished = registry === undefined ? undefined : await unpublishedNames(repository, registry);
  const packages = publishedPackages(repository.root).map(({ manifest }) => manifest);
  const width = Math.max(...packages.map(({ name }) => name.length));
  const lines = packages.map(({ name, version }) => {
    const release = pending.get(name);
    const shown = `${name.padEnd(width)}  ${version}`;
    if (release !== undefined) {
      const why = release.changes.length === 0 ? "follows a package it depends on" : release.changes.join("; ");
      return `publish  ${shown} -> ${release.newVersion}  ${why}`;
    }
    if (unpublished === undefined) return `unknown  ${shown}  VG_REGISTRY is not set`;
    return unpublished.has(name)
      ? `publish  ${shown}  the registry does not have this version yet`
      : `keep     ${shown}  the registry has this version`;
  });
  const total = lines.filter((line) => line.startsWith("publish")).length;
  return [...lines, `${total} of ${lines.length} packages would be published. Nothing was changed.`];
}

async function unpublishedNames(repository: Repository, registry: Registry): Promise<Set<string>> {
  const folder = await mkdtemp(join(tmpdir(), "vg-plan-"));
  try {
    return new Set(await unpublishedPackages(repository, registry, join(folder, "plan.json")));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Returns the published packages whose sources have changed since a git ref without a new changeset that names them.
 * The helpers in `internal/` are in each of them: a change there needs any new changeset.
 *
 * A new changeset that names no package says that no user can notice the change, and covers all of it.
 */
export async function missingChangesets(repository: Repository, since: string): Promise<string[]> {
  const base = await git(repository, "merge-base", since, "HEAD");
  const changed = [
    ...(await listFiles(repository, "diff", "--name-only", base)),
    ...(await listFiles(repository, "ls-files", "--others", "--exclude-standard")),
  ];
  const added = new Set(changed.map((file) => /^\.changeset\/(.+)\.md$/.exec(file)?.[1]));
  const { changesets } = await getReleasePlan(repository.root);
  const fresh = changesets.filter(({ id }) => added.has(id));
  if (fresh.some(({ releases }) => releases.length === 0)) return [];
  const named = new Set(fresh.flatMap(({ releases }) => releases.map(({ name }) => name)));
  const hasChanged = (path: string): boolean => changed.some((file) => file.startsWith(`${path}/src/`));
  const missing = publishedPackages(repository.root)
    .filter(({ path }) => hasChanged(path))
    .map(({ manifest }) => manifest.name)
    .filter((name) => !named.has(name));
  return fresh.length === 0 && hasChanged("internal") ? [...missing, "@vg/internal"] : missing;
}

async function listFiles(repository: Repository, ...args: readonly string[]): Promise<string[]> {
  return (await git(repository, ...args)).split("\n");
}
