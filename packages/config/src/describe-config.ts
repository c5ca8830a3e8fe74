import type { Config, ConfigPath, Origin } from "./config.ts";
import { validateOptions } from "./errors.ts";
import { configFields } from "./load/fields.ts";
import { valueAtPath } from "./load/reader.ts";
import type { Models } from "./models/model.ts";

/** One value of a configuration, ready to be shown. */
export interface ConfigEntry {
  /** Its path in the configuration, such as `settings.fps`. */
  readonly path: ConfigPath;
  /** The environment variable that sets it, if there is one. */
  readonly variable?: string;
  /** Another variable that sets it, under its newer name, and wins. */
  readonly newVariable?: string;
  /** The value as text, `[redacted]` for a secret; absent if it is not set. */
  readonly value?: string;
  /** Its origin; absent if it is not set. */
  readonly origin?: Origin;
}

/**
 * Every value of a configuration with its variable and its origin, without its secrets, in the order in which a person
 * reads them.
 *
 * @throws {@link ConfigError} if it is not a configuration.
 * @example
 * ```ts
 * import { describeConfig, loadConfig } from "@vg/config";
 *
 * const config = loadConfig({ env: { VG_FPS: "12", REPLICATE_API_TOKEN: "r8_example" }, onWarning: () => {} });
 * const entries = describeConfig(config);
 *
 * entries.find((entry) => entry.path === "settings.fps"); // => { path: 'settings.fps', variable: 'VG_FPS', value: '12', origin: 'environment' }
 * entries.find((entry) => entry.path === "replicate.token")?.value; // => '[redacted]'
 * entries.find((entry) => entry.path === "supabase.url"); // => { path: 'supabase.url', variable: 'SUPABASE_URL' }
 * ```
 */
export function describeConfig(config: Config): readonly ConfigEntry[] {
  const origins = validateOptions(validateOptions(config, "config").origins, "config.origins");
  const { models, ...values } = config;
  validateOptions(models, "config.models");
  const shown: unknown = JSON.parse(JSON.stringify(values));
  return Object.freeze(
    configFields(models)
      .filter(({ path }) => !isUsualVersion(path, models, origins))
      .map(({ path, variable, newVariable }) => {
        const value = valueAtPath(shown, path);
        const origin = origins[path];
        return Object.freeze({
          path,
          ...(variable !== undefined && { variable }),
          ...(newVariable !== undefined && { newVariable }),
          ...(isShown(value) && { value: Array.isArray(value) ? value.join(", ") : String(value) }),
          ...(origin !== undefined && { origin }),
        });
      }),
  );
}

/** Returns whether a value has a text; an empty list has none. */
function isShown(value: unknown): boolean {
  return typeof value === "string" || typeof value === "number" || (Array.isArray(value) && value.length > 0);
}

/** Returns whether a path is the version of an official model, which runs by its name, and nobody set it. */
function isUsualVersion(path: ConfigPath, models: Models, origins: Config["origins"]): boolean {
  const name = path.startsWith("modelVersions.") ? path.slice("modelVersions.".length) : undefined;
  return name !== undefined && models[name]?.kind === "official" && origins[path] === "default";
}
