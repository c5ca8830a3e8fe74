import type { EnvironmentVariables } from "../environment.ts";

/** The names that other programs have for a variable, or that it once had. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  SUPABASE_SERVICE_ROLE_KEY: ["SUPABASE_KEY", "SUPABASE_SERVICE_KEY", "SUPABASE_SERVICE_ROLE", "SUPABASE_SECRET"],
  REPLICATE_API_TOKEN: ["REPLICATE_TOKEN", "REPLICATE_API_KEY", "REPLICATE_KEY"],
  ENVIRONMENT: ["VG_ENVIRONMENT", "VG_ENV"],
};

/**
 * Finds variables that are set under a name that is almost one of ours: with a byte order mark or `export` before it, in
 * another case, or as other programs call it. One that is set under its own name, too, is left alone.
 *
 * @returns the names that are set, by the variable that is meant.
 */
export function findMisnamed(env: EnvironmentVariables, variables: readonly string[]): ReadonlyMap<string, string> {
  const meant = new Map<string, string>();
  for (const variable of variables) {
    meant.set(variable, variable);
    for (const other of OTHER_NAMES[variable] ?? []) meant.set(other, variable);
  }
  const found = new Map<string, string>();
  for (const name of Object.keys(env)) {
    const variable = meant.get(plainName(name));
    if (variable === undefined || variable === name || !isSet(env[name]) || isSet(env[variable])) continue;
    if (!found.has(variable)) found.set(variable, name);
  }
  return found;
}

function plainName(name: string): string {
  return name
    .replaceAll(/[\uFEFF\u200B]/g, "")
    .trim()
    .replace(/^export\s+/i, "")
    .toUpperCase();
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== "";
}
