import { wrongArgument } from "../errors.ts";
import { type EnvironmentVariables, processEnvironment } from "../env.ts";
import type { ModelName, Models } from "./model-name.ts";
import { MODELS, parseModelName } from "./catalogue.ts";
import { modelVersionRule, passes } from "../rules.ts";

/** A model's reference, `owner/name:version`. */
export type ModelReference<M extends ModelName = ModelName> = `${Models[M]["owner"]}/${Models[M]["name"]}:${string}`;

/**
 * What the provider calls a model: `owner/name:version`.
 *
 * `SVD_MODEL_VERSION` and `COGVIDEOX_MODEL_VERSION` override the version of `svd` and `cogvideox`; they are read at
 * the call. A version that is not a full id has to go through `resolveModelVersion` before it is used.
 *
 * @throws {@link ConfigError} when the model is unknown, or the overriding variable is not a version.
 * @example
 * ```ts
 * import { getModelVersion } from "@vg/config";
 *
 * getModelVersion("kling-v2.5-turbo-pro"); // => 'kwaivgi/kling-v2.5-turbo-pro:latest'
 * ```
 */
export function getModelVersion<M extends ModelName = "svd">(model?: M): ModelReference<M>;
export function getModelVersion(model: ModelName = "svd"): string {
  const name = parseModelName(model);
  return modelReference(name, versionOverride(name, processEnvironment()));
}

/** A model's reference with a version that overrides the catalogue's, if one is given. */
export function modelReference<M extends ModelName>(model: M, version?: string): ModelReference<M>;
export function modelReference(model: ModelName, version?: string): string {
  const spec = MODELS[model];
  return `${spec.owner}/${spec.name}:${version ?? spec.version}`;
}

function versionOverride(model: ModelName, env: EnvironmentVariables): string | undefined {
  const variable = MODELS[model].versionVariable;
  const value = variable === undefined ? undefined : env[variable] || undefined;
  if (variable === undefined || value === undefined || passes(modelVersionRule, value)) return value;
  throw wrongArgument(variable, modelVersionRule.allowed, value);
}
