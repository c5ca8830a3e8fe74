import type { Price } from "@vg/config";
import { formatValue, isObject } from "@vg/internal";
import { CostError } from "../errors.ts";
import { parseRate } from "../estimate/rates.ts";
import { type Cost, costOf } from "../money/cost.ts";
import { type Decimal, decimalOfNumber, multiply } from "../money/decimal.ts";

/** A prediction of the `replicate` client, as far as its cost is concerned. */
export interface MeteredPrediction {
  /** The prediction's state, such as `"succeeded"`, which is the default. */
  readonly status?: string | undefined;
  readonly metrics?: PredictionMetrics | undefined;
}

/** The measurements of a finished prediction. */
export interface PredictionMetrics {
  /** Seconds that the hardware was busy. */
  readonly predict_time?: number | undefined;
  /** Seconds of clip that were made. */
  readonly video_output_duration_seconds?: number | undefined;
}

/**
 * Computes the cost of a prediction exactly, as its model is billed: by the second of hardware, by the second of clip or
 * by the clip. The provider's API gives no cost; this is its price times its measurements.
 *
 * @throws {@link CostError} `MISSING_METRIC` that names the metric if it is absent or not a finite number of at least 0,
 * and if there is no prediction or it made nothing that the price counts; `INVALID_RATES` if the price is invalid.
 * @example
 * ```ts
 * import { actualCost, formatCost } from "@vg/cost";
 *
 * const price = { kind: "output-second", perSecond: "0.07", asOf: "2026-10-08", source: "price page" } as const;
 * formatCost(actualCost({ status: "succeeded", metrics: { video_output_duration_seconds: 5 } }, price)); // => '$0.35'
 * actualCost({ status: "succeeded" }, price); // throws metrics.video_output_duration_seconds must be a finite number
 * ```
 */
export function actualCost(prediction: MeteredPrediction, price: Price): Cost {
  switch (price?.kind) {
    case "gpu-second":
      return costOf(multiply(parseRate(price.perSecond, "price.perSecond"), meter(prediction, "predict_time")));
    case "output-second":
      return costOf(
        multiply(parseRate(price.perSecond, "price.perSecond"), meter(prediction, "video_output_duration_seconds")),
      );
    case "clip":
      requireClip(prediction);
      return costOf(parseRate(price.perClip, "price.perClip"));
    default:
      throw unknownPrice(price);
  }
}

function meter(prediction: MeteredPrediction, metric: keyof PredictionMetrics): Decimal {
  const value = prediction?.metrics?.[metric];
  if (typeof value === "number" && value >= 0 && value < Number.POSITIVE_INFINITY) return decimalOfNumber(value);
  throw new CostError(
    "MISSING_METRIC",
    `metrics.${metric} must be a finite number of seconds, at least 0, not ${formatValue(value)}; a prediction has it once it is finished`,
  );
}

/** A price per clip needs no metric, but a clip: the cost of a run without one is unknown, and must not pass for its price. */
function requireClip(prediction: MeteredPrediction): void {
  if (!isObject(prediction)) {
    throw new CostError(
      "MISSING_METRIC",
      `prediction must be an object that may have a status, not ${formatValue(prediction)}`,
    );
  }
  const { status = "succeeded" } = prediction;
  if (status === "succeeded") return;
  throw new CostError(
    "MISSING_METRIC",
    `status must be "succeeded" for a price per clip, not ${formatValue(status)}; the prediction made no clip to count`,
  );
}

function unknownPrice(price: never): CostError {
  const { kind }: { kind?: unknown } = price ?? {};
  return new CostError(
    "INVALID_RATES",
    `price.kind must be "gpu-second", "output-second" or "clip", not ${formatValue(kind)}`,
  );
}
