/** The environment of a job; `staging` has production's settings and rates. */
type Environment = "production" | "staging" | "development";
/** Every valid environment, the most careful one first. */
declare const ENVIRONMENTS: readonly Environment[];
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
export { COST_PER_CLIP, CostRates, ENVIRONMENTS, type Environment, getCostRates };
