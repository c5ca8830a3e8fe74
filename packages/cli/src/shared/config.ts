import {
  ConfigError,
  type ConfigFor,
  type ConfigOverrides,
  type ConfigWarning,
  loadConfig,
  type Models,
  type Requirement,
} from "@vg/config";
import type { Terminal } from "../terminal.ts";

/** The options that override a value of the configuration, by its path. */
const OPTIONS: Readonly<Record<string, string>> = {
  "overrides.environment": "--environment",
  "overrides.model": "--model",
  "overrides.rates.baseCost": "--base-cost",
  "overrides.rates.perSecond": "--cost-per-second",
  "overrides.trustedOrigins": "--trusted-origin",
};

/**
 * Loads the configuration of a command with the values of its options.
 *
 * @throws {@link ConfigError} that names the option wherever an option is wrong.
 */
export function loadWithOptions<const R extends readonly Requirement[] = readonly []>(
  overrides: ConfigOverrides,
  options: {
    readonly models?: Models | undefined;
    readonly require?: R;
    readonly onWarning: (warning: ConfigWarning) => void;
  },
): ConfigFor<R> {
  try {
    return loadConfig({ ...options, overrides });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new ConfigError(
      error.issues.map(({ variable, message }) => ({ variable: OPTIONS[variable] ?? variable, message })),
    );
  }
}

/** The topic of a warning of the configuration. */
type Topic = ConfigWarning["code"];

/**
 * Creates the handler that writes a configuration's warnings to stderr; a command leaves out only what its own output says.
 * The list of variables that have their defaults is for who asks for everything.
 *
 * @param said - The topics that the command's own output covers.
 */
export function createWarningHandler(
  { note, warn, verbose }: Pick<Terminal, "note" | "warn" | "verbose">,
  said: readonly Topic[],
): (warning: ConfigWarning) => void {
  return ({ code, message }) => {
    if (said.includes(code)) return;
    if (isDoubt(code)) warn(message);
    else if (verbose) note(message);
  };
}

/** Returns whether a warning is about a possible mistake; a default is not, and gets only a remark. */
export function isDoubt(code: Topic): boolean {
  switch (code) {
    case "defaulted":
      return false;
    case "unknown-variable":
    case "partial-version":
    case "price-unknown":
    case "price-stale":
    case "price-by-length":
    case "proxy-ignored":
      return true;
    default:
      return code satisfies never;
  }
}
