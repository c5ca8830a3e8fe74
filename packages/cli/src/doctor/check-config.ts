import { type Config, ConfigError, loadConfig } from "@vg/config";
import { isDoubt } from "../shared/config-warnings.ts";
import type { Check } from "./check.ts";

/** What the configuration is, where it is one, and what is to be said about it. */
export interface ConfigCheck {
  readonly config: Config | undefined;
  readonly checks: readonly Check[];
}

/** Looks at every variable: each thing that is wrong is a problem of its own. */
export function checkConfig(): ConfigCheck {
  const name = "configuration";
  try {
    const config = loadConfig({ onWarning: () => {} });
    const checks = config.warnings
      .filter(({ code }) => isDoubt(code))
      .map(({ message }): Check => ({ name, status: "warning", message }));
    const message = `${config.environment}, ${config.model}; \`vg config\` shows every value and its origin`;
    return { config, checks: [{ name, status: "ok", message }, ...checks] };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const checks = error.issues.map(({ variable, message }): Check => ({
      name,
      status: "problem",
      message: `${variable} ${message}`,
    }));
    return { config: undefined, checks };
  }
}
