import { inspect } from "node:util";
import { validateHeaderValue } from "node:http";
import { EmulatorError } from "./emulator-error.ts";
import { isJsonObject } from "./json-object.ts";

/** What a value has to be. */
export interface Requirement {
  /** What follows "must" in the error: `be a whole number from 0 to 65535`. */
  readonly must: string;
  readonly holds: (value: unknown) => boolean;
  /** How the error shows a value that is wrong. */
  readonly show?: (value: unknown) => string;
  readonly isOptional?: false;
}

/** What a value has to be unless it is left out, or undefined. */
export interface OptionalRequirement extends Omit<Requirement, "isOptional"> {
  readonly isOptional: true;
}

/** A requirement for each field of `Fields`, optional where the field is. */
export type Requirements<Fields> = {
  readonly [Name in keyof Fields]-?: Partial<Pick<Fields, Name>> extends Pick<Fields, Name>
    ? OptionalRequirement
    : Requirement;
};

type AnyRequirement = Requirement | OptionalRequirement;

/**
 * Checks one argument.
 *
 * @throws {@link EmulatorError} that names the field, its value and what it must be.
 */
export function checkValue(field: string, requirement: AnyRequirement, value: unknown): void {
  if (requirement.holds(value)) return;
  throw new EmulatorError(field, `must ${requirement.must}, not ${(requirement.show ?? show)(value)}`);
}

/**
 * Checks an object: every field is known and what it must be.
 *
 * @throws {@link EmulatorError} about the first field that is wrong.
 */
export function checkFields(
  what: string,
  requirements: Readonly<Record<string, AnyRequirement>>,
  value: unknown,
): void {
  checkValue(what, AN_OBJECT, value);
  const entries = Object.entries(requirements);
  for (const [field] of Object.entries(Object(value))) {
    if (entries.some(([known]) => known === field)) continue;
    throw new EmulatorError(field, `is no field of ${what}; it has ${entries.map(([known]) => known).join(", ")}`);
  }
  for (const [field, requirement] of entries) {
    const given: unknown = Reflect.get(Object(value), field);
    if (given !== undefined || requirement.isOptional !== true) checkValue(field, requirement, given);
  }
}

/** The same requirement for a field that may be left out. */
export function optional(requirement: Requirement): OptionalRequirement {
  return { ...requirement, isOptional: true };
}

/** A whole number; without `most`, however large. */
export function wholeNumber(least: number, most: number = Number.MAX_SAFE_INTEGER): Requirement {
  return {
    must:
      most === Number.MAX_SAFE_INTEGER
        ? `be a whole number from ${least} up`
        : `be a whole number from ${least} to ${most}`,
    holds: (value) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most,
  };
}

/** One of some texts or numbers. */
export function oneOf(values: readonly (string | number)[]): Requirement {
  return {
    must: `be one of ${values.map((value) => show(value)).join(", ")}`,
    holds: (value) => values.some((known) => known === value),
  };
}

/** A text that a pattern matches. */
export function textLike(pattern: RegExp, must: string): Requirement {
  return { must, holds: (value) => typeof value === "string" && pattern.test(value) };
}

/** A list whose items all are what they must be; the error shows the first that is not. */
export function listOf(item: Requirement, must: string): Requirement {
  const isWrong = (value: unknown): boolean => !item.holds(value);
  return {
    must,
    holds: (value) => Array.isArray(value) && !value.some((each) => isWrong(each)),
    show: (value) => show(Array.isArray(value) ? value.find((each) => isWrong(each)) : value),
  };
}

/** A requirement whose values never show up in an error. */
export function secret(requirement: Requirement): Requirement {
  return {
    ...requirement,
    show: (value) => (typeof value === "string" ? `a text of ${value.length} characters` : `of type ${typeof value}`),
  };
}

/** Any text, the empty one too. */
export const TEXT: Requirement = { must: "be a text", holds: (value) => typeof value === "string" };
/** A boolean. */
export const BOOLEAN: Requirement = { must: "be true or false", holds: (value) => typeof value === "boolean" };
/** A function; what it returns is seen when it is called. */
export const FUNCTION: Requirement = { must: "be a function", holds: (value) => typeof value === "function" };
/** What can stand in a header as it is. */
export const HEADER_VALUE: Requirement = {
  must: "be a text that a header can hold, without line breaks",
  holds: isHeaderValue,
};

const AN_OBJECT: Requirement = { must: "be an object", holds: isJsonObject };

function isHeaderValue(value: unknown): boolean {
  if (typeof value !== "string" || value === "") return false;
  try {
    validateHeaderValue("x", value);
    return true;
  } catch {
    return false;
  }
}

function show(value: unknown): string {
  return typeof value === "string"
    ? JSON.stringify(value)
    : inspect(value, { depth: 1, breakLength: Number.POSITIVE_INFINITY });
}
