import { environmentOrDefault, type Environment } from "./environment.ts";

export { type Environment, ENVIRONMENTS } from "./environment.ts";

/** The price of a clip: `baseCost` dollars plus `perSecond` dollars for each second of it. */
export interface CostRates {
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
export const COST_PER_CLIP: Readonly<Record<"production" | "development", CostRates>> = Object.freeze({
  production: Object.freeze({ currency: "USD", baseCost: "0.10", perSecond: "0.033" }),
  development: Object.freeze({ currency: "USD", baseCost: "0.005", perSecond: "0.002" }),
});

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
export function getCostRates(environment?: Environment): CostRates {
  return environmentOrDefault(environment) === "development" ? COST_PER_CLIP.development : COST_PER_CLIP.production;
}
