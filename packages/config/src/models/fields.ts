import { formatList, formatValue } from "@vg/internal";
import type { Condition, InputNeed, ModelField, ModelRule, ModelSpec, ModelValue, Role } from "./model.ts";

/** Returns the field of the input that plays a role, with the input's name. */
export function fieldOf(
  spec: ModelSpec,
  role: Role,
): { readonly name: string; readonly field: ModelField } | undefined {
  const name = spec.roles[role];
  const field = name === undefined ? undefined : inputField(spec, name);
  return name === undefined || field === undefined ? undefined : { name, field };
}

/** Returns the field of an input; `undefined` if the model has no such input. */
export function inputField({ inputs }: ModelSpec, name: string): ModelField | undefined {
  return Object.hasOwn(inputs, name) ? inputs[name] : undefined;
}

/**
 * Returns whether a model must get what plays a role, may get it, or has no place for it.
 *
 * @throws {@link ConfigError} never.
 * @example
 * ```ts
 * import { inputNeed, MODELS } from "@vg/config";
 *
 * inputNeed(MODELS.svd, "image"); // => 'required'
 * inputNeed(MODELS["sora-2"], "image"); // => 'optional'
 * inputNeed(MODELS["cogvideox-t2v"], "image"); // => 'none'
 * ```
 */
export function inputNeed(spec: ModelSpec, role: Role): InputNeed {
  const input = fieldOf(spec, role);
  if (input === undefined) return "none";
  if (input.field.required === true) return "required";
  return (spec.rules ?? []).some((rule) => needsAlone(rule, input.name)) ? "required" : "optional";
}

/** Returns whether a rule asks for the input even if nothing else is given. */
function needsAlone({ when, needs }: ModelRule, name: string): boolean {
  const wanted = needs?.[name];
  return (
    wanted !== undefined &&
    isPresence(wanted) &&
    wanted.present &&
    Object.values(when).every((condition) => isPresence(condition) && !condition.present)
  );
}

/** Returns whether a condition is about an input being given at all. */
export function isPresence(condition: Condition): condition is { readonly present: boolean } {
  return typeof condition === "object" && "present" in condition;
}

/** Returns the values of which a condition wants one; none if it is about being given at all. */
export function wantedValues(condition: Condition): readonly ModelValue[] {
  if (typeof condition !== "object") return [condition];
  return isPresence(condition) ? [] : condition;
}

/** Returns whether an input is given: an empty list is not. */
export function isGiven(value: unknown): boolean {
  return value !== undefined && !(Array.isArray(value) && value.length === 0);
}

/** Returns whether an input's value is as a condition wants it. */
export function meets(condition: Condition, value: unknown): boolean {
  if (typeof condition !== "object") return value === condition;
  if (isPresence(condition)) return isGiven(value) === condition.present;
  return condition.some((wanted) => wanted === value);
}

/** Returns why a value does not fit a field, after "must be"; `undefined` if it fits. */
export function misfit(field: ModelField, value: unknown): string | undefined {
  return fits(field, value) ? undefined : `${describeField(field)}, not ${formatValue(value)}`;
}

/** Returns whether an input takes a value. */
export function fits(field: ModelField, value: unknown): boolean {
  if (field.type === "array") {
    const { items } = field;
    return Array.isArray(value) && value.every((item) => fitsType(items, field.format, item));
  }
  if (!fitsType(field.type, field.format, value)) return false;
  if (field.enum !== undefined && !field.enum.some((known) => known === value)) return false;
  if (typeof value !== "number") return true;
  return value >= (field.minimum ?? Number.NEGATIVE_INFINITY) && value <= (field.maximum ?? Number.POSITIVE_INFINITY);
}

function fitsType(type: ModelField["items"], format: ModelField["format"], value: unknown): boolean {
  switch (type) {
    case undefined:
      return true;
    case "integer":
      return Number.isInteger(value);
    case "number":
      return typeof value === "number" && Number.isFinite(value);
    case "boolean":
      return typeof value === "boolean";
    case "string":
      return format === "uri" ? isFile(value) || isUri(value) : typeof value === "string";
    default:
      return type satisfies never;
  }
}

/** Returns whether a value is a file, which the provider's client uploads. */
export function isFile(value: unknown): boolean {
  return value instanceof Blob;
}

/** The characters of an address, a percent sign only before two hex digits. */
const URI_TEXT = /^(?:[\w.~:/?#@!$&'()*+,;=-]|%[\da-f]{2})+$/i;

/** Returns whether a value is the address of a file: http, https or data. */
export function isUri(value: unknown): boolean {
  if (typeof value !== "string") return false;
  if (value.startsWith("data:")) return URI_TEXT.test(value);
  return /^https?:\/\/[^/?#]/i.test(value) && URI_TEXT.test(value) && URL.canParse(value);
}

/** Describes what an input takes: `a whole number from 2 to 12`. */
export function describeField({ type, enum: known, minimum, maximum, format, items }: ModelField): string {
  if (known !== undefined) return formatList(known.map(String));
  if (type === "array")
    return `a list of ${format === "uri" ? "addresses of files" : `values of type ${items ?? "any"}`}`;
  if (type === "boolean") return "true or false";
  if (type === "string") return format === "uri" ? "the address of a file, or a file" : "a text";
  const kind = type === "integer" ? "a whole number" : "a number";
  if (minimum !== undefined && maximum !== undefined) return `${kind} from ${minimum} to ${maximum}`;
  if (minimum !== undefined) return `${kind} of at least ${minimum}`;
  return maximum === undefined ? kind : `${kind} of at most ${maximum}`;
}
