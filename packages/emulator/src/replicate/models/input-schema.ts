import type { EmulatedInput, Model } from "./model.ts";

/**
 * Returns the OpenAPI document that a model publishes. As in the real ones, an input with a list of values refers to a
 * schema of its own by `allOf`.
 */
export function openapiSchema(model: Model): Readonly<Record<string, unknown>> {
  const { inputs, output = "uri" } = model;
  const enums = Object.entries(inputs).flatMap(([name, field]) =>
    field.enum === undefined || field.type === "array"
      ? []
      : [[name, { enum: field.enum, type: field.type, title: name, description: "An enumeration." }] as const],
  );
  const required = Object.keys(inputs).filter((name) => inputs[name]?.required === true);
  return {
    openapi: "3.0.2",
    info: { title: "Cog", version: "0.1.0" },
    paths: {},
    components: {
      schemas: {
        Input: {
          type: "object",
          title: "Input",
          ...(required.length === 0 ? {} : { required }),
          properties: Object.fromEntries(
            Object.entries(inputs).map(([name, field], order) => [name, property(name, field, order)]),
          ),
        },
        Output:
          output === "uri"
            ? { type: "string", title: "Output", format: "uri" }
            : { type: "array", title: "Output", items: { type: "string", format: "uri" } },
        ...Object.fromEntries(enums),
      },
    },
  };
}

function property(name: string, field: EmulatedInput, order: number): Readonly<Record<string, unknown>> {
  const { type, minimum, maximum, format, items = "string" } = field;
  const common = {
    "x-order": order,
    ...(field.default === undefined ? {} : { default: field.default }),
    ...(field.deprecated === true ? { deprecated: true } : {}),
  };
  if (type === "array") {
    const item = { type: items, ...(format === undefined ? {} : { format }), ...enumOf(field) };
    return { type, title: titleOf(name), items: item, ...common };
  }
  if (field.enum !== undefined) return { allOf: [{ $ref: `#/components/schemas/${name}` }], ...common };
  return {
    type,
    title: titleOf(name),
    ...(format === undefined ? {} : { format }),
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
    ...common,
  };
}

function enumOf({ enum: values }: EmulatedInput): { readonly enum?: readonly unknown[] } {
  return values === undefined ? {} : { enum: values };
}

/** `aspect_ratio` becomes `Aspect Ratio`. */
function titleOf(name: string): string {
  return name
    .split("_")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(" ");
}
