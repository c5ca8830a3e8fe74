import { type EnvironmentVariables, processEnvironment } from "../environment.ts";
import { validateOptions, wrongArgument } from "../errors.ts";
import { modelVersionRule, passes } from "../rules.ts";
import { MODELS, parseModelName } from "./catalogue.ts";
import type { ModelDirectory, ResolveModelVersionOptions } from "./look-up-version.ts";
import type { ModelName, Models } from "./model.ts";

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

/**
 * The reference that the provider takes for one that it does not take.
 *
 * A full version id comes back unchanged without a request; `latest`, and no version at all, become the newest version,
 * the beginning of an id the one version that starts with it; a model without public versions becomes `owner/name`.
 *
 * @param reference - `owner/name:version`, as `getModelVersion` returns it.
 * @param directory - Where to look: a client of the `replicate` package.
 * @throws {@link ConfigError} with one issue, whose `code` says why, or none where an argument is wrong; it holds nothing
 * of the client's error, which carries the token.
 * @example
 * ```ts
 * import { getModelVersion, resolveModelVersion } from "@vg/config";
 * import Replicate from "replicate";
 *
 * const reference = getModelVersion("svd");
 * const resolved = await resolveModelVersion(reference, new Replicate({ auth: "r8_example" }));
 *
 * resolved === reference; // => true
 * ```
 */
export async function resolveModelVersion(
  reference: string,
  directory: ModelDirectory,
  options: ResolveModelVersionOptions = {},
): Promise<string> {
  // Loaded when it is first used: who only reads a configuration does not wait for it.
  const { lookUpVersion } = await import("./look-up-version.ts");
  return await lookUpVersion(reference, directory, validateOptions(options));
}
