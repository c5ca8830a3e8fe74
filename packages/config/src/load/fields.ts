import type { ConfigPath } from "../config.ts";
import type { Environment } from "../environment.ts";
import type { ModelName } from "../models/catalogue.ts";
import type { Models, ModelSpec } from "../models/model.ts";
import {
  baseUrlRule,
  currencyRule,
  environmentRule,
  logLevelRule,
  modelRule,
  modelVersionRule,
  moneyRule,
  originsRule,
  projectUrlRule,
  resolutionRule,
  secondsRule,
  secretRule,
  textRule,
  type ValueRule,
  wholeNumberRule,
} from "../rules.ts";
import type { GenerationSettings, LogLevel } from "../settings.ts";

/** A value of the configuration: its path, the variable that sets it, and the rule it keeps. */
export interface ConfigField<T> {
  readonly path: ConfigPath;
  /** The environment variable that sets it; some versions can only be overridden. */
  readonly variable?: string | undefined;
  /** Another variable that sets it, under its newer name, and wins. */
  readonly newVariable?: string;
  readonly rule: ValueRule<T>;
  /** True if it has no default. */
  readonly optional?: true;
  /** True if an override of its group hides the environment's whole group: halves of two pairs make no pair. */
  readonly paired?: true;
}

/** Returns the variables that set a field; the first that is set wins. */
export function variablesOf({ newVariable, variable }: ConfigField<unknown>): readonly string[] {
  return [newVariable, variable].filter((name) => name !== undefined);
}

/** The fields of {@link GenerationSettings}. */
export type SettingFields = { readonly [S in keyof GenerationSettings]: ConfigField<GenerationSettings[S]> };

/** The environment of a job. */
export const environmentField: ConfigField<Environment> = {
  path: "environment",
  variable: "ENVIRONMENT",
  rule: environmentRule,
};

/** The model to prefer, of the models there are. */
export function modelField(models: Models): ConfigField<ModelName> {
  return { path: "model", variable: "VG_MODEL", rule: modelRule(models) };
}

/** The settings of the clips. */
export const settingFields: SettingFields = {
  resolution: { path: "settings.resolution", variable: "VG_RESOLUTION", rule: resolutionRule },
  fps: { path: "settings.fps", variable: "VG_FPS", rule: wholeNumberRule(1, 60, 24) },
  motionBucketId: {
    path: "settings.motionBucketId",
    variable: "VG_MOTION_BUCKET_ID",
    rule: wholeNumberRule(1, 255, 127),
  },
  steps: { path: "settings.steps", variable: "VG_STEPS", rule: wholeNumberRule(1, 500, 25) },
  maxDuration: { path: "settings.maxDuration", variable: "VG_MAX_DURATION", rule: secondsRule },
};

/** Dollars per clip. */
export const baseCostField: ConfigField<string> = {
  path: "rates.baseCost",
  variable: "VG_BASE_COST",
  rule: moneyRule,
  paired: true,
};

/** Dollars per second of clip. */
export const perSecondField: ConfigField<string> = {
  path: "rates.perSecond",
  variable: "VG_COST_PER_SECOND",
  rule: moneyRule,
  paired: true,
};

/** The currency of overriding rates. */
export const currencyField: ConfigField<"USD"> = { path: "rates.currency", rule: currencyRule };
/** The day of overriding rates. */
export const asOfField: ConfigField<string> = { path: "rates.asOf", rule: textRule("2026-10-08"), optional: true };
/** The source of overriding rates. */
export const sourceField: ConfigField<string> = {
  path: "rates.source",
  rule: textRule("measured by vg accuracy"),
  optional: true,
};

/** The URL of the Supabase project. */
export const supabaseUrlField: ConfigField<string> = {
  path: "supabase.url",
  variable: "SUPABASE_URL",
  rule: projectUrlRule,
  optional: true,
  paired: true,
};

/** The key to the Supabase project. */
export const serviceRoleKeyField: ConfigField<string> = {
  path: "supabase.serviceRoleKey",
  variable: "SUPABASE_SERVICE_ROLE_KEY",
  newVariable: "SUPABASE_SECRET_KEY",
  rule: secretRule("supabase"),
  optional: true,
  paired: true,
};

/** The token for Replicate. */
export const replicateTokenField: ConfigField<string> = {
  path: "replicate.token",
  variable: "REPLICATE_API_TOKEN",
  rule: secretRule("replicate"),
  optional: true,
  paired: true,
};

/** The address of Replicate's API. */
export const replicateUrlField: ConfigField<string> = {
  path: "replicate.baseUrl",
  variable: "REPLICATE_BASE_URL",
  rule: baseUrlRule,
  optional: true,
  paired: true,
};

/** The servers besides the Supabase project whose images are its own. */
export const trustedOriginsField: ConfigField<readonly string[]> = {
  path: "trustedOrigins",
  variable: "VG_TRUSTED_ORIGINS",
  rule: originsRule,
  optional: true,
};

/** The level of logging. */
export const logLevelField: ConfigField<LogLevel> = { path: "logLevel", variable: "LOG_LEVEL", rule: logLevelRule };

/** The version of a model. */
export function modelVersionField(name: string, { versionVariable }: ModelSpec): ConfigField<string> {
  return { path: `modelVersions.${name}`, variable: versionVariable, rule: modelVersionRule };
}

/** Returns every field, in the order in which a person reads a configuration. */
export function configFields(models: Models): readonly ConfigField<unknown>[] {
  const versions = Object.entries(models).map(([name, spec]) => modelVersionField(name, spec));
  return [environmentField, modelField(models), ...versions, ...FIXED_FIELDS];
}

/** The fields that are the same whatever the models. */
const FIXED_FIELDS: readonly ConfigField<unknown>[] = [
  ...Object.values(settingFields),
  baseCostField,
  perSecondField,
  currencyField,
  asOfField,
  sourceField,
  supabaseUrlField,
  serviceRoleKeyField,
  replicateTokenField,
  replicateUrlField,
  trustedOriginsField,
  logLevelField,
];
