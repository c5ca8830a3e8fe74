import { createHash } from "node:crypto";
import { existsSync, realpathSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { create } from "tar";
import { publishedPackages, readManifest } from "../../src/packages.ts";
import type { Registry } from "../../src/registry.ts";
import { filesBelow } from "./files-below.ts";

/**
 * Publishes what our packages depend on, as it is installed in a repository, so that who installs them needs no other
 * registry and no network.
 *
 * @returns how many packages that are.
 */
export async function publishThirdParty(root: string, extra: readonly string[], registry: Registry): Promise<number> {
  const folders = new Set<string>();
  for (const { folder, manifest } of publishedPackages(root)) {
    for (const name of Object.keys(manifest.dependencies ?? {})) collect(name, folder, folders);
  }
  for (const name of extra) collect(name, root, folders);
  const ours = realpathSync(join(root, "packages"));
  const theirs = [...folders].filter((folder) => !folder.startsWith(ours));
  // One after the other: packing blocks the process, and the registry, which is in it, would drop who waits for long.
  await theirs.reduce((before, folder) => before.then(() => publish(folder, registry)), Promise.resolve());
  return theirs.length;
}

/** Adds the folder of a package, and of everything it depends on, as seen from another package's folder. */
function collect(name: string, from: string, folders: Set<string>): void {
  const folder = installed(name, from);
  if (folder === undefined || folders.has(folder)) return;
  folders.add(folder);
  const { dependencies, optionalDependencies } = readManifest(folder);
  for (const dependency of Object.keys({ ...dependencies, ...optionalDependencies })) {
    collect(dependency, folder, folders);
  }
}

/** Where Node finds a package; optional ones may be nowhere. */
function installed(name: string, from: string): string | undefined {
  const folder = join(from, "node_modules", name);
  if (existsSync(join(folder, "package.json"))) return realpathSync(folder);
  return dirname(from) === from ? undefined : installed(name, dirname(from));
}

async function publish(folder: string, registry: Registry): Promise<void> {
  const manifest: unknown = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const { name, version } = readManifest(folder);
  const tarball = await pack(folder);
  const file = `${name}-${version}.tgz`;
  const dist = {
    integrity: `sha512-${createHash("sha512").update(tarball).digest("base64")}`,
    shasum: createHash("sha1").update(tarball).digest("hex"),
    tarball: `${registry.url}${name}/-/${file}`,
  };
  const response = await fetch(registry.url + encodeURIComponent(name), {
    method: "PUT",
    headers: { "content-type": "application/json", authorization: `Bearer ${registry.token}` },
    body: JSON.stringify({
      _id: name,
      name,
      "dist-tags": { latest: version },
      versions: { [version]: Object.assign({}, manifest, { dist }) },
      _attachments: {
        [file]: { content_type: "application/octet-stream", data: tarball.toString("base64"), length: tarball.length },
      },
    }),
  });
  if (!response.ok) throw new Error(`The registry refused ${name} ${version}: HTTP ${response.status}.`);
}

/** The tarball of an installed package, its own `node_modules` left out. */
async function pack(folder: string): Promise<Buffer> {
  const files = (await filesBelow(folder))
    .map((file) => relative(folder, file))
    .filter((file) => !/(^|\/)node_modules\//.test(file));
  const linkCache = new NoLinks();
  const packed = create(
    { cwd: folder, gzip: { level: 1 }, portable: true, prefix: "package", sync: true, linkCache },
    files,
  );
  const chunks: Buffer[] = [];
  for (let chunk = packed.read(); chunk !== null; chunk = packed.read()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Files with the same content are one file in pnpm's store; a package's tarball has each on its own. */
class NoLinks extends Map<`${number}:${number}`, string> {
  override get(): undefined {
    return undefined;
  }
}
