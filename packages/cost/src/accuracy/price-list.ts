import type { Condition, ModelSpec, ModelValue, Price } from "@vg/config";
import { formatValue, isObject } from "@vg/internal";
import { CostError } from "../errors.ts";

/** A price, the prices of a model, or a model: all that is needed to find the price that was billed. */
export type Pricing = Price | readonly Price[] | ModelSpec;

/** Prices, and what is known of the model that has them. */
export interface PriceList {
  readonly prices: readonly Price[];
  /** The place of the prices in a message. */
  readonly place: string;
  readonly spec?: ModelSpec;
}

/**
 * Reads a pricing as a list of prices.
 *
 * @throws {@link CostError} `INVALID_RATES` if it holds no price.
 */
export function parsePricing(pricing: Pricing): PriceList {
  if (isList(pricing)) return { prices: validatePrices(pricing, "prices"), place: "prices" };
  if (!isModel(pricing)) return { prices: [validatePrice(pricing, "price")], place: "price" };
  const { owner, name, prices, priceUnknown } = pricing;
  const place = typeof owner === "string" && typeof name === "string" ? `${owner}/${name}` : "model";
  if (Array.isArray(prices) && prices.length === 0 && typeof priceUnknown === "string") {
    throw new CostError("INVALID_RATES", `${place} must have a price, which is not known (${priceUnknown})`);
  }
  return { prices: validatePrices(prices, `${place}.prices`), place, spec: validateModel(pricing, place) };
}

function isList(pricing: Pricing): pricing is readonly Price[] {
  return Array.isArray(pricing);
}

function isModel(pricing: Price | ModelSpec): pricing is ModelSpec {
  return isObject(pricing) && "prices" in pricing;
}

function validatePrices(prices: readonly Price[], place: string): readonly Price[] {
  if (Array.isArray(prices) && prices.length > 0) {
    return Array.from(prices, (price: Price, index) => validatePrice(price, `${place}[${index}]`));
  }
  throw new CostError("INVALID_RATES", `${place} must be a list of prices, not ${formatValue(prices)}`);
}

const KINDS: readonly unknown[] = ["gpu-second", "output-second", "clip"] satisfies Price["kind"][];

function validatePrice(price: Price, place: string): Price {
  const { kind, when = {} }: { kind?: unknown; when?: unknown } = price ?? {};
  if (!KINDS.includes(kind)) {
    const rule = `${place}.kind must be "gpu-second", "output-second" or "clip"`;
    throw new CostError("INVALID_RATES", `${rule}, not ${formatValue(kind)}`);
  }
  validateConditions(when, `${place}.when`);
  return price;
}

function validateModel(spec: ModelSpec, place: string): ModelSpec {
  const { inputs, roles, resolutions = {}, variants = {} } = spec;
  for (const [field, value] of Object.entries({ inputs, roles, resolutions, variants })) {
    if (isObject(value)) continue;
    throw new CostError("INVALID_RATES", `${place}.${field} must be an object, not ${formatValue(value)}`);
  }
  for (const [value, size] of Object.entries(resolutions)) {
    if (typeof size === "string") continue;
    throw new CostError("INVALID_RATES", `${place}.resolutions.${value} must be a text, not ${formatValue(size)}`);
  }
  for (const [variant, conditions] of Object.entries(variants)) {
    validateConditions(conditions, `${place}.variants.${variant}`);
  }
  return spec;
}

function validateConditions(conditions: unknown, place: string): void {
  if (isObject(conditions) && Object.values(conditions).every(isCondition)) return;
  throw new CostError(
    "INVALID_RATES",
    `${place} must be values of inputs, lists of them, or { present }, not ${formatValue(conditions)}`,
  );
}

function isCondition(value: unknown): value is Condition {
  if (Array.isArray(value)) return value.every(isValue);
  return isValue(value) || (isObject(value) && typeof value["present"] === "boolean");
}

/** Returns whether a value is one that an input of a model can have. */
export function isValue(value: unknown): value is ModelValue {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
