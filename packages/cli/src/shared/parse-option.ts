import { formatValue, parseInteger } from "@vg/internal";
import { CliError } from "../errors.ts";

/**
 * A whole number from the text of an option.
 *
 * @throws {@link CliError} when it is none, or out of its range.
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
