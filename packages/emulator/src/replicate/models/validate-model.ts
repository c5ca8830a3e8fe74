import { isObject } from "@vg/internal";
import * as v from "valibot";
import {
  EmulatorError,
  type EmulatorIssue,
  fieldOf,
  objectOf,
  type SchemasOf,
  TEXT,
  validateObject,
  withRule,
} from "../../validation.ts";
import type { EmulatedInput, EmulatedModel, NewModel } from "./model.ts";

/** The models of an emulator: by any names, or in a list. */
export type GivenModels = Readonly<Record<string, EmulatedModel>> | readonly EmulatedModel[];

/**
 * Validates the models of an option.
 *
 * @throws {@link EmulatorError} with all problems, by their places: `models.svd.kind`.
 */
export function validateModels(models: GivenModels): void {
  const entries = Object.entries<EmulatedModel>(models);
  throwIssues(entries.flatMap(([name, model]) => issuesOfSpec(`models.${name}`, model)));
}

/**
 * Validates a model that is added.
 *
 * @throws {@link EmulatorError} with all problems.
 */
export function validateModel(model: NewModel | EmulatedModel): void {
  if (typeof model === "object" && model !== null && "inputs" in model) throwIssues(issuesOfSpec("", model));
  else validateObject("model", NEW_MODEL, model);
}

function throwIssues([first, ...more]: readonly EmulatorIssue[]): void {
  if (first !== undefined) throw new EmulatorError(first.field, first.message, { more });
}

function issuesOfSpec(place: string, model: EmulatedModel): readonly EmulatorIssue[] {
  const issues = issuesOf(place, "model", SPEC, model);
  if (issues.length > 0) return issues;
  return Object.entries(model.inputs).flatMap(([name, input]) =>
    issuesOf([place, `inputs.${name}`].filter(Boolean).join("."), "input", INPUT, input),
  );
}

/** Returns the problems of the fields in a schema; others are ignored, because a model has more than the emulator uses. */
function issuesOf(place: string, noun: string, schema: v.GenericSchema, value: unknown): readonly EmulatorIssue[] {
  const { issues = [] } = v.safeParse(schema, value);
  return issues.map((issue) => {
    const path = [place, fieldOf(issue)].filter((part) => part !== undefined && part !== "").join(".");
    return { field: path === "" ? noun : path, message: issue.message };
  });
}

/** A name that means nothing else in a path. */
const MODEL_NAME = withRule(
  "be a name of ASCII letters, digits, _, . and -, not empty",
  v.pipe(v.string(), v.regex(/^(?!\.{1,2}$)[\w.-]+$/)),
);

const VERSION_ID = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

const VERSION_IDS: v.GenericSchema<readonly string[]> = withRule(
  "be ids of 64 hexadecimal digits",
  v.array(VERSION_ID),
);

const NEW_MODEL = objectOf("model", {
  owner: MODEL_NAME,
  name: MODEL_NAME,
  description: v.optional(TEXT),
  versions: v.optional(VERSION_IDS),
} satisfies SchemasOf<NewModel>);

const OBJECT = withRule("be an object", v.custom(isObject));
const NUMBER = withRule("be a number", v.number());

const SPEC = withMissing({
  owner: MODEL_NAME,
  name: MODEL_NAME,
  description: v.optional(TEXT),
  kind: withRule('be "official" or "community"', v.picklist(["official", "community"])),
  version: v.optional(
    withRule('be an id of 64 hexadecimal digits, or "latest"', v.union([VERSION_ID, v.literal("latest")])),
  ),
  knownVersion: v.optional(withRule("be an id of 64 hexadecimal digits", VERSION_ID)),
  inputs: OBJECT,
  roles: v.optional(OBJECT),
  rules: v.optional(withRule("be a list", v.array(v.unknown()))),
  clips: v.optional(OBJECT),
  variants: v.optional(OBJECT),
  prices: v.optional(withRule("be a list", v.array(v.unknown()))),
  output: v.optional(withRule('be "uri" or "uri[]"', v.picklist(["uri", "uri[]"]))),
} satisfies Readonly<Record<keyof EmulatedModel, v.GenericSchema>>);

const TYPES = ["string", "integer", "number", "boolean", "array"] as const;

const INPUT = withMissing({
  type: withRule(`be one of ${TYPES.join(", ")}`, v.picklist(TYPES)),
  enum: v.optional(withRule("be a list", v.array(v.unknown()))),
  minimum: v.optional(NUMBER),
  maximum: v.optional(NUMBER),
  default: v.optional(v.unknown()),
  required: v.optional(withRule("be true or false", v.boolean())),
  format: v.optional(withRule('be "uri"', v.literal("uri"))),
  deprecated: v.optional(withRule("be true or false", v.boolean())),
  items: v.optional(withRule(`be one of ${TYPES.slice(0, 4).join(", ")}`, v.picklist(TYPES.slice(0, 4)))),
} satisfies Readonly<Record<keyof EmulatedInput, v.GenericSchema>>);

/** The schema of an object that has at least these fields. */
function withMissing(entries: v.ObjectEntries): v.GenericSchema {
  return v.looseObject(entries, (issue) => {
    const name = fieldOf(issue);
    const schema = name === undefined ? undefined : entries[name];
    // A field is missing: its own schema says what it must be.
    return (schema && v.safeParse(schema, undefined).issues?.[0].message) ?? "must be an object";
  });
}
