import { modelVersionField } from "./config-field.ts";
import type { ConfigReader } from "./config-reader.ts";
import type { Config } from "./config.ts";
import type { ConfigWarning } from "./config-warning.ts";
import { modelReference, type ModelReference } from "./model-version.ts";
import type { ModelName } from "./model-name.ts";

/** Every model's reference, with the versions that somebody sets in place and a warning for each that is no full id. */
export function readModelVersions(reader: ConfigReader, warnings: ConfigWarning[]): Config["modelVersions"] {
  return {
    svd: reference("svd"),
    cogvideox: reference("cogvideox"),
    "cogvideox-t2v": reference("cogvideox-t2v"),
    "kling-v2.5-turbo-pro": reference("kling-v2.5-turbo-pro"),
    "veo-3.1-lite": reference("veo-3.1-lite"),
    "seedance-1.5-pro": reference("seedance-1.5-pro"),
    "grok-imagine-video": reference("grok-imagine-video"),
    "wan-2.2-i2v-fast": reference("wan-2.2-i2v-fast"),
    "wan-2.1-i2v-480p": reference("wan-2.1-i2v-480p"),
    "wan-2.1-i2v-720p": reference("wan-2.1-i2v-720p"),
    "video-01": reference("video-01"),
    "ltx-video": reference("ltx-video"),
  };

  function reference<M extends ModelName>(model: M): ModelReference<M> {
    const field = modelVersionField(model);
    const version = reader.read(field);
    if (version !== undefined && version.length < 64) warnings.push(partialVersion(reader.nameOf(field), version));
    return modelReference(model, version);
  }
}

function partialVersion(variable: string, version: string): ConfigWarning {
  return {
    code: "partial-version",
    variables: [variable],
    message: `${variable} is ${JSON.stringify(version)}, not a full version id of 64 hex digits, and the provider takes full ids only: pass the model's reference through resolveModelVersion before it is used.`,
  };
}
