import { closestName, formatValue } from "@vg/internal";
import { type ConfigIssue, unknownName } from "../../errors.ts";
import { describeField, fits, inputField, isPresence, wantedValues } from "../fields.ts";
import type { Condition, Conditions, ModelField, ModelRule, ModelSpec, Role } from "../model.ts";

/** Returns the issues of a model whose parts each have the right form; `path` is where the model is. */
export function checkFacts(path: string, spec: ModelSpec): readonly ConfigIssue[] {
  return [
    ...checkVersion(path, spec),
    ...Object.entries(spec.inputs).flatMap(([name, field]) => checkField(`${path}.inputs.${name}`, field)),
    ...checkRoles(path, spec),
    ...(spec.rules ?? []).flatMap((rule, at) => checkRule(`${path}.rules[${at}]`, spec, rule)),
    ...spec.prices.flatMap(({ when = {} }, at) => checkConditions(`${path}.prices[${at}].when`, spec, when)),
    ...Object.entries(spec.variants ?? {}).flatMap(([variant, conditions]) =>
      checkConditions(`${path}.variants.${variant}`, spec, conditions),
    ),
    ...checkResolutions(path, spec),
  ];
}

function checkVersion(path: string, { kind, version, knownVersion }: ModelSpec): readonly ConfigIssue[] {
  if (kind === "community") return [];
  return Object.entries({ version, knownVersion })
    .filter(([, id]) => id !== undefined)
    .map(([field]) => ({
      variable: `${path}.${field}`,
      message: "must be left out, because an official model is run by its name",
    }));
}

function checkField(path: string, field: ModelField): readonly ConfigIssue[] {
  const { type, enum: values = [], minimum, maximum, items, format, default: usual } = field;
  const { enum: _, ...open } = field;
  const one: ModelField = { ...open, type: type === "array" ? (items ?? "string") : type };
  const issues = values.flatMap((value, at) => (fits(one, value) ? [] : misfit(`${path}.enum[${at}]`, one, value)));
  if (minimum !== undefined && maximum !== undefined && minimum > maximum) {
    issues.push({ variable: `${path}.minimum`, message: `must be at most the maximum ${maximum}, not ${minimum}` });
  }
  const unfit = `must be left out, because the type is ${type}`;
  if (items !== undefined && type !== "array") issues.push({ variable: `${path}.items`, message: unfit });
  if (format !== undefined && type !== "string" && type !== "array") {
    issues.push({ variable: `${path}.format`, message: unfit });
  }
  // The default of a file's address may be anything, as it is the provider's own.
  if (usual !== undefined && issues.length === 0 && format === undefined && !fits(field, usual)) {
    issues.push(misfit(`${path}.default`, field, usual));
  }
  return issues;
}

function misfit(variable: string, field: ModelField, value: unknown): ConfigIssue {
  const closest = typeof value === "string" ? closestName(value, (field.enum ?? []).map(String)) : undefined;
  const fix = closest === undefined ? "" : `; did you mean ${closest}?`;
  return { variable, message: `must be ${describeField(field)}, not ${formatValue(value)}${fix}` };
}

/** The types that an input can have to play a role. */
export const ROLE_TYPES: Readonly<Record<Role, readonly ModelField["type"][]>> = {
  prompt: ["string"],
  negativePrompt: ["string"],
  image: ["string", "array"],
  lastImage: ["string", "array"],
  duration: ["integer", "number", "string"],
  frames: ["integer", "number", "string"],
  fps: ["integer", "number"],
  resolution: ["string", "integer"],
  aspectRatio: ["string"],
  audio: ["boolean"],
  seed: ["integer", "number"],
  steps: ["integer", "number"],
  motionBucketId: ["integer", "number"],
};

function checkRoles(path: string, spec: ModelSpec): readonly ConfigIssue[] {
  const types = new Map<string, readonly ModelField["type"][]>(Object.entries(ROLE_TYPES));
  return Object.entries(spec.roles).flatMap(([role, name]): readonly ConfigIssue[] => {
    const variable = `${path}.roles.${role}`;
    const field = inputField(spec, name);
    if (field === undefined) {
      const problem = `must be one of the inputs, not ${formatValue(name)}`;
      return [unknownName(variable, problem, name, Object.keys(spec.inputs))];
    }
    const allowed = types.get(role) ?? [];
    if (allowed.includes(field.type)) return [];
    const message = `must be an input of the type ${allowed.join(" or ")}, and ${name} has the type ${field.type}`;
    return [{ variable, message }];
  });
}

function checkRule(path: string, spec: ModelSpec, { when, needs, ignores = [] }: ModelRule): readonly ConfigIssue[] {
  const inputs = Object.keys(spec.inputs);
  const isEmpty = needs === undefined && ignores.length === 0;
  return [
    ...checkConditions(`${path}.when`, spec, when),
    ...checkConditions(`${path}.needs`, spec, needs ?? {}),
    ...ignores.flatMap((name, at) =>
      inputField(spec, name) === undefined
        ? unknownName(`${path}.ignores[${at}]`, `must be one of the inputs, not ${formatValue(name)}`, name, inputs)
        : [],
    ),
    ...(isEmpty ? [{ variable: path, message: "must have needs or ignores" }] : []),
  ];
}

function checkConditions(path: string, spec: ModelSpec, conditions: Conditions): readonly ConfigIssue[] {
  return Object.entries(conditions).flatMap(([name, condition]): readonly ConfigIssue[] => {
    const variable = `${path}.${name}`;
    const field = inputField(spec, name);
    if (field === undefined) return [unknownName(variable, "is not an input", name, Object.keys(spec.inputs))];
    return checkCondition(variable, field, condition);
  });
}

function checkCondition(variable: string, field: ModelField, condition: Condition): readonly ConfigIssue[] {
  if (isPresence(condition)) return [];
  return wantedValues(condition).flatMap((value) => (fits(field, value) ? [] : misfit(variable, field, value)));
}

function checkResolutions(path: string, spec: ModelSpec): readonly ConfigIssue[] {
  const input = spec.roles.resolution;
  const names = ((input === undefined ? undefined : inputField(spec, input)?.enum) ?? []).map(String);
  if (names.length === 0) return [];
  return Object.keys(spec.resolutions ?? {})
    .filter((name) => !names.includes(name))
    .map((name) => unknownName(`${path}.resolutions.${name}`, "is not a value of the resolution", name, names));
}
