export { COST_PER_CLIP, type CostRates, getCostRates } from "./cost-rates.ts";
export { type Environment, ENVIRONMENTS } from "./environment.ts";
