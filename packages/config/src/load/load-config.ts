import { deepFreeze, formatValue, isObject } from "@vg/internal";
import type { Config, ConfigFor, ConfigOverrides, ConfigWarning, Requirement } from "../config.ts";
import { type EnvironmentVariables, isSet, processEnvironment } from "../environment.ts";
import { ConfigError, type ConfigIssue, notAnObject, validateOptions, wrongValue } from "../errors.ts";
import { MODELS } from "../models/catalogue.ts";
import type { Models } from "../models/model.ts";
import { defineModels } from "../models/own/define-models.ts";
import { isRight } from "../models/own/right.ts";
import { isDays } from "../models/price-age.ts";
import {
  type ConfigField,
  configFields,
  environmentField,
  logLevelField,
  modelField,
  trustedOriginsField,
} from "./fields.ts";
import { readModels, readRates, readReplicate, readSettings, readSupabase } from "./parts.ts";
import { ConfigReader } from "./reader.ts";

/** The sources of a configuration, and the parts that it must have. */
export interface LoadConfigOptions<R extends readonly Requirement[] = readonly Requirement[]> {
  /**
   * The environment variables; they are read once and never changed.
   *
   * @default process.env
   */
  readonly env?: EnvironmentVariables | undefined;
  /**
   * Values that win over the variables.
   *
   * @default {}
   */
  readonly overrides?: ConfigOverrides | undefined;
  /**
   * The parts that must be set; a missing one is an issue like any other, and none of them is optional in the result.
   *
   * @default []
   */
  readonly require?: R | undefined;
  /**
   * Models of one's own, as `defineModels` returns them; they win over the catalogue's of the same names.
   *
   * @default {}
   */
  readonly models?: Models | undefined;
  /**
   * The time by which the age of prices is judged.
   *
   * @default the time of the call
   */
  readonly now?: Date | undefined;
  /**
   * The number of days after which the price of the chosen model is stale, which is a warning.
   *
   * @default 90
   */
  readonly staleAfterDays?: number | undefined;
  /**
   * Called with everything that works but that somebody should know, such as the variables that got their defaults.
   *
   * @default process.emitWarning
   */
  readonly onWarning?: ((warning: ConfigWarning) => void) | undefined;
}

/**
 * Reads everything that a job runs with, and reports everything that is wrong at once.
 *
 * @throws {@link ConfigError} with one issue for each problem; never with a secret's value. A call that is wrong itself is
 * reported before anything is read.
 * @example
 * ```ts
 * import { loadConfig } from "@vg/config";
 *
 * const config = loadConfig({
 *   env: { ENVIRONMENT: "production", VG_FPS: "24", REPLICATE_API_TOKEN: "r8_example" },
 *   require: ["replicate"],
 *   onWarning: () => {},
 * });
 *
 * config.settings.fps; // => 24
 * config.origins["settings.fps"]; // => 'environment'
 * config.replicate; // => { token: '[redacted]' }
 * config.replicate.token; // => 'r8_example'
 * loadConfig({ env: { VG_FPS: "0" } }); // throws VG_FPS must be a whole number from 1 to 60, not "0"
 * ```
 */
export function loadConfig<const R extends readonly Requirement[] = readonly []>(
  options?: LoadConfigOptions<R>,
): ConfigFor<R>;
export function loadConfig(options: LoadConfigOptions = {}): Config {
  const {
    env = processEnvironment(),
    overrides = {},
    require = [],
    onWarning = emitConfigWarning,
    models: own = {},
    now = new Date(),
    staleAfterDays,
  } = validateOptions(options);
  checkCall({ env, require, onWarning, models: own, now, staleAfterDays });
  const known = withOwnModels(own);
  const fields = configFields(known);
  const reader = new ConfigReader(env, overrides, fields);
  const warnings: ConfigWarning[] = [
    ...misnamedWarnings(reader),
    ...unknownWarnings(env, fields, reader),
    ...proxyWarnings(env),
  ];
  reader.issues.push(...unknownRequirements(require));

  const environment = reader.read(environmentField) ?? "development";
  const model = reader.read(modelField(known)) ?? "svd";
  const { modelVersions, models } = readModels(reader, known, warnings);
  const settings = readSettings(reader, environment);
  const rates = readRates(reader, { environment, model, models, settings, now, staleAfterDays }, warnings);
  const supabase = readSupabase(reader, require.includes("supabase"));
  const replicate = readReplicate(reader, require.includes("replicate"));
  const trustedOrigins = reader.read(trustedOriginsField) ?? [];
  const logLevel = reader.read(logLevelField) ?? "info";

  if (reader.issues.length > 0) throw new ConfigError(reader.issues);
  if (reader.defaulted.length > 0) warnings.unshift(defaultedWarning(reader.defaulted));
  for (const warning of warnings) onWarning(deepFreeze(warning));
  return deepFreeze({
    environment,
    model,
    modelVersions,
    models,
    settings,
    rates,
    ...(supabase && { supabase }),
    ...(replicate && { replicate }),
    trustedOrigins,
    logLevel,
    origins: reader.origins,
    warnings,
  });
}

/** Returns the catalogue's models and one's own, which win; those that come from a file directly are checked. */
function withOwnModels(own: Models): Models {
  if (Object.keys(own).length === 0) return MODELS;
  const models = Object.values(own).every(isRight) ? own : defineModels(own);
  return Object.freeze({ ...MODELS, ...models });
}

/** Refuses what nothing can be read from, and whatever else could only fail later. */
function checkCall({ env, require, onWarning, models, now, staleAfterDays }: LoadConfigOptions): void {
  const issues: ConfigIssue[] = [];
  if (!(now instanceof Date) || Number.isNaN(now.getTime())) issues.push(wrongValue("now", "a valid Date", now));
  if (staleAfterDays !== undefined && !isDays(staleAfterDays)) {
    issues.push(wrongValue("staleAfterDays", "a number of days of at least 0", staleAfterDays));
  }
  if (!isObject(models)) issues.push(notAnObject("models", models));
  if (!isObject(env)) issues.push(notAnObject("env", env));
  if (!Array.isArray(require)) issues.push(wrongValue("require", 'an array such as ["supabase"]', require));
  if (typeof onWarning !== "function") issues.push(wrongValue("onWarning", "a function", onWarning));
  if (issues.length > 0) throw new ConfigError(issues);
}

/** Variables that only the CLI, and this project's tests and release, read. */
const READ_ELSEWHERE: readonly string[] = ["VG_BROWSER", "VG_MODELS", "VG_REGISTRY", "VG_REGISTRY_TOKEN"];

/** A warning for each variable that is set under a name which is almost its own: its value would be missed without a word. */
function misnamedWarnings({ misnamed }: ConfigReader): ConfigWarning[] {
  return Array.from(misnamed, ([variable, name]) => ({
    code: "unknown-variable",
    variables: [name],
    message: `${formatValue(name)} is set and nobody reads it; did you mean ${variable}? Rename it.`,
  }));
}

/** A warning for each variable that looks like ours and that nobody reads: it is most often a typing error. */
function unknownWarnings(
  env: EnvironmentVariables,
  fields: readonly ConfigField<unknown>[],
  { misnamed }: ConfigReader,
): ConfigWarning[] {
  const known = fields.flatMap(({ variable }) => (variable?.startsWith("VG_") ? variable : []));
  const read = new Set([...known, ...READ_ELSEWHERE, ...misnamed.values()]);
  return Object.keys(env)
    .filter((variable) => variable.startsWith("VG_") && !read.has(variable) && isSet(env[variable]))
    .map((variable) => ({
      code: "unknown-variable",
      variables: [variable],
      message: `${variable} is set and nobody reads it; there are ${known.join(", ")}.`,
    }));
}

/** A warning for a proxy that Node's own requests do not go through, because another variable is missing. */
function proxyWarnings(env: EnvironmentVariables): ConfigWarning[] {
  const isUsed = env["NODE_USE_ENV_PROXY"] === "1" || /--use-env-proxy\b/.test(env["NODE_OPTIONS"] ?? "");
  const variables = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"].filter((name) => isSet(env[name]));
  if (isUsed || variables.length === 0) return [];
  return [
    {
      code: "proxy-ignored",
      variables,
      message: `${variables.join(", ")} ${variables.length === 1 ? "is" : "are"} set, but Node does not use a proxy unless NODE_USE_ENV_PROXY=1 is set, too (Node 22.21, 24 and newer).`,
    },
  ];
}

function unknownRequirements(require: readonly string[]): ConfigIssue[] {
  return require
    .filter((name) => name !== "supabase" && name !== "replicate")
    .map((name) => ({
      variable: "require",
      message: `must name supabase and replicate only, not ${formatValue(name)}`,
    }));
}

function defaultedWarning(variables: readonly string[]): ConfigWarning {
  return {
    code: "defaulted",
    variables,
    message: `Not set, so the defaults are used: ${variables.join(", ")}.`,
  };
}

/** Hands a warning to the process, as a `ConfigWarning` with the code. */
function emitConfigWarning({ code, message }: ConfigWarning): void {
  process.emitWarning(message, { type: "ConfigWarning", code });
}
