import { packageTests } from "@vg/testing/vitest";
import { mergeConfig } from "vitest/config";

// Most tests start a process, which takes a while on a machine that is busy with other packages.
export default mergeConfig(packageTests(), { test: { testTimeout: 60_000 } });
