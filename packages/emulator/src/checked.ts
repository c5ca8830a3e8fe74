import * as v from "valibot";
import { EmulatorError } from "./emulator-error.ts";
import { isJsonObject } from "./json-object.ts";
import { must } from "./validation.ts";

/**
 * What a caller handed over, as its schema returns it; `name` is what an error calls it.
 *
 * @throws {@link EmulatorError} about the first thing that is wrong.
 */
export function checked<Schema extends v.GenericSchema>(
  name: string,
  schema: Schema,
  value: v.InferInput<Schema>,
): v.InferOutput<Schema> {
  const { success, output, issues } = v.safeParse(schema, value);
  if (success) return output;
  // A misspelt field says more than the one that is missing for it.
  const issue = issues.find(isUnknownField) ?? issues[0];
  throw new EmulatorError(fieldOf(issue) ?? name, issue.message);
}

/** The same for an object, which no list is. */
export function checkedObject<Schema extends v.GenericSchema>(
  name: string,
  schema: Schema,
  value: v.InferInput<Schema>,
): v.InferOutput<Schema> {
  checked<v.GenericSchema>(name, OBJECT, value);
  return checked(name, schema, value);
}

/** A schema for each field of `Fields`, optional where the field is. */
export type SchemasOf<Fields> = {
  readonly [Name in keyof Fields]-?: Partial<Pick<Fields, Name>> extends Pick<Fields, Name>
    ? v.OptionalSchema<v.GenericSchema<Fields[Name]>, undefined>
    : v.GenericSchema<Fields[Name]>;
};

/** An object with these fields and no other; `name` is what an error calls it. */
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

const OBJECT: v.GenericSchema = must("be an object", v.custom(isJsonObject));

function isUnknownField({ type, expected }: v.BaseIssue<unknown>): boolean {
  return type === "strict_object" && expected === "never";
}

function fieldOf({ path }: v.BaseIssue<unknown>): string | undefined {
  return path?.[0].type === "object" ? path[0].key : undefined;
}
