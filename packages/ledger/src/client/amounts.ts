import { formatValue } from "@vg/internal";
import { type Cost, CostError, costFromJSON, costToJSON } from "@vg/cost";

/**
 * Writes an amount as the ledger takes it: plain decimal text.
 *
 * @throws `CostError` `INVALID_AMOUNT` for what is not an amount, is below 0, or has more digits than the ledger keeps.
 */
export function formatAmount(amount: Cost | string, field: string): string {
  const text = costToJSON(typeof amount === "string" ? parseText(amount, field) : amount).amount;
  if (text.startsWith("-")) throw invalidAmount(`${field} must be at least 0 dollars`, text);
  if (DIGITS.test(text)) return text;
  throw invalidAmount(`${field} must have at most 12 digits before the point and 30 after it`, text);
}

/** Reads an amount as the ledger writes it. */
export function parseAmount(text: string): Cost {
  return costFromJSON({ amount: text, currency: "USD" });
}

const DIGITS = /^\d{1,12}\.\d{1,30}$/;

function parseText(text: string, field: string): Cost {
  try {
    return parseAmount(text);
  } catch {
    throw invalidAmount(`${field} must be a decimal number of dollars such as "12.50"`, text);
  }
}

function invalidAmount(rule: string, value: unknown): CostError {
  return new CostError("INVALID_AMOUNT", `${rule}, not ${formatValue(value)}`);
}
