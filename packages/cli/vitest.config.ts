import { packageTests } from "@vg/testing/vitest";
import { mergeConfig } from "vitest/config";

// Most tests wait for another process, a browser or a pause. `runHere` changes the working directory, which only a process
// can that is not a thread.
export default mergeConfig(packageTests(), { test: { pool: "forks", maxWorkers: "100%" } });
