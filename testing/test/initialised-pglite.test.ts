import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadInitialised, type PgliteClass } from "../src/initialised-pglite.ts";

let root: string;
/** What databases were created from. */
let created: string[];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "vg-pglite-"));
  created = [];
  mkdirSync(join(root, "dist"));
  writeFileSync(join(root, "package.json"), '{"version":"1.2.3"}');
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

/** A class as it is in a new process. */
function pglite(): PgliteClass {
  const fresh: PgliteClass = {
    create: async ({ loadDataDir } = {}) => {
      created.push((await loadDataDir?.text()) ?? "nothing");
      return { dumpDataDir: async () => new Blob(["data"]), close: async () => undefined };
    },
  };
  loadInitialised(fresh, join(root, "dist/index.js"), join(root, "kept"));
  return fresh;
}

test("initialises a database once, for this process and the next", async () => {
  const first = pglite();
  await first.create();
  await first.create();
  await pglite().create();

  expect(created).toEqual(["nothing", "data", "data", "data"]);
  expect(readdirSync(join(root, "kept"))).toEqual(["pglite-1.2.3.tar"]);
});

test("leaves a database with options as it is", async () => {
  await pglite().create({ loadDataDir: new Blob(["of its own"]) });

  expect(created).toEqual(["of its own"]);
});
