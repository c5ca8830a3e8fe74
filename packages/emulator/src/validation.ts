import { inspect } from "node:util";
import * as v from "valibot";

/** A schema whose only message says what a value must be, and shows the one that is not by `show`. */
export function must<const Schema extends v.GenericSchema>(
  be: string,
  schema: Schema,
  show: (value: unknown) => string = shown,
): Schema {
  return v.message(schema, ({ input }) => `must ${be}, not ${show(input)}`);
}

/** Shows of a secret only how long it is. */
export function hidden(value: unknown): string {
  return typeof value === "string" ? `a text of ${value.length} characters` : `of type ${typeof value}`;
}

/** The longest text of a value that a message shows whole. */
const LONGEST = 80;

function shown(value: unknown): string {
  const text =
    typeof value === "string"
      ? JSON.stringify(value.slice(0, LONGEST + 1))
      : inspect(value, { depth: 1, breakLength: Number.POSITIVE_INFINITY });
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text;
}
