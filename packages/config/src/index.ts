export type { ReplicateConfig, SupabaseConfig } from "./access-config.ts";
export { chooseModel, type ChooseModelOptions } from "./choose-model.ts";
export {
  type ClipDuration,
  type ClipDurationOptions,
  clipDurations,
  nearestClipDuration,
  type NearestClipDuration,
} from "./clip-durations.ts";
export type { Config, ConfigFor, ConfigPath, ConfigWith, Origin, Requirement } from "./config.ts";
export { ConfigError, type ConfigIssue, type ResolveFailure } from "./config-error.ts";
export type { ConfigOverrides } from "./config-overrides.ts";
export type { ConfigWarning } from "./config-warning.ts";
export { COST_PER_CLIP, type CostRates, getCostRates } from "./cost-rates.ts";
export { type ConfigEntry, describeConfig } from "./describe-config.ts";
export type { EnvironmentVariables } from "./env.ts";
export { type Environment, ENVIRONMENTS, parseEnvironment } from "./environment.ts";
export {
  DEVELOPMENT_SETTINGS,
  type GenerationSettings,
  getGenerationSettings,
  PRODUCTION_SETTINGS,
  type SettingsOf,
} from "./generation-settings.ts";
export { loadConfig, type LoadConfigOptions } from "./load-config.ts";
export { LOG_LEVELS, type LogLevel } from "./log-level.ts";
export { getModelPrice, getModelRates, type ModelPriceOptions, type ModelRatesOptions } from "./model-rates.ts";
export type { DirectoryModel, DirectoryPage, DirectoryRequest, ModelDirectory } from "./model-directory.ts";
export type { FrameClips, InputName, InputNeed, ModelSpec, SecondClips } from "./model-spec.ts";
export { getModelVersion, type ModelReference } from "./model-version.ts";
export type { ModelName, Models, NamedModel } from "./model-name.ts";
export { MODELS, parseModelName } from "./models.ts";
export type { ClipPrice, GpuSecondPrice, OutputSecondPrice, Price, PriceFacts } from "./price.ts";
export { resolveModelVersion, type ResolveModelVersionOptions } from "./resolve-model-version.ts";
