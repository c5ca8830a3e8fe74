import type { CostRates } from "./cost-rates.ts";
import type { Environment } from "./environment.ts";
import type { GenerationSettings } from "./settings.ts";
import type { LogLevel } from "./log-level.ts";
import type { ModelName } from "./models/model-name.ts";

/** Values that win over the environment's; they are checked like them, and `undefined` overrides nothing. */
export interface ConfigOverrides {
  readonly environment?: Environment | undefined;
  readonly model?: ModelName | undefined;
  /** Versions in place of the catalogue's: full ids, the beginning of one, or `latest`. */
  readonly modelVersions?: Readonly<Partial<Record<ModelName, string | undefined>>> | undefined;
  readonly settings?: { readonly [S in keyof GenerationSettings]?: GenerationSettings[S] | undefined } | undefined;
  /** Rates such as `getModelRates` and `calibrateRates` return. */
  readonly rates?: (Pick<CostRates, "baseCost" | "perSecond"> & Partial<CostRates>) | undefined;
  readonly supabase?: { readonly url: string; readonly serviceRoleKey: string } | undefined;
  readonly replicate?: { readonly token: string } | undefined;
  readonly logLevel?: LogLevel | undefined;
}
