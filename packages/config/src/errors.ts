import { closestName, formatValue, isObject } from "@vg/internal";

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
  /** The value, what is allowed and how to fix it, as it follows the variable's name; never a secret's value. */
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

/** Makes the error of one wrong argument. */
export function wrongArgument(variable: string, allowed: string, value: unknown, fix = ""): ConfigError {
  return new ConfigError([wrongValue(variable, allowed, value, fix)]);
}

/** Makes the issue of a name that is not one of those there are: `is not an input of svd; did you mean seed?`. */
export function unknownName(variable: string, problem: string, name: string, names: readonly string[]): ConfigIssue {
  const closest = closestName(name, names);
  const hint =
    closest === undefined
      ? names.length === 0
        ? ""
        : `; there are ${names.join(", ")}`
      : `; did you mean ${closest}?`;
  return { variable, message: `${problem}${hint}` };
}

/** Makes an issue that shows the value. */
export function wrongValue(variable: string, allowed: string, value: unknown, fix = ""): ConfigIssue {
  return { variable, message: `must be ${allowed}, not ${formatValue(value)}${fix}` };
}

/** Returns the options if they are an object: anything else must not pass for the defaults. */
export function validateOptions<T extends object>(options: T, name = "options"): T {
  if (isObject(options)) return options;
  throw new ConfigError([notAnObject(name, options)]);
}

/** Makes the issue of a value that must be an object; the value is not shown, as it may be a secret. */
export function notAnObject(variable: string, value: unknown): ConfigIssue {
  return { variable, message: `must be an object, not ${kindOf(value)}` };
}

function kindOf(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  if (typeof value === "object") return Array.isArray(value) ? "an array" : "an object";
  return `a ${typeof value}`;
}
