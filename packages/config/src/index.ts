export { chooseModel, type ChooseModelOptions } from "./choose-model.ts";
export type { Config, ConfigPath, ConfigWith, Origin, Requirement } from "./config.ts";
export { ConfigError, type ConfigIssue } from "./config-error.ts";
export type { ConfigOverrides } from "./config-overrides.ts";
export type { ConfigWarning } from "./config-warning.ts";
export { COST_PER_CLIP, type CostRates, getCostRates } from "./cost-rates.ts";
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
export { getModelPrice, type ModelPriceOptions } from "./model-price.ts";
export { getModelRates, type ModelRatesOptions } from "./model-rates.ts";
export type { FrameClips, InputName, InputNeed, ModelSpec, SecondClips } from "./model-spec.ts";
export { getModelVersion, type ModelReference } from "./model-version.ts";
export type { ModelName, Models, NamedModel } from "./model-name.ts";
export { MODELS } from "./models.ts";
export { parseModelName } from "./parse-model-name.ts";
export type { ClipPrice, GpuSecondPrice, OutputSecondPrice, Price, PriceFacts } from "./price.ts";
export type { ReplicateConfig } from "./replicate-config.ts";
export type { SupabaseConfig } from "./supabase-config.ts";
