import type { ConfigIssue } from "./config-error.ts";
import { CONFIG_FIELDS } from "./config-field.ts";
import { shownValue } from "./shown-value.ts";

/** One issue for each override that has a name nobody reads, or that is no object where it must be one. */
export function checkOverrideNames(overrides: unknown): ConfigIssue[] {
  const known = new Set<string>(CONFIG_FIELDS.map((field) => field.path));
  const groups = new Set(
    [...known].filter((path) => path.includes(".")).map((path) => path.slice(0, path.indexOf("."))),
  );
  if (typeof overrides !== "object" || overrides === null) return [notAnObject("overrides", overrides)];
  return Object.entries(overrides).flatMap(([name, value]: [string, unknown]) => {
    if (known.has(name) || (groups.has(name) && value === undefined)) return [];
    if (!groups.has(name))
      return [unknownName(name, [...known].filter((path) => !path.includes(".")).concat(...groups))];
    if (typeof value !== "object" || value === null) return [notAnObject(`overrides.${name}`, value)];
    const names = [...known].filter((path) => path.startsWith(`${name}.`));
    return Object.keys(value)
      .map((part) => `${name}.${part}`)
      .filter((path) => !names.includes(path))
      .map((path) => unknownName(path, names));
  });
}

function notAnObject(variable: string, value: unknown): ConfigIssue {
  return { variable, message: `must be an object, not ${shownValue(value)}` };
}

function unknownName(path: string, names: readonly string[]): ConfigIssue {
  return { variable: `overrides.${path}`, message: `is not known; known are ${names.join(", ")}` };
}
