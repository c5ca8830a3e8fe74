import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkTarball } from "./check-tarball.ts";
import { packedPackages, type PackedPackage } from "./packed-packages.ts";
import { publishPlan } from "./publish-plan.ts";
import { type Registry, registryEnvironment } from "./registry.ts";
import { ReleaseError } from "./release-error.ts";
import { changeset, git } from "./repository-commands.ts";
import { versionPackages } from "./version-packages.ts";
import type { Workplace } from "./workplace.ts";

/** What a release needs besides the repository. */
export interface ReleaseOptions {
  readonly registry: Registry;
  /** Builds and checks the whole workspace; rejects when anything is wrong. */
  readonly check: () => Promise<void>;
  /** Gets one line for each step. */
  readonly report: (line: string) => void;
}

/**
 * Versions, builds, checks and publishes what the registry does not have yet, and tags it.
 *
 * Every step starts from what is there, so that a release which was cut off is finished by the next. Nothing is published
 * before all checks have passed, and what is published are the very files that were checked, dependencies first.
 *
 * @throws {@link ReleaseError} that says what is wrong.
 * @returns the names and versions that this run published.
 */
export async function release(place: Workplace, options: ReleaseOptions): Promise<string[]> {
  const { registry, check, report } = options;
  const publisher = { ...place, env: registryEnvironment(registry, place.env) };
  await requireReleasableTree(place);
  const subject = await versionPackages(place);
  report(subject === undefined ? "No changeset is pending." : `Committed: ${subject}`);

  const folder = await mkdtemp(join(tmpdir(), "vg-release-"));
  try {
    const plan = join(folder, "plan.json");
    if ((await publishPlan(place, registry, plan)).length === 0) {
      report("The registry has every version already.");
      await tagAndPush(place, report);
      return [];
    }
    report("Checking the workspace.");
    await check();
    await requireReleasableTree(place);
    await changeset(publisher, "pack", "--from-publish-plan", plan, "--out-dir", folder);
    const packed = await packedPackages(folder);
    await checkTarballs(packed);
    await pushBranch(place, report);
    report(`Publishing ${names(packed).join(", ")}.`);
    await changeset(publisher, "publish", "--from-pack-dir", folder, "--no-git-tag");
    await tagAndPush(place, report);
    return names(packed);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What is published has to be what is committed, on the branch that everybody releases from. */
async function requireReleasableTree(place: Workplace): Promise<void> {
  const changed = await git(place, "status", "--porcelain");
  if (changed !== "")
    throw new ReleaseError(`Commit or stash these first, a release publishes what is committed:\n${changed}`);
  const branch = await git(place, "rev-parse", "--abbrev-ref", "HEAD");
  if (branch !== "main")
    throw new ReleaseError(`A release is made from main, not from ${branch}; switch to main first.`);
}

async function checkTarballs(packed: readonly PackedPackage[]): Promise<void> {
  const checked = packed.map(async ({ name, tarball }) =>
    (await checkTarball(tarball)).map((problem) => `${name}: ${problem}`),
  );
  const problems = (await Promise.all(checked)).flat();
  if (problems.length > 0) throw new ReleaseError(`Nothing was published:\n${problems.join("\n")}`);
}

function names(packed: readonly PackedPackage[]): string[] {
  return packed.map(({ name, version }) => `${name}@${version}`);
}

async function tagAndPush(place: Workplace, report: (line: string) => void): Promise<void> {
  await changeset(place, "git-tag");
  if (!(await hasUpstream(place))) {
    report("No upstream branch: push main and its tags yourself.");
    return;
  }
  await git(place, "push", "--tags");
}

/** Before anything is published, so that a clone that is behind publishes nothing. */
async function pushBranch(place: Workplace, report: (line: string) => void): Promise<void> {
  if (!(await hasUpstream(place))) return;
  report("Pushing main.");
  await git(place, "push");
}

async function hasUpstream(place: Workplace): Promise<boolean> {
  return (await git(place, "for-each-ref", "--format=%(upstream)", "refs/heads/main")) !== "";
}
