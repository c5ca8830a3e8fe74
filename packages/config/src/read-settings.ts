import { settingFields } from "./config-field.ts";
import type { ConfigReader } from "./config-reader.ts";
import type { Environment } from "./environment.ts";
import { type GenerationSettings, getGenerationSettings } from "./generation-settings.ts";

/** The environment's settings, with those that somebody sets in place. */
export function readSettings(reader: ConfigReader, environment: Environment): GenerationSettings {
  const defaults = getGenerationSettings(environment);
  return {
    resolution: reader.read(settingFields.resolution) ?? defaults.resolution,
    fps: reader.read(settingFields.fps) ?? defaults.fps,
    motionBucketId: reader.read(settingFields.motionBucketId) ?? defaults.motionBucketId,
    steps: reader.read(settingFields.steps) ?? defaults.steps,
    maxDuration: reader.read(settingFields.maxDuration) ?? defaults.maxDuration,
  };
}
