import { type Config, type CostRates, getCostRates, getModelRates, type ModelName, MODELS } from "@vg/config";
import type { PlannedPrice } from "./plan.ts";

/** The rates that price a model's clips. */
export interface ClipRates {
  readonly rates: CostRates;
  readonly from: PlannedPrice["from"];
  /** The model whose price it is, where it is one's. */
  readonly model?: ModelName;
  /** Whether the model's own price was wanted and is not known. */
  readonly priceUnknown: boolean;
}

/**
 * What prices each model's clips: rates that somebody set price them all; where somebody chose a model, each model has its
 * own price from the catalogue; else the environment's formula prices them all.
 *
 * The same model gets the same object each time.
 */
export function ratesByModel(config: Config): (model: ModelName) => ClipRates {
  const known = new Map<ModelName, ClipRates>();
  const formula: ClipRates = { rates: getCostRates(config.environment), from: "environment", priceUnknown: false };
  const set: ClipRates | undefined = isSet(config, "rates.baseCost")
    ? { rates: config.rates, from: "settings", priceUnknown: false }
    : undefined;
  const unpriced: ClipRates = { ...formula, priceUnknown: true };
  return (model) => {
    if (set !== undefined) return set;
    if (!isSet(config, "model")) return formula;
    const found = known.get(model) ?? catalogueRates(config, model) ?? unpriced;
    known.set(model, found);
    return found;
  };
}

function isSet({ origins }: Config, path: "model" | "rates.baseCost"): boolean {
  return origins[path] === "environment" || origins[path] === "override";
}

function catalogueRates({ settings }: Config, model: ModelName): ClipRates | undefined {
  if (MODELS[model].prices.length === 0) return undefined;
  const rates = getModelRates(model, { resolution: settings.resolution });
  return { rates, from: "catalogue", model, priceUnknown: false };
}
