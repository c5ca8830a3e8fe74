export type { ReplicateConfig, SupabaseConfig } from "./access.ts";
export type {
  Config,
  ConfigFor,
  ConfigOverrides,
  ConfigPath,
  ConfigWarning,
  ConfigWith,
  Origin,
  Requirement,
} from "./config.ts";
export { type ConfigEntry, describeConfig } from "./describe-config.ts";
export { type Environment, ENVIRONMENTS, type EnvironmentVariables, parseEnvironment } from "./environment.ts";
export { ConfigError, type ConfigIssue, type ResolveFailure } from "./errors.ts";
export { loadConfig, type LoadConfigOptions } from "./load/load-config.ts";
export { MODELS, parseModelName } from "./models/catalogue.ts";
export { chooseModel, type ChooseModelOptions } from "./models/choose-model.ts";
export {
  type ClipDuration,
  type ClipDurationOptions,
  clipDurations,
  nearestClipDuration,
  type NearestClipDuration,
} from "./models/clip-durations.ts";
export type {
  DirectoryModel,
  DirectoryPage,
  DirectoryRequest,
  ModelDirectory,
  ResolveModelVersionOptions,
} from "./models/look-up-version.ts";
export type {
  ClipPrice,
  FrameClips,
  GpuSecondPrice,
  InputName,
  InputNeed,
  ModelName,
  Models,
  ModelSpec,
  NamedModel,
  OutputSecondPrice,
  Price,
  PriceFacts,
  SecondClips,
} from "./models/model.ts";
export { getModelPrice, getModelRates, type ModelPriceOptions, type ModelRatesOptions } from "./models/pricing.ts";
export { getModelVersion, type ModelReference, resolveModelVersion } from "./models/version.ts";
export { COST_PER_CLIP, type CostRates, getCostRates } from "./rates.ts";
export {
  DEVELOPMENT_SETTINGS,
  type GenerationSettings,
  getGenerationSettings,
  LOG_LEVELS,
  type LogLevel,
  PRODUCTION_SETTINGS,
  type SettingsOf,
} from "./settings.ts";
