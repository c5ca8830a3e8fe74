import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { openWorld, PICTURE } from "./world.ts";

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

describe("addFolder", () => {
  test("makes buckets of folders and objects of files, and says what it left out", async () => {
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
