import { packageTests } from "@vg/testing/vitest";
import { mergeConfig } from "vitest/config";

// The files share a process for each core: each test has an emulator of its own, and none changes what another one sees.
export default mergeConfig(packageTests(), { test: { isolate: false } });
