import { ConfigError, type ConfigIssue, type ConfigWarning, loadConfig, type LoadConfigOptions } from "../src/index.ts";

/** Everything that is wrong with a configuration; throws where nothing is. */
export function issuesOf(load: () => unknown): readonly ConfigIssue[] {
  try {
    load();
  } catch (error) {
    if (error instanceof ConfigError) return error.issues;
    throw error;
  }
  throw new Error("The configuration has no issue.");
}

/** The warnings that loading gives. */
export function warningsOf(options: LoadConfigOptions): readonly ConfigWarning[] {
  const warnings: ConfigWarning[] = [];
  loadConfig({ ...options, onWarning: (warning) => warnings.push(warning) });
  return warnings;
}

/** Takes warnings and does nothing with them. */
export function ignoreWarnings(): void {}
