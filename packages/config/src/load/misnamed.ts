import { type EnvironmentVariables, isSet } from "../environment.ts";

/** The names that other programs have for a variable, or that it once had. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  SUPABASE_SERVICE_ROLE_KEY: ["SUPABASE_KEY", "SUPABASE_SERVICE_KEY", "SUPABASE_SERVICE_ROLE", "SUPABASE_SECRET"],
  REPLICATE_API_TOKEN: ["REPLICATE_TOKEN", "REPLICATE_API_KEY", "REPLICATE_KEY"],
  ENVIRONMENT: ["VG_ENVIRONMENT", "VG_ENV"],
};

/**
 * Finds variables that are set under a name that is almost one of ours: with a byte order mark or `export` before it, in
 * another case, or as other programs call it. One is left alone if its variable is set, too, or another that wins over it.
 *
 * @param namesOfValues for each value, the variables that set it; the first that is set wins.
 * @returns the names that are set, by the variable that is meant.
 */
export function findMisnamed(
  env: EnvironmentVariables,
  namesOfValues: readonly (readonly string[])[],
): ReadonlyMap<string, string> {
  const missing = namesOfValues.flatMap((names) => {
    const winner = names.findIndex((name) => isSet(env[name]));
    return winner === -1 ? names : names.slice(0, winner);
  });
  const meant = new Map<string, string>();
  for (const variable of missing) {
    for (const name of [variable, ...(OTHER_NAMES[variable] ?? [])]) meant.set(name, variable);
  }
  const found = new Map<string, string>();
  for (const name of Object.keys(env)) {
    const variable = meant.get(plainName(name));
    if (variable === undefined || !isSet(env[name]) || found.has(variable)) continue;
    found.set(variable, name);
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
