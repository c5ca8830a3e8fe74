import { packageTests } from "@vg/testing/vitest";
import { mergeConfig } from "vitest/config";

export default mergeConfig(packageTests(), {
  test: { globalSetup: "test/support/servers.ts", setupFiles: "test/support/pglite.ts" },
});
