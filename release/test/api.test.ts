import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { publicApi } from "../src/public-api.ts";
import { publishedPackages } from "../src/published-packages.ts";

const ROOT = join(import.meta.dirname, "../..");
const REVIEWED = join(import.meta.dirname, "../api");
const PACKAGES = publishedPackages(ROOT).map(({ folder, manifest }) => ({ name: manifest.name, folder }));

test.each(PACKAGES)(
  "the public interface of $name is the reviewed one; pnpm api:update after a change on purpose",
  async ({ folder }) => {
    const { text } = await publicApi(folder);

    await expect(text).toMatchFileSnapshot(join(REVIEWED, `${basename(folder)}.d.ts`));
  },
);

test.each(PACKAGES)("every export of $name has TSDoc", async ({ folder }) => {
  expect((await publicApi(folder)).undocumented).toEqual([]);
});

test("every reviewed interface is that of a package", () => {
  expect(readdirSync(REVIEWED).toSorted()).toEqual(PACKAGES.map(({ folder }) => `${basename(folder)}.d.ts`));
});
