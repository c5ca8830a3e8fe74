import { validateHeaderValue } from "node:http";
import { inspect } from "node:util";
import * as v from "valibot";

/** The emulator was given an option, an argument or a fault that is invalid; `field` names it. */
export class EmulatorError extends Error {
  override readonly name = "EmulatorError";
  /** The option or argument that is wrong. */
  readonly field: string;

  constructor(field: string, message: string, options?: ErrorOptions) {
    super(`${field} ${message}`, options);
    this.field = field;
  }
}

/**
 * Validates a value that a caller passed and returns the schema's output; `name` is what an error calls the value.
 *
 * @throws {@link EmulatorError} about the first problem.
 */
export function validate<Schema extends v.GenericSchema>(
  name: string,
  schema: Schema,
  value: v.InferInput<Schema>,
): v.InferOutput<Schema> {
  const { success, output, issues } = v.safeParse(schema, value);
  if (success) return output;
  // A misspelt field explains the one that is missing for it.
  const issue = issues.find(isUnknownField) ?? issues[0];
  throw new EmulatorError(fieldOf(issue) ?? name, issue.message);
}

/** Validates an object in the same way; a list is not an object. */
export function validateObject<Schema extends v.GenericSchema>(
  name: string,
  schema: Schema,
  value: v.InferInput<Schema>,
): v.InferOutput<Schema> {
  validate<v.GenericSchema>(name, OBJECT, value);
  return validate(name, schema, value);
}

/** A schema for each field of `Fields`, optional if the field is. */
export type SchemasOf<Fields> = {
  readonly [Name in keyof Fields]-?: Partial<Pick<Fields, Name>> extends Pick<Fields, Name>
    ? v.OptionalSchema<v.GenericSchema<Fields[Name]>, undefined>
    : v.GenericSchema<Fields[Name]>;
};

/** The schema of an object with these fields and no other; `name` is what an error calls the object. */
export function objectOf<Entries extends v.ObjectEntries>(
  name: string,
  entries: Entries,
): v.StrictObjectSchema<Entries, v.ErrorMessage<v.StrictObjectIssue>> {
  return v.strictObject(entries, (issue) => {
    if (isUnknownField(issue)) return `is no field of ${name}; it has ${Object.keys(entries).join(", ")}`;
    // A field is missing: its own schema says what it must be.
    const missing = v.safeParse(entries[fieldOf(issue) ?? ""] ?? v.unknown(), undefined);
    return missing.issues?.[0].message ?? issue.message;
  });
}

/** A schema whose only message is `must <rule>, not <value>`. */
export function withRule<const Schema extends v.GenericSchema>(
  rule: string,
  schema: Schema,
  format: (value: unknown) => string = formatValue,
): Schema {
  return v.message(schema, ({ input }) => `must ${rule}, not ${format(input)}`);
}

/** The schema of a whole number in a range that includes both ends; `noun` is what a message calls the number. */
export function wholeNumber(
  min: number,
  max: number = Number.MAX_SAFE_INTEGER,
  noun = "a whole number",
): v.GenericSchema<number> {
  const end = max === Number.MAX_SAFE_INTEGER ? "up" : `to ${max}`;
  return withRule(`be ${noun} from ${min} ${end}`, v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max)));
}

/** Returns whether a header can hold a text, which may be empty. */
export function fitsHeader(text: string): boolean {
  try {
    validateHeaderValue("x", text);
    return true;
  } catch {
    return false;
  }
}

/** Returns whether a JSON value is an object; a list is not. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Shows only the length of a secret. */
export function formatSecret(value: unknown): string {
  return typeof value === "string" ? `a text of ${value.length} characters` : `of type ${typeof value}`;
}

/** The schema of a text. */
export const TEXT: v.GenericSchema<string> = withRule("be a text", v.string());

/** The schema of a text that a header can hold, and that is not empty. */
export const HEADER_VALUE: v.GenericSchema<string> = withRule(
  "be a text that a header can hold, without line breaks",
  v.pipe(v.string(), v.nonEmpty(), v.check(fitsHeader)),
);

const OBJECT: v.GenericSchema = withRule("be an object", v.custom(isObject));

/** The longest text of a value that a message shows whole. */
const LONGEST = 80;

function formatValue(value: unknown): string {
  const text =
    typeof value === "string"
      ? JSON.stringify(value.slice(0, LONGEST + 1))
      : inspect(value, { depth: 1, breakLength: Number.POSITIVE_INFINITY });
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text;
}

function isUnknownField({ type, expected }: v.BaseIssue<unknown>): boolean {
  return type === "strict_object" && expected === "never";
}

function fieldOf({ path }: v.BaseIssue<unknown>): string | undefined {
  return path?.[0].type === "object" ? path[0].key : undefined;
}
