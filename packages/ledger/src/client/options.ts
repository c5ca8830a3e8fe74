import { formatList, formatValue, isObject } from "@vg/internal";
import { CostError } from "@vg/cost";

/** Returns the options if they are an object: anything else must not pass for the defaults. */
export function validateOptions<T extends object>(options: T): T {
  if (isObject(options)) return options;
  throw invalidOption("options must be an object", options);
}

/** Returns a name or key that the ledger can keep. */
export function validateName(name: string, field: string): string {
  if (typeof name === "string" && name.length >= 1 && name.length <= 200 && isStorable(name)) return name;
  throw invalidOption(`${field} must be a text of 1 to 200 characters`, name);
}

/** Returns a number of seconds. */
export function validateSeconds(
  seconds: number,
  field: string,
  { above = 0, most }: { above?: number; most: number },
): number {
  if (typeof seconds === "number" && seconds > above && seconds <= most) return seconds;
  throw invalidOption(`${field} must be a number of seconds above ${above}, at most ${most}`, seconds);
}

/** Returns one of several names. */
export function validateChoice<T extends string>(choice: T, choices: readonly T[], field: string): T {
  if (choices.includes(choice)) return choice;
  throw invalidOption(`${field} must be ${formatList(choices)}`, choice);
}

/** Returns the text of a moment. */
export function formatDate(date: Date, field: string): string {
  if (date instanceof Date && !Number.isNaN(date.getTime())) return date.toISOString();
  throw invalidOption(`${field} must be a valid Date`, date);
}

/** Returns a time zone that this machine knows; the database may know fewer. */
export function validateTimeZone(timeZone: string): string {
  const rule = 'timeZone must be the name of a time zone such as "Europe/Berlin"';
  if (typeof timeZone !== "string") throw invalidOption(rule, timeZone);
  try {
    Intl.DateTimeFormat("en", { timeZone });
    return timeZone;
  } catch {
    throw invalidOption(rule, timeZone);
  }
}

/** Returns details as the ledger keeps them: a JSON object, of which a copy is sent. */
export function validateDetails(details: Readonly<Record<string, unknown>>): object {
  const rule = "details must be a JSON object";
  if (!isObject(details)) throw invalidOption(rule, details);
  let text: string | undefined;
  try {
    text = JSON.stringify(details);
  } catch (cause) {
    throw new CostError("INVALID_OPTION", `${rule}; write a cost with costToJSON`, { cause });
  }
  const copy: unknown = text === undefined ? undefined : JSON.parse(text, refuseUnstorable);
  if (!isObject(copy) || text === undefined) throw invalidOption(rule, copy);
  if (text.length <= LONGEST_DETAILS) return copy;
  throw invalidOption(`details must be at most ${LONGEST_DETAILS} characters of JSON`, text.length);
}

/** Makes the error of a wrong option. */
export function invalidOption(rule: string, value: unknown): CostError {
  return new CostError("INVALID_OPTION", `${rule}, not ${formatValue(value)}`);
}

const LONGEST_DETAILS = 16_384;

function refuseUnstorable(name: string, value: unknown): unknown {
  if (isStorable(name) && (typeof value !== "string" || isStorable(value))) return value;
  throw invalidOption("details must be text that PostgreSQL can keep, without U+0000 and halves of characters", value);
}

function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0");
}
