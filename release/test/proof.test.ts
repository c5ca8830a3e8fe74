import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dryRun, pendingReleases } from "../src/pending.ts";
import { publishedPackages, readManifest } from "../src/packages.ts";
import { release } from "../src/release.ts";
import { changeset, type Repository, runCommand } from "../src/commands.ts";
import { tooHeavy } from "../src/weight-budgets.ts";
import { bundle } from "./support/bundle.ts";
import { type Consumer, CONSUMER_NEEDS, footprint, makeConsumer } from "./support/consumer.ts";
import { type LocalRegistry, startRegistry } from "./support/local-registry.ts";
import { commitAll, copyRepository, fromThisMachine, REPOSITORY } from "./support/repository-copy.ts";
import { publishThirdParty } from "./support/third-party.ts";

const run = promisify(execFile);

const FIXTURES = join(import.meta.dirname, "../fixtures");
const NAMES = publishedPackages(REPOSITORY).map(({ manifest }) => manifest.name);

let folder: string;
let root: string;
let env: NodeJS.ProcessEnv;
let registry: LocalRegistry;
let repository: Repository;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "vg-proof-"));
  root = join(folder, "repository");
  env = cleanEnvironment(folder);
  repository = { root, env, onOutput: () => undefined };
  registry = await startRegistry(join(folder, "registry"));
  await copyRepository(root, env);
  await publishThirdParty(root, CONSUMER_NEEDS, registry);
});

afterAll(async () => {
  await registry.stop();
  await rm(folder, { recursive: true });
});

describe("the first release", () => {
  test("that is cut off in the middle leaves some packages unpublished and nothing tagged", async () => {
    await addChangesetsForFirstVersions();
    registry.breakAfter(1);

    await expect(releaseEverything()).rejects.toThrow("--from-pack-dir");

    registry.breakAfter(Number.POSITIVE_INFINITY);
    const states = await Promise.all(versionsInTree().map(isPublished));
    expect(states).toContain(false);
    expect(states).toContain(true);
    expect(await tags()).toEqual([]);
  });

  test("is finished by the next", async () => {
    await releaseEverything();

    expect(await Promise.all(versionsInTree().map(isPublished))).not.toContain(false);
    expect(await tags()).toEqual(versionsInTree());
  });

  test("needs no third", async () => {
    const before = await head();

    expect(await releaseEverything()).toEqual([]);
    expect(await head()).toBe(before);
    expect(await tags()).toEqual(versionsInTree());
  });
});

describe("a release is refused", () => {
  test("while something is not committed", async () => {
    await writeFile(join(root, "stray.txt"), "");

    await expect(releaseEverything()).rejects.toThrow("Commit or stash these first");

    await rm(join(root, "stray.txt"));
  });

  test("on another branch than main", async () => {
    await run("git", ["switch", "--quiet", "--create", "feature"], { cwd: root });

    await expect(releaseEverything()).rejects.toThrow("A release is made from main, not from feature");

    await run("git", ["switch", "--quiet", "main"], { cwd: root });
  });

  test("when the tarball of a package is wrong, and nothing of any other goes out", async () => {
    const undo = await editManifest("image", (text) => text.replace('"src",', '"src", "test",'));

    await expect(releaseEverything()).rejects.toThrow(
      /Nothing was published:\n@vg\/image: test\/.* must not be published/,
    );
    expect(await isPublished("@vg/image@99.0.0")).toBe(false);

    await undo();
  });

  test("when nothing was built, whatever an older build has left", async () => {
    const undo = await editManifest("image", (text) => text);

    await expect(releaseEverything(async () => undefined)).rejects.toThrow(
      /Nothing was published:\n@vg\/image: [^]*index\.js but the file does not exist/,
    );

    await undo();
  });
});

test("without a registry, a dry run says what it cannot know", async () => {
  const lines = await dryRun(repository);

  expect(lines).toEqual([
    ...NAMES.map((name) => expect.stringMatching(`^unknown {2}${name} .*VG_REGISTRY is not set$`)),
    `0 of ${NAMES.length} packages would be published. Nothing was changed.`,
  ]);
});

/** A package that others build on, and one that only the commands do: what builds on a released package follows it. */
const MOVES: [name: string, bump: string, moving: string[]][] = [
  ["@vg/cost", "patch", withDependents("@vg/cost")],
  ["@vg/image", "minor", ["@vg/cli", "@vg/image"]],
];

describe.each(MOVES)("a changeset for %s (%s)", (name, bump, moving) => {
  let before: string[];

  beforeAll(async () => {
    before = versionsInTree();
    await followOrigin();
    await addChangeset(name, bump);
    await run("git", ["tag", "--force", "mine"], { cwd: root });
  });

  afterAll(() => run("git", ["tag", "--delete", "mine"], { cwd: root }));

  test("would release exactly the packages it concerns", async () => {
    const lines = await dryRun(repository, registry);

    expect(lines.filter((line) => line.startsWith("publish")).map((line) => line.split(/ +/)[1])).toEqual(moving);
    expect(versionsInTree()).toEqual(before);
  });

  test("publishes nothing while a check fails", async () => {
    await expect(releaseEverything(failingCheck)).rejects.toThrow("a test is red");

    const published = await Promise.all(versionsInTree().map(isPublished));
    expect(published.filter((there) => !there)).toHaveLength(moving.length);
  });

  test("releases exactly those, and leaves the others where they are", async () => {
    const tagged = await tags();
    const published = await releaseEverything();

    expect(published.map(nameOf).toSorted()).toEqual(moving);
    const moved = versionsInTree().filter((version) => !before.includes(version));
    expect(moved.map(nameOf)).toEqual(moving);
    expect(await tags()).toEqual([...tagged, ...moved].toSorted());
    expect(await tags(origin())).toEqual((await tags()).filter((tag) => tag !== "mine"));
    expect(await head(origin())).toBe(await head());
  });

  test("says what is new in every changelog", () => {
    for (const { folder: at, manifest } of publishedPackages(root)) {
      if (!moving.includes(manifest.name)) continue;
      const [, latest] = readFileSync(join(at, "CHANGELOG.md"), "utf8").split("\n## ");
      expect(latest).toContain(manifest.version);
      const isDirect = manifest.name === name || manifest.dependencies[name] !== undefined;
      // What depends on a dependent says only which version it builds on.
      expect(latest).toMatch(isDirect ? /^ *- Say something new$/m : /^ *- Build on `@vg\/[a-z]+` \d+\.\d+\.\d+\.$/m);
    }
  });
});

describe("prerelease mode", () => {
  beforeAll(async () => {
    await changeset(repository, "pre", "enter", "next");
    await addChangeset("@vg/plan", "minor");
  });

  test("publishes prereleases, which only who asks for them gets", async () => {
    const before = await distTags("@vg/plan");
    const published = await releaseEverything();

    expect(published.map(nameOf).toSorted()).toEqual(withDependents("@vg/plan"));
    for (const version of published) expect(version).toMatch(/-next\.0$/);
    expect(await distTags("@vg/plan")).toEqual({ ...before, next: versionInTree("@vg/plan") });
  });

  test("has nothing pending after that, although the changesets stay", async () => {
    const { stdout } = await run(process.execPath, ["release/bin/pending.ts"], { cwd: root, env });

    expect(stdout).toBe("false\n");
    expect(await releaseEverything()).toEqual([]);
  });

  test("ends with versions for everybody", async () => {
    await changeset(repository, "pre", "exit");
    await commitAll(root, "Leave the prerelease mode", env);

    expect((await releaseEverything()).map(nameOf).toSorted()).toEqual(withDependents("@vg/plan"));
    expect(await distTags("@vg/plan")).toMatchObject({ latest: versionInTree("@vg/plan") });
    expect(versionInTree("@vg/plan")).not.toContain("-");
  });
});

/** What a project that installs only one package does with it, and what that prints. */
const USES = [
  { name: "@vg/config", main: "commonjs/main.cjs", manager: "npm", prints: "0.10 0.033\ntrue" },
  { name: "@vg/cost", main: "esm/main.ts", manager: "pnpm", prints: "$0.51" },
  { name: "@vg/image", main: "bundled/main.ts", manager: "pnpm", prints: "clips a/b.png" },
] as const;

const consumers = new Map<string, Consumer>();

describe.each(NAMES)("a project that installs only %s", (name) => {
  let consumer: Consumer;

  beforeAll(async () => {
    const use = USES.find((one) => one.name === name);
    const main = use === undefined ? {} : { [basename(use.main)]: readFileSync(join(FIXTURES, use.main), "utf8") };
    const files = {
      ...main,
      "import.ts": `import * as all from "${name}";\nconsole.log(Object.keys(all).join());\n`,
      "require.cjs": `console.log(Object.keys(require("${name}")).filter((key) => key !== "__esModule").join());\n`,
    };
    const at = join(folder, "consumers", name);
    consumer = await makeConsumer(at, name, { registry, env, manager: use?.manager ?? "pnpm", files });
    consumers.set(name, consumer);
  });

  test("imports it, requires it, and gets the same", async () => {
    const exported = await consumer.run("import.ts");

    expect(exported).not.toBe("");
    expect(await consumer.run("require.cjs")).toBe(exported);
  });

  test("type-checks, with every declaration that it reaches", async () => {
    expect(await consumer.typecheck()).toBe("");
  });

  test.each(["typescript", "typescript-5"] as const)("compiles by the defaults of %s", async (compiler) => {
    // Without the types of Node, which nothing that is published needs.
    expect(await consumer.typecheckByDefault("import.ts", compiler)).toBe("");
  });

  test("gets no more than its budget", async () => {
    const { kilobytes } = await bundle(consumer.folder, "import.ts");
    const installed = await footprint(consumer.folder);

    const weight = { bundle: kilobytes, install: installed.kilobytes, packages: installed.packages };
    expect(tooHeavy(name, weight)).toEqual([]);
  });
});

test.each(USES)("who installs $name alone can use it: $main", async ({ name, main, prints }) => {
  expect(await consumers.get(name)?.run(basename(main))).toBe(prints);
});

test("who bundles parseSupabaseUrl alone gets neither clients nor a logger", async () => {
  const consumer = consumers.get("@vg/image");
  const { kilobytes, packages } = await bundle(consumer?.folder ?? "", "main.ts");

  expect(packages).toEqual(["@vg/image"]);
  expect(kilobytes).toBeLessThan(2);
  expect(await consumer?.run("bundle.js")).toBe("clips a/b.png");
});

test("who installs @vg/cli has its command", async () => {
  const { stdout } = await run(join(consumers.get("@vg/cli")?.folder ?? "", "node_modules/.bin/vg"), ["--version"], {
    env,
  });

  expect(`@vg/cli@${stdout.trim()}`).toBe(versionsInTree().find((version) => version.startsWith("@vg/cli@")));
});

test("leaves no working tree of git behind", () => {
  expect(existsSync(join(root, ".git/worktrees"))).toBe(false);
});

async function releaseEverything(check = buildPackages): Promise<string[]> {
  return release(repository, { registry, check, report: () => undefined });
}

async function failingCheck(): Promise<void> {
  throw new Error("a test is red");
}

/** Commits a change of a package's manifest, with a version to publish; the function it returns takes it back. */
async function editManifest(name: string, edit: (text: string) => string): Promise<() => Promise<void>> {
  const path = join(root, "packages", name, "package.json");
  const before = readFileSync(path, "utf8");
  await writeFile(path, edit(before.replace(/"version": "[^"]+"/, '"version": "99.0.0"')));
  await commitAll(root, "Change a manifest", env);
  return async () => {
    await writeFile(path, before);
    await commitAll(root, "Change it back", env);
  };
}

async function addChangeset(name: string, bump: string): Promise<void> {
  const text = `---\n"${name}": ${bump}\n---\n\nSay something new\n\nPreviously old. Now new.\n`;
  await writeFile(join(root, ".changeset/one.md"), text);
  await commitAll(root, "Add a changeset", env);
}

/**
 * What `pnpm check` does, less the tests and lints that this run of the tests is part of. No release of the proof changes a
 * source, so only the first one builds; the others get its files.
 */
async function buildPackages(): Promise<void> {
  const built = join(folder, "built");
  if (!existsSync(built)) {
    const offline = { ...env, ...(await fromThisMachine()), TURBO_TELEMETRY_DISABLED: "1" };
    await runCommand("pnpm", ["exec", "turbo", "run", "build", "--filter=./packages/*"], { cwd: root, env: offline });
    await copyBuilds(root, built);
  } else {
    await copyBuilds(built, root);
  }
}

async function copyBuilds(from: string, to: string): Promise<void> {
  for (const { path } of publishedPackages(root)) {
    await cp(join(from, path, "dist"), join(to, path, "dist"), { recursive: true });
  }
}

/** Packages that were never released and have no changeset yet get one, so that the proof needs no state of the repository. */
async function addChangesetsForFirstVersions(): Promise<void> {
  const pending = new Set((await pendingReleases(root)).map(({ name }) => name));
  const rest = publishedPackages(root)
    .map(({ manifest }) => manifest)
    .filter(({ name, version }) => version === "0.0.0" && !pending.has(name));
  if (rest.length === 0) return;
  const releases = rest.map(({ name }) => `"${name}": minor\n`);
  await writeFile(join(root, ".changeset/first.md"), `---\n${releases.join("")}---\n\nPublish for the first time\n`);
  await commitAll(root, "Add first changesets", env);
}

function versionsInTree(): string[] {
  return publishedPackages(root).map(({ manifest: { name, version } }) => `${name}@${version}`);
}

function versionInTree(name: string): string {
  return readManifest(join(root, "packages", name.replace("@vg/", ""))).version;
}

/** A package and all that build on it, in the order of their names. */
function withDependents(name: string): string[] {
  const names = new Set([name]);
  for (const found of names) {
    for (const { manifest } of publishedPackages(REPOSITORY)) {
      if (manifest.dependencies[found] !== undefined) names.add(manifest.name);
    }
  }
  return [...names].toSorted();
}

function nameOf(version: string): string {
  return version.slice(0, version.lastIndexOf("@"));
}

const Published = v.object({
  versions: v.optional(v.record(v.string(), v.unknown()), {}),
  "dist-tags": v.optional(v.record(v.string(), v.string()), {}),
});

/** What the registry says of a package; nothing is published of one that it does not know. */
async function publishedOf(name: string): Promise<v.InferOutput<typeof Published>> {
  const headers = { authorization: `Bearer ${registry.token}` };
  const response = await fetch(`${registry.url}${encodeURIComponent(name)}`, { headers });
  return v.parse(Published, await response.json());
}

async function isPublished(version: string): Promise<boolean> {
  const name = nameOf(version);
  return version.slice(name.length + 1) in (await publishedOf(name)).versions;
}

async function distTags(name: string): Promise<Record<string, string>> {
  return (await publishedOf(name))["dist-tags"];
}

async function tags(at = root): Promise<string[]> {
  const { stdout } = await run("git", ["tag", "--list"], { cwd: at });
  return stdout.split("\n").filter((tag) => tag !== "");
}

async function head(at = root): Promise<string> {
  const { stdout } = await run("git", ["rev-parse", "main"], { cwd: at });
  return stdout.trim();
}

/** The repository that everybody pushes to. */
function origin(): string {
  return join(folder, "origin.git");
}

/** From here on the copy has an origin, as a clone has. */
async function followOrigin(): Promise<void> {
  if (existsSync(origin())) return;
  await run("git", ["clone", "--quiet", "--bare", root, origin()], { env });
  await run("git", ["remote", "add", "origin", origin()], { cwd: root });
  await run("git", ["push", "--quiet", "--set-upstream", "origin", "main"], { cwd: root });
}

/** The environment of everything the proof runs: nothing of the user's settings, caches and registries. */
function cleanEnvironment(temporary: string): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env;
  return {
    PATH,
    HOME,
    CI: "true",
    XDG_CACHE_HOME: join(temporary, "cache"),
    npm_config_cache: join(temporary, "npm"),
    pnpm_config_fetch_retries: "0",
    pnpm_config_minimum_release_age: "0",
    pnpm_config_store_dir: join(temporary, "store"),
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_SYSTEM: "/dev/null",
    GIT_AUTHOR_NAME: "Proof",
    GIT_AUTHOR_EMAIL: "proof@localhost",
    GIT_COMMITTER_NAME: "Proof",
    GIT_COMMITTER_EMAIL: "proof@localhost",
  };
}
