import { formatValue, parseInteger } from "@vg/internal";
import { CliError } from "../errors.ts";

/**
 * Parses the whole number of an option, in digits alone.
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

/** The limits of an option's dollars, and an example for its message. */
export interface DollarsOptions {
  readonly example: string;
  /**
   * The most decimals.
   *
   * @default as many as there are
   */
  readonly decimals?: number;
}

/**
 * Parses the dollars of an option, a plain decimal of at least 0 with or without a dollar sign: `5`, `$0.125`, not `05`.
 *
 * @returns The decimal without its dollar sign.
 * @throws {@link CliError} if it is another text.
 */
export function parseDollarsOption(option: string, text: string, { example, decimals }: DollarsOptions): string {
  const amount = text.replace(/^\$/, "");
  const [, fraction = ""] = amount.split(".");
  if (isPlainDecimal(amount) && (decimals === undefined || fraction.length <= decimals)) return amount;
  const limit = decimals === undefined ? "" : `at most ${decimals} decimals and `;
  throw new CliError(
    `${option} must be an amount of dollars such as ${example}, with ${limit}no leading zeros, not ${formatValue(text)}`,
  );
}

/**
 * Parses the share of an option, a plain decimal from 0 to 1.
 *
 * @throws {@link CliError} if it is another text.
 */
export function parseShareOption(option: string, text: string, example: string): string {
  if (isPlainDecimal(text) && /^(?:0|1(?:\.0+)?$)/.test(text)) return text;
  throw new CliError(`${option} must be a share from 0 to 1, such as ${example}, not ${formatValue(text)}`);
}

const TIME = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})?)?$/;

/**
 * Parses the day or time of an option; one without a zone is of UTC, wherever the reader is.
 *
 * @throws {@link CliError} if it is another text.
 */
export function parseTimeOption(option: string, text: string): Date {
  const isZoned = !text.includes("T") || /(?:Z|[+-]\d{2}:\d{2})$/.test(text);
  const time = new Date(TIME.test(text) ? (isZoned ? text : `${text}Z`) : Number.NaN);
  if (!Number.isNaN(time.getTime())) return time;
  throw new CliError(
    `${option} must be a day or time such as 2026-11-01 or 2026-11-01T08:00:00Z, not ${formatValue(text)}`,
  );
}

function isPlainDecimal(text: string): boolean {
  return /^(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text);
}
