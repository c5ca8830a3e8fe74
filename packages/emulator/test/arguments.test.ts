import { describe, expect, test } from "vitest";
import { type Emulator, EmulatorError } from "../src/index.ts";
import { openWorld } from "./support/world.ts";

describe("an invalid argument is refused at once", () => {
  const rows: readonly [what: string, ask: (emulator: Emulator) => unknown, message: string][] = [
    [
      "a key that is no text",
      (e) =>
        // @ts-expect-error - a caller without types
        e.putObject("images", 5, ""),
      "key must be a text of ASCII",
    ],
    ["a key", (e) => e.putObject("images", "é", ""), 'digits and _/!.*\'() &$@=;:+,?-, not empty, not "é"'],
    ["a bucket", (e) => e.putObject("a/b", "a", ""), "bucket must be a text of 1 to 100 ASCII letters"],
    ["a bucket alone", (e) => e.addBucket("x".repeat(101)), "bucket must be a text of 1 to 100 ASCII letters"],
    ["a key of any length", (e) => e.putObject("images", "é".repeat(5_000_000), ""), `not "${"é".repeat(80)}..."`],
    [
      "no bucket to read from",
      (e) =>
        // @ts-expect-error - a caller without types
        e.getObject(undefined, "a"),
      "bucket must be a text, not undefined",
    ],
    [
      "no key to remove",
      (e) =>
        // @ts-expect-error - a caller without types
        e.removeObject("images"),
      "key must be a text, not undefined",
    ],
    [
      "no bucket to sign for",
      (e) =>
        // @ts-expect-error - a caller without types
        e.signedUrl(undefined, "a"),
      "bucket must be a text, not undefined",
    ],
    [
      "no key for a URL",
      (e) =>
        // @ts-expect-error - a caller without types
        e.publicUrl("images"),
      "key must be a text, not undefined",
    ],
    [
      "no bytes",
      (e) =>
        // @ts-expect-error - a caller without types
        e.putObject("images", "a", [1]),
      "bytes must be a Uint8Array or a text, not a list",
    ],
    [
      "a content type with a line break",
      (e) => e.putObject("images", "a", "", { contentType: "a\nb" }),
      'contentType must be a text that a header can hold, without line breaks, not "a\\nb"',
    ],
    [
      "a cache control with a letter that headers cannot hold",
      (e) => e.putObject("images", "a", "", { cacheControl: "\u{1F408}" }),
      "cacheControl must be a text that a header can hold",
    ],
    [
      "an unknown option",
      (e) =>
        // @ts-expect-error - a caller without types
        e.putObject("images", "a", "", { type: "a" }),
      "type is not a field of options; its fields are contentType and cacheControl",
    ],
    [
      "public",
      (e) =>
        // @ts-expect-error - a caller without types
        e.addBucket("new", { public: "yes" }),
      'public must be true or false, not "yes"',
    ],
    [
      "a folder",
      (e) =>
        // @ts-expect-error - a caller without types
        e.addFolder(5),
      "folder must be a text, not 5",
    ],
    [
      "public of folders",
      (e) =>
        // @ts-expect-error - a caller without types
        e.addFolder("x", { public: 1 }),
      "public must be true or false, not 1",
    ],
    [
      "a role",
      (e) =>
        // @ts-expect-error - a caller without types
        e.createKey(undefined),
      "role must be a text, not undefined",
    ],
    ...[Number.NaN, 1.5, 1e18, Number.POSITIVE_INFINITY].flatMap(
      (expiresIn): [string, (e: Emulator) => unknown, string][] => [
        [
          "the life of a URL",
          (e) => e.signedUrl("images", "a", { expiresIn }),
          "expiresIn must be a whole number of seconds",
        ],
        ["the life of a key", (e) => e.createKey("anon", { expiresIn }), "expiresIn must be a whole number of seconds"],
      ],
    ),
    ...["", "a/b", "a b", "..", ".", "é"].flatMap((name): [string, (e: Emulator) => unknown, string][] => [
      ["an owner", (e) => e.addModel({ owner: name, name: "clip" }), "owner must be a name of ASCII letters, digits"],
      ["a name", (e) => e.addModel({ owner: "vg", name }), "name must be a name of ASCII letters, digits"],
    ]),
    [
      "no owner",
      (e) =>
        // @ts-expect-error - a caller without types
        e.addModel({ name: "clip" }),
      "owner must be a name",
    ],
    [
      "no model",
      (e) =>
        // @ts-expect-error - a caller without types
        e.addModel(),
      "model must be an object, not undefined",
    ],
    [
      "one version",
      (e) =>
        // @ts-expect-error - a caller without types
        e.addModel({ owner: "vg", name: "clip", versions: "latest" }),
      'versions must be ids of 64 hexadecimal digits, not "latest"',
    ],
  ];

  test.each(rows)("%s", async (_what, ask, message) => {
    const { emulator } = await openWorld();
    const asked = (async () => ask(emulator))();

    await expect(asked).rejects.toThrow(EmulatorError);
    await expect(asked).rejects.toThrow(message);
    expect(await emulator.getObject("images", "a")).toBeUndefined();
  });
});

test.each([
  [-10, 400],
  [0, 400],
  [10, 200],
  [10_000_000_000, 200],
])("a URL signed for %d seconds answers %d", async (expiresIn, status) => {
  const { emulator } = await openWorld();

  const response = await fetch(await emulator.signedUrl("images", "a.png", { expiresIn }));

  expect(response.status).toBe(status);
});
