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
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  throw new CliError(`${option} must be a whole number from ${min} to ${max}, not ${JSON.stringify(text)}`);
}
