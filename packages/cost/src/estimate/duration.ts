import { formatValue } from "@vg/internal";
import { CostError } from "../errors.ts";
import { type Decimal } from "../money/decimal.ts";
import { decimalOfNumber } from "../money/decimal-of-number.ts";

/**
 * The exact seconds of a duration.
 *
 * @throws {@link CostError} `INVALID_DURATION` for everything but a finite number of at least 0.
 */
export function secondsOf(duration: number, field: string, index?: number): Decimal {
  if (typeof duration === "number" && duration >= 0 && duration < Number.POSITIVE_INFINITY) {
    return decimalOfNumber(duration);
  }
  throw new CostError(
    "INVALID_DURATION",
    `${field} must be a finite number of seconds, at least 0, not ${formatValue(duration)}`,
    { index },
  );
}
