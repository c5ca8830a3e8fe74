import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { signedUrls, openWorld } from "../support/world.ts";

const LETTERS = "ABCXYZabcxyz0189_!.*'() &$@=;:+,?-".split("");

// A dot segment alone never reaches a server: every URL parser resolves it first.
const key = fc
  .string({ unit: fc.constantFrom(...LETTERS, "/"), minLength: 1, maxLength: 30 })
  .filter((text) => text.split("/").every((segment) => !/^\.{1,2}$/.test(segment)));
const bucket = fc
  .string({ unit: fc.constantFrom(...LETTERS), minLength: 1, maxLength: 100 })
  .filter((name) => !/^\.{1,2}$|^ | $/.test(name));

function encoded(...parts: readonly string[]): string {
  return parts
    .map((part) =>
      part
        .split("/")
        .map((segment) => encodeURIComponent(segment))
        .join("/"),
    )
    .join("/");
}

describe("each legal bucket and key", () => {
  test("opens by every way, encoded segment by segment", async () => {
    const world = await openWorld();

    await fc.assert(
      fc.asyncProperty(bucket, key, async (name, path) => {
        world.emulator.addBucket(name, { public: true });
        world.emulator.putObject(name, path, `${name}/${path}`);
        const at = encoded(name, path);
        const signed = new URL(await world.emulator.signedUrl(name, path));

        const answers = await Promise.all([
          world.storage(`/object/authenticated/${at}`),
          world.storage(`/object/public/${at}`),
          fetch(signed),
          fetch(world.emulator.publicUrl(name, path)),
        ]);

        expect(await Promise.all(answers.map((answer) => answer.text()))).toEqual(answers.map(() => `${name}/${path}`));
        const info = await world.storage(`/object/info/authenticated/${at}`);
        expect(await info.json()).toMatchObject({ bucket_id: name, name: path });
      }),
    );
  });

  test("opens by its batch token on a path encoded segment by segment", async () => {
    const world = await openWorld();

    await fc.assert(
      fc.asyncProperty(bucket, fc.uniqueArray(key, { minLength: 1, maxLength: 5 }), async (name, paths) => {
        for (const path of paths) world.emulator.putObject(name, path, path);

        const batch = await world.storage(`/object/sign/${encoded(name)}`, { json: { expiresIn: 60, paths } });

        const urls = await signedUrls(batch);
        const texts = urls.map(async (url, index) => {
          const token = url.slice(url.lastIndexOf("?token="));
          return (await world.storage(`/object/sign/${encoded(name, paths[index] ?? "")}${token}`)).text();
        });
        expect(await Promise.all(texts)).toEqual(paths);
      }),
    );
  });

  test("round-trips through an upload", async () => {
    const world = await openWorld();

    await fc.assert(
      fc.asyncProperty(key, async (path) => {
        const headers = { "x-upsert": "true" };
        const put = await world.storage(`/object/images/${encoded(path)}`, { body: path, headers });

        expect(await put.json()).toMatchObject({ Key: `images/${path}` });
        expect(Buffer.from((await world.emulator.getObject("images", path)) ?? []).toString()).toBe(path);
      }),
    );
  });

  test("signed by its path opens unless it has one of the characters that come out wrong", async () => {
    const world = await openWorld();

    await fc.assert(
      fc.asyncProperty(key, async (path) => {
        world.emulator.putObject("images", path, path);

        const [url = ""] = await signedUrls(
          await world.storage(`/object/sign/${encoded("images", path)}`, { json: { expiresIn: 60 } }),
        );
        const token = url.slice(url.lastIndexOf("?token="));
        const answer = await world.storage(`/object/sign/${encoded("images", path)}${token}`);

        const opens = !/[+&=;:@,$?]/.test(path);
        expect((await answer.text()) === path).toBe(opens);
        expect(answer.status).toBe(opens ? 200 : 400);
      }),
    );
  });
});

test.each("+&=;:@,$?".split(""))("single-key signing answers 200 with a URL that fails for %s", async (character) => {
  const world = await openWorld();
  const path = `a${character}b.png`;
  world.emulator.putObject("images", path, "x");

  const answer = await world.storage(`/object/sign/images/${encodeURIComponent(path)}`, { json: { expiresIn: 60 } });

  expect(answer.status).toBe(200);
  const [url = ""] = await signedUrls(answer);
  expect(await (await world.storage(url)).json()).toMatchObject({ code: "InvalidSignature" });
});

test.each([
  ["%2F is / inside a key", "/object/images/cats%2Fa.png", "cats/a.png"],
  ["+ stays plus", "/object/images/a+b.png", "a+b.png"],
  ["// is literal", "/object/images/cats//a.png", "cats//a.png"],
  ["an unreserved letter may be escaped", "/object/images/%61.png", "a.png"],
])("%s", async (_what, path, stored) => {
  const world = await openWorld();
  for (const one of ["cats/a.png", "a+b.png", "cats//a.png"]) world.emulator.putObject("images", one, one);
  world.emulator.putObject("images", "a.png", "a.png");

  expect(await (await world.storage(path)).text()).toBe(stored);
});

test("a path is decoded once", async () => {
  const world = await openWorld();

  expect(await (await world.storage("/object/images/%2561.png")).json()).toMatchObject({
    message: "Invalid key: %61.png",
  });
});

test.each(["public", "sign", "info", "authenticated"])(
  "a bucket named %s collides with a route, but not behind /authenticated",
  async (name) => {
    const world = await openWorld();
    world.emulator.putObject(name, "cats/a.png", "mine");

    const short = await world.storage(`/object/${name}/cats/a.png`);
    const long = await world.storage(`/object/authenticated/${name}/cats/a.png`);

    expect(short.status).toBe(400);
    expect(await long.text()).toBe("mine");
  },
);
