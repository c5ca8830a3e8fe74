import { expect, test } from "vitest";
import { importTime } from "../src/import-time.ts";

test("importing a module that waits costs its wait over an empty one", () => {
  const waits = "data:text/javascript,await new Promise((done) => setTimeout(done, 300))";

  expect(importTime(waits, import.meta.dirname, 1)).toBeGreaterThan(200);
});
