import { type EnvironmentVariables, processEnvironment } from "../environment.ts";
import { validateOptions, wrongArgument } from "../errors.ts";
import { modelVersionRule, passes } from "../rules.ts";
import { type CatalogueModels, type CatalogueName, getModel, type ModelName } from "./catalogue.ts";
import type { ModelDirectory, ResolveModelVersionOptions } from "./look-up-version.ts";
import type { Models, ModelSpec } from "./model.ts";

/** A model's reference, `owner/name:version`. */
export type ModelReference<M extends ModelName = ModelName> = M extends CatalogueName
  ? `${CatalogueModels[M]["owner"]}/${CatalogueModels[M]["name"]}:${string}`
  : `${string}/${string}:${string}`;

/** Which models there are. */
export interface ModelVersionOptions {
  /**
   * The models to choose from, such as `config.models`.
   *
   * @default MODELS
   */
  readonly models?: Models | undefined;
}

/**
 * Returns a model's reference at the provider: `owner/name:version`.
 *
 * `SVD_MODEL_VERSION` and `COGVIDEOX_MODEL_VERSION` override the version of `svd` and `cogvideox`; they are read at
 * the call. A version that is not a full id has to go through `resolveModelVersion` before it is used; an official model
 * is run by its name, so its version is `latest`.
 *
 * @throws {@link ConfigError} if the model is unknown, or the overriding variable is not a version.
 * @example
 * ```ts
 * import { getModelVersion } from "@vg/config";
 *
 * getModelVersion("kling-v2.5-turbo-pro"); // => 'kwaivgi/kling-v2.5-turbo-pro:latest'
 * ```
 */
export function getModelVersion<M extends ModelName = "svd">(
  model?: M,
  options?: ModelVersionOptions,
): ModelReference<M>;
export function getModelVersion(model: ModelName = "svd", options: ModelVersionOptions = {}): string {
  const spec = getModel(model, validateOptions(options).models);
  return modelReference(spec, versionOverride(spec, processEnvironment()));
}

/** Returns a model's reference, with a version that overrides its own if one is given. */
export function modelReference(spec: ModelSpec, version?: string): string {
  return `${spec.owner}/${spec.name}:${version ?? spec.version ?? "latest"}`;
}

function versionOverride({ versionVariable }: ModelSpec, env: EnvironmentVariables): string | undefined {
  const value = versionVariable === undefined ? undefined : env[versionVariable] || undefined;
  if (versionVariable === undefined || value === undefined || passes(modelVersionRule, value)) return value;
  throw wrongArgument(versionVariable, modelVersionRule.allowed, value);
}

/**
 * Looks up the reference that the provider takes for one that it does not take.
 *
 * A full version id comes back unchanged without a request; `latest`, and no version at all, become the newest version,
 * the beginning of an id the one version that starts with it; an official model becomes `owner/name`.
 *
 * @param reference - `owner/name:version`, as `getModelVersion` returns it.
 * @param directory - The models at the provider: a client of the `replicate` package.
 * @throws {@link ConfigError} with one issue, whose `code` says why, or none if an argument is wrong; it has nothing of
 * the client's error, which carries the token.
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
  // Loaded when it is first used, so that reading a configuration does not wait for it.
  const { lookUpVersion } = await import("./look-up-version.ts");
  return await lookUpVersion(reference, directory, validateOptions(options));
}
