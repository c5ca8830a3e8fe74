import { expect, test } from "vitest";
import { preferNoColor } from "../src/node-support.ts";

test.each([
  [{ NO_COLOR: "1", FORCE_COLOR: "1" }, { NO_COLOR: "1" }],
  [{ NO_COLOR: "", FORCE_COLOR: "1" }, { FORCE_COLOR: "1" }],
  [{ FORCE_COLOR: "1" }, { FORCE_COLOR: "1" }],
  [{ NO_COLOR: "0" }, { NO_COLOR: "0" }],
])("leaves of %j what NO_COLOR does not turn off: %j", (env, left) => {
  const changed = { ...env };
  preferNoColor(changed);

  expect(changed).toEqual(left);
});
