import { packageTests } from "@vg/testing/vitest";
import { mergeConfig } from "vitest/config";

// The files share a process for each core: most tests wait for another process, a browser or a pause, and none changes what
// another one sees. `runHere` changes the working directory, which only a process of its own can.
export default mergeConfig(packageTests(), { test: { pool: "forks", isolate: false, maxWorkers: "100%" } });
