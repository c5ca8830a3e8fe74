import { packageTests } from "@vg/testing/vitest";
import { mergeConfig } from "vitest/config";

/** The proof works on a copy of the repository and a registry of its own: one file after the other, with time to do so. */
export default mergeConfig(packageTests(), {
  // GitHub's language service imports JSON as only a bundler may, and its source maps name files that it does not ship.
  logLevel: "error",
  test: {
    server: { deps: { inline: [/@actions\//] } },
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
