import { formatList } from "@vg/internal";
import { wrongArgument } from "./errors.ts";

/** The environment of a job; `staging` has production's settings and rates. */
export type Environment = "production" | "staging" | "development";

/** Every valid environment, the most careful one first. */
export const ENVIRONMENTS: readonly Environment[] = Object.freeze(["production", "staging", "development"]);

/**
 * The environment that a text names; the match is exact, `"Production"` and `" production"` are errors.
 *
 * @throws {@link ConfigError} that lists the valid names.
 * @example
 * ```ts
 * import { parseEnvironment } from "@vg/config";
 *
 * parseEnvironment("staging"); // => 'staging'
 * parseEnvironment("prod"); // throws must be production, staging or development
 * ```
 */
export function parseEnvironment(value: string): Environment {
  const environment = ENVIRONMENTS.find((known) => known === value);
  if (environment !== undefined) return environment;
  throw wrongArgument("ENVIRONMENT", formatList(ENVIRONMENTS), value);
}

/** The environment that is asked for, else the one that `ENVIRONMENT` names now, else `development`. */
export function environmentOrDefault(
  environment: string = processEnvironment()["ENVIRONMENT"] || "development",
): Environment {
  return parseEnvironment(environment);
}

/** The environment variables of a process, or an object in their place. */
export type EnvironmentVariables = Readonly<Record<string, string | undefined>>;

/** The variables of this process; the only place in the workspace that reads them. */
export function processEnvironment(): EnvironmentVariables {
  return process.env;
}

/** Whether the value of a variable counts as set: an empty one does not. */
export function isSet(value: unknown): boolean {
  return value !== undefined && value !== "";
}
