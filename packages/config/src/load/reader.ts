import { closestName, formatValue, isObject } from "@vg/internal";
import * as v from "valibot";
import type { ConfigPath, Origin } from "../config.ts";
import { type EnvironmentVariables, isSet } from "../environment.ts";
import { type ConfigIssue, notAnObject } from "../errors.ts";
import { type ConfigField, variablesOf } from "./fields.ts";
import { findMisnamed } from "./misnamed.ts";

/** A value as it was found, before it is checked. */
interface Found {
  readonly origin: Exclude<Origin, "default">;
  readonly value: unknown;
  /** Its name in a message: the variable, or the path in the overrides. */
  readonly name: string;
}

/** If fields must be set, and where a person finds their values. */
interface Requirements {
  readonly required: boolean;
  readonly place?: string;
}

/** Reads one field after the other and remembers what it saw. */
export class ConfigReader {
  /** The issues so far. */
  readonly issues: ConfigIssue[];
  /** The variables that are not set and have a default. */
  readonly defaulted: string[] = [];
  /** The origin of each value that was read. */
  readonly origins: Partial<Record<ConfigPath, Origin>> = {};
  /** The names that are almost a variable's and under which its value is set, by the variable. */
  readonly misnamed: ReadonlyMap<string, string>;
  readonly #env: EnvironmentVariables;
  readonly #overrides: unknown;
  readonly #secrets: readonly string[];

  constructor(env: EnvironmentVariables, overrides: unknown, fields: readonly ConfigField<unknown>[]) {
    const namesOfValues = fields.map(variablesOf);
    this.#env = Object.fromEntries(namesOfValues.flat().map((variable) => [variable, env[variable]]));
    this.misnamed = findMisnamed(env, namesOfValues);
    this.#overrides = overrides;
    this.issues = checkNames(overrides, fields);
    this.#secrets = fields.flatMap((field) => (field.rule.secret ? this.#candidates(field) : []));
  }

  /** Returns the field's value; `undefined` if it is not set, or wrong, which becomes an issue. */
  read<T>(field: ConfigField<T>): T | undefined {
    const found = this.#find(field);
    if (found === undefined) {
      if (field.optional !== undefined) return undefined;
      if (field.variable !== undefined && !this.#hiddenByOverride(field)) this.defaulted.push(field.variable);
      this.origins[field.path] = "default";
      return undefined;
    }
    this.origins[field.path] = found.origin;
    const result = v.safeParse(field.rule.schema, found.value);
    if (result.success) return result.output;
    this.issues.push({ variable: found.name, message: this.#message(field, found) });
    return undefined;
  }

  /** Returns whether the field is set, rightly or wrongly. */
  isSet(field: ConfigField<unknown>): boolean {
    return this.#find(field) !== undefined;
  }

  /** Returns the field's name in a message: its variable, or its path in the overrides. */
  nameOf(field: ConfigField<unknown>): string {
    const name = this.#find(field)?.name ?? (this.#hiddenByOverride(field) ? undefined : field.variable);
    return name ?? `overrides.${field.path}`;
  }

  /** Adds an issue for each field that is not set, if they are required or if one of them is set. */
  requireAll(fields: readonly ConfigField<unknown>[], { required, place }: Requirements): void {
    const set = fields.find((field) => this.isSet(field));
    const begun = set !== undefined || fields.some((field) => this.#hiddenByOverride(field));
    if (!required && !begun) return;
    const why = set === undefined ? "is required and missing" : `is missing, but ${this.nameOf(set)} is set`;
    for (const field of fields.filter((candidate) => !this.isSet(candidate))) {
      this.issues.push({
        variable: this.nameOf(field),
        message: `${why}; ${this.#remedy(field, place)}`,
      });
    }
  }

  #remedy(field: ConfigField<unknown>, place: string | undefined): string {
    const misnamed = variablesOf(field).flatMap((variable) => this.misnamed.get(variable) ?? [])[0];
    if (misnamed !== undefined) return `${formatValue(misnamed)} is set, and nobody reads it: rename it`;
    const isCopy = field.rule.secret === true && this.#hiddenByOverride(field);
    const copy = isCopy ? "; a copy of a part of a Config has no secret, so pass the part itself" : "";
    return `set it to ${field.rule.example}${place === undefined ? ", for example" : `, which is ${place}`}${copy}`;
  }

  #find(field: ConfigField<unknown>): Found | undefined {
    const override = valueAtPath(this.#overrides, field.path);
    if (override !== undefined) return { origin: "override", value: override, name: `overrides.${field.path}` };
    if (this.#hiddenByOverride(field)) return undefined;
    for (const name of variablesOf(field)) {
      const value: unknown = this.#env[name];
      if (isSet(value)) return { origin: "environment", value, name };
    }
    return undefined;
  }

  #hiddenByOverride({ path, paired }: ConfigField<unknown>): boolean {
    return paired === true && valueAtPath(this.#overrides, path.slice(0, path.indexOf("."))) !== undefined;
  }

  #candidates(field: ConfigField<unknown>): string[] {
    const values = variablesOf(field).map((variable) => this.#env[variable]);
    return [...values, valueAtPath(this.#overrides, field.path)].filter(
      (value): value is string => typeof value === "string" && value.trim() !== "",
    );
  }

  #message({ rule, optional }: ConfigField<unknown>, { origin, value }: Found): string {
    const shown = this.#format(value);
    const mistake = rule.mistake?.(value) ?? "the value that is set";
    const instead = rule.secret ? `not ${mistake} (it is not shown)` : `not ${shown}`;
    const meant = typeof value === "string" && rule.names ? closestName(value, rule.names) : undefined;
    if (meant !== undefined) return `must be ${rule.allowed}, ${instead}; did you mean ${meant}?`;
    const without = optional === undefined ? "for the default" : "to do without";
    return origin === "environment"
      ? `must be ${rule.allowed}, ${instead}; set it to ${rule.example}, for example, or leave it empty ${without}`
      : `must be ${rule.allowed}, ${instead}; pass ${rule.example}, for example, or leave it out ${without}`;
  }

  #format(value: unknown): string {
    const holdsSecret = typeof value === "string" && this.#secrets.some((secret) => value.includes(secret));
    return holdsSecret ? "[redacted]" : formatValue(value);
  }
}

/** Returns an issue for each override that has an unknown name, or that must be an object and is not. */
function checkNames(overrides: unknown, fields: readonly ConfigField<unknown>[]): ConfigIssue[] {
  if (!isObject(overrides)) return [notAnObject("overrides", overrides)];
  const paths = fields.map((field) => field.path);
  const names = [...new Set(paths.map((path) => path.replace(/\..*/, "")))];
  return Object.entries(overrides).flatMap(([name, value]: [string, unknown]) => {
    if (!names.includes(name)) return [unknownName(name, names)];
    const parts = paths.filter((path) => path.startsWith(`${name}.`));
    return parts.length === 0 || value === undefined ? [] : checkParts(name, value, parts);
  });
}

function checkParts(name: string, value: unknown, parts: readonly string[]): ConfigIssue[] {
  if (!isObject(value)) return [notAnObject(`overrides.${name}`, value)];
  return Object.keys(value)
    .map((part) => `${name}.${part}`)
    .filter((path) => !parts.includes(path))
    .map((path) => unknownName(path, parts));
}

function unknownName(path: string, names: readonly string[]): ConfigIssue {
  return { variable: `overrides.${path}`, message: `is not known; known are ${names.join(", ")}` };
}

/** Returns the value at a path of one or two names, such as `settings.fps`; the second name may contain dots. */
export function valueAtPath(value: unknown, path: string): unknown {
  const dot = path.indexOf(".");
  return dot === -1 ? property(value, path) : property(property(value, path.slice(0, dot)), path.slice(dot + 1));
}

function property(value: unknown, name: string): unknown {
  return isObject(value) ? Reflect.get(value, name) : undefined;
}
