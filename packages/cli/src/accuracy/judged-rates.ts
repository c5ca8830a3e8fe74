import { type Config, type CostRates, MODELS } from "@vg/config";

/** Rates to judge estimates with, and where they come from in words. */
export interface JudgedRates {
  readonly rates: CostRates;
  readonly origin: string;
}

/** The rates of a configuration: the ones that `vg plan` would estimate with. */
export function judgedRates({ rates, origins, model, environment }: Config): JudgedRates {
  const rateOrigin = origins["rates.baseCost"];
  if (rateOrigin === "override") return { rates, origin: "the rates given as --base-cost and --cost-per-second" };
  if (rateOrigin === "environment") return { rates, origin: "the rates of VG_BASE_COST and VG_COST_PER_SECOND" };
  if (origins.model === "default") return { rates, origin: `the rates of ${environment}` };
  if (MODELS[model].prices.length > 0) return { rates, origin: `the catalogue's price of ${model}` };
  return { rates, origin: `the rates of ${environment}, because the price of ${model} is not known` };
}
