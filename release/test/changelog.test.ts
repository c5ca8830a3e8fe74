import { expect, test } from "vitest";
import { getDependencyReleaseLine, getReleaseLine } from "../src/changelog.ts";

test.each([
  ["Refuse unknown models\n", "- Refuse unknown models"],
  [
    "Refuse unknown models\n\nPreviously they cost 0.\nNow an error.",
    "- Refuse unknown models\n\n  Previously they cost 0.\n  Now an error.",
  ],
])("a change is shown whole: %j", (summary, line) => {
  expect(getReleaseLine({ summary })).toBe(line);
});

test.each([
  [[], [], ""],
  [[], [{ name: "@vg/config", newVersion: "1.0.1" }], "- Build on `@vg/config` 1.0.1."],
  [
    [{ summary: "Know more models\n\nTwo." }],
    [
      { name: "@vg/config", newVersion: "1.0.1" },
      { name: "@vg/cost", newVersion: "2.0.0" },
    ],
    "- Build on `@vg/config` 1.0.1, `@vg/cost` 2.0.0:\n  - Know more models",
  ],
])("the new versions that a package builds on are named, and what is new in them: %j %j", (changes, versions, line) => {
  expect(getDependencyReleaseLine(changes, versions)).toBe(line);
});
