import { Ajv, type ValidateFunction } from "ajv";
import formats from "ajv-formats";
import type { ModelField, ModelSpec } from "../src/index.ts";

/** Compiles a model's inputs as the JSON Schema that its provider checks them with. */
export function inputValidator({ inputs }: ModelSpec): ValidateFunction {
  const ajv = new Ajv({ strictSchema: true });
  formats.default(ajv, ["uri"]);
  return ajv.compile({
    type: "object",
    properties: Object.fromEntries(Object.entries(inputs).map(([name, field]) => [name, fieldSchema(field)])),
    required: Object.entries(inputs).flatMap(([name, { required }]) => (required === true ? name : [])),
    additionalProperties: false,
  });
}

function fieldSchema({ type, enum: values, minimum, maximum, format, items }: ModelField): object {
  if (type === "array") return { type, items: { type: items ?? "string", ...(format && { format }) } };
  return {
    type,
    ...(values && { enum: values }),
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
    ...(format && { format }),
  };
}
