import type { Price } from "@vg/config";
import { formatValue, isObject } from "@vg/internal";
import { CostError } from "../errors.ts";
import { parseRate } from "../estimate/rates.ts";
import { type Cost, costOf } from "../money/cost.ts";
import { add, type Decimal, decimalOfNumber, multiply, ZERO } from "../money/decimal.ts";
import { findBilledPrice } from "./billed-price.ts";
import { parsePricing, type Pricing } from "./price-list.ts";
import type { MeteredPrediction } from "./prediction.ts";

/**
 * Computes the cost of a prediction of a public model exactly, by what was billed. The provider's API gives no cost; this
 * is its price times its measurements.
 *
 * Of several prices, the metrics say which was billed (`resolution_target`, `with_audio`, `model_variant`, the length); what
 * they leave open, the inputs say, and else the model's defaults. The price counts seconds of hardware (`predict_time`),
 * seconds of clip (`video_output_duration_seconds`) or clips (`video_output_count`), which nothing but the metrics say. A
 * failed or aborted run costs 0, a canceled one what its metrics say it used. A private model costs more: its idle time.
 *
 * @param price A price, such as `getModelPrice` gives, all prices of a model, or the model itself.
 * @throws {@link CostError} `MISSING_METRIC` if the prediction is not finished, if it lacks the measurement that the price
 * counts, or if it leaves open which price was billed; `INVALID_RATES` if a price is invalid or none fits.
 * @example
 * ```ts
 * import { actualCost, formatCost } from "@vg/cost";
 *
 * const facts = { kind: "output-second", asOf: "2026-10-06", source: "price page" } as const;
 * const prices = [
 *   { ...facts, when: { generate_audio: false }, perSecond: "0.07" },
 *   { ...facts, when: { generate_audio: true }, perSecond: "0.14" },
 * ];
 * const metrics = { video_output_duration_seconds: 5, with_audio: true };
 * formatCost(actualCost({ status: "succeeded", metrics }, prices)); // => '$0.70'
 * formatCost(actualCost({ status: "failed" }, prices)); // => '$0.00'
 * actualCost({ metrics: { video_output_duration_seconds: 5 } }, prices); // throws metrics.with_audio or input.generate_audio must be false or true
 * actualCost({ metrics: { with_audio: true } }, prices); // throws metrics.video_output_duration_seconds must be a finite number
 * ```
 */
export function actualCost(prediction: MeteredPrediction, price: Pricing): Cost {
  const pricing = parsePricing(price);
  if (!isObject(prediction) && pricing.prices[0]?.kind === "clip") {
    throw missing("prediction must be an object that may have a status", prediction);
  }
  const metered: MeteredPrediction = isObject(prediction) ? prediction : {};
  const { status = "succeeded" } = metered;
  switch (status) {
    case "succeeded":
      return costOf(amountOf(metered, findBilledPrice(metered, pricing), 1));
    case "canceled":
      if (neverStarted(metered)) return costOf(ZERO);
      return costOf(amountOf(metered, findBilledPrice(metered, pricing), undefined));
    case "failed":
    case "aborted":
      return costOf(ZERO);
    default:
      throw missing("status must be that of a finished prediction: succeeded, failed, canceled or aborted", status);
  }
}

function neverStarted({ started_at: startedAt, metrics }: MeteredPrediction): boolean {
  return startedAt === null && metrics?.predict_time == null;
}

/** Counts what a price counts; `clips` is their number unless the metrics say another. */
function amountOf(prediction: MeteredPrediction, price: Price, clips: number | undefined): Decimal {
  const perClip = (rate: string): Decimal => multiply(parseRate(rate, "price.perClip"), countOf(prediction, clips));
  switch (price.kind) {
    case "gpu-second":
      return multiply(parseRate(price.perSecond, "price.perSecond"), secondsOf(prediction, "predict_time"));
    case "output-second": {
      const seconds = secondsOf(prediction, "video_output_duration_seconds");
      const ofSeconds = multiply(parseRate(price.perSecond, "price.perSecond"), seconds);
      return price.perClip === undefined ? ofSeconds : add(ofSeconds, perClip(price.perClip));
    }
    case "clip":
      return perClip(price.perClip);
    default:
      return price satisfies never;
  }
}

function secondsOf({ metrics }: MeteredPrediction, metric: "predict_time" | "video_output_duration_seconds"): Decimal {
  const value = metrics?.[metric];
  if (typeof value === "number" && value >= 0 && value < Number.POSITIVE_INFINITY) return decimalOfNumber(value);
  throw missing(`metrics.${metric} must be a finite number of seconds, at least 0`, value);
}

function countOf({ metrics }: MeteredPrediction, usual: number | undefined): Decimal {
  const count = metrics?.video_output_count ?? usual;
  if (typeof count === "number" && Number.isSafeInteger(count) && count >= 0) {
    return { units: BigInt(count), scale: 0 };
  }
  throw missing("metrics.video_output_count must be a whole number of at least 0", count);
}

function missing(rule: string, value: unknown): CostError {
  return new CostError("MISSING_METRIC", `${rule}, not ${formatValue(value)}`);
}
