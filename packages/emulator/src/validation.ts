import { validateHeaderValue } from "node:http";
import { formatList, formatValue, isObject } from "@vg/internal";
import * as v from "valibot";

/** One problem of an option, an argument or a fault. */
export interface EmulatorIssue {
  /** The option or argument that is wrong. */
  readonly field: string;
  /** The problem, in words that follow the field: `must be a text, not 5`. */
  readonly message: string;
}

/** The emulator was given an option, an argument or a fault that is invalid. The message has a line for each problem. */
export class EmulatorError extends Error {
  override readonly name = "EmulatorError";
  /** The option or argument that is wrong, the first one if several are. */
  readonly field: string;
  /** Every problem. */
  readonly issues: readonly EmulatorIssue[];

  constructor(
    field: string,
    message: string,
    { more = [], ...options }: ErrorOptions & { readonly more?: readonly EmulatorIssue[] } = {},
  ) {
    const issues = [{ field, message }, ...more];
    super(issues.map((issue) => `${issue.field} ${issue.message}`).join("\n"), options);
    this.field = field;
    this.issues = Object.freeze(issues);
  }
}

/**
 * Validates a value that a caller passed and returns the schema's output; `name` is what an error calls the value.
 *
 * @throws {@link EmulatorError} with all problems.
 */
export function validate<Schema extends v.GenericSchema>(
  name: string,
  schema: Schema,
  value: v.InferInput<Schema>,
): v.InferOutput<Schema> {
  const { success, output, issues } = v.safeParse(schema, value);
  if (success) return output;
  // A misspelt field comes first, because it explains the one that is missing for it.
  const sorted = issues.toSorted((a, b) => Number(isUnknownField(b)) - Number(isUnknownField(a)));
  const [first = { field: name, message: "is invalid" }, ...more] = sorted.map((issue) => ({
    field: fieldOf(issue) ?? name,
    message: issue.message,
  }));
  throw new EmulatorError(first.field, first.message, { more });
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
    if (isUnknownField(issue))
      return `is not a field of ${name}; its fields are ${formatList(Object.keys(entries), "and")}`;
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

function isUnknownField({ type, expected }: v.BaseIssue<unknown>): boolean {
  return type === "strict_object" && expected === "never";
}

/** Returns the name of the field that an issue is about; undefined if it is about the whole value. */
export function fieldOf({ path }: v.BaseIssue<unknown>): string | undefined {
  return path?.[0].type === "object" ? path[0].key : undefined;
}
