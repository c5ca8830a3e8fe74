import { type Config, type CostRates, getCostRates, type ModelInput, type ModelName } from "@vg/config";
import { type CostJSON, costToJSON, estimateClipCost } from "@vg/cost";
import { remember } from "@vg/internal";
import type { PlannedPrice } from "./plan.ts";
import { isSetByPerson } from "./wishes.ts";

/** The rates that price a clip. */
export interface ClipRates extends Pick<PlannedPrice, "from" | "model" | "kind"> {
  readonly rates: CostRates;
}

/** Prices what models make. */
export interface Pricing {
  /**
   * Returns what prices a clip: rates that somebody set, else the price of its model, else the environment's formula. The
   * same price is the same object.
   */
  ratesFor(model: ModelName, made: ModelInput): ClipRates;
  /**
   * Returns the exact cost of seconds at rates. Rates that are no model's price take a length to the thousandth of a second:
   * 25 frames at 6 a second are 4.167 s.
   */
  costOf(rates: ClipRates, seconds: number): CostJSON;
}

/** Creates the prices that hold under a configuration. */
export function createPricing(config: Config): Pricing {
  const formula: ClipRates = { rates: getCostRates(config.environment), from: "environment" };
  const set: ClipRates | undefined = isSetByPerson(config, "rates.baseCost")
    ? { rates: config.rates, from: "settings" }
    : undefined;
  const ofModels = new Map<ModelName, Map<CostRates, ClipRates>>();
  const costs = new Map<ClipRates, Map<number, CostJSON>>();
  return {
    ratesFor(model, { price, rates }) {
      if (set !== undefined) return set;
      if (price === undefined || rates === undefined) return formula;
      const ofModel = remember(ofModels, model, () => new Map());
      return remember(ofModel, rates, () => ({ rates, from: "model", model, kind: price.kind }));
    },
    costOf(clipRates, seconds) {
      const ofRates = remember(costs, clipRates, () => new Map());
      const priced = clipRates.from === "model" ? seconds : Number(seconds.toFixed(3));
      return remember(ofRates, seconds, () => Object.freeze(costToJSON(estimateClipCost(priced, clipRates))));
    },
  };
}
