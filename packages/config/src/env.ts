/** The environment variables of a process, or what stands in for them. */
export type EnvironmentVariables = Readonly<Record<string, string | undefined>>;

/** The variables of this process; the only place in the workspace that reads them. */
export function processEnvironment(): EnvironmentVariables {
  return process.env;
}
