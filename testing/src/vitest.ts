import { defineConfig, type ViteUserConfig } from "vitest/config";

/**
 * The condition that makes a workspace package resolve to its sources. Node gets these for what vite leaves to it, beside
 * its own: "import" among them would give ES modules to `require`.
 */
const CONDITIONS = ["@vg/source", "node"];

/**
 * The vitest configuration of one package: its tests, the counts that CI adds up, and a coverage floor for the whole of
 * them, which the package's script `test:all` enforces.
 */
export function packageTests(): ViteUserConfig {
  return defineConfig({
    resolve: { conditions: CONDITIONS },
    ssr: { resolve: { conditions: CONDITIONS, externalConditions: CONDITIONS } },
    test: {
      include: ["test/**/*.test.ts"],
      // The files share a process for each core, so that each loads the sources once: none changes what another one sees.
      isolate: false,
      // A busy machine is not a failure: speed is measured by benchmarks, not by a test's timeout.
      testTimeout: 60_000,
      hookTimeout: 60_000,
      expect: { poll: { timeout: 30_000 } },
      restoreMocks: true,
      unstubEnvs: true,
      reporters: ["default", "json"],
      outputFile: { json: ".vitest/results.json" },
      coverage: {
        provider: "v8",
        include: ["src/**/*.ts"],
        exclude: ["src/vitest.ts"],
        reporter: ["text-summary", "json-summary"],
        thresholds: { lines: 95, branches: 95 },
      },
    },
  });
}
