import { formatValue, parseInteger } from "@vg/internal";
import { CliError } from "../errors.ts";

/**
 * Parses the whole number of an option.
 *
 * @throws {@link CliError} if it is not a whole number, or out of range.
 */
export function parseIntegerOption(
  option: string,
  text: string,
  { min, max }: { readonly min: number; readonly max: number },
): number {
  const value = parseInteger(text, { min, max });
  if (value !== undefined) return value;
  throw new CliError(`${option} must be a whole number from ${min} to ${max}, not ${formatValue(text)}`);
}
