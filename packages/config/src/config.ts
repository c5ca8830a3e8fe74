import type { ReplicateConfig, SupabaseConfig } from "./access.ts";
import type { Environment } from "./environment.ts";
import type { CatalogueName, ModelName } from "./models/catalogue.ts";
import type { Models } from "./models/model.ts";
import type { ModelReference } from "./models/version.ts";
import type { CostRates } from "./rates.ts";
import type { GenerationSettings, LogLevel } from "./settings.ts";

/** The origin of a value: the built-in default, an environment variable, or an override. */
export type Origin = "default" | "environment" | "override";

/** The values of a configuration that have an origin, by their path in it. */
export type ConfigPath =
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
export interface Config {
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
export type Requirement = "supabase" | "replicate";

/** A configuration in which what is required is not optional. */
export type ConfigWith<R extends Requirement> = Config & { readonly [K in R]-?: NonNullable<Config[K]> };

/**
 * The result of `loadConfig` for a list of requirements: the parts that the list surely names are not optional. A list
 * whose members are not known to the compiler changes nothing.
 */
export type ConfigFor<R extends readonly Requirement[]> = R extends readonly [
  infer First extends Requirement,
  ...infer Rest extends readonly Requirement[],
]
  ? Either<First> & ConfigFor<Rest>
  : Config;

type Either<R extends Requirement> = R extends Requirement ? ConfigWith<R> : never;

/** Values that win over the environment's; they are checked like them, and `undefined` overrides nothing. */
export interface ConfigOverrides {
  readonly environment?: Environment | undefined;
  readonly model?: ModelName | undefined;
  /** Versions in place of the catalogue's: full ids, the beginning of one, or `latest`. */
  readonly modelVersions?: Readonly<Record<string, string | undefined>> | undefined;
  readonly settings?: { readonly [S in keyof GenerationSettings]?: GenerationSettings[S] | undefined } | undefined;
  /** Rates such as `getModelRates` and `calibrateRates` return. */
  readonly rates?: (Pick<CostRates, "baseCost" | "perSecond"> & Partial<CostRates>) | undefined;
  readonly supabase?: { readonly url: string; readonly serviceRoleKey: string } | undefined;
  readonly replicate?: { readonly token: string; readonly baseUrl?: string | undefined } | undefined;
  readonly trustedOrigins?: readonly string[] | undefined;
  readonly logLevel?: LogLevel | undefined;
}

/** Something about a configuration that works, but that somebody should know. */
export interface ConfigWarning {
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
