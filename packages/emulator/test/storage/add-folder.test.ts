import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { openWorld, PICTURE, type World } from "../support/world.ts";

/** A folder with the given files, removed when the test ends. */
function folderWith(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = mkdtempSync(join(tmpdir(), "emulator-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** The keys and folders that the bucket `photos` lists. */
async function keysOf(world: World, prefix = ""): Promise<string[]> {
  const text = await (await world.storage("/object/list/photos", { json: { prefix } })).text();
  return [...text.matchAll(/"name":"([^"]+)"/g)].map(([, name = ""]) => name);
}

describe("addFolder", () => {
  test("adds buckets for folders and objects for files, and returns the files that it left out", async () => {
    const folder = folderWith({
      "images/cats/a.png": PICTURE,
      "images/zero": "",
      "images/~tilde.png": "x",
      "é/a.png": "x",
      "readme.txt": "x",
    });
    mkdirSync(join(folder, "empty"));
    const { emulator, storage } = await openWorld();

    const { skipped } = await emulator.addFolder(folder, { public: true });

    expect(skipped).toEqual(["images/~tilde.png", "readme.txt", "é/a.png"].map((path) => join(folder, path)));
    const served = await storage("/object/images/cats/a.png", { headers: { range: "bytes=10-19" } });
    expect(served.headers.get("content-type")).toBe("image/png");
    expect(Buffer.from(await served.arrayBuffer())).toEqual(PICTURE.subarray(10, 20));
    expect(await emulator.getObject("images", "zero")).toHaveLength(0);
    expect(await (await storage("/bucket/empty")).json()).toMatchObject({ name: "empty", public: true });
  });

  test("follows files that come, change and go", async () => {
    const folder = folderWith({ "photos/a.png": "old", "photos/b.png": "b" });
    const { emulator, storage } = await openWorld();
    await emulator.addFolder(folder);
    const get = async (key: string): Promise<string> => (await storage(`/object/authenticated/photos/${key}`)).text();
    const first = await storage("/object/info/photos/a.png");

    writeFileSync(join(folder, "photos", "a.png"), "newer");
    writeFileSync(join(folder, "photos", "c.png"), "c");
    rmSync(join(folder, "photos", "b.png"));

    expect([await get("a.png"), await get("c.png")]).toEqual(["newer", "c"]);
    expect(await get("b.png")).toContain("NoSuchKey");
    expect(/"id":"[^"]+"/.exec(await first.text())?.[0]).toBe(
      /"id":"[^"]+"/.exec(await (await storage("/object/info/photos/a.png")).text())?.[0],
    );
    const listed = await storage("/object/list/photos", { json: { prefix: "" } });
    expect(await listed.json()).toMatchObject([{ name: "a.png" }, { name: "c.png" }]);
  });

  test("never writes: uploads cover a file, removals hide it", async () => {
    const folder = folderWith({ "photos/a.png": "disk", "photos/b.png": "disk", "photos/c.png": "disk" });
    const { emulator, storage } = await openWorld();
    await emulator.addFolder(folder);

    expect((await storage("/object/photos/a.png", { body: "x" })).status).toBe(400);
    await storage("/object/photos/a.png", { method: "PUT", body: "uploaded" });
    await storage("/object/photos/b.png", { method: "DELETE" });
    expect(emulator.removeObject("photos", "c.png")).toBe(true);

    expect(await (await storage("/object/photos/a.png")).text()).toBe("uploaded");
    expect((await storage("/object/photos/b.png")).status).toBe(400);
    expect(await emulator.getObject("photos", "c.png")).toBeUndefined();
    await storage("/object/photos/b.png", { body: "again" });
    expect(await (await storage("/object/photos/b.png")).text()).toBe("again");
    await storage("/bucket/photos/empty", { method: "POST" });
    expect((await storage("/bucket/photos", { method: "DELETE" })).status).toBe(200);
    const onDisk = ["a.png", "b.png", "c.png"].map((name) => readFileSync(join(folder, "photos", name), "utf8"));
    expect(onDisk).toEqual(["disk", "disk", "disk"]);
  });

  test("lists the file behind a link, and follows no link to a folder, which may form a circle", async () => {
    const folder = folderWith({ "photos/a.png": "a", "photos/sub/b.png": "b", "elsewhere/~c.png": "c" });
    symlinkSync(join(folder, "elsewhere"), join(folder, "photos", "linked"));
    symlinkSync(join(folder, "photos"), join(folder, "photos", "sub", "loop"));
    symlinkSync(join(folder, "elsewhere", "~c.png"), join(folder, "photos", "sub", "c.png"));
    const world = await openWorld();

    const { skipped } = await world.emulator.addFolder(folder);

    expect(skipped).toEqual([join(folder, "elsewhere", "~c.png")]);
    expect(await keysOf(world)).toEqual(["a.png", "sub"]);
    expect(await keysOf(world, "sub")).toEqual(["b.png", "c.png"]);
    expect(await (await world.storage("/object/photos/sub/c.png")).text()).toBe("c");
  });

  describe("removing", () => {
    const removals: readonly [how: string, remove: (world: World, key: string) => unknown][] = [
      ["through the server", async (w, key) => w.storage(`/object/photos/${key}`, { method: "DELETE" })],
      ["in a batch", async (w, key) => w.storage("/object/photos", { method: "DELETE", json: { prefixes: [key] } })],
      ["in the process", (w, key) => w.emulator.removeObject("photos", key)],
    ];

    test.each(removals)("%s hides a file until it changes", async (_how, remove) => {
      const folder = folderWith({ "photos/a.png": "disk" });
      const world = await openWorld();
      await world.emulator.addFolder(folder);

      await remove(world, "a.png");
      expect(await world.emulator.getObject("photos", "a.png")).toBeUndefined();
      expect(await keysOf(world)).toEqual([]);

      writeFileSync(join(folder, "photos", "a.png"), "changed");
      expect(Buffer.from((await world.emulator.getObject("photos", "a.png")) ?? "").toString()).toBe("changed");
      expect(await keysOf(world)).toEqual(["a.png"]);
    });

    test.each(removals)("%s of a missing file does not hide a later one", async (_how, remove) => {
      const folder = folderWith({ "photos/a.png": "disk" });
      const world = await openWorld();
      await world.emulator.addFolder(folder);

      await remove(world, "later.png");
      writeFileSync(join(folder, "photos", "later.png"), "later");

      expect((await world.storage("/object/photos/later.png")).status).toBe(200);
    });

    test.each(removals)("%s an upload over a file hides both", async (_how, remove) => {
      const folder = folderWith({ "photos/a.png": "disk" });
      const world = await openWorld();
      await world.emulator.addFolder(folder);
      await world.storage("/object/photos/a.png", { method: "PUT", body: "uploaded" });

      await remove(world, "a.png");

      expect(await world.emulator.getObject("photos", "a.png")).toBeUndefined();
    });

    test("returns that a later file was there, once", async () => {
      const folder = folderWith({ "photos/a.png": "disk" });
      const { emulator } = await openWorld();
      await emulator.addFolder(folder);
      writeFileSync(join(folder, "photos", "later.png"), "later");

      const removed = ["later.png", "later.png", "none.png", "x".repeat(300), "a~", "../a.png"].map((key) =>
        emulator.removeObject("photos", key),
      );

      expect(removed).toEqual([true, false, false, false, false, false]);
    });

    test("takes an uploaded object from the bucket", async () => {
      const { emulator } = await openWorld();
      await emulator.addFolder(folderWith({ "photos/a.png": "disk" }));
      emulator.putObject("photos", "b.png", "put");

      expect([emulator.removeObject("photos", "b.png"), emulator.removeObject("photos", "b.png")]).toEqual([
        true,
        false,
      ]);
    });
  });

  test("a folder that is gone is an empty bucket", async () => {
    const folder = folderWith({ "photos/a.png": "disk" });
    const world = await openWorld();
    await world.emulator.addFolder(folder);
    world.emulator.putObject("photos", "b.png", "put");

    rmSync(join(folder, "photos"), { recursive: true });

    expect(await keysOf(world)).toEqual(["b.png"]);
    expect((await world.storage("/object/photos/a.png")).status).toBe(400);
    mkdirSync(join(folder, "photos"));
    writeFileSync(join(folder, "photos", "c.png"), "again");
    expect(await keysOf(world)).toEqual(["b.png", "c.png"]);
  });

  test("a folder that became a file is an empty bucket", async () => {
    const folder = folderWith({ "photos/a.png": "disk" });
    const world = await openWorld();
    await world.emulator.addFolder(folder);

    rmSync(join(folder, "photos"), { recursive: true });
    writeFileSync(join(folder, "photos"), "file");

    expect(await keysOf(world)).toEqual([]);
  });

  test.each([
    [{ public: true }, {}, true],
    [{}, { public: true }, true],
    [{ public: true }, { public: false }, false],
    [{}, {}, false],
  ])("a bucket that is %j, with %j for its folder", async (before, options, isPublic) => {
    const world = await openWorld();
    world.emulator.addBucket("photos", before);

    await world.emulator.addFolder(folderWith({ "photos/a.png": "disk" }), options);

    expect(await (await world.storage("/bucket/photos")).json()).toMatchObject({ public: isPublic });
  });

  test.each(["none", "file"])("%s is not a folder", async (name) => {
    const { emulator } = await openWorld();
    const path = join(folderWith({ file: "x" }), name);

    await expect(emulator.addFolder(path)).rejects.toThrow(
      expect.objectContaining({
        name: "EmulatorError",
        field: "folder",
        message: expect.stringContaining(`must be a folder that can be read, not "${path}" (`),
        cause: expect.any(Error),
      }),
    );
  });

  test("of uploads at once only one makes the object, however long the disk takes", async () => {
    const folder = folderWith({ "photos/a.png": "disk" });
    const { emulator, storage } = await openWorld();
    await emulator.addFolder(folder);

    const uploads = Array.from({ length: 5 }, (_, index) => storage("/object/photos/new", { body: `${index}` }));

    const statuses = (await Promise.all(uploads)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toEqual([200]);
    expect(await emulator.getObject("photos", "new")).toHaveLength(1);
  });

  test.each(["%2e%2e/secret.txt", "%2e%2e%2Fsecret.txt", "x/%2e%2e/%2e%2e/secret.txt", "/a.png", "sub"])(
    "keeps to its folder: %s",
    async (key) => {
      const folder = folderWith({ "photos/a.png": "x", "photos/sub/b.png": "x", "secret.txt": "secret" });
      const { emulator } = await openWorld();
      await emulator.addFolder(folder, { public: true });

      // A bare request: fetch would resolve the dots before anything is sent.
      const [answer] = await once(
        request(emulator.origin, { path: `/storage/v1/object/public/photos/${key}` }).end(),
        "response",
      );

      expect(answer.statusCode).toBe(400);
    },
  );
});
