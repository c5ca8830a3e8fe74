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
export {
  type CatalogueModels,
  type CatalogueName,
  getModel,
  type ModelName,
  MODELS,
  parseModelName,
} from "./models/catalogue.ts";
export { chooseModel, type ChooseModelOptions } from "./models/choose-model.ts";
export {
  type ClipDurationOptions,
  clipDurations,
  clipsOf,
  type FrameClips,
  nearestClipDuration,
  type NearestClipDuration,
  type SecondClips,
} from "./models/clips.ts";
export { inputNeed } from "./models/fields.ts";
export type { ModelRun } from "./models/input/compile.ts";
export type { Lengths } from "./models/input/length.ts";
export {
  type Adjustment,
  type MadeClip,
  type ModelInput,
  modelInput,
  type ModelInputOptions,
} from "./models/input/model-input.ts";
export type { ClipWish, WishField } from "./models/input/wish.ts";
export type {
  DirectoryModel,
  DirectoryPage,
  DirectoryRequest,
  ModelDirectory,
  ResolveModelVersionOptions,
} from "./models/look-up-version.ts";
export type {
  ClipPrice,
  Condition,
  Conditions,
  GpuSecondPrice,
  InputNeed,
  ModelClips,
  ModelField,
  ModelRule,
  Models,
  ModelSpec,
  ModelsOf,
  ModelValue,
  NamedModel,
  OutputSecondPrice,
  Price,
  PriceFacts,
  Role,
} from "./models/model.ts";
export type { ClipDuration } from "./models/lengths.ts";
export { defineModels } from "./models/own/define-models.ts";
export { priceAge, type PriceAge, type PriceAgeOptions } from "./models/price-age.ts";
export { ratesOf } from "./models/price-rates.ts";
export { getModelPrice, getModelRates, type ModelPriceOptions, type ModelRatesOptions } from "./models/pricing.ts";
export { checkModel, type ModelDifference } from "./models/published/check-model.ts";
export {
  checkPrices,
  type PublishedPrice,
  type PublishedPriceFacts,
  readPublishedPrices,
} from "./models/published/prices.ts";
export { type PublishedModel, readModelSchema } from "./models/published/schema.ts";
export {
  getModelVersion,
  type ModelReference,
  type ModelVersionOptions,
  resolveModelVersion,
} from "./models/version.ts";
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
