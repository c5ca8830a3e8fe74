import { ConfigError, validateOptions, wrongArgument } from "../errors.ts";
import type { CostRates } from "../rates.ts";
import { MODELS, parseModelName } from "./catalogue.ts";
import type { ModelName, Price } from "./model.ts";

/** Which of a model's prices is asked for. */
export interface ModelPriceOptions {
  /**
   * The clip's resolution, `"720p"` or `"1280x720"`; needed where the model's price depends on it.
   *
   * A size in pixels takes the lowest priced resolution that its shorter side fits into; a model that has one price only
   * makes the clips it makes, whatever size is wished for.
   */
  readonly resolution?: string | undefined;
}

/**
 * How a model is billed: its price in the catalogue, for what a finished prediction cost.
 *
 * @throws {@link ConfigError} when the model is unknown, its price is not known, or the price depends on a resolution
 * that is not given or that has no price, or the resolution is none.
 * @example
 * ```ts
 * import { getModelPrice } from "@vg/config";
 *
 * getModelPrice("wan-2.2-i2v-fast", { resolution: "480p" }).kind; // => 'clip'
 * getModelPrice("svd"); // throws is not known
 * ```
 */
export function getModelPrice(model: ModelName, options: ModelPriceOptions = {}): Price {
  const name = parseModelName(model);
  const { resolution } = validateOptions(options);
  const { prices, priceUnknown } = MODELS[name];
  if (prices.length > 0) return priceFor(name, prices, resolution);
  throw new ConfigError([
    {
      variable: "model",
      message: `${name} has no rates: its price is not known (${priceUnknown ?? "no source"}); measure it with \`vg accuracy\` on predictions you have paid for, and pass the rates it prints as VG_BASE_COST and VG_COST_PER_SECOND`,
    },
  ]);
}

/** Which of a model's prices the rates are made of. */
export type ModelRatesOptions = ModelPriceOptions;

/**
 * The rates of a model by its price in the catalogue.
 *
 * A price per second of clip becomes `perSecond`, a price per clip `baseCost`, and a price per second of GPU the
 * `baseCost` of a run of typical length.
 *
 * @throws {@link ConfigError} when the model is unknown, its price is not known, or the price depends on a resolution
 * that is not given or that has no price, or the resolution is none.
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

function priceFor(model: ModelName, prices: readonly Price[], resolution: string | undefined): Price {
  const alone = prices.length === 1;
  const fitting = prices.find((price) => fits(price.resolution, resolution, alone));
  if (fitting !== undefined) return fitting;
  const priced = prices.flatMap((price) => price.resolution ?? []).join(", ");
  if (resolution === undefined) {
    const message = `is missing: the price of ${model} depends on it, pass one of ${priced}`;
    throw new ConfigError([{ variable: "resolution", message }]);
  }
  const sizes = alone ? "any size in pixels" : "a size in pixels that fits into one";
  const allowed = `one that ${model} has a price for (${priced || "a name such as 720p"}, or ${sizes})`;
  throw wrongArgument("resolution", allowed, resolution);
}

/** Whether a price is that of a resolution; prices stand in ascending order, and one that stands alone is that of any size. */
function fits(priced: string | undefined, wanted: string | undefined, alone: boolean): boolean {
  if (typeof wanted !== "string") return wanted === undefined && alone;
  if (wanted === priced) return true;
  const [size, width, height] = /^([1-9]\d{0,4})x([1-9]\d{0,4})$/.exec(wanted) ?? [];
  if (priced === undefined) return size !== undefined || /^[1-9]\d{0,4}[kp]$/i.test(wanted);
  return size !== undefined && (alone || Math.min(Number(width), Number(height)) <= Number.parseInt(priced, 10));
}

function ratesOf(price: Price): CostRates {
  const { asOf, condition } = price;
  const source = condition === undefined ? price.source : `${price.source} (${condition})`;
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

/** The exact product of two non-negative decimals, without trailing zeros. */
export function decimalProduct(left: string, right: string): string {
  const [a, b] = [parts(left), parts(right)];
  const scale = a.scale + b.scale;
  const digits = String(a.digits * b.digits).padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, "");
  return fraction === "" ? whole : `${whole}.${fraction}`;
}

function parts(text: string): { digits: bigint; scale: number } {
  const [whole = "", fraction = ""] = text.split(".");
  return { digits: BigInt(whole + fraction), scale: fraction.length };
}
