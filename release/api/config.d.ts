/** A Supabase project and the key to it. */
interface SupabaseConfig {
  /** The project's URL, such as `https://abcdefghijklmnopqrst.supabase.co`. */
  readonly url: string;
  /** The project's service role key: it passes every access rule, so it belongs on servers only. */
  readonly serviceRoleKey: string;
}
/** The access to Replicate. */
interface ReplicateConfig {
  /** The API token, `r8_...`. */
  readonly token: string;
  /** The address of the API, if it is not Replicate's own: an emulator's, or a proxy's. */
  readonly baseUrl?: string;
}
/** The environment of a job; `staging` has production's settings and rates. */
type Environment = "production" | "staging" | "development";
/** Every valid environment, the most careful one first. */
declare const ENVIRONMENTS: readonly Environment[];
/**
 * The environment that a text names; the match is exact, `"Production"` and `" production"` are errors.
 *
 * @throws {@link ConfigError} that lists the valid names.
 * @example
 * ```ts
 * import { parseEnvironment } from "@vg/config";
 *
 * parseEnvironment("staging"); // => 'staging'
 * parseEnvironment("prod"); // throws must be production, staging or development
 * ```
 */
declare function parseEnvironment(value: string): Environment;
/** The environment variables of a process, or an object in their place. */
type EnvironmentVariables = Readonly<Record<string, string | undefined>>;
/** A value that an input of a model can have. */
type ModelValue = string | number | boolean;
/** One input of a model, as its published schema has it. */
interface ModelField {
  readonly type: "string" | "integer" | "number" | "boolean" | "array";
  /** The only values that it takes. */
  readonly enum?: readonly ModelValue[];
  /** The lowest number that it takes. */
  readonly minimum?: number;
  /** The highest number that it takes. */
  readonly maximum?: number;
  /** The value that the model takes if the input is left out. */
  readonly default?: ModelValue | readonly ModelValue[];
  /** True if the model does not run without it. */
  readonly required?: true;
  /** `"uri"` if it takes the address of a file, or if each value of a list is one. */
  readonly format?: "uri";
  /** The type of each value of a list. */
  readonly items?: "string" | "integer" | "number" | "boolean";
  /** True if the model's owner asks not to use it any more. */
  readonly deprecated?: true;
}
/**
 * A part that an input can play in making a clip, by which a wish finds it:
 *
 * - `prompt`, `negativePrompt`: what the clip shows, and what it must not show
 * - `image`, `lastImage`: the image that it starts with, and the one that it ends with
 * - `duration`: its length in seconds
 * - `frames`, `fps`: its length in frames, and its frame rate
 * - `resolution`, `aspectRatio`: its size and shape
 * - `audio`: the switch of its sound
 * - `seed`, `steps`, `motionBucketId`: how it is made
 */
type Role =
  | "prompt"
  | "negativePrompt"
  | "image"
  | "lastImage"
  | "duration"
  | "frames"
  | "fps"
  | "resolution"
  | "aspectRatio"
  | "audio"
  | "seed"
  | "steps"
  | "motionBucketId";
/** A value that an input must have, several of which it must have one, or whether it must be given at all. */
type Condition =
  | ModelValue
  | readonly ModelValue[]
  | {
      readonly present: boolean;
    };
/** Conditions on inputs, by their names: all conditions hold at once. An input that is left out has its default. */
type Conditions = Readonly<Record<string, Condition>>;
/** Something that inputs ask of each other: if they are like `when`, others must be like `needs`, or are ignored. */
interface ModelRule {
  readonly when: Conditions;
  /** The conditions that hold for others then. */
  readonly needs?: Conditions;
  /** The inputs that the model ignores then. */
  readonly ignores?: readonly string[];
  /** Why, in words that follow "because": `1080p clips are 8 s long`. */
  readonly reason: string;
}
/** The facts about a model's clips that its inputs do not say. */
interface ModelClips {
  /** The lengths in seconds that it makes, ascending, if they are not all that its `duration` input takes. */
  readonly seconds?: readonly number[];
  /** The numbers of frames that it makes, ascending, if they are not all that its `frames` input takes. */
  readonly frames?: readonly number[];
  /** The frame rate of its clips, if no input sets it. */
  readonly fps?: number;
  /** The number that it adds to the frame rate when it writes the file: seconds = frames / (fps + fpsAdded). */
  readonly fpsAdded?: number;
  /** The rounding up of a length in seconds: to `step * k + added` frames at `fps`. */
  readonly rounding?: {
    readonly fps: number;
    readonly step: number;
    readonly added: number;
  };
  /** The resolution of its clips, such as `480p`, if no input sets it. */
  readonly resolution?: string;
}
/** The facts that every price has. */
interface PriceFacts {
  /** The inputs that the price is for; a price without it is for all. */
  readonly when?: Conditions;
  /** The day, month or year when the price was read: `2026-10-08`, `2025-11` or `2025`. */
  readonly asOf: string;
  /** The place where the price was read. */
  readonly source: string;
  /** A remark about it, such as a source that contradicts it. */
  readonly note?: string;
}
/** The price of a model that is billed by the time for which its hardware is busy. */
interface GpuSecondPrice extends PriceFacts {
  readonly kind: "gpu-second";
  /** The provider's name of the hardware, such as `gpu-l40s`. */
  readonly hardware: string;
  /** Dollars per second of hardware, a decimal. */
  readonly perSecond: string;
  /** Seconds of hardware that a run typically takes, a decimal; a run can take more or less. */
  readonly typicalRunSeconds: string;
}
/** The price of a model that is billed by the length of the clip it makes. */
interface OutputSecondPrice extends PriceFacts {
  readonly kind: "output-second";
  /** Dollars per second of clip, a decimal. */
  readonly perSecond: string;
  /** Dollars per clip beside those per second, a decimal. */
  readonly perClip?: string;
}
/** The price of a model that is billed by the clip. */
interface ClipPrice extends PriceFacts {
  readonly kind: "clip";
  /** Dollars per clip, a decimal. */
  readonly perClip: string;
}
/** A price of a model; `kind` says what is counted. */
type Price = GpuSecondPrice | OutputSecondPrice | ClipPrice;
/** A model: its inputs, what its clips are like, and what they cost. It is plain data, the same in a file of one's own. */
interface ModelSpec {
  /** The account that the model belongs to at the provider. */
  readonly owner: string;
  /** Its name there. */
  readonly name: string;
  /** `official` if the provider runs it by its name, `community` if it runs by the id of a version. */
  readonly kind: "official" | "community";
  /** Of a community model: a full version id of 64 hex digits, or `latest`, which has to be resolved before use. */
  readonly version?: string;
  /** A full version id that runs, for as long as `version` is `latest`. */
  readonly knownVersion?: string;
  /** The environment variable that overrides the version. */
  readonly versionVariable?: "SVD_MODEL_VERSION" | "COGVIDEOX_MODEL_VERSION";
  /** Every input of its published schema. */
  readonly inputs: Readonly<Record<string, ModelField>>;
  /** The names of the inputs that play a part. */
  readonly roles: Readonly<Partial<Record<Role, string>>>;
  /** The rules that its inputs keep among each other. */
  readonly rules?: readonly ModelRule[];
  /** The facts about its clips that its inputs do not say. */
  readonly clips?: ModelClips;
  /** The sizes behind values of the `resolution` input that do not say them: `{ "pro": "1080p" }`. */
  readonly resolutions?: Readonly<Record<string, string>>;
  /** The inputs behind the names by which the provider bills, its "model variant": `{ "draft": { "draft": true } }`. */
  readonly variants?: Readonly<Record<string, Conditions>>;
  /** Its prices; empty if none is known. */
  readonly prices: readonly Price[];
  /** Why no price is known. */
  readonly priceUnknown?: string;
  /** One file, or a list of files. */
  readonly output: "uri" | "uri[]";
  /** The day, month or year when its inputs were read. */
  readonly asOf?: string;
  /** A remark about it. */
  readonly note?: string;
}
/** Models by the names that settings and jobs call them. */
type Models = Readonly<Record<string, ModelSpec>>;
/** A model whose owner and name are literal types. */
interface NamedModel<Owner extends string, Name extends string> extends ModelSpec {
  readonly owner: Owner;
  readonly name: Name;
}
/** The models of one owner, each under its own name. */
type ModelsOf<Owner extends string, Name extends string> = { readonly [N in Name]: NamedModel<Owner, N> };
/** The need of a model for an input: it must get it, may get it, or has no place for it. */
type InputNeed = "required" | "optional" | "none";
/** Alibaba's models under its own name. */
declare const ALIBABA: ModelsOf<"alibaba", "wan-3" | "happyhorse-1.0" | "happyhorse-1.1">;
/** ByteDance's Seedance 1 models. */
declare const SEEDANCE_1: ModelsOf<
  "bytedance",
  "seedance-1-lite" | "seedance-1-pro" | "seedance-1-pro-fast" | "seedance-1.5-pro"
>;
/** ByteDance's Seedance 2 models. */
declare const SEEDANCE_2: ModelsOf<"bytedance", "seedance-2.0" | "seedance-2.0-fast" | "seedance-2.5">;
/** Google's models. */
declare const GOOGLE: ModelsOf<
  "google",
  "veo-2" | "veo-3" | "veo-3-fast" | "veo-3.1" | "veo-3.1-fast" | "veo-3.1-lite"
>;
/** Kuaishou's Kling models before the third generation. */
declare const KLING_2: ModelsOf<
  "kwaivgi",
  "kling-v1.6-pro" | "kling-v2.1" | "kling-v2.1-master" | "kling-v2.5-turbo-pro" | "kling-v2.6"
>;
/** Kuaishou's Kling models of the third generation, and its unified O1. */
declare const KLING_3: ModelsOf<"kwaivgi", "kling-v3-video" | "kling-v3-omni-video" | "kling-o1">;
/** Lightricks' models. */
declare const LIGHTRICKS: ModelsOf<"lightricks", "ltx-video" | "ltx-2.3-fast" | "ltx-2.3-pro" | "ltx-2.5-fast">;
/** Luma's models. */
declare const LUMA: ModelsOf<"luma", "ray-3.2">;
/** MiniMax's models. */
declare const MINIMAX: ModelsOf<"minimax", "video-01" | "hailuo-02" | "hailuo-2.3" | "hailuo-2.3-fast">;
/** Stability AI's models. */
declare const STABILITY_AI: {
  readonly svd: NamedModel<"stability-ai", "stable-video-diffusion">;
};
/** The models of THUDM, Tsinghua University. */
declare const THUDM: {
  readonly cogvideox: NamedModel<"thudm", "cogvideox-i2v">;
} & ModelsOf<"thudm", "cogvideox-t2v">;
/** Genmo's models. */
declare const GENMO: ModelsOf<"genmoai", "mochi-1">;
/** OpenAI's models. */
declare const OPENAI: ModelsOf<"openai", "sora-2" | "sora-2-pro">;
/** PixVerse's models. */
declare const PIXVERSE: ModelsOf<"pixverse", "pixverse-v6">;
/** Pruna's models. */
declare const PRUNA: ModelsOf<"prunaai", "p-video">;
/** Runway's models. */
declare const RUNWAY: ModelsOf<"runwayml", "gen-4.5">;
/** Vidu's models. */
declare const VIDU: ModelsOf<"vidu", "q3-pro" | "q3-turbo">;
/** Alibaba's Wan models that Wan keeps. */
declare const WAN_VIDEO: ModelsOf<
  "wan-video",
  "wan-2.2-i2v-fast" | "wan-2.2-t2v-fast" | "wan-2.6-i2v" | "wan-2.6-t2v" | "wan-2.7-i2v" | "wan-2.7-t2v"
>;
/** Alibaba's Wan models that WaveSpeed keeps. */
declare const WAVESPEED: ModelsOf<"wavespeedai", "wan-2.1-i2v-480p" | "wan-2.1-i2v-720p">;
/** xAI's models. */
declare const XAI: ModelsOf<"xai", "grok-imagine-video" | "grok-imagine-video-1.5">;
/** The catalogue's models by their names; the owners and names are literal types. */
type CatalogueModels = typeof STABILITY_AI &
  typeof THUDM &
  typeof KLING_2 &
  typeof KLING_3 &
  typeof GOOGLE &
  typeof SEEDANCE_1 &
  typeof SEEDANCE_2 &
  typeof XAI &
  typeof WAN_VIDEO &
  typeof WAVESPEED &
  typeof ALIBABA &
  typeof MINIMAX &
  typeof LIGHTRICKS &
  typeof OPENAI &
  typeof LUMA &
  typeof RUNWAY &
  typeof PIXVERSE &
  typeof VIDU &
  typeof PRUNA &
  typeof GENMO;
/** The name of a model in the catalogue. */
type CatalogueName = keyof CatalogueModels;
/** The name of a model: one of the catalogue's, or of one's own. */
type ModelName = CatalogueName | (string & {});
/**
 * Every model of the catalogue, by its name at the provider; `svd` and `cogvideox` have shorter ones.
 *
 * @example
 * ```ts
 * import { MODELS } from "@vg/config";
 *
 * MODELS["veo-3.1-lite"].inputs["duration"]; // => { type: 'integer', enum: [ 4, 6, 8 ], default: 8 }
 * MODELS["veo-3.1-lite"].prices.map((price) => price.when); // => [ { resolution: '720p' }, { resolution: '1080p' } ]
 * ```
 */
declare const MODELS: CatalogueModels & Models;
/**
 * Returns the model of a name.
 *
 * @param models - The models to choose from, such as `config.models`.
 * @default MODELS
 * @throws {@link ConfigError} if there is no such model.
 * @example
 * ```ts
 * import { getModel } from "@vg/config";
 *
 * getModel("sora-2").roles.duration; // => 'seconds'
 * ```
 */
declare function getModel(name: ModelName, models?: Models): ModelSpec;
/**
 * Returns a text as the name of a model in the catalogue; the match is exact.
 *
 * @throws {@link ConfigError} if the catalogue has no such model.
 * @example
 * ```ts
 * import { parseModelName } from "@vg/config";
 *
 * parseModelName("svd"); // => 'svd'
 * parseModelName("svdd"); // throws must be svd, cogvideox, cogvideox-t2v
 * ```
 */
declare function parseModelName(value: string): CatalogueName;
/** The time to wait for the directory. */
interface ResolveModelVersionOptions {
  /**
   * Milliseconds that all requests together may take, above 0 and at most 2147483647.
   *
   * @default 10000
   */
  readonly timeout?: number | undefined;
  /** Stops the requests; the promise rejects with its reason. */
  readonly signal?: AbortSignal | undefined;
}
/** A model as the directory describes it. */
interface DirectoryModel {
  /** The version that `latest` means; official models may have none that is public. */
  readonly latest_version?:
    | {
        readonly id: string;
      }
    | null
    | undefined;
  /** True if the provider runs the model itself: then it needs no version. */
  readonly is_official?: boolean | undefined;
}
/** The options of a request. */
interface DirectoryRequest {
  signal?: AbortSignal;
}
/** A page of a list. */
interface DirectoryPage<T> {
  previous?: string;
  next?: string;
  results: T[];
}
/** The part of the `replicate` client that `resolveModelVersion` needs; `new Replicate()` is one. */
interface ModelDirectory {
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
/** A model's reference, `owner/name:version`. */
type ModelReference<M extends ModelName = ModelName> = M extends CatalogueName
  ? `${CatalogueModels[M]["owner"]}/${CatalogueModels[M]["name"]}:${string}`
  : `${string}/${string}:${string}`;
/** Which models there are. */
interface ModelVersionOptions {
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
declare function getModelVersion<M extends ModelName = "svd">(
  model?: M,
  options?: ModelVersionOptions,
): ModelReference<M>;
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
declare function resolveModelVersion(
  reference: string,
  directory: ModelDirectory,
  options?: ResolveModelVersionOptions,
): Promise<string>;
/** The price of a clip: `baseCost` dollars plus `perSecond` dollars for each second of it. */
interface CostRates {
  readonly currency: "USD";
  /** Dollars per clip, a non-negative decimal such as `"0.10"`. */
  readonly baseCost: string;
  /** Dollars per second of clip, a non-negative decimal such as `"0.033"`. */
  readonly perSecond: string;
  /** The day, month or year when the price was read: `2026-10-08`, `2025-11` or `2025`. */
  readonly asOf?: string;
  /** The place where the price was read. */
  readonly source?: string;
}
/** The specification's rates. */
declare const COST_PER_CLIP: Readonly<Record<"production" | "development", CostRates>>;
/**
 * The rates of an environment, by default of the one that `ENVIRONMENT` names; staging has production's.
 *
 * @throws {@link ConfigError} when the environment is unknown.
 * @example
 * ```ts
 * import { getCostRates } from "@vg/config";
 *
 * getCostRates("staging").perSecond; // => '0.033'
 * ```
 */
declare function getCostRates(environment?: Environment): CostRates;
/** The size, rate, motion, steps and longest length of a job's clips. */
interface GenerationSettings {
  /** Width and height in pixels, each 16 to 4096. */
  readonly resolution: `${number}x${number}`;
  /** Frames per second, a whole number from 1 to 60. */
  readonly fps: number;
  /** The amount of motion, a whole number from 1 (little) to 255 (much). */
  readonly motionBucketId: number;
  /** Denoising steps, a whole number from 1 to 500; more is better and slower. */
  readonly steps: number;
  /** The longest clip that may be asked for in seconds, more than 0 and at most 60. */
  readonly maxDuration: number;
}
/** The settings of `production` and `staging`. */
declare const PRODUCTION_SETTINGS: {
  readonly resolution: "1024x576";
  readonly fps: 30;
  readonly motionBucketId: 127;
  readonly steps: 25;
  readonly maxDuration: 8;
};
/** The settings of `development`: smaller, shorter, faster. */
declare const DEVELOPMENT_SETTINGS: {
  readonly resolution: "768x432";
  readonly fps: 24;
  readonly motionBucketId: 100;
  readonly steps: 20;
  readonly maxDuration: 4;
};
/** The settings that an environment has. */
type SettingsOf<E extends Environment> = E extends "development"
  ? typeof DEVELOPMENT_SETTINGS
  : typeof PRODUCTION_SETTINGS;
/**
 * The settings of an environment, by default of the one that `ENVIRONMENT` names; staging has production's.
 *
 * The variables that change a single setting, such as `VG_FPS`, are `read by `loadConfig`.
 *
 * @throws {@link ConfigError} when the environment is unknown.
 * @example
 * ```ts
 * import { getGenerationSettings } from "@vg/config";
 *
 * getGenerationSettings("staging").resolution; // => '1024x576'
 * ```
 */
declare function getGenerationSettings<E extends Environment = Environment>(environment?: E): SettingsOf<E>;
/** The level of logging; each includes those before it. */
type LogLevel = "error" | "warn" | "info" | "debug";
/** Every level, the quietest first. */
declare const LOG_LEVELS: readonly LogLevel[];
/** The origin of a value: the built-in default, an environment variable, or an override. */
type Origin = "default" | "environment" | "override";
/** The values of a configuration that have an origin, by their path in it. */
type ConfigPath =
  | "environment"
  | "model"
  | `modelVersions.${string}`
  | `settings.${keyof GenerationSettings}`
  | "rates.baseCost"
  | "rates.perSecond"
  | "rates.currency"
  | "rates.asOf"
  | "rates.source"
  | "supabase.url"
  | "supabase.serviceRoleKey"
  | "replicate.token"
  | "replicate.baseUrl"
  | "trustedOrigins"
  | "logLevel";
/** Everything that a job runs with, checked and deeply frozen. */
interface Config {
  readonly environment: Environment;
  /** The model to prefer; `chooseModel` says whether it can run. */
  readonly model: ModelName;
  /** Each model's reference at the provider, `owner/name:version`, with the versions that are overridden. */
  readonly modelVersions: { readonly [M in CatalogueName]: ModelReference<M> } & Readonly<Record<string, string>>;
  /** The models there are, the catalogue's and one's own, with the overriding versions. */
  readonly models: Models;
  readonly settings: GenerationSettings;
  readonly rates: CostRates;
  /** Only if it is set, or required. */
  readonly supabase?: SupabaseConfig;
  /** Only if it is set, or required. */
  readonly replicate?: ReplicateConfig;
  /** Servers besides the Supabase project whose images are its own, such as a custom domain; empty unless they are set. */
  readonly trustedOrigins: readonly string[];
  readonly logLevel: LogLevel;
  /** The origin of each value; one that is not set has none. */
  readonly origins: Readonly<Partial<Record<ConfigPath, Origin>>>;
  /** The warnings that `onWarning` got. */
  readonly warnings: readonly ConfigWarning[];
}
/** A part of the configuration that can be required. */
type Requirement = "supabase" | "replicate";
/** A configuration in which what is required is not optional. */
type ConfigWith<R extends Requirement> = Config & { readonly [K in R]-?: NonNullable<Config[K]> };
/**
 * The result of `loadConfig` for a list of requirements: the parts that the list surely names are not optional. A list
 * whose members are not known to the compiler changes nothing.
 */
type ConfigFor<R extends readonly Requirement[]> = R extends readonly [
  infer First extends Requirement,
  ...infer Rest extends readonly Requirement[],
]
  ? Either<First> & ConfigFor<Rest>
  : Config;
type Either<R extends Requirement> = R extends Requirement ? ConfigWith<R> : never;
/** Values that win over the environment's; they are checked like them, and `undefined` overrides nothing. */
interface ConfigOverrides {
  readonly environment?: Environment | undefined;
  readonly model?: ModelName | undefined;
  /** Versions in place of the catalogue's: full ids, the beginning of one, or `latest`. */
  readonly modelVersions?: Readonly<Record<string, string | undefined>> | undefined;
  readonly settings?: { readonly [S in keyof GenerationSettings]?: GenerationSettings[S] | undefined } | undefined;
  /** Rates such as `getModelRates` and `calibrateRates` return. */
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
        readonly baseUrl?: string | undefined;
      }
    | undefined;
  readonly trustedOrigins?: readonly string[] | undefined;
  readonly logLevel?: LogLevel | undefined;
}
/** Something about a configuration that works, but that somebody should know. */
interface ConfigWarning {
  /**
   * - `defaulted`: variables are not set, their defaults are used
   * - `unknown-variable`: a variable is set that starts with `VG_`, or has a name which is almost one of ours, and nobody
   *   reads it
   * - `partial-version`: a model version is not a full id and has to be resolved before use
   * - `price-unknown`: the chosen model has no known price, the environment's rates are used
   * - `price-stale`: the price of the chosen model was read long ago
   * - `price-by-length`: each length has its own price, the rates are those of the longest clip
   * - `proxy-ignored`: a variable names a proxy that Node does not use
   */
  readonly code:
    | "defaulted"
    | "unknown-variable"
    | "partial-version"
    | "price-unknown"
    | "price-stale"
    | "price-by-length"
    | "proxy-ignored";
  /** The variables it is about. */
  readonly variables: readonly string[];
  /** A sentence for a person. */
  readonly message: string;
}
/** One value of a configuration, ready to be shown. */
interface ConfigEntry {
  /** Its path in the configuration, such as `settings.fps`. */
  readonly path: ConfigPath;
  /** The environment variable that sets it, if there is one. */
  readonly variable?: string;
  /** Another variable that sets it, under its newer name, and wins. */
  readonly newVariable?: string;
  /** The value as text, `[redacted]` for a secret; absent if it is not set. */
  readonly value?: string;
  /** Its origin; absent if it is not set. */
  readonly origin?: Origin;
}
/**
 * Every value of a configuration with its variable and its origin, without its secrets, in the order in which a person
 * reads them.
 *
 * @throws {@link ConfigError} if it is not a configuration.
 * @example
 * ```ts
 * import { describeConfig, loadConfig } from "@vg/config";
 *
 * const config = loadConfig({ env: { VG_FPS: "12", REPLICATE_API_TOKEN: "r8_example" }, onWarning: () => {} });
 * const entries = describeConfig(config);
 *
 * entries.find((entry) => entry.path === "settings.fps"); // => { path: 'settings.fps', variable: 'VG_FPS', value: '12', origin: 'environment' }
 * entries.find((entry) => entry.path === "replicate.token")?.value; // => '[redacted]'
 * entries.find((entry) => entry.path === "supabase.url"); // => { path: 'supabase.url', variable: 'SUPABASE_URL' }
 * ```
 */
declare function describeConfig(config: Config): readonly ConfigEntry[];
/**
 * Why a model's version could not be resolved:
 *
 * - `invalid-reference`: the reference is not `owner/name:version`
 * - `unknown-model`: the provider has no such model, or this account may not see it
 * - `unknown-version`: the model has no version that starts so, or none at all
 * - `ambiguous-version`: several versions start so
 * - `unauthorized`: the provider refuses the token
 * - `unreachable`: the provider did not answer, or not now; trying again may help
 * - `bad-answer`: the provider's answer makes no sense
 */
type ResolveFailure =
  | "invalid-reference"
  | "unknown-model"
  | "unknown-version"
  | "ambiguous-version"
  | "unauthorized"
  | "unreachable"
  | "bad-answer";
/** One thing that is wrong with the configuration. */
interface ConfigIssue {
  /** The environment variable, or the function's argument, that is wrong. */
  readonly variable: string;
  /** The value, what is allowed and how to fix it, as it follows the variable's name; never a secret's value. */
  readonly message: string;
  /** Why a version could not be resolved; only from `resolveModelVersion`. */
  readonly code?: ResolveFailure;
}
/** Everything that is wrong with the configuration, all at once, in a message made for a person. */
declare class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly issues: readonly ConfigIssue[];
  constructor(issues: readonly ConfigIssue[]);
}
/** The sources of a configuration, and the parts that it must have. */
interface LoadConfigOptions<R extends readonly Requirement[] = readonly Requirement[]> {
  /**
   * The environment variables; they are read once and never changed.
   *
   * @default process.env
   */
  readonly env?: EnvironmentVariables | undefined;
  /**
   * Values that win over the variables.
   *
   * @default {}
   */
  readonly overrides?: ConfigOverrides | undefined;
  /**
   * The parts that must be set; a missing one is an issue like any other, and none of them is optional in the result.
   *
   * @default []
   */
  readonly require?: R | undefined;
  /**
   * Models of one's own, as `defineModels` returns them; they win over the catalogue's of the same names.
   *
   * @default {}
   */
  readonly models?: Models | undefined;
  /**
   * The time by which the age of prices is judged.
   *
   * @default the time of the call
   */
  readonly now?: Date | undefined;
  /**
   * The number of days after which the price of the chosen model is stale, which is a warning.
   *
   * @default 90
   */
  readonly staleAfterDays?: number | undefined;
  /**
   * Called with everything that works but that somebody should know, such as the variables that got their defaults.
   *
   * @default process.emitWarning
   */
  readonly onWarning?: ((warning: ConfigWarning) => void) | undefined;
}
/**
 * Reads everything that a job runs with, and reports everything that is wrong at once.
 *
 * @throws {@link ConfigError} with one issue for each problem; never with a secret's value. A call that is wrong itself is
 * reported before anything is read.
 * @example
 * ```ts
 * import { loadConfig } from "@vg/config";
 *
 * const config = loadConfig({
 *   env: { ENVIRONMENT: "production", VG_FPS: "24", REPLICATE_API_TOKEN: "r8_example" },
 *   require: ["replicate"],
 *   onWarning: () => {},
 * });
 *
 * config.settings.fps; // => 24
 * config.origins["settings.fps"]; // => 'environment'
 * config.replicate; // => { token: '[redacted]' }
 * config.replicate.token; // => 'r8_example'
 * loadConfig({ env: { VG_FPS: "0" } }); // throws VG_FPS must be a whole number from 1 to 60, not "0"
 * ```
 */
declare function loadConfig<const R extends readonly Requirement[] = readonly []>(
  options?: LoadConfigOptions<R>,
): ConfigFor<R>;
/** The needs of a clip, and the model that is preferred. */
interface ChooseModelOptions {
  /** True if there is an image to start from. */
  readonly image: boolean;
  /**
   * The model to use if it can run.
   *
   * @default "svd"
   */
  readonly preferred?: ModelName | undefined;
  /**
   * The models to choose from, such as `config.models`.
   *
   * @default MODELS
   */
  readonly models?: Models | undefined;
}
/**
 * Chooses a model that can run: the preferred one, or `cogvideox-t2v` if that one requires an image and there is none.
 *
 * @throws {@link ConfigError} if `image` is missing, or the preferred model is unknown.
 * @example
 * ```ts
 * import { chooseModel } from "@vg/config";
 *
 * chooseModel({ image: true }); // => 'svd'
 * chooseModel({ image: false }); // => 'cogvideox-t2v'
 * chooseModel({ image: false, preferred: "veo-3.1-lite" }); // => 'veo-3.1-lite'
 * ```
 */
declare function chooseModel(options: ChooseModelOptions): ModelName;
/** A clip that a model can make. */
interface ClipDuration {
  /** Its length in seconds. */
  readonly seconds: number;
  /** The number of frames to ask for, if the model is asked for frames. */
  readonly frames?: number;
  /** The frame rate to ask for, if the model is asked for frames. */
  readonly fps?: number;
}
/** Clips made of a number of frames, played at a rate. */
interface FrameClips {
  readonly kind: "frames";
  /** Every number of frames that can be asked for, ascending. */
  readonly frames: readonly number[];
  /** The lowest and the highest whole number of frames per second; the same twice if it is fixed. */
  readonly fps: {
    readonly min: number;
    readonly max: number;
  };
  /** The number that the model adds to the frame rate when it writes the file: seconds = frames / (fps + fpsAdded). */
  readonly fpsAdded: number;
}
/** Clips whose length is asked for in seconds, or is always the same. */
interface SecondClips {
  readonly kind: "seconds";
  /** Every length that can be made, ascending. */
  readonly seconds: readonly number[];
}
/** The options of making the clips. */
interface ClipDurationOptions {
  /**
   * Frames per second; only lengths at this rate are given. Models that cannot be told a rate ignore it.
   *
   * @default every rate that the model can play
   */
  readonly fps?: number | undefined;
  /**
   * The models to choose from, such as `config.models`.
   *
   * @default MODELS
   */
  readonly models?: Models | undefined;
}
/**
 * Returns every clip length that a model makes, the shortest first, each once.
 *
 * @throws {@link ConfigError} if the model is unknown, or cannot play at the frame rate.
 * @example
 * ```ts
 * import { clipDurations } from "@vg/config";
 *
 * clipDurations("veo-3.1-lite").map((clip) => clip.seconds); // => [ 4, 6, 8 ]
 * clipDurations("svd", { fps: 6 }); // => [ { seconds: 2, frames: 14, fps: 6 }, { seconds: 3.5714285714285716, frames: 25, fps: 6 } ]
 * ```
 */
declare function clipDurations(model: ModelName, options?: ClipDurationOptions): readonly ClipDuration[];
/** The clip that comes nearest to a wanted one. */
interface NearestClipDuration extends ClipDuration {
  /** True if it is the wanted one, to the hundredth of a second. */
  readonly possible: boolean;
}
/**
 * Returns the length nearest to a wanted one that a model makes, and whether it is the wanted one; of two that are
 * equally near the shorter one, which costs less.
 *
 * @param seconds - The wanted length, 0 or more.
 * @throws {@link ConfigError} if the model is unknown, cannot play at the frame rate, or the length is not a length.
 * @example
 * ```ts
 * import { nearestClipDuration } from "@vg/config";
 *
 * nearestClipDuration("veo-3.1-lite", 6); // => { seconds: 6, possible: true }
 * nearestClipDuration("veo-3.1-lite", 5); // => { seconds: 4, possible: false }
 * nearestClipDuration("svd", 8); // => { seconds: 4.166666666666667, frames: 25, fps: 5, possible: false }
 * ```
 */
declare function nearestClipDuration(
  model: ModelName,
  seconds: number,
  options?: ClipDurationOptions,
): NearestClipDuration;
/**
 * Returns what clips a model makes: how many frames at which rates, or how many seconds.
 *
 * @example
 * ```ts
 * import { clipsOf, MODELS } from "@vg/config";
 *
 * clipsOf(MODELS["veo-3.1-lite"]); // => { kind: 'seconds', seconds: [ 4, 6, 8 ] }
 * clipsOf(MODELS.svd); // => { kind: 'frames', frames: [ 14, 25 ], fps: { min: 5, max: 30 }, fpsAdded: 1 }
 * ```
 */
declare function clipsOf(spec: ModelSpec): FrameClips | SecondClips;
/**
 * Returns whether a model must get what plays a role, may get it, or has no place for it.
 *
 * @throws {@link ConfigError} never.
 * @example
 * ```ts
 * import { inputNeed, MODELS } from "@vg/config";
 *
 * inputNeed(MODELS.svd, "image"); // => 'required'
 * inputNeed(MODELS["sora-2"], "image"); // => 'optional'
 * inputNeed(MODELS["cogvideox-t2v"], "image"); // => 'none'
 * ```
 */
declare function inputNeed(spec: ModelSpec, role: Role): InputNeed;
/** The part of a prediction that names its model; spread it into `replicate.predictions.create`. */
type ModelRun =
  | {
      readonly model: `${string}/${string}`;
    }
  | {
      readonly version: string;
    };
/** The wishes for a clip. */
interface ClipWish {
  /** The length in seconds, above 0. */
  readonly duration: number;
  /** The text of what the clip shows. */
  readonly prompt?: string | undefined;
  /** The text of what it must not show. */
  readonly negativePrompt?: string | undefined;
  /** The image that it starts with: an address (http, https or data) or a file. */
  readonly image?: string | File | undefined;
  /** The image that it ends with. */
  readonly lastImage?: string | File | undefined;
  /** The resolution: `720p`, `4k`, `1280x720`, or as the model spells it. */
  readonly resolution?: string | undefined;
  /**
   * The shape: `16:9`, or as the model spells it.
   *
   * @default that of a `resolution` in pixels
   */
  readonly aspectRatio?: string | undefined;
  /** Frames per second, above 0. */
  readonly fps?: number | undefined;
  /**
   * True if it has sound.
   *
   * @default false
   */
  readonly audio?: boolean | undefined;
  /** A whole number; the same one makes the same clip again. */
  readonly seed?: number | undefined;
  /** Denoising steps, a whole number of at least 1. */
  readonly steps?: number | undefined;
  /** The amount of motion, a whole number of at least 1. */
  readonly motionBucketId?: number | undefined;
  /** Inputs of the model by their own names; they win over the other wishes. */
  readonly extra?: Readonly<Record<string, unknown>> | undefined;
}
/** The fields of a wish. */
type WishField = keyof ClipWish;
/** Which length to make if the model does not make the wished one. */
type Lengths = "at-least" | "nearest" | "exact";
/** The options of making an input from a wish. */
interface ModelInputOptions {
  /**
   * The models to choose from, such as `config.models`.
   *
   * @default MODELS
   */
  readonly models?: Models | undefined;
  /**
   * Which length to make if the model does not make the wished one: the shortest that is not shorter, or the longest
   * there is (`at-least`); the nearest (`nearest`); none, which is an error (`exact`).
   *
   * @default "at-least"
   */
  readonly lengths?: Lengths | undefined;
}
/** A wish that a model cannot keep. */
interface Adjustment {
  /** The field of the wish. */
  readonly field: WishField;
  /** The value that was wished for. */
  readonly asked: unknown;
  /** The value that is made; `undefined` if the model cannot be told, or does it itself. */
  readonly made: unknown;
  /** Why, in a sentence without its end. */
  readonly reason: string;
}
/** The clip that an input makes; what only the model knows is absent. */
interface MadeClip {
  /** The length in seconds, which is what is billed. */
  readonly seconds: number;
  /** The number of frames, if the model is asked for frames. */
  readonly frames?: number;
  /** Frames per second. */
  readonly fps?: number;
  /** The resolution as people write it: `1080p`, `1280x720`. */
  readonly resolution?: string;
  /** The shape as people write it: `16:9`. */
  readonly aspectRatio?: string;
  /** True if it has sound. */
  readonly audio?: boolean;
}
/** The input that a model is sent for a wish, and the clip that it makes of it. */
interface ModelInput {
  /** The model or version that runs; spread it into `replicate.predictions.create({ ...run, input })`. */
  readonly run: ModelRun;
  /** The inputs as the model's schema has them. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly makes: MadeClip;
  /** The price of what is made; absent if it is not known. */
  readonly price?: Price;
  /** The rates that the price comes to; `undefined` if it is not known. */
  readonly rates: CostRates | undefined;
  /** The wishes that are not kept. */
  readonly adjustments: readonly Adjustment[];
}
/**
 * Makes a model's input from a wish: spelled as the model spells it, with nothing that its schema does not have.
 *
 * A wish that the model cannot keep is an adjustment; one that would make another clip than the wished one is an error.
 * First come images and texts, then the resolution, shape and rate, and the length is one that goes with them.
 *
 * @param model - A model's name, or a model.
 * @throws {@link ConfigError} with the field, if the model is unknown, a wish is wrong, something is missing without which
 * the model does not run, or `lengths` is `exact` and it does not make the length.
 * @example
 * ```ts
 * import { modelInput } from "@vg/config";
 *
 * const { run, input, makes, rates, adjustments } = modelInput("veo-3.1-lite", {
 *   prompt: "a fox",
 *   duration: 5,
 *   resolution: "1920x1080",
 * });
 * run; // => { model: 'google/veo-3.1-lite' }
 * input; // => { prompt: 'a fox', resolution: '1080p', aspect_ratio: '16:9', duration: 8 }
 * makes; // => { seconds: 8, resolution: '1080p', aspectRatio: '16:9' }
 * rates?.perSecond; // => '0.08'
 * adjustments[0]; // => { field: 'duration', asked: 5, made: 8, reason: 'its 1080p clips are 8 s long' }
 * ```
 */
declare function modelInput(model: ModelName | ModelSpec, wish: ClipWish, options?: ModelInputOptions): ModelInput;
/**
 * Checks models of one's own, as they are in a file: an object with models by their names. A `$schema` is ignored.
 *
 * The result is for `loadConfig({ models })`, where they win over the catalogue's models of the same names, and for the
 * `models` option of the functions that look models up.
 *
 * @param json - The value that `JSON.parse` returns for the file; its JSON Schema is `@vg/config/models.schema.json`.
 * @throws {@link ConfigError} with every problem, by its path from `models`, and the nearest valid name.
 * @example
 * ```ts
 * import { defineModels, loadConfig, MODELS } from "@vg/config";
 *
 * const { inputs, roles, output } = MODELS["veo-2"];
 * const price = { kind: "output-second", perSecond: "0.25", asOf: "2026-11-26", source: "our contract" };
 * const models = defineModels({
 *   "our-veo": { owner: "us", name: "veo", kind: "official", inputs, roles, output, prices: [price] },
 * });
 * const config = loadConfig({ models, env: { VG_MODEL: "our-veo" }, onWarning: () => {} });
 *
 * config.rates.perSecond; // => '0.25'
 * defineModels({ "our-veo": { ...models["our-veo"], ouput: "uri" } }); // throws models.our-veo.ouput is not known; did you mean output?
 * ```
 */
declare function defineModels(json: unknown): Models;
/** The age of a price. */
interface PriceAge {
  /** Whole days since the price was read, at least 0; a month or a year counts from its end. */
  readonly days: number;
  /** True if it should be read again. */
  readonly stale: boolean;
}
/** The age from which a price is stale. */
interface PriceAgeOptions {
  /**
   * The number of days after which a price is stale, at least 0.
   *
   * @default 90
   */
  readonly staleAfterDays?: number | undefined;
}
/**
 * Returns how old a price is, and whether it should be read again.
 *
 * @param price - A price, or rates that have the day when they were read.
 * @throws {@link ConfigError} if the price has no day, or the day, the time or the number of days is wrong.
 * @example
 * ```ts
 * import { MODELS, priceAge } from "@vg/config";
 *
 * const [price] = MODELS["veo-3.1-lite"].prices;
 * priceAge(price, new Date("2026-11-08T12:00:00Z")); // => { days: 31, stale: false }
 * priceAge({ asOf: "2026-10-08" }, new Date("2027-01-07T00:00:00Z")); // => { days: 91, stale: true }
 * ```
 */
declare function priceAge(
  price: Pick<Price, "asOf"> | Pick<CostRates, "asOf"> | undefined,
  now?: Date,
  options?: PriceAgeOptions,
): PriceAge;
/**
 * Returns the rates that a price comes to; the same object for the same price.
 *
 * @throws {@link ConfigError} if it is not a price.
 * @example
 * ```ts
 * import { getModelPrice, ratesOf } from "@vg/config";
 *
 * ratesOf(getModelPrice("ltx-video")).baseCost; // => '0.012675'
 * ```
 */
declare function ratesOf(price: Price): CostRates;
/** The facts about a clip that its price depends on. Beside these, any input of the model is an option: `{ draft: true }`. */
interface ModelPriceOptions {
  /**
   * The clip's resolution: `720p`, `1280x720`, or as the model spells it; needed if the price depends on it.
   *
   * A size in pixels takes the lowest priced resolution that its shorter side fits into; if the model has one price only,
   * that is the price of every size.
   */
  readonly resolution?: string | undefined;
  /**
   * True if the clip has sound.
   *
   * @default false
   */
  readonly audio?: boolean | undefined;
  /** The length in seconds; needed if each length has a price of its own. */
  readonly duration?: number | undefined;
  /**
   * The models to choose from, such as `config.models`.
   *
   * @default MODELS
   */
  readonly models?: Models | undefined;
  readonly [input: string]: unknown;
}
/**
 * Returns the price of a model's clip.
 *
 * An input that is not an option has its default; one that has no default must be given if the price depends on it.
 *
 * @throws {@link ConfigError} if the model is unknown, its price is not known, an option is wrong or has no price, or the
 * price depends on one that is missing.
 * @example
 * ```ts
 * import { getModelPrice } from "@vg/config";
 *
 * getModelPrice("wan-2.2-i2v-fast", { resolution: "480p" }).kind; // => 'clip'
 * getModelPrice("kling-v2.6", { audio: true }); // => { kind: 'output-second', asOf: '2026-10-06', source: 'https://replicate.com/kwaivgi/kling-v2.6', when: { generate_audio: true }, perSecond: '0.14' }
 * getModelPrice("svd"); // throws is not known
 * ```
 */
declare function getModelPrice(model: ModelName, options?: ModelPriceOptions): Price;
/** Which of a model's prices the rates are made of. */
type ModelRatesOptions = ModelPriceOptions;
/**
 * Returns the rates of a model's clip, by its price.
 *
 * A price per second of clip becomes `perSecond`, a price per clip `baseCost`, and a price per second of GPU the
 * `baseCost` of a run that takes the typical time.
 *
 * @throws {@link ConfigError} if the model is unknown, its price is not known, an option is wrong or has no price, or the
 * price depends on one that is missing.
 * @example
 * ```ts
 * import { getModelRates } from "@vg/config";
 *
 * getModelRates("veo-3.1-lite", { resolution: "1280x720" }).perSecond; // => '0.05'
 * getModelRates("hailuo-2.3-fast", { resolution: "768p", duration: 10 }).baseCost; // => '0.32'
 * getModelRates("svd"); // throws is not known
 * ```
 */
declare function getModelRates(model: ModelName, options?: ModelRatesOptions): CostRates;
/** A fact about a model that the provider publishes otherwise. */
interface ModelDifference {
  /** The fact: `inputs.duration.enum`, `output`, or `prices` with the inputs that a price is for. */
  readonly field: string;
  /** The fact as the model has it; absent if it does not. */
  readonly ours?: unknown;
  /** The fact as it is published; absent if it is not. */
  readonly published?: unknown;
}
/**
 * Compares a model's inputs and output with the OpenAPI schema that the provider publishes for it, field by field.
 *
 * @returns the differences, in the order of the model's inputs; none if the schema says the same.
 * @throws {@link ConfigError} if it is not such a schema.
 * @example
 * ```ts
 * import { checkModel, MODELS } from "@vg/config";
 *
 * const { inputs, output } = MODELS["veo-2"];
 * const Input = { properties: { ...inputs, duration: { type: "integer", enum: [5, 8], default: 5 } } };
 * checkModel(MODELS["veo-2"], { components: { schemas: { Input, Output: { type: "string", format: output } } } });
 * // => [ { field: 'inputs.duration.enum', ours: [ 5, 6, 7, 8 ], published: [ 5, 8 ] } ]
 * ```
 */
declare function checkModel(spec: ModelSpec, openapiSchema: unknown): readonly ModelDifference[];
/** The day and the place of published prices, as each price says them. */
interface PublishedPriceFacts {
  /** The day when they were read: `2026-11-26`. */
  readonly asOf: string;
  /** The address of the page. */
  readonly source: string;
}
/** A price that the provider's page shows in its tiers; hardware that is billed by time has none there. */
type PublishedPrice = OutputSecondPrice | ClipPrice;
/**
 * Reads the prices of a model from the `billingConfig` that the data of the provider's public page holds.
 *
 * Every criterion must be one that says which inputs it is about, and every metric one that this package counts: an unknown
 * one refuses the model, since a guess would price something else.
 *
 * @throws {@link ConfigError} with every criterion, metric and price that cannot be read.
 * @example
 * ```ts
 * import { MODELS, readPublishedPrices } from "@vg/config";
 *
 * const tier = (audio: boolean, price: string) => ({
 *   criteria: [{ title: "with audio", type: "equals", value: audio }],
 *   prices: [{ metric: "video_output_duration_seconds", price }],
 * });
 * const facts = { asOf: "2026-11-26", source: "https://replicate.com/kwaivgi/kling-v2.6" };
 * const billingConfig = { current_tiers: [tier(true, "$0.14"), tier(false, "$0.07")] };
 * readPublishedPrices(MODELS["kling-v2.6"], billingConfig, facts).map(({ when }) => when); // => [ { generate_audio: true }, { generate_audio: false } ]
 * readPublishedPrices(MODELS["veo-2"], billingConfig, facts); // throws billingConfig.current_tiers[0].criteria[0].title must be
 * ```
 */
declare function readPublishedPrices(
  spec: ModelSpec,
  billingConfig: unknown,
  facts: PublishedPriceFacts,
): readonly PublishedPrice[];
/**
 * Compares a model's prices with those that were read from the provider's page, tier by tier.
 *
 * @returns the differences; none if each tier costs the same. Days, sources and notes are not compared.
 * @example
 * ```ts
 * import { checkPrices, MODELS } from "@vg/config";
 *
 * const [price] = MODELS["veo-2"].prices;
 * checkPrices(MODELS["veo-2"], []); // => [ { field: 'prices', ours: '$0.5 a second' } ]
 * checkPrices(MODELS["veo-2"], [price]); // => []
 * ```
 */
declare function checkPrices(
  { prices }: Pick<ModelSpec, "prices">,
  published: readonly ModelSpec["prices"][number][],
): readonly ModelDifference[];
/** A model's inputs and output, as its published schema has them. */
type PublishedModel = Pick<ModelSpec, "inputs" | "output">;
/**
 * Reads a model's inputs and output from the OpenAPI schema that the provider publishes for its latest version.
 *
 * @throws {@link ConfigError} if it is not such a schema, or has an input of a kind that this package does not know.
 * @example
 * ```ts
 * import { readModelSchema } from "@vg/config";
 *
 * const { inputs, output } = readModelSchema({
 *   components: {
 *     schemas: {
 *       Input: {
 *         required: ["prompt"],
 *         properties: { prompt: { type: "string" }, duration: { allOf: [{ $ref: "#/components/schemas/duration" }], default: 5 } },
 *       },
 *       duration: { type: "integer", enum: [5, 10] },
 *       Output: { type: "string", format: "uri" },
 *     },
 *   },
 * });
 * inputs["duration"]; // => { type: 'integer', enum: [ 5, 10 ], default: 5 }
 * output; // => 'uri'
 * readModelSchema({}); // throws openapiSchema.components.schemas must be an object, not undefined
 * ```
 */
declare function readModelSchema(openapiSchema: unknown): PublishedModel;
export {
  type Adjustment,
  COST_PER_CLIP,
  type CatalogueModels,
  type CatalogueName,
  type ChooseModelOptions,
  type ClipDuration,
  type ClipDurationOptions,
  type ClipPrice,
  type ClipWish,
  type Condition,
  type Conditions,
  type Config,
  type ConfigEntry,
  ConfigError,
  type ConfigFor,
  type ConfigIssue,
  type ConfigOverrides,
  type ConfigPath,
  type ConfigWarning,
  type ConfigWith,
  type CostRates,
  DEVELOPMENT_SETTINGS,
  type DirectoryModel,
  type DirectoryPage,
  type DirectoryRequest,
  ENVIRONMENTS,
  type Environment,
  type EnvironmentVariables,
  type FrameClips,
  type GenerationSettings,
  type GpuSecondPrice,
  type InputNeed,
  LOG_LEVELS,
  type Lengths,
  type LoadConfigOptions,
  type LogLevel,
  MODELS,
  type MadeClip,
  type ModelClips,
  type ModelDifference,
  type ModelDirectory,
  type ModelField,
  type ModelInput,
  type ModelInputOptions,
  type ModelName,
  type ModelPriceOptions,
  type ModelRatesOptions,
  type ModelReference,
  type ModelRule,
  type ModelRun,
  type ModelSpec,
  type ModelValue,
  type ModelVersionOptions,
  type Models,
  type ModelsOf,
  type NamedModel,
  type NearestClipDuration,
  type Origin,
  type OutputSecondPrice,
  PRODUCTION_SETTINGS,
  type Price,
  type PriceAge,
  type PriceAgeOptions,
  type PriceFacts,
  type PublishedModel,
  type PublishedPrice,
  type PublishedPriceFacts,
  type ReplicateConfig,
  type Requirement,
  type ResolveFailure,
  type ResolveModelVersionOptions,
  type Role,
  type SecondClips,
  type SettingsOf,
  type SupabaseConfig,
  type WishField,
  checkModel,
  checkPrices,
  chooseModel,
  clipDurations,
  clipsOf,
  defineModels,
  describeConfig,
  getCostRates,
  getGenerationSettings,
  getModel,
  getModelPrice,
  getModelRates,
  getModelVersion,
  inputNeed,
  loadConfig,
  modelInput,
  nearestClipDuration,
  parseEnvironment,
  parseModelName,
  priceAge,
  ratesOf,
  readModelSchema,
  readPublishedPrices,
  resolveModelVersion,
};
