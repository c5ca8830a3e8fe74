import { formatValue } from "@vg/internal";
import { CostError } from "../errors.ts";
import { type Decimal, parseDecimal } from "../money/decimal.ts";

/** The specification's promise: estimates within 20 % of actual costs. */
export const DEFAULT_TOLERANCE = "0.20";

/**
 * A tolerance as a fraction of the actual cost.
 *
 * @throws {@link CostError} `INVALID_OPTION` for everything but a plain decimal text of at least 0.
 */
export function parseTolerance(text: string): Decimal {
  const tolerance = typeof text === "string" ? parseDecimal(text) : undefined;
  if (tolerance !== undefined && tolerance.units >= 0n) return tolerance;
  throw new CostError(
    "INVALID_OPTION",
    `tolerance must be a decimal text of at least 0 such as "${DEFAULT_TOLERANCE}" for 20 %, not ${formatValue(text)}`,
  );
}
