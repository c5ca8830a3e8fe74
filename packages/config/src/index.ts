export type { ReplicateConfig, SupabaseConfig } from "./access.ts";
export { chooseModel, type ChooseModelOptions } from "./models/choose-model.ts";
export {
  type ClipDuration,
  type ClipDurationOptions,
  clipDurations,
  nearestClipDuration,
  type NearestClipDuration,
} from "./models/clip-durations.ts";
export type { Config, ConfigFor, ConfigPath, ConfigWith, Origin, Requirement } from "./config.ts";
export { ConfigError, type ConfigIssue, type ResolveFailure } from "./errors.ts";
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
} from "./settings.ts";
export { loadConfig, type LoadConfigOptions } from "./load/load-config.ts";
export { LOG_LEVELS, type LogLevel } from "./log-level.ts";
export { getModelPrice, getModelRates, type ModelPriceOptions, type ModelRatesOptions } from "./models/pricing.ts";
export type { DirectoryModel, DirectoryPage, DirectoryRequest, ModelDirectory } from "./models/model-directory.ts";
export type { FrameClips, InputName, InputNeed, ModelSpec, SecondClips } from "./models/model.ts";
export { getModelVersion, type ModelReference } from "./models/version.ts";
export type { ModelName, Models, NamedModel } from "./models/model-name.ts";
export { MODELS, parseModelName } from "./models/catalogue.ts";
export type { ClipPrice, GpuSecondPrice, OutputSecondPrice, Price, PriceFacts } from "./models/price.ts";
export { resolveModelVersion, type ResolveModelVersionOptions } from "./models/resolve-model-version.ts";
