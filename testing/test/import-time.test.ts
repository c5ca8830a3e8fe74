import { expect, test } from "vitest";
import { importTimes } from "../src/import-time.ts";

test("importing a module that waits costs its wait over an empty one", () => {
  const cwd = import.meta.dirname;
  const waits = "data:text/javascript,await new Promise((done) => setTimeout(done, 300))";

  const [waiting = 0, empty = 0] = importTimes(
    [
      { specifier: waits, cwd },
      { specifier: "data:text/javascript,", cwd },
    ],
    1,
  );
  expect(waiting - empty).toBeGreaterThan(200);
});
