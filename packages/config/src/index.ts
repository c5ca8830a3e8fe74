export { ConfigError, type ConfigIssue } from "./config-error.ts";
export { COST_PER_CLIP, type CostRates, getCostRates } from "./cost-rates.ts";
export { type Environment, ENVIRONMENTS, parseEnvironment } from "./environment.ts";
export type { ClipPrice, GpuSecondPrice, OutputSecondPrice, Price, PriceFacts } from "./price.ts";
