/**
 * Why a model's version could not be resolved:
 *
 * - `invalid-reference`: the reference is not `owner/name:version`
 * - `unknown-model`: the provider has no such model, or this account may not see it
 * - `unknown-version`: the model has no version that starts so, or none at all
 * - `ambiguous-version`: several versions start so
 * - `unauthorized`: the provider refuses the token
 * - `unreachable`: the provider did not answer, or not now; trying again may help
 * - `bad-answer`: the provider's answer makes no sense
 */
export type ResolveFailure =
  | "invalid-reference"
  | "unknown-model"
  | "unknown-version"
  | "ambiguous-version"
  | "unauthorized"
  | "unreachable"
  | "bad-answer";

/** One thing that is wrong with the configuration. */
export interface ConfigIssue {
  /** The environment variable, or the function's argument, that is wrong. */
  readonly variable: string;
  /** What is wrong, what is allowed and how to fix it; never a secret's value. */
  readonly message: string;
  /** Why a version could not be resolved; only from `resolveModelVersion`. */
  readonly code?: ResolveFailure;
}

/** Everything that is wrong with the configuration, all at once, in a message made for a person. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly issues: readonly ConfigIssue[];

  constructor(issues: readonly ConfigIssue[]) {
    super(issues.map(({ variable, message }) => `${variable} ${message}`).join("\n"));
    this.issues = Object.freeze(issues.map((issue) => Object.freeze({ ...issue })));
  }
}

/** The names that are allowed, for a message: `a, b or c`. */
export function oneOf(names: readonly string[]): string {
  return names.join(", ").replace(/, (?=[^,]+$)/, " or ");
}

/** The longest text that a message shows whole. */
const LONGEST = 80;

/**
 * How a message shows a value that is wrong: text in quotes, cut where it is long, hidden where it looks like a
 * credential that somebody put on the wrong line.
 */
export function shownValue(value: unknown): string {
  if (typeof value === "number") return String(value);
  if (value === null) return "null";
  if (typeof value !== "string") return `a value of type ${Array.isArray(value) ? "array" : typeof value}`;
  if (looksSecret(value)) return "[redacted]";
  return value.length > LONGEST ? `${JSON.stringify(value.slice(0, LONGEST))}...` : JSON.stringify(value);
}

function looksSecret(text: string): boolean {
  return /r8_|sb_secret_|eyJ[\w-]+\.|\/\/[^/]*@/.test(text);
}
