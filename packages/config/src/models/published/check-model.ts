import { deepFreeze } from "@vg/internal";
import { validateOptions } from "../../errors.ts";
import type { ModelField, ModelSpec } from "../model.ts";
import { readModelSchema } from "./schema.ts";

/** A fact about a model that the provider publishes otherwise. */
export interface ModelDifference {
  /** The fact: `inputs.duration.enum`, `output`, or `prices` with the inputs that a price is for. */
  readonly field: string;
  /** The fact as the model has it; absent if it does not. */
  readonly ours?: unknown;
  /** The fact as it is published; absent if it is not. */
  readonly published?: unknown;
}

/**
 * Compares a model's inputs and output with the OpenAPI schema that the provider publishes for it, field by field.
 *
 * @returns the differences, in the order of the model's inputs; none if the schema says the same.
 * @throws {@link ConfigError} if it is not such a schema.
 * @example
 * ```ts
 * import { checkModel, MODELS } from "@vg/config";
 *
 * const { inputs, output } = MODELS["veo-2"];
 * const Input = { properties: { ...inputs, duration: { type: "integer", enum: [5, 8], default: 5 } } };
 * checkModel(MODELS["veo-2"], { components: { schemas: { Input, Output: { type: "string", format: output } } } });
 * // => [ { field: 'inputs.duration.enum', ours: [ 5, 6, 7, 8 ], published: [ 5, 8 ] } ]
 * ```
 */
export function checkModel(spec: ModelSpec, openapiSchema: unknown): readonly ModelDifference[] {
  const { inputs, output } = validateOptions(spec, "spec");
  const published = readModelSchema(openapiSchema);
  const names = new Set([...Object.keys(inputs), ...Object.keys(published.inputs)]);
  const differences = [...names].flatMap((name) =>
    checkInput(`inputs.${name}`, own(inputs, name), own(published.inputs, name)),
  );
  if (output !== published.output) differences.push({ field: "output", ours: output, published: published.output });
  return deepFreeze(differences);
}

function own(inputs: ModelSpec["inputs"], name: string): ModelField | undefined {
  return Object.hasOwn(inputs, name) ? inputs[name] : undefined;
}

const FACTS = ["type", "enum", "minimum", "maximum", "default", "required", "format", "items", "deprecated"] as const;

function checkInput(field: string, ours: ModelField | undefined, published: ModelField | undefined): ModelDifference[] {
  if (ours === undefined || published === undefined) return [differenceOf(field, ours, published)];
  return FACTS.filter((fact) => !isSame(ours[fact], published[fact])).map((fact) =>
    differenceOf(`${field}.${fact}`, ours[fact], published[fact]),
  );
}

/** Creates a difference without what one side does not have. */
export function differenceOf(field: string, ours: unknown, published: unknown): ModelDifference {
  return { field, ...(ours === undefined ? {} : { ours }), ...(published === undefined ? {} : { published }) };
}

/** Lists are the same in any order: of the values of an enumeration none is the first. */
function isSame(ours: unknown, published: unknown): boolean {
  if (!Array.isArray(ours) || !Array.isArray(published)) return ours === published;
  return ours.length === published.length && ours.every((value) => published.includes(value));
}
