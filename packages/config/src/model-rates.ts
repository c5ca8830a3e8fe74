import type { CostRates } from "./cost-rates.ts";
import { decimalProduct } from "./decimal-product.ts";
import type { ModelName } from "./model-name.ts";
import { getModelPrice, type ModelPriceOptions } from "./model-price.ts";
import type { Price } from "./price.ts";

/** Which of a model's prices the rates are made of. */
export type ModelRatesOptions = ModelPriceOptions;

/**
 * The rates of a model by its price in the catalogue.
 *
 * A price per second of clip becomes `perSecond`, a price per clip `baseCost`, and a price per second of GPU the
 * `baseCost` of a run of typical length.
 *
 * @throws {@link ConfigError} when the model is unknown, its price is not known, or the price depends on a resolution
 * that is not given or that has no price.
 * @example
 * ```ts
 * import { getModelRates } from "@vg/config";
 *
 * getModelRates("veo-3.1-lite", { resolution: "1280x720" }).perSecond; // => '0.05'
 * getModelRates("svd"); // throws is not known
 * ```
 */
export function getModelRates(model: ModelName, options: ModelRatesOptions = {}): CostRates {
  return Object.freeze(ratesOf(getModelPrice(model, options)));
}

function ratesOf(price: Price): CostRates {
  const { asOf, source } = price;
  switch (price.kind) {
    case "gpu-second": {
      const baseCost = decimalProduct(price.perSecond, price.typicalRunSeconds);
      return { currency: "USD", baseCost, perSecond: "0", asOf, source };
    }
    case "output-second":
      return { currency: "USD", baseCost: "0", perSecond: price.perSecond, asOf, source };
    case "clip":
      return { currency: "USD", baseCost: price.perClip, perSecond: "0", asOf, source };
    default:
      return price satisfies never;
  }
}
