import { closestName, deepFreeze, formatValue, isObject } from "@vg/internal";
import * as v from "valibot";
import { ConfigError, type ConfigIssue, notAnObject, unknownName } from "../../errors.ts";
import type { Models, ModelSpec } from "../model.ts";
import { checkFacts } from "./facts.ts";
import { isRight, markRight } from "./right.ts";
import { createModelsSchema, KEYS } from "./schema.ts";

/**
 * Checks models of one's own, as they are in a file: an object with models by their names. A `$schema` is ignored.
 *
 * The result is for `loadConfig({ models })`, where they win over the catalogue's models of the same names, and for the
 * `models` option of the functions that look models up.
 *
 * @param json - The value that `JSON.parse` returns for the file; its JSON Schema is `@vg/config/models.schema.json`.
 * @throws {@link ConfigError} with every problem, by its path from `models`, and the nearest valid name.
 * @example
 * ```ts
 * import { defineModels, loadConfig, MODELS } from "@vg/config";
 *
 * const { inputs, roles, output } = MODELS["veo-2"];
 * const price = { kind: "output-second", perSecond: "0.25", asOf: "2026-11-26", source: "our contract" };
 * const models = defineModels({
 *   "our-veo": { owner: "us", name: "veo", kind: "official", inputs, roles, output, prices: [price] },
 * });
 * const config = loadConfig({ models, env: { VG_MODEL: "our-veo" }, onWarning: () => {} });
 *
 * config.rates.perSecond; // => '0.25'
 * defineModels({ "our-veo": { ...models["our-veo"], ouput: "uri" } }); // throws models.our-veo.ouput is not known; did you mean output?
 * ```
 */
export function defineModels(json: unknown): Models {
  if (!isObject(json)) throw new ConfigError([notAnObject("models", json)]);
  const { $schema: _, ...models } = json;
  return readModels(models, "models");
}

/**
 * Checks a model that is not known to be right, under the name by which a message calls it.
 *
 * @throws {@link ConfigError} with every problem.
 */
export function requireModel(spec: ModelSpec, variable: string): void {
  if (!isObject(spec)) throw new ConfigError([notAnObject(variable, spec)]);
  if (isRight(spec)) return;
  readModels({ [variable]: spec }, "");
  markRight(spec);
}

let schema: v.GenericSchema<unknown, Models> | undefined;

function readModels(json: object, root: string): Models {
  schema ??= createModelsSchema();
  const result = v.safeParse(schema, json);
  if (!result.success) throw new ConfigError(result.issues.map((issue) => readIssue(issue, root)));
  const issues = Object.entries(result.output).flatMap(([name, spec]) => checkFacts(join(root, name), spec));
  if (issues.length > 0) throw new ConfigError(issues);
  const models = deepFreeze(result.output);
  for (const spec of Object.values(models)) markRight(spec);
  return models;
}

function join(root: string, name: string): string {
  return root === "" ? name : `${root}.${name}`;
}

/** Returns an issue of the schema in the form of a configuration's. */
function readIssue({ path, type, expected, message, input }: v.BaseIssue<unknown>, root: string): ConfigIssue {
  const variable = (path ?? []).reduce<string>(
    (before, { key }) => (typeof key === "number" ? `${before}[${key}]` : join(before, String(key))),
    root,
  );
  if (type === "strict_object" && expected === "never") {
    return unknownName(variable, "is not known", String(path?.at(-1)?.key), KEYS.get(message) ?? []);
  }
  if (input === undefined) return { variable, message: "is missing" };
  const names = [...(expected ?? "").matchAll(/"([^"]+)"/g)].flatMap(([, name]) => name ?? []);
  const closest = typeof input === "string" ? closestName(input, names) : undefined;
  const fix = closest === undefined ? "" : `; did you mean ${closest}?`;
  return { variable, message: `must be ${message}, not ${formatValue(input)}${fix}` };
}
