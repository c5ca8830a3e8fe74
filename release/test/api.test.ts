import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { readPublicApi } from "../src/public-api.ts";
import { publishedPackages } from "../src/packages.ts";

const REVIEWED = join(import.meta.dirname, "../api");
const ENTRIES = (
  await Promise.all(
    publishedPackages(join(import.meta.dirname, "../..")).map(async ({ folder, manifest }) =>
      (await readPublicApi(folder)).map(({ entry, text, undocumented }) => ({
        name: entry.replace(".", manifest.name),
        file: `${basename(folder)}${entry.slice(1).replaceAll("/", ".")}.d.ts`,
        text,
        undocumented,
      })),
    ),
  )
).flat();

test.each(ENTRIES)(
  "the public interface of $name is the reviewed one; pnpm api:update after a change on purpose",
  async ({ text, file }) => {
    await expect(text).toMatchFileSnapshot(join(REVIEWED, file));
  },
);

test.each(ENTRIES)("every export of $name has TSDoc", ({ undocumented }) => {
  expect(undocumented).toEqual([]);
});

test("every reviewed interface is that of an entry", () => {
  expect(readdirSync(REVIEWED).toSorted()).toEqual(ENTRIES.map(({ file }) => file).toSorted());
});
