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
}
/** Where a job runs; `staging` has production's settings and rates. */
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
/** Whether a model must get an input, may get it, or has no place for it. */
type InputNeed = "required" | "optional" | "none";
/** What a model can be told. */
type InputName = "image" | "prompt" | "resolution" | "fps" | "motionBucketId" | "steps" | "duration" | "frames";
/** Clips made of a number of frames, played at a rate. */
interface FrameClips {
  readonly kind: "frames";
  /** Every number of frames that can be asked for, ascending. */
  readonly frames: readonly number[];
  /** The lowest and the highest whole number of frames per second; the same twice where it is fixed. */
  readonly fps: {
    readonly min: number;
    readonly max: number;
  };
  /** What the model adds to the frame rate when it writes the file: seconds = frames / (fps + fpsAdded). */
  readonly fpsAdded: number;
}
/** Clips whose length is asked for in seconds. */
interface SecondClips {
  readonly kind: "seconds";
  /** Every length that can be asked for, ascending. */
  readonly seconds: readonly number[];
}
/** A model in the catalogue: who it is, what it needs, what it can make and what that costs. */
interface ModelSpec {
  /** The account it belongs to at the provider. */
  readonly owner: string;
  /** Its name there. */
  readonly name: string;
  /** A full version id of 64 hex digits, or `latest`, which has to be resolved before use. */
  readonly version: string;
  /** The environment variable that overrides the version, where there is one. */
  readonly versionVariable?: "SVD_MODEL_VERSION" | "COGVIDEOX_MODEL_VERSION";
  readonly image: InputNeed;
  readonly prompt: InputNeed;
  /** What the model calls the inputs it takes; it has no place for those that are not here. */
  readonly inputs: Readonly<Partial<Record<InputName, string>>>;
  /** What clips it can make at all. */
  readonly clips: FrameClips | SecondClips;
  /** What it costs, one entry for each resolution that has its own price; empty where no price is known. */
  readonly prices: readonly Price[];
  /** Why no price is known; only where `prices` is empty. */
  readonly priceUnknown?: string;
}
/** A model whose owner and name are literal types. */
interface NamedModel<Owner extends string, Name extends string> extends ModelSpec {
  readonly owner: Owner;
  readonly name: Name;
}
/** The catalogue: its owners and names are literal types, the rest is {@link ModelSpec}. */
interface Models {
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
/** The name of a model in the catalogue. */
type ModelName = keyof Models;
/** What every price says about itself. */
interface PriceFacts {
  /** The resolution this price is for, such as `"720p"`; absent where the price is the same whatever the resolution. */
  readonly resolution?: string;
  /** What the price asks for beside its resolution, such as `"without audio"`. */
  readonly condition?: string;
  /** The day, month or year the price was read: `2026-10-08`, `2025-11` or `2025`. */
  readonly asOf: string;
  /** Where the price was read. */
  readonly source: string;
}
/** A model billed by the time its hardware is busy. */
interface GpuSecondPrice extends PriceFacts {
  readonly kind: "gpu-second";
  /** The provider's name of the hardware, such as `"gpu-l40s"`. */
  readonly hardware: string;
  /** Dollars per second of hardware, a decimal. */
  readonly perSecond: string;
  /** Seconds of hardware that one run usually takes, a decimal. */
  readonly typicalRunSeconds: string;
}
/** A model billed by the length of the clip it makes. */
interface OutputSecondPrice extends PriceFacts {
  readonly kind: "output-second";
  /** Dollars per second of clip, a decimal. */
  readonly perSecond: string;
}
/** A model billed by the clip, whatever its length. */
interface ClipPrice extends PriceFacts {
  readonly kind: "clip";
  /** Dollars per clip, a decimal. */
  readonly perClip: string;
}
/** How a model is billed; `kind` tells which. */
type Price = GpuSecondPrice | OutputSecondPrice | ClipPrice;
/** How long to wait for the directory. */
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
/** What the directory says about a model. */
interface DirectoryModel {
  /** The version that `latest` means; official models may have none that is public. */
  readonly latest_version?:
    | {
        readonly id: string;
      }
    | null
    | undefined;
  /** Whether the provider runs the model itself: then it needs no version. */
  readonly is_official?: boolean | undefined;
}
/** How long a request may go on. */
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
type ModelReference<M extends ModelName = ModelName> = `${Models[M]["owner"]}/${Models[M]["name"]}:${string}`;
/**
 * What the provider calls a model: `owner/name:version`.
 *
 * `SVD_MODEL_VERSION` and `COGVIDEOX_MODEL_VERSION` override the version of `svd` and `cogvideox`; they are read at
 * the call. A version that is not a full id has to go through `resolveModelVersion` before it is used.
 *
 * @throws {@link ConfigError} when the model is unknown, or the overriding variable is not a version.
 * @example
 * ```ts
 * import { getModelVersion } from "@vg/config";
 *
 * getModelVersion("kling-v2.5-turbo-pro"); // => 'kwaivgi/kling-v2.5-turbo-pro:latest'
 * ```
 */
declare function getModelVersion<M extends ModelName = "svd">(model?: M): ModelReference<M>;
/**
 * The reference that the provider takes for one that it does not take.
 *
 * A full version id comes back unchanged without a request; `latest`, and no version at all, become the newest version,
 * the beginning of an id the one version that starts with it; a model without public versions becomes `owner/name`.
 *
 * @param reference - `owner/name:version`, as `getModelVersion` returns it.
 * @param directory - Where to look: a client of the `replicate` package.
 * @throws {@link ConfigError} with one issue, whose `code` says why, or none where an argument is wrong; it holds nothing
 * of the client's error, which carries the token.
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
  /** Where the price was read. */
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
/** Where a value came from: the built-in default, an environment variable, or an override. */
type Origin = "default" | "environment" | "override";
/** The values of a configuration that have an origin, by their path in it. */
type ConfigPath =
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
/** Everything that a job runs with, checked and deeply frozen. */
interface Config {
  readonly environment: Environment;
  /** The model to prefer; `chooseModel` says whether it can run. */
  readonly model: ModelName;
  /** Each model's reference at the provider, `owner/name:version`, with the versions that are overridden. */
  readonly modelVersions: { readonly [M in ModelName]: ModelReference<M> };
  readonly settings: GenerationSettings;
  readonly rates: CostRates;
  /** Only if it is set, or required. */
  readonly supabase?: SupabaseConfig;
  /** Only if it is set, or required. */
  readonly replicate?: ReplicateConfig;
  readonly logLevel: LogLevel;
  /** Where each value came from; what is not set has no origin. */
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
  readonly modelVersions?: Readonly<Partial<Record<ModelName, string | undefined>>> | undefined;
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
      }
    | undefined;
  readonly logLevel?: LogLevel | undefined;
}
/** Something about a configuration that works, but that somebody should know. */
interface ConfigWarning {
  /**
   * - `defaulted`: variables are not set, their defaults are used
   * - `unknown-variable`: a variable that starts with `VG_` is set, and nobody reads it
   * - `partial-version`: a model version is not a full id and has to be resolved before use
   * - `price-unknown`: the chosen model has no known price, the environment's rates are used
   */
  readonly code: "defaulted" | "unknown-variable" | "partial-version" | "price-unknown";
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
/** Where a configuration is read from, and what it must hold. */
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
/**
 * Every model this project knows, by the name that settings and jobs call it.
 *
 * @example
 * ```ts
 * import { MODELS } from "@vg/config";
 *
 * MODELS.svd.image; // => 'required'
 * MODELS["veo-3.1-lite"].prices.map((price) => price.resolution); // => [ '720p', '1080p' ]
 * ```
 */
declare const MODELS: Models;
/**
 * The catalogue's model that a text names; the match is exact.
 *
 * @throws {@link ConfigError} that lists the models there are.
 * @example
 * ```ts
 * import { parseModelName } from "@vg/config";
 *
 * parseModelName("svd"); // => 'svd'
 * parseModelName("svdd"); // throws must be svd, cogvideox, cogvideox-t2v
 * ```
 */
declare function parseModelName(value: string): ModelName;
/** What a clip has, and which model it would like. */
interface ChooseModelOptions {
  /** Whether there is an image to start from. */
  readonly image: boolean;
  /**
   * The model to use wherever it can run.
   *
   * @default "svd"
   */
  readonly preferred?: ModelName | undefined;
}
/**
 * A model that can run on what there is: the preferred one, or `cogvideox-t2v` where that one requires an image and
 * there is none.
 *
 * @throws {@link ConfigError} when it is not said whether there is an image, or the preferred model is unknown.
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
  /** How many frames to ask for, where the model is asked for frames. */
  readonly frames?: number;
  /** The frame rate to ask for, where the model is asked for frames. */
  readonly fps?: number;
}
/** How the clips are to be made. */
interface ClipDurationOptions {
  /**
   * Frames per second; only lengths at this rate are given. Models that cannot be told a rate ignore it.
   *
   * @default every rate that the model can play
   */
  readonly fps?: number | undefined;
}
/**
 * Every clip length that a model can really make, the shortest first, each once.
 *
 * @throws {@link ConfigError} when the model is unknown, or cannot play at the frame rate.
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
  /** Whether it is the wanted one, to the hundredth of a second. */
  readonly possible: boolean;
}
/**
 * Whether a model can make a clip of the wanted length, and the nearest length that it can make; of two that are
 * equally near the shorter one, which costs less.
 *
 * @param seconds - The wanted length, 0 or more.
 * @throws {@link ConfigError} when the model is unknown, cannot play at the frame rate, or the length is no length.
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
/** Which of a model's prices is asked for. */
interface ModelPriceOptions {
  /**
   * The clip's resolution, `"720p"` or `"1280x720"`; needed where the model's price depends on it.
   *
   * A size in pixels takes the lowest priced resolution that its shorter side fits into; a model that has one price only
   * makes the clips it makes, whatever size is wished for.
   */
  readonly resolution?: string | undefined;
}
/**
 * How a model is billed: its price in the catalogue, for what a finished prediction cost.
 *
 * @throws {@link ConfigError} when the model is unknown, its price is not known, or the price depends on a resolution
 * that is not given or that has no price, or the resolution is none.
 * @example
 * ```ts
 * import { getModelPrice } from "@vg/config";
 *
 * getModelPrice("wan-2.2-i2v-fast", { resolution: "480p" }).kind; // => 'clip'
 * getModelPrice("svd"); // throws is not known
 * ```
 */
declare function getModelPrice(model: ModelName, options?: ModelPriceOptions): Price;
/** Which of a model's prices the rates are made of. */
type ModelRatesOptions = ModelPriceOptions;
/**
 * The rates of a model by its price in the catalogue.
 *
 * A price per second of clip becomes `perSecond`, a price per clip `baseCost`, and a price per second of GPU the
 * `baseCost` of a run of typical length.
 *
 * @throws {@link ConfigError} when the model is unknown, its price is not known, or the price depends on a resolution
 * that is not given or that has no price, or the resolution is none.
 * @example
 * ```ts
 * import { getModelRates } from "@vg/config";
 *
 * getModelRates("veo-3.1-lite", { resolution: "1280x720" }).perSecond; // => '0.05'
 * getModelRates("svd"); // throws is not known
 * ```
 */
declare function getModelRates(model: ModelName, options?: ModelRatesOptions): CostRates;
export {
  COST_PER_CLIP,
  type ChooseModelOptions,
  type ClipDuration,
  type ClipDurationOptions,
  type ClipPrice,
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
  type InputName,
  type InputNeed,
  LOG_LEVELS,
  type LoadConfigOptions,
  type LogLevel,
  MODELS,
  type ModelDirectory,
  type ModelName,
  type ModelPriceOptions,
  type ModelRatesOptions,
  type ModelReference,
  type ModelSpec,
  type Models,
  type NamedModel,
  type NearestClipDuration,
  type Origin,
  type OutputSecondPrice,
  PRODUCTION_SETTINGS,
  type Price,
  type PriceFacts,
  type ReplicateConfig,
  type Requirement,
  type ResolveFailure,
  type ResolveModelVersionOptions,
  type SecondClips,
  type SettingsOf,
  type SupabaseConfig,
  chooseModel,
  clipDurations,
  describeConfig,
  getCostRates,
  getGenerationSettings,
  getModelPrice,
  getModelRates,
  getModelVersion,
  loadConfig,
  nearestClipDuration,
  parseEnvironment,
  parseModelName,
  resolveModelVersion,
};
