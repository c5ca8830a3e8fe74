import { lastDayOf } from "@vg/internal";
import * as v from "valibot";
import type { Condition, Conditions, ModelField, Models, ModelSpec, ModelValue, Price } from "../model.ts";
import { ROLE_TYPES } from "./facts.ts";

const DECIMAL = 'a non-negative decimal in quotes such as "0.05"';
const DAY = "a day, a month or a year such as 2026-10-08";
const TEXT = "a text";
const NAME = "a name of letters, digits, dots and hyphens";
const VALUE = "a text, a number, true or false";
const CONDITION = 'a value, a list of values, or { "present": true } or false';
const LENGTHS = "a list of numbers";
const VERSION = "a version id of 64 lower-case hex digits, or latest";
const ID = "a version id of 64 lower-case hex digits";
const KINDS = "a price of the kind output-second, clip or gpu-second";

/** The names that an object may have, by the message of its schema. */
export const KEYS: Map<string, readonly string[]> = new Map();

/**
 * Creates the schema of a file of models; a message of it follows "must be".
 *
 * It is created when it is needed, so that importing the package does not wait for it.
 */
export function createModelsSchema(): v.GenericSchema<unknown, Models> {
  const decimal = v.pipe(v.string(DECIMAL), v.regex(/^(?:0|[1-9]\d*)(?:\.\d+)?$/, DECIMAL));
  const day = v.pipe(v.string(DAY), v.regex(/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/, DAY), v.check(isDay, DAY));
  const text = v.pipe(v.string(TEXT), v.nonEmpty(TEXT));
  const name = v.pipe(v.string(NAME), v.regex(/^[A-Za-z0-9][\w.-]*$/, NAME));
  const number = v.pipe(v.number("a number"), v.finite("a number"));
  const above = v.pipe(number, v.gtValue(0, "a number above 0"));
  const value: v.GenericSchema<unknown, ModelValue> = v.union([v.string(), number, v.boolean()], VALUE);
  const values = v.array(value, "a list of values");
  const condition: v.GenericSchema<unknown, Condition> = v.union(
    [
      value,
      v.pipe(values, v.nonEmpty(CONDITION)),
      object({ present: v.boolean("true or false") }, "an object with present"),
    ],
    CONDITION,
  );
  const conditions: v.GenericSchema<unknown, Conditions> = v.record(
    v.string(),
    condition,
    "an object with a condition for each input",
  );

  const field: v.GenericSchema<unknown, ModelField> = object(
    {
      type: v.picklist(
        ["string", "integer", "number", "boolean", "array"],
        "string, integer, number, boolean or array",
      ),
      enum: optional(v.pipe(values, v.nonEmpty("a list of values"))),
      minimum: optional(number),
      maximum: optional(number),
      default: optional(v.union([value, values], "a value or a list of values")),
      required: optional(v.literal(true, "true, or left out")),
      format: optional(v.literal("uri", '"uri", or left out')),
      items: optional(v.picklist(["string", "integer", "number", "boolean"], "string, integer, number or boolean")),
      deprecated: optional(v.literal(true, "true, or left out")),
    },
    "an object with a type",
  );

  const rule = object(
    {
      when: conditions,
      needs: optional(conditions),
      ignores: optional(v.array(text, "a list of inputs")),
      reason: text,
    },
    "an object with when, needs or ignores, and a reason",
  );

  const clips = object(
    {
      seconds: optional(v.array(above, LENGTHS)),
      frames: optional(v.array(above, LENGTHS)),
      fps: optional(above),
      fpsAdded: optional(number),
      rounding: optional(object({ fps: above, step: above, added: number }, "an object with fps, step and added")),
      resolution: optional(text),
    },
    "an object with facts about the clips",
  );

  const facts = {
    when: optional(conditions),
    asOf: day,
    source: text,
    note: optional(text),
  };
  const price: v.GenericSchema<unknown, Price> = v.variant(
    "kind",
    [
      object(
        {
          kind: v.literal("output-second"),
          perSecond: decimal,
          perClip: optional(decimal),
          ...facts,
        },
        "a price of the kind output-second",
      ),
      object({ kind: v.literal("clip"), perClip: decimal, ...facts }, "a price of the kind clip"),
      object(
        {
          kind: v.literal("gpu-second"),
          hardware: text,
          perSecond: decimal,
          typicalRunSeconds: decimal,
          ...facts,
        },
        "a price of the kind gpu-second",
      ),
    ],
    KINDS,
  );

  const roles = object(
    Object.fromEntries(
      Object.keys(ROLE_TYPES).map((role) => [role, v.exactOptional(v.string("the name of an input"))]),
    ),
    "an object with the input of each role",
  );
  const model: v.GenericSchema<unknown, ModelSpec> = object(
    {
      owner: name,
      name: name,
      kind: v.picklist(["official", "community"], "official or community"),
      version: optional(v.pipe(v.string(VERSION), v.regex(/^(?:[0-9a-f]{64}|latest)$/, VERSION))),
      knownVersion: optional(v.pipe(v.string(ID), v.regex(/^[0-9a-f]{64}$/, ID))),
      versionVariable: optional(
        v.picklist(["SVD_MODEL_VERSION", "COGVIDEOX_MODEL_VERSION"], "SVD_MODEL_VERSION or COGVIDEOX_MODEL_VERSION"),
      ),
      inputs: v.record(v.string(), field, "an object with the inputs"),
      roles: roles,
      rules: optional(v.array(rule, "a list of rules")),
      clips: optional(clips),
      resolutions: optional(v.record(v.string(), text, "an object with a size for each value")),
      variants: optional(v.record(v.string(), conditions, "an object with conditions for each variant")),
      prices: v.array(price, "a list of prices"),
      priceUnknown: optional(text),
      output: v.picklist(["uri", "uri[]"], "uri or uri[]"),
      asOf: optional(day),
      note: optional(text),
    },
    "an object with a model",
  );
  return v.record(v.pipe(v.string(), v.nonEmpty("a name")), model, "an object with models by their names");
}

function isDay(text: string): boolean {
  return lastDayOf(text) !== undefined;
}

function object<const Entries extends v.ObjectEntries>(
  entries: Entries,
  message: string,
): v.StrictObjectSchema<Entries, string> {
  KEYS.set(message, Object.keys(entries));
  return v.strictObject(entries, message);
}

function optional<T>(
  schema: v.GenericSchema<unknown, T>,
): v.ExactOptionalSchema<v.GenericSchema<unknown, T>, undefined> {
  return v.exactOptional(schema);
}
