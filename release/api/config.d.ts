// Entry .

export const COST_PER_CLIP: Readonly<Record<"production" | "development", CostRates>>;

export interface ChooseModelOptions {
  readonly image: boolean;
  readonly preferred?: ModelName | undefined;
}

export interface ClipDuration {
  readonly seconds: number;
  readonly frames?: number;
  readonly fps?: number;
}

export interface ClipDurationOptions {
  readonly fps?: number | undefined;
}

export interface ClipPrice extends PriceFacts {
  readonly kind: "clip";
  readonly perClip: string;
}

export interface Config {
  readonly environment: Environment;
  readonly model: ModelName;
  readonly modelVersions: {
    readonly [M in ModelName]: ModelReference<M>;
  };
  readonly settings: GenerationSettings;
  readonly rates: CostRates;
  readonly supabase?: SupabaseConfig;
  readonly replicate?: ReplicateConfig;
  readonly logLevel: LogLevel;
  readonly origins: Readonly<Partial<Record<ConfigPath, Origin>>>;
  readonly warnings: readonly ConfigWarning[];
}

export interface ConfigEntry {
  readonly path: ConfigPath;
  readonly variable?: string;
  readonly value?: string;
  readonly origin?: Origin;
}

export class ConfigError extends Error {
  readonly name = "ConfigError";
  readonly issues: readonly ConfigIssue[];
  constructor(issues: readonly ConfigIssue[]);
}

export type ConfigFor<R extends readonly Requirement[]> = R extends readonly [
  infer First extends Requirement,
  ...infer Rest extends readonly Requirement[],
]
  ? Either<First> & ConfigFor<Rest>
  : Config;

export interface ConfigIssue {
  readonly variable: string;
  readonly message: string;
  readonly code?: ResolveFailure;
}

export interface ConfigOverrides {
  readonly environment?: Environment | undefined;
  readonly model?: ModelName | undefined;
  readonly modelVersions?: Readonly<Partial<Record<ModelName, string | undefined>>> | undefined;
  readonly settings?:
    | {
        readonly [S in keyof GenerationSettings]?: GenerationSettings[S] | undefined;
      }
    | undefined;
  readonly rates?: (Pick<CostRates, "baseCost" | "perSecond"> & Partial<CostRates>) | undefined;
  readonly supabase?:
    | {
        readonly url: string;
        readonly serviceRoleKey: string;
      }
    | undefined;
  readonly replicate?:
    | {
        readonly token: string;
      }
    | undefined;
  readonly logLevel?: LogLevel | undefined;
}

export type ConfigPath =
  | "environment"
  | "model"
  | `modelVersions.${ModelName}`
  | `settings.${keyof GenerationSettings}`
  | "rates.baseCost"
  | "rates.perSecond"
  | "rates.currency"
  | "rates.asOf"
  | "rates.source"
  | "supabase.url"
  | "supabase.serviceRoleKey"
  | "replicate.token"
  | "logLevel";

export interface ConfigWarning {
  readonly code: "defaulted" | "unknown-variable" | "partial-version" | "price-unknown";
  readonly variables: readonly string[];
  readonly message: string;
}

export type ConfigWith<R extends Requirement> = Config & {
  readonly [K in R]-?: NonNullable<Config[K]>;
};

export interface CostRates {
  readonly currency: "USD";
  readonly baseCost: string;
  readonly perSecond: string;
  readonly asOf?: string;
  readonly source?: string;
}

export const DEVELOPMENT_SETTINGS: {
  readonly resolution: "768x432";
  readonly fps: 24;
  readonly motionBucketId: 100;
  readonly steps: 20;
  readonly maxDuration: 4;
};

export interface DirectoryModel {
  readonly latest_version?:
    | {
        readonly id: string;
      }
    | null
    | undefined;
  readonly is_official?: boolean | undefined;
}

export interface DirectoryPage<T> {
  previous?: string;
  next?: string;
  results: T[];
}

export interface DirectoryRequest {
  signal?: AbortSignal;
}

export const ENVIRONMENTS: readonly Environment[];

export type Environment = "production" | "staging" | "development";

export type EnvironmentVariables = Readonly<Record<string, string | undefined>>;

export interface FrameClips {
  readonly kind: "frames";
  readonly frames: readonly number[];
  readonly fps: {
    readonly min: number;
    readonly max: number;
  };
  readonly fpsAdded: number;
}

export interface GenerationSettings {
  readonly resolution: `${number}x${number}`;
  readonly fps: number;
  readonly motionBucketId: number;
  readonly steps: number;
  readonly maxDuration: number;
}

export interface GpuSecondPrice extends PriceFacts {
  readonly kind: "gpu-second";
  readonly hardware: string;
  readonly perSecond: string;
  readonly typicalRunSeconds: string;
}

export type InputName = "image" | "prompt" | "resolution" | "fps" | "motionBucketId" | "steps" | "duration" | "frames";

export type InputNeed = "required" | "optional" | "none";

export const LOG_LEVELS: readonly LogLevel[];

export interface LoadConfigOptions<R extends readonly Requirement[] = readonly Requirement[]> {
  readonly env?: EnvironmentVariables | undefined;
  readonly overrides?: ConfigOverrides | undefined;
  readonly require?: R | undefined;
  readonly onWarning?: ((warning: ConfigWarning) => void) | undefined;
}

export type LogLevel = "error" | "warn" | "info" | "debug";

export const MODELS: Models;

export interface ModelDirectory {
  readonly models: {
    get(owner: string, name: string, options?: DirectoryRequest): Promise<DirectoryModel>;
    readonly versions: {
      list(
        owner: string,
        name: string,
        options?: DirectoryRequest,
      ): Promise<
        DirectoryPage<{
          readonly id: string;
        }>
      >;
    };
  };
  paginate<T>(endpoint: () => Promise<DirectoryPage<T>>, options?: DirectoryRequest): AsyncIterable<T[]>;
}

export type ModelName = keyof Models;

export interface ModelPriceOptions {
  readonly resolution?: string | undefined;
}

export type ModelRatesOptions = ModelPriceOptions;

export type ModelReference<M extends ModelName = ModelName> = `${Models[M]["owner"]}/${Models[M]["name"]}:${string}`;

export interface ModelSpec {
  readonly owner: string;
  readonly name: string;
  readonly version: string;
  readonly versionVariable?: "SVD_MODEL_VERSION" | "COGVIDEOX_MODEL_VERSION";
  readonly image: InputNeed;
  readonly prompt: InputNeed;
  readonly inputs: Readonly<Partial<Record<InputName, string>>>;
  readonly clips: FrameClips | SecondClips;
  readonly prices: readonly Price[];
  readonly priceUnknown?: string;
}

export interface Models {
  readonly svd: NamedModel<"stability-ai", "stable-video-diffusion">;
  readonly cogvideox: NamedModel<"thudm", "cogvideox-i2v">;
  readonly "cogvideox-t2v": NamedModel<"thudm", "cogvideox-t2v">;
  readonly "kling-v2.5-turbo-pro": NamedModel<"kwaivgi", "kling-v2.5-turbo-pro">;
  readonly "veo-3.1-lite": NamedModel<"google", "veo-3.1-lite">;
  readonly "seedance-1.5-pro": NamedModel<"bytedance", "seedance-1.5-pro">;
  readonly "grok-imagine-video": NamedModel<"xai", "grok-imagine-video">;
  readonly "wan-2.2-i2v-fast": NamedModel<"wan-video", "wan-2.2-i2v-fast">;
  readonly "wan-2.1-i2v-480p": NamedModel<"wavespeedai", "wan-2.1-i2v-480p">;
  readonly "wan-2.1-i2v-720p": NamedModel<"wavespeedai", "wan-2.1-i2v-720p">;
  readonly "video-01": NamedModel<"minimax", "video-01">;
  readonly "ltx-video": NamedModel<"lightricks", "ltx-video">;
}

export interface NamedModel<Owner extends string, Name extends string> extends ModelSpec {
  readonly owner: Owner;
  readonly name: Name;
}

export interface NearestClipDuration extends ClipDuration {
  readonly possible: boolean;
}

export type Origin = "default" | "environment" | "override";

export interface OutputSecondPrice extends PriceFacts {
  readonly kind: "output-second";
  readonly perSecond: string;
}

export const PRODUCTION_SETTINGS: {
  readonly resolution: "1024x576";
  readonly fps: 30;
  readonly motionBucketId: 127;
  readonly steps: 25;
  readonly maxDuration: 8;
};

export type Price = GpuSecondPrice | OutputSecondPrice | ClipPrice;

export interface PriceFacts {
  readonly resolution?: string;
  readonly condition?: string;
  readonly asOf: string;
  readonly source: string;
}

export interface ReplicateConfig {
  readonly token: string;
}

export type Requirement = "supabase" | "replicate";

export type ResolveFailure =
  | "invalid-reference"
  | "unknown-model"
  | "unknown-version"
  | "ambiguous-version"
  | "unauthorized"
  | "unreachable"
  | "bad-answer";

export interface ResolveModelVersionOptions {
  readonly timeout?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface SecondClips {
  readonly kind: "seconds";
  readonly seconds: readonly number[];
}

export type SettingsOf<E extends Environment> = E extends "development"
  ? typeof DEVELOPMENT_SETTINGS
  : typeof PRODUCTION_SETTINGS;

export interface SupabaseConfig {
  readonly url: string;
  readonly serviceRoleKey: string;
}

export function chooseModel(options: ChooseModelOptions): ModelName;

export function clipDurations(model: ModelName, options?: ClipDurationOptions): readonly ClipDuration[];

export function describeConfig(config: Config): readonly ConfigEntry[];

export function getCostRates(environment?: Environment): CostRates;

export function getGenerationSettings<E extends Environment = Environment>(environment?: E): SettingsOf<E>;

export function getModelPrice(model: ModelName, options?: ModelPriceOptions): Price;

export function getModelRates(model: ModelName, options?: ModelRatesOptions): CostRates;

export function getModelVersion<M extends ModelName = "svd">(model?: M): ModelReference<M>;

export function loadConfig<const R extends readonly Requirement[] = readonly []>(
  options?: LoadConfigOptions<R>,
): ConfigFor<R>;

export function nearestClipDuration(
  model: ModelName,
  seconds: number,
  options?: ClipDurationOptions,
): NearestClipDuration;

export function parseEnvironment(value: string): Environment;

export function parseModelName(value: string): ModelName;

export function resolveModelVersion(
  reference: string,
  directory: ModelDirectory,
  options?: ResolveModelVersionOptions,
): Promise<string>;

// Not exported, but part of the above

type Either<R extends Requirement> = R extends Requirement ? ConfigWith<R> : never;

// Entry ./rates

export const COST_PER_CLIP: Readonly<Record<"production" | "development", CostRates>>;

export interface CostRates {
  readonly currency: "USD";
  readonly baseCost: string;
  readonly perSecond: string;
  readonly asOf?: string;
  readonly source?: string;
}

export const ENVIRONMENTS: readonly Environment[];

export type Environment = "production" | "staging" | "development";

export function getCostRates(environment?: Environment): CostRates;
