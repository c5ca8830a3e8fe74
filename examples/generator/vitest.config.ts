import { packageTests } from "@vg/testing/vitest";
import { mergeConfig } from "vitest/config";

export default mergeConfig(packageTests(), { test: { setupFiles: "test/pglite.ts" } });
