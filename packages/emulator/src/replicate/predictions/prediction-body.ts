import { isObject } from "@vg/internal";
import { type EmulatedInput, type InputValue, type Model } from "../models/model.ts";
import { invalidFields, type InvalidField } from "../replicate-errors.ts";
import type { WebhookEvent } from "./prediction.ts";

/** The body of a request that creates a prediction. */
export interface PredictionBody {
  /** Absent if the route names the model. */
  readonly version?: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly webhook?: { readonly url: string; readonly events: readonly WebhookEvent[] };
}

const EVENTS: readonly WebhookEvent[] = ["start", "output", "logs", "completed"];

/** The events of a webhook without a filter. */
const DEFAULT_EVENTS: readonly WebhookEvent[] = ["output", "completed"];

const FIELDS: Readonly<Record<string, EmulatedInput["type"] | "object">> = {
  version: "string",
  input: "object",
  stream: "boolean",
  webhook: "string",
  webhook_events_filter: "array",
};

/**
 * Reads the body of a request that creates a prediction; `needsVersion` if the route does not name the model.
 *
 * @throws `ReplicateError` 422 with every invalid field, in the words of the real validator.
 */
export function readPredictionBody(body: unknown, needsVersion: boolean): PredictionBody {
  const given = isObject(body) ? body : {};
  const required = needsVersion ? ["version", "input"] : ["input"];
  const problems: InvalidField[] = [
    ...required.filter((name) => !(name in given)).map((name) => missing("", name)),
    ...Object.entries(given).flatMap(([name, value]): readonly InvalidField[] => {
      const type = needsVersion || name !== "version" ? FIELDS[name] : undefined;
      if (type === undefined) return [unknownField("", name)];
      return typeOf(value, type) ? [] : [wrongType(name, type, value)];
    }),
    ...webhookProblems(given),
  ];
  if (problems.length > 0) throw invalidFields(problems);
  const { version, input, webhook, webhook_events_filter: filter } = given;
  const events = Array.isArray(filter) ? EVENTS.filter((event) => filter.includes(event)) : DEFAULT_EVENTS;
  return {
    input: isObject(input) ? input : {},
    ...(typeof version === "string" ? { version } : {}),
    ...(typeof webhook === "string" && webhook !== "" ? { webhook: { url: webhook, events } } : {}),
  };
}

/**
 * Validates the inputs of a model by its schema, if it is known; `refusesUnknown` if inputs that are not in it are invalid.
 *
 * @throws `ReplicateError` 422 with every invalid input.
 */
export function validateInput(model: Model, input: Readonly<Record<string, unknown>>, refusesUnknown: boolean): void {
  if (!model.hasSchema) return;
  const problems = [
    ...Object.keys(model.inputs)
      .filter((name) => model.inputs[name]?.required === true && !(name in input))
      .map((name) => missing("input", name)),
    ...Object.entries(input).flatMap(([name, value]): readonly InvalidField[] => {
      const field = model.inputs[name];
      if (field === undefined) return refusesUnknown ? [unknownField("input", name)] : [];
      return valueProblems(`input.${name}`, field, value);
    }),
  ];
  if (problems.length > 0) throw invalidFields(problems);
}

function valueProblems(path: string, field: EmulatedInput, value: unknown): readonly InvalidField[] {
  if (!typeOf(value, field.type)) return [wrongType(path, field.type, value)];
  if (Array.isArray(value)) {
    const item: EmulatedInput = { ...field, type: field.items ?? "string" };
    return value.flatMap((part, index) => valueProblems(`${path}.${index}`, item, part));
  }
  const { enum: values, minimum, maximum, format } = field;
  const problems: InvalidField[] = [];
  if (values !== undefined && !values.some((allowed) => allowed === value)) problems.push(notOneOf(path, values));
  if (typeof value === "number" && minimum !== undefined && value < minimum) {
    const description = `Must be greater than or equal to ${minimum}`;
    problems.push({ type: "number_gte", field: path, description });
  }
  if (typeof value === "number" && maximum !== undefined && value > maximum) {
    problems.push({ type: "number_lte", field: path, description: `Must be less than or equal to ${maximum}` });
  }
  if (format === "uri" && !(typeof value === "string" && URL.canParse(value))) {
    problems.push({ type: "format", field: path, description: "Does not match format 'uri'" });
  }
  return problems;
}

function webhookProblems({
  webhook,
  webhook_events_filter: filter,
}: Readonly<Record<string, unknown>>): InvalidField[] {
  const problems: InvalidField[] = [];
  if (typeof webhook === "string" && webhook !== "" && !/^https?:\/\//.test(webhook)) {
    problems.push({ type: "format", field: "webhook", description: "Does not match format 'uri'" });
  }
  for (const [index, event] of (Array.isArray(filter) ? filter : []).entries()) {
    if (!EVENTS.some((known) => known === event)) problems.push(notOneOf(`webhook_events_filter.${index}`, EVENTS));
  }
  return problems;
}

function typeOf(value: unknown, type: EmulatedInput["type"] | "object"): boolean {
  return jsonType(value) === type || (type === "number" && jsonType(value) === "integer");
}

function jsonType(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return Number.isInteger(value) ? "integer" : typeof value;
}

function missing(field: string, name: string): InvalidField {
  return { type: "required", field, description: `${name} is required` };
}

function unknownField(field: string, name: string): InvalidField {
  return {
    type: "additional_property_not_allowed",
    field,
    description: `Additional property ${name} is not allowed`,
  };
}

function wrongType(field: string, expected: string, value: unknown): InvalidField {
  const description = `Invalid type. Expected: ${expected}, given: ${jsonType(value)}`;
  return { type: "invalid_type", field, description };
}

function notOneOf(field: string, values: readonly InputValue[]): InvalidField {
  const list = values.map((value) => JSON.stringify(value)).join(", ");
  return { type: "enum", field, description: `${field} must be one of the following: ${list}` };
}
