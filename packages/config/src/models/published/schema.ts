import { isObject } from "@vg/internal";
import { ConfigError, wrongArgument } from "../../errors.ts";
import type { ModelField, ModelSpec, ModelValue } from "../model.ts";

/** A model's inputs and output, as its published schema has them. */
export type PublishedModel = Pick<ModelSpec, "inputs" | "output">;

/**
 * Reads a model's inputs and output from the OpenAPI schema that the provider publishes for its latest version.
 *
 * @throws {@link ConfigError} if it is not such a schema, or has an input of a kind that this package does not know.
 * @example
 * ```ts
 * import { readModelSchema } from "@vg/config";
 *
 * const { inputs, output } = readModelSchema({
 *   components: {
 *     schemas: {
 *       Input: {
 *         required: ["prompt"],
 *         properties: { prompt: { type: "string" }, duration: { allOf: [{ $ref: "#/components/schemas/duration" }], default: 5 } },
 *       },
 *       duration: { type: "integer", enum: [5, 10] },
 *       Output: { type: "string", format: "uri" },
 *     },
 *   },
 * });
 * inputs["duration"]; // => { type: 'integer', enum: [ 5, 10 ], default: 5 }
 * output; // => 'uri'
 * readModelSchema({}); // throws openapiSchema.components.schemas must be an object, not undefined
 * ```
 */
export function readModelSchema(openapiSchema: unknown): PublishedModel {
  const components = isObject(openapiSchema) ? openapiSchema["components"] : undefined;
  const schemas = requireObject("components.schemas", isObject(components) ? components["schemas"] : undefined);
  const input = requireObject("components.schemas.Input", schemas["Input"]);
  const properties = requireObject("components.schemas.Input.properties", input["properties"]);
  const required: readonly unknown[] = Array.isArray(input["required"]) ? input["required"] : [];
  const issues: ConfigError[] = [];
  const inputs = Object.entries(properties).flatMap(([name, property]): [string, ModelField][] => {
    try {
      return [
        [name, { ...readField(name, property, schemas), ...(required.includes(name) ? { required: true } : {}) }],
      ];
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      issues.push(error);
      return [];
    }
  });
  if (issues.length > 0) throw new ConfigError(issues.flatMap((error) => error.issues));
  return { inputs: Object.fromEntries(inputs), output: readOutput(schemas["Output"]) };
}

type Schema = Readonly<Record<string, unknown>>;

function requireObject(path: string, value: unknown): Schema {
  if (isObject(value)) return value;
  throw wrongArgument(`openapiSchema.${path}`, "an object", value);
}

function readField(name: string, property: unknown, schemas: Schema): ModelField {
  const path = `components.schemas.Input.properties.${name}`;
  const schema = resolve(requireObject(path, property), schemas);
  const { type, minimum, maximum, default: usual, format, deprecated } = schema;
  const items = isObject(schema["items"]) ? resolve(schema["items"], schemas) : undefined;
  const known = schema["enum"] ?? items?.["enum"];
  return {
    type: readType(`${path}.type`, type),
    ...(Array.isArray(known) ? { enum: known.filter(isModelValue) } : {}),
    ...(typeof minimum === "number" ? { minimum } : {}),
    ...(typeof maximum === "number" ? { maximum } : {}),
    ...(isDefault(usual) ? { default: usual } : {}),
    ...readFormat(format, items),
    ...(deprecated === true ? { deprecated } : {}),
  };
}

/** Merges what a schema refers to by `$ref`, alone or in `allOf`, as enumerations do; its own facts win. */
function resolve(schema: Schema, schemas: Schema): Schema {
  const { allOf, $ref, ...own } = schema;
  const parts: readonly unknown[] = Array.isArray(allOf) ? allOf : $ref === undefined ? [] : [{ $ref }];
  return Object.assign({}, ...parts.map((part) => referred(part, schemas)), own);
}

function referred(part: unknown, schemas: Schema): Schema {
  if (!isObject(part)) return {};
  const { $ref } = part;
  const name = typeof $ref === "string" ? /^#\/components\/schemas\/(.+)$/.exec($ref)?.[1] : undefined;
  if (name === undefined) return part;
  const target = Object.hasOwn(schemas, name) ? schemas[name] : undefined;
  return isObject(target) ? target : {};
}

const TYPES = ["string", "integer", "number", "boolean", "array"] as const;

function readType(path: string, type: unknown): ModelField["type"] {
  const known = TYPES.find((one) => one === type);
  if (known !== undefined) return known;
  throw wrongArgument(`openapiSchema.${path}`, "string, integer, number, boolean or array", type);
}

function readFormat(format: unknown, items: Schema | undefined): Pick<ModelField, "format" | "items"> {
  const kind = TYPES.find((one) => one !== "array" && one === items?.["type"]);
  return {
    ...(format === "uri" || items?.["format"] === "uri" ? { format: "uri" } : {}),
    ...(kind === undefined || kind === "array" ? {} : { items: kind }),
  };
}

function isModelValue(value: unknown): value is ModelValue {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function isDefault(value: unknown): value is ModelValue | readonly ModelValue[] {
  return isModelValue(value) || (Array.isArray(value) && value.every(isModelValue));
}

function readOutput(output: unknown): ModelSpec["output"] {
  const schema = requireObject("components.schemas.Output", output);
  return schema["type"] === "array" ? "uri[]" : "uri";
}
