import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pendingReleases } from "./pending.ts";
import { publishedPackages } from "./packages.ts";
import { publishPlan } from "./publish-plan.ts";
import type { Registry } from "./registry.ts";
import type { Workplace } from "./workplace.ts";

/**
 * What a release would publish, one line for each package; changes nothing anywhere.
 *
 * Without a registry it cannot be known which of the present versions are published already, and the lines say so.
 */
export async function dryRun(place: Workplace, registry?: Registry): Promise<string[]> {
  const pending = new Map((await pendingReleases(place.root)).map((release) => [release.name, release]));
  const unpublished = registry === undefined ? undefined : await unpublishedNames(place, registry);
  const packages = publishedPackages(place.root).map(({ manifest }) => manifest);
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

async function unpublishedNames(place: Workplace, registry: Registry): Promise<Set<string>> {
  const folder = await mkdtemp(join(tmpdir(), "vg-plan-"));
  try {
    return new Set(await publishPlan(place, registry, join(folder, "plan.json")));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
